# Signing in, and what one may see.
GENERIC_AUTHN_FAILED = Die E-Mail-Adresse oder das Passwort ist nicht richtig.
UNAUTHENTICATED = Melden Sie sich an, um diese Seite zu sehen.
UNAUTHORIZED = Sie haben dafür keine Berechtigung.
UNAUTHORIZED_TITLE = Keine Berechtigung
REAUTHENTICATION_REQUIRED = Bestätigen Sie, dass Sie es sind, bevor Sie fortfahren.
ANONYMOUS_USER_REQUIRED = Sie sind bereits angemeldet. Melden Sie sich dafür zuerst ab.
DISABLED_ACCOUNT = Dieses Konto ist deaktiviert.
DELETION_PENDING = Dieses Konto wird am { $when } gelöscht. Um es zu behalten, öffnen Sie den Link in der E-Mail, die wir gesendet haben, als die Löschung angefordert wurde.
ACCESS_ENDED = Das Passwort wurde gerade geändert, oder alle Zugriffe wurden beendet. Melden Sie sich erneut an.
USER_DOES_NOT_EXIST = Es gibt kein Konto mit dieser Adresse.
INVALID_PASSWORD = Das Passwort ist nicht richtig.

# Addresses and other input.
EMAIL_NOT_PROVIDED = Geben Sie Ihre E-Mail-Adresse ein.
INVALID_EMAIL_ADDRESS = Das ist keine E-Mail-Adresse.
EMAIL_ALREADY_ASSOCIATED = Es gibt bereits ein Konto mit { $email }.
FIELD_NOT_PROVIDED = Füllen Sie „{ $label }“ aus.
FIELD_TOO_LONG = „{ $label }“ darf höchstens { $length } Zeichen haben.
INVALID_INPUT = Das kann hier nicht verwendet werden.
INVALID_INPUT_LENGTH = Das ist zu kurz oder zu lang.
UNKNOWN_FIELD = Das Feld „{ $field }“ ist hier nicht bekannt.
INVALID_REDIRECT = Die Seite, zu der es danach weitergehen soll, ist nicht erlaubt.

# New passwords.
PASSWORD_NOT_PROVIDED = Geben Sie ein Passwort ein.
PASSWORD_INVALID_LENGTH = Verwenden Sie mindestens { $length } Zeichen.
PASSWORD_TOO_LONG = Verwenden Sie höchstens { $length } Zeichen.
PASSWORD_HAS_CONTEXT = Dieses Passwort besteht aus dem Namen dieses Dienstes, Ihrer Adresse oder Ihren Angaben. Wählen Sie eines, das niemand daraus erraten kann.
PASSWORD_TOO_COMMON = Dieses Passwort oder ein sehr ähnliches wird von vielen Menschen verwendet und als Erstes erraten. Wählen Sie ein anderes, zum Beispiel mehrere Wörter, die nichts miteinander zu tun haben.
PASSWORD_TOO_SIMPLE = Dieses Passwort ist zu leicht zu erraten. Wählen Sie ein längeres oder ein weniger regelmäßiges.
PASSWORD_BREACHED = Dieses Passwort steht auf einer Liste gestohlener Passwörter. Wählen Sie ein anderes, und ersetzen Sie dieses überall, wo Sie es sonst noch verwenden.
PASSWORD_BREACHED_SITE_ERROR = Es ließ sich nicht feststellen, ob dieses Passwort gestohlen wurde. Es wurde nichts geändert; versuchen Sie es in einigen Minuten erneut.
PASSWORD_HASH_UNREADABLE = Dieser Passwort-Hash ist fehlerhaft oder von einer hier nicht bekannten Art, oder er erfordert zu viel Rechenaufwand.
RETYPE_PASSWORD_MISMATCH = Die beiden Passwörter stimmen nicht überein.

# Requests that go wrong before any feature sees them.
API_ERROR = Die Anfrage hat nicht die hier erwartete Form.
BODY_UNREADABLE = Die gesendeten Daten konnten nicht gelesen werden.
BODY_UNREADABLE_TITLE = Nicht lesbar
BODY_TOO_LARGE = Die gesendeten Daten sind zu groß.
BODY_TOO_LARGE_TITLE = Zu groß
BODY_TOO_SLOW = Die Übertragung der gesendeten Daten hat zu lange gedauert. Es wurde nichts geändert; versuchen Sie es erneut.
BODY_TOO_SLOW_TITLE = Zu langsam
CROSS_ORIGIN = Dieses Formular wurde von einer anderen Website gesendet, daher wurde nichts ausgeführt. Öffnen Sie die Seite hier und versuchen Sie es erneut.
BODY_TYPE = Senden Sie ein Formular oder JSON.
BODY_TYPE_TITLE = Nicht lesbar
CROSS_ORIGIN_TITLE = Von einer anderen Website gesendet
OPEN_FORM_LINK = Seite erneut öffnen
COOKIE_REFUSED = Ihr Browser hat das Cookie nicht behalten, das zeigt, wer angemeldet ist. Sie sind hier deshalb nicht angemeldet. Erlauben Sie Cookies für diese Website und melden Sie sich dann erneut an.
COOKIE_REFUSED_TITLE = Cookie abgelehnt
SIGN_IN_AGAIN_LINK = Erneut anmelden
HOST_NOT_ALLOWED = Dieser Server antwortet nicht unter dem Namen, der in der Adresse steht.
HOST_NOT_ALLOWED_TITLE = Unbekannter Hostname
NOT_FOUND = Unter dieser Adresse gibt es keine Seite.
NOT_FOUND_TITLE = Seite nicht gefunden
METHOD_NOT_ALLOWED = Diese Seite kann nicht auf diese Weise verwendet werden.
METHOD_NOT_ALLOWED_TITLE = Hier nicht möglich
TOO_BUSY = Im Moment sind viele Menschen hier. Es wurde nichts geändert; versuchen Sie es in einigen Sekunden erneut.
TOO_BUSY_TITLE = Gerade überlastet
TOO_MANY_REQUESTS = Zu viele Versuche. Warten Sie { $wait }, bevor Sie es erneut versuchen.
TOO_MANY_REQUESTS_TITLE = Zu viele Versuche
SET_NEW_PASSWORD_LINK = Neues Passwort festlegen
UNAVAILABLE = Das ist im Moment nicht möglich. Es wurde nichts geändert; versuchen Sie es in einigen Minuten erneut.
UNAVAILABLE_TITLE = Gerade nicht verfügbar
SERVER_ERROR = Bei uns ist etwas schiefgegangen. Versuchen Sie es erneut; wenn es dabei bleibt, nennen Sie uns die unten stehende Nummer der Anfrage.
SERVER_ERROR_TITLE = Etwas ist schiefgegangen


