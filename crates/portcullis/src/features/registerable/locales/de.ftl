CONFIRM_REGISTRATION = Wir haben eine E-Mail an { $email } gesendet. Geben Sie den Code daraus hier ein, oder öffnen Sie den Link darin.

REGISTER_TITLE = Konto erstellen
REGISTER_EMAIL_HINT = Wir senden eine E-Mail dorthin, mit der Sie die Registrierung abschließen.
REGISTER_BUTTON = Konto erstellen
HAVE_ACCOUNT = Sie haben bereits ein Konto?

# The mails.
EMAIL_SUBJECT_REGISTER = Willkommen
WELCOME_MAIL_TITLE = Willkommen bei { $app }
WELCOME_MAIL_CONFIRM = Bestätigen Sie, dass { $email } Ihre Adresse ist; dann ist Ihr Konto bereit. Der Link gilt { $within } und funktioniert nur einmal.
WELCOME_MAIL_READY = Ihr Konto für { $email } ist bereit.
WELCOME_MAIL_BUTTON = E-Mail-Adresse bestätigen
WELCOME_MAIL_WHY = Sie erhalten diese E-Mail, weil sich jemand bei { $app } mit dieser Adresse registriert hat.
WELCOME_MAIL_NOT_YOU = Wenn Sie das nicht waren, verwenden Sie den Link nicht: Ohne ihn bleibt die Adresse unbestätigt.
WELCOME_MAIL_TELL = Wenn Sie das nicht waren, informieren Sie die Betreiber von { $app }.
EXISTING_MAIL_TITLE = Sie haben bereits ein Konto
EXISTING_MAIL_TEXT = Jemand, vielleicht Sie selbst, wollte sich bei { $app } mit { $email } registrieren. Es gibt bereits ein Konto mit dieser Adresse, daher wurde kein neues erstellt. Melden Sie sich wie gewohnt an.
EXISTING_MAIL_FORGOT = Passwort vergessen? Wählen Sie ein neues:
EXISTING_MAIL_WHY = Sie erhalten diese E-Mail, weil Ihre Adresse auf der Registrierungsseite von { $app } eingegeben wurde.
EXISTING_MAIL_NOT_YOU = Wenn Sie das nicht waren, tun Sie nichts: Ihr Konto ist unverändert, und die andere Person hat nicht erfahren, dass es existiert.
REGISTER_TERMS = Mit der Registrierung akzeptieren Sie diese Bedingungen:
REGISTER_TERMS_LINK = Nutzungsbedingungen
