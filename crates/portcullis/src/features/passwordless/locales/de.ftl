INVALID_LOGIN_TOKEN = Dieser Anmeldelink ist ungültig. Fordern Sie einen neuen an.
LOGIN_EXPIRED = Dieser Anmeldelink ist älter als { $within }. Fordern Sie einen neuen an.
LOGIN_USED = Dieser Anmeldelink wurde bereits verwendet. Fordern Sie einen neuen an.
LOGIN_EMAIL_SENT = Wenn es ein Konto mit { $email } gibt, ist ein Anmeldelink dorthin unterwegs.
PASSWORDLESS_LOGIN_SUCCESSFUL = Sie sind angemeldet.

SEND_LOGIN_TITLE = Per E-Mail anmelden
SEND_LOGIN_LEAD = Geben Sie Ihre Adresse ein. Wir senden Ihnen einen Link, mit dem Sie sich anmelden.
OTHER_WAYS_LINK = Andere Anmeldemöglichkeiten
TOKEN_LOGIN_TITLE = Anmelden
TOKEN_LOGIN_LEAD = Möchten Sie sich bei { $app } als { $email } anmelden?
TOKEN_LOGIN_NOT_YOU = Sie haben diesen Link nicht angefordert? Schließen Sie diese Seite, dann wird niemand angemeldet.
LOGIN_OTHER_BROWSER = Mit diesem Link können Sie sich nur in dem Browser anmelden, in dem er angefordert wurde.
LOGIN_ELSEWHERE_TITLE = In einem anderen Browser angefordert
LOGIN_ELSEWHERE_LEAD = Mit diesem Link können Sie sich als { $email } nur dort anmelden, wo er angefordert wurde.
LOGIN_ELSEWHERE_CODE = Kehren Sie zu dem anderen Browser zurück und geben Sie dort den Code aus der E-Mail ein, oder lassen Sie sich einen neuen Link für diesen Browser senden.
LOGIN_ELSEWHERE_BUTTON = Link für diesen Browser senden

# The mail.
EMAIL_SUBJECT_PASSWORDLESS = Anleitung zum Anmelden
LOGIN_MAIL_TITLE = Ihr Anmeldelink
LOGIN_MAIL_TEXT = Mit diesem Link melden Sie sich bei { $app } als { $email } an. Er gilt { $within } und funktioniert nur einmal. Geben Sie ihn nicht weiter.
LOGIN_MAIL_WHY = Sie erhalten diese E-Mail, weil sich jemand mit dieser Adresse anmelden möchte.
LOGIN_MAIL_NOT_YOU = Wenn Sie das nicht waren, tun Sie nichts: Solange der Link nicht verwendet wird, wird niemand angemeldet.
