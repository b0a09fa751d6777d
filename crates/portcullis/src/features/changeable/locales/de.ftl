PASSWORD_IS_THE_SAME = Das neue Passwort ist dasselbe wie das bisherige.
PASSWORD_CHANGE = Ihr Passwort wurde geändert. Ihre anderen Geräte sind abgemeldet.

CHANGE_TITLE = Passwort ändern
SET_PASSWORD_TITLE = Passwort festlegen
CHANGE_LEAD = Sie bleiben hier angemeldet; Ihre anderen Geräte werden abgemeldet.
CURRENT_PASSWORD_LABEL = Aktuelles Passwort
FORGOT_IT = Vergessen?
CHANGE_BUTTON = Passwort ändern
SET_PASSWORD_BUTTON = Passwort festlegen

# The notice.
EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = Ihr Passwort wurde geändert
CHANGE_NOTICE_TITLE = Ihr Passwort wurde geändert
CHANGE_NOTICE_TEXT = Das Passwort von { $email } bei { $app } wurde soeben geändert. Alle anderen Sitzungen des Kontos sind beendet.
CHANGE_NOTICE_WHY = Sie erhalten diese E-Mail, weil das Passwort Ihres Kontos geändert wurde.