# The one way on from a page.
SIGN_IN_LINK = Anmelden
CONTINUE_LINK = Weiter
START_PAGE_LINK = Zur Startseite

# Words of all pages.
LANGUAGE_NAME = Deutsch
ERROR_PREFIX = Fehler:
OPTIONAL = (optional)
EMAIL_LABEL = E-Mail-Adresse
PASSWORD_LABEL = Passwort
PASSWORD_AGAIN_LABEL = Passwort wiederholen
NEW_PASSWORD_LABEL = Neues Passwort
NEW_PASSWORD_AGAIN_LABEL = Neues Passwort wiederholen
NEW_PASSWORD_HINT = Mindestens { $min } Zeichen. Vier zufällige Wörter genügen.
SIGNED_IN_AS = Angemeldet als { $email }
SIGN_OUT_BUTTON = Abmelden
BACK_TO_SIGN_IN = Zurück zur Anmeldung
SEND_LINK_BUTTON = Link senden
EMAIL_LINK_BUTTON = Anmeldelink per E-Mail senden
STATUS_LABEL = Status
REQUEST_LABEL = Anfrage
DEV_MAILBOX_LINK = Entwicklungspostfach

# Words of all mails.
MAIL_HEADING = { $app }: { $title }
MAIL_BUTTON = { $label }:
MAIL_COPY_LINK = Oder kopieren Sie diesen Link in Ihren Browser:
CHOOSE_PASSWORD = Neues Passwort wählen
NOTICE_WHEN = Wann: { $when }
NOTICE_ADDRESS = IP-Adresse: { $ip }
NOTICE_DEVICE = Gerät: { $device }
NOTICE_NOT_ME = Wenn Sie das nicht waren, sperren Sie die andere Person aus. Der Link gilt { $within } und funktioniert nur einmal.
NOT_ME_BUTTON = Das war ich nicht
NOTICE_CHOOSE = Wenn Sie das nicht waren, wählen Sie jetzt ein neues Passwort.
NOTICE_WAS_YOU = Wenn Sie es waren, müssen Sie nichts tun.
NOTICE_WAS_NOT_YOU = Wenn Sie es nicht waren, kennt vielleicht jemand anderes Ihr Passwort oder liest Ihre E-Mails: Ändern Sie auch das Passwort Ihres Postfachs.
NOTICE_TELL = Wenn Sie es nicht waren, informieren Sie sofort die Betreiber von { $app }.

# Lengths of time and moments.
DAYS = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
HOURS = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
MINUTES = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
SECONDS = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
LENGTH_PAIR = { $large } und { $small }
MOMENT = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }, { $hour }:{ $minute } Uhr UTC

SEND_AGAIN_LINK = Erneut senden
HELP_LINK = Hilfe
PRIVACY_LINK = Datenschutz
TERMS_LINK = Nutzungsbedingungen
SHOW_PASSWORD = Passwort anzeigen

# Where a browser waits for a mail.
CHECK_MAIL_TITLE = Sehen Sie in Ihrem Postfach nach
CHECK_MAIL_ADDRESS = Ihre Adresse
CHECK_MAIL_DEV = Entwicklungsmodus: Die E-Mail liegt auf diesem Rechner.
CHECK_MAIL_NOTHING = Nach einigen Minuten noch nichts da? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse oben auf Tippfehler.
USE_OTHER_ADDRESS = Andere Adresse verwenden
CODE_LABEL = Code aus der E-Mail
CODE_HINT = 8 Buchstaben und Ziffern. In diesem Browser funktioniert auch der Link in der E-Mail.
CODE_BUTTON = Weiter
CODE_UNREADABLE = Ein Code besteht aus 8 Buchstaben und Ziffern, zum Beispiel CDFG HJ34.
INVALID_CODE = Dieser Code ist nicht richtig, oder er ist älter als { $within }. Fordern Sie eine neue E-Mail an, wenn Sie unsicher sind.
CODE_OVER = Hier kann kein Code mehr verwendet werden. Fordern Sie eine neue E-Mail an.
MAIL_CODE = Oder geben Sie diesen Code auf der Seite ein, auf der Sie diese E-Mail angefordert haben (er gilt { $within }):
