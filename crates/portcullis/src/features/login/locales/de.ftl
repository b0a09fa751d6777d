REAUTHENTICATION_SUCCESSFUL = Vielen Dank. Sie können jetzt fortfahren.
SIGNED_OUT = Sie sind abgemeldet.
FORGOT_PASSWORD = Passwort vergessen?

LOGIN_TITLE = Anmelden
LOGIN_BY_LINK_LEAD = Wir senden Ihnen einen Link per E-Mail. Sie müssen sich kein Passwort merken.
REMEMBER_LABEL = Auf diesem Gerät angemeldet bleiben
OR = oder
NEW_HERE = Neu hier?
NEW_HERE_LINK = Konto erstellen
NO_CONFIRMATION_MAIL = Keine Bestätigungsmail erhalten?
VERIFY_TITLE = Bestätigen Sie, dass Sie es sind
VERIFY_LEAD = Geben Sie Ihr Passwort erneut ein, um fortzufahren. Das letzte Mal liegt schon eine Weile zurück.
VERIFY_NO_PASSWORD_LEAD = Ihre Anmeldung liegt schon eine Weile zurück, und Sie haben kein Passwort, das Sie eingeben könnten. Melden Sie sich ab und wieder an, um fortzufahren.
