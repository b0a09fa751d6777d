EMAIL_SUBJECT_NEW_DEVICE = Neue Anmeldung in Ihrem Konto
NEW_DEVICE_NOTICE_TITLE = Neue Anmeldung in Ihrem Konto
NEW_DEVICE_NOTICE_TEXT = Jemand hat sich bei { $app } mit dem Konto { $email } angemeldet, und zwar in einem Browser, in dem das noch nie geschehen ist.
NEW_DEVICE_NOTICE_WHY = Sie erhalten diese E-Mail wegen einer Anmeldung in einem neuen Browser.
