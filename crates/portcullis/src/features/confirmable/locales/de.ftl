CONFIRMATION_REQUIRED = Bestätigen Sie zuerst Ihre E-Mail-Adresse. Der Link steht in der E-Mail, die wir Ihnen gesendet haben.
INVALID_CONFIRMATION_TOKEN = Dieser Bestätigungslink ist ungültig. Fordern Sie einen neuen an.
CONFIRMATION_EXPIRED = Dieser Bestätigungslink ist älter als { $within }. Fordern Sie einen neuen an.
CONFIRM_OTHER_BROWSER = Dies ist nicht der Browser, in dem die Registrierung erfolgt ist. Geben Sie das Passwort ein, das Sie dabei gewählt haben.
CONFIRMATION_REQUEST = Wenn { $email } noch auf die Bestätigung wartet, ist ein neuer Link dorthin unterwegs.
ALREADY_CONFIRMED = Diese Adresse ist bereits bestätigt.
EMAIL_CONFIRMED = Vielen Dank. Ihre E-Mail-Adresse ist bestätigt.
EMAIL_CONFIRMED_TITLE = Adresse bestätigt

CONFIRM_TITLE = E-Mail-Adresse bestätigen
CONFIRM_LEAD = Möchten Sie { $email } für { $app } bestätigen?
CONFIRM_ASK_PASSWORD = Dies scheint nicht der Browser zu sein, in dem die Registrierung erfolgt ist. Um zu zeigen, dass Sie es waren, geben Sie das Passwort ein, das Sie dabei gewählt haben.
CONFIRM_BUTTON = Bestätigen
CONFIRM_NOT_YOU = Sie haben sich nicht registriert? Schließen Sie diese Seite, dann passiert nichts.
SEND_CONFIRMATION_TITLE = Bestätigung erneut senden
SEND_CONFIRMATION_LEAD = Geben Sie die Adresse ein, mit der Sie sich registriert haben. Wir senden einen neuen Link dorthin.

# The mail.
EMAIL_SUBJECT_CONFIRM = Bitte bestätigen Sie Ihre E-Mail-Adresse
CONFIRM_MAIL_TITLE = Bestätigen Sie Ihre E-Mail-Adresse
CONFIRM_MAIL_TEXT = Bestätigen Sie, dass { $email } Ihre Adresse ist; dann ist Ihr Konto bei { $app } bereit. Der Link gilt { $within } und funktioniert nur einmal.
CONFIRM_MAIL_BUTTON = E-Mail-Adresse bestätigen
CONFIRM_MAIL_WHY = Sie erhalten diese E-Mail, weil sich jemand bei { $app } mit dieser Adresse registriert oder diesen Link erneut angefordert hat.
CONFIRM_MAIL_NOT_YOU = Wenn Sie das nicht waren, verwenden Sie den Link nicht: Ohne ihn bleibt die Adresse unbestätigt.
