INVALID_RESET_PASSWORD_TOKEN = Dieser Link für ein neues Passwort ist ungültig. Fordern Sie einen neuen an.
PASSWORD_RESET_EXPIRED = Dieser Link für ein neues Passwort ist älter als { $within }. Fordern Sie einen neuen an.
PASSWORD_RESET_USED = Dieser Link für ein neues Passwort wurde bereits verwendet. Fordern Sie einen neuen an, wenn Sie ihn brauchen.
PASSWORD_RESET_REQUEST = Wenn es ein Konto mit { $email } gibt, ist ein Link für ein neues Passwort dorthin unterwegs.
INVALID_NOT_ME_TOKEN = Dieser Link ist ungültig. Wenn jemand anderes Ihr Konto benutzt, fordern Sie einen Link für ein neues Passwort an.
NOT_ME_EXPIRED = Dieser Link ist älter als { $within }. Wenn jemand anderes Ihr Konto benutzt, fordern Sie einen Link für ein neues Passwort an.
NOT_ME_USED = Dieser Link wurde bereits verwendet. Wenn Sie noch einen Link für ein neues Passwort brauchen, fordern Sie einen an.
NOT_ME_DONE = Alle Geräte sind von Ihrem Konto abgemeldet, und das Passwort gilt nicht mehr. Ein Link, mit dem Sie ein neues wählen, ist unterwegs an { $email }.
PASSWORD_RESET = Ihr neues Passwort ist festgelegt, und Sie sind angemeldet.
PASSWORD_RESET_NO_LOGIN = Ihr neues Passwort ist festgelegt. Melden Sie sich damit an.

FORGOT_TITLE = Passwort vergessen?
FORGOT_LEAD = Geben Sie Ihre Adresse ein. Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort wählen.
NOT_ME_TITLE = Waren Sie das nicht?
NOT_ME_LEAD = Wenn jemand anderes das mit Ihrem Konto { $email } bei { $app } getan hat, sperren Sie diese Person hier aus.
NOT_ME_WHAT = Die Schaltfläche meldet alle Geräte ab, macht alle Links und alle noch unbestätigten Änderungen ungültig und entfernt das Passwort. Wir senden Ihnen einen Link, mit dem Sie ein neues wählen.
NOT_ME_KEEPS = Die Schaltfläche macht auch die Löschung Ihres Kontos rückgängig, die angefordert wurde.
NOT_ME_WAS_YOU = Sie waren es? Schließen Sie diese Seite, dann ändert sich nichts.
RESET_LEAD = Alle jetzt angemeldeten Geräte werden dabei abgemeldet.
RESET_BUTTON = Neues Passwort festlegen

# The mails.
EMAIL_SUBJECT_PASSWORD_RESET = Anleitung zum Zurücksetzen des Passworts
RESET_MAIL_TEXT = Mit diesem Link wählen Sie ein neues Passwort für { $email } bei { $app }. Er gilt { $within } und funktioniert nur einmal.
RESET_MAIL_WHY = Sie erhalten diese E-Mail, weil jemand ein neues Passwort für diese Adresse angefordert hat.
RESET_MAIL_NOT_YOU = Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.
EMAIL_SUBJECT_PASSWORD_NOTICE = Ihr Passwort wurde zurückgesetzt
RESET_NOTICE_TITLE = Ihr Passwort wurde zurückgesetzt
RESET_NOTICE_TEXT = Das Passwort von { $email } bei { $app } wurde soeben ersetzt, und zwar über einen Link, den wir an diese Adresse gesendet hatten. Alle Sitzungen des Kontos sind beendet.
RESET_NOTICE_WHY = Sie erhalten diese E-Mail, weil das Passwort Ihres Kontos geändert wurde.
