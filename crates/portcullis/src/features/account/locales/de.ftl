# The frame.
ACCOUNT_NAV = Ihr Konto

# The overview.
ACCOUNT_TITLE = Sicherheit
ACCOUNT_LEAD = Sie sind angemeldet als { $email }.
ACCOUNT_SIGN_IN_HEADING = So melden Sie sich an
ADDRESS_CONFIRMED = Bestätigt
ADDRESS_UNCONFIRMED = Nicht bestätigt
CONFIRM_ADDRESS_LINK = Bestätigen
PASSWORD_STATE_SET = Ein Passwort ist festgelegt.
PASSWORD_STATE_NONE = Es gibt noch kein Passwort.
CHANGE_PASSWORD_LINK = Passwort ändern
SET_PASSWORD_LINK = Passwort festlegen
SIGN_IN_METHODS_LABEL = { $count ->
    [one] Sie haben eine Möglichkeit, sich anzumelden
   *[other] Sie haben { $count } Möglichkeiten, sich anzumelden
}
METHOD_PASSWORD = Passwort
METHOD_LINK = Link per E-Mail
ACCOUNT_SESSIONS_HEADING = Wo Sie angemeldet sind
DEVICES_COUNT = { $count ->
    [one] Sie sind auf einem Gerät angemeldet.
   *[other] Sie sind auf { $count } Geräten angemeldet.
}
DEVICES_LINK = Geräte ansehen
SIGN_OUT_EVERYWHERE_LABEL = Überall abmelden
SIGN_OUT_EVERYWHERE_HINT = Beendet Ihre Sitzungen auf allen Geräten, auch auf diesem, und macht alle Links ungültig, die wir Ihnen per E-Mail gesendet haben.
SIGN_OUT_EVERYWHERE_BUTTON = Überall abmelden
SIGNED_OUT_EVERYWHERE = Sie sind überall abgemeldet.

# Devices.
DEVICES_TITLE = Geräte
DEVICES_LEAD = Hier sehen Sie, wo Sie jetzt angemeldet sind. Melden Sie ab, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
DEVICES_NONE = Sie sind auf keinem Gerät über einen Browser angemeldet.
THIS_DEVICE = Dieses Gerät
DEVICE_ACTIVE_NOW = Jetzt aktiv
DEVICE_ACTIVE = Seit der letzten Nutzung: { $length }
DEVICE_BROWSER_ON_SYSTEM = { $browser } auf { $system }
DEVICE_BROWSER = { $browser }
DEVICE_ON_SYSTEM = Ein Browser auf { $system }
DEVICE_UNKNOWN = Ein Browser
SIGN_OUT_OTHERS_LABEL = Alle anderen Geräte
SIGN_OUT_OTHERS_HINT = Beendet Ihre Sitzungen auf allen Geräten außer diesem und die Zugänge, mit denen Programme für Sie handeln.
SIGN_OUT_OTHERS_BUTTON = Alle anderen abmelden
SESSION_UNKNOWN = Sie sind dort nicht mehr angemeldet oder waren es nie.
DEVICE_SIGNED_OUT = Dieses Gerät ist jetzt abgemeldet.
OTHERS_SIGNED_OUT = Alle anderen Geräte sind abgemeldet.

# What happened.
ACTIVITY_TITLE = Aktivität
ACTIVITY_LEAD = Was in den letzten 90 Tagen in Ihrem Konto geschehen ist.
ACTIVITY_NONE = In dieser Zeit ist nichts geschehen.
ACTIVITY_WHEN = { $when }
ACTIVITY_BY_STAFF = Durch die Betreiber von { $app }
ACTIVITY_OLDER_LINK = Ältere
ACTIVITY_NOT_ME_LABEL = Etwas davon stammt nicht von Ihnen?
ACTIVITY_NOT_ME_HINT = Meldet alle Geräte ab, auch dieses, und entfernt das Passwort. Wir senden Ihnen einen Link, mit dem Sie ein neues wählen.
ACTIVITY_NOT_ME_BUTTON = Das war ich nicht
ACTIVITY_OTHER = Etwas anderes zu Ihrem Konto
ACTIVITY_SIGN_IN = { $via ->
    [password] Anmeldung mit dem Passwort
    [token] Anmeldung mit einem per E-Mail gesendeten Link
    [code] Anmeldung mit einem per E-Mail gesendeten Code
    [register] Anmeldung durch die Registrierung
    [confirm] Anmeldung durch die Bestätigung der Adresse
    [reset] Anmeldung durch das Festlegen eines neuen Passworts
    [change] Erneute Anmeldung mit dem geänderten Passwort
   *[other] Anmeldung
}
ACTIVITY_SIGN_IN_FAILED = Anmeldung fehlgeschlagen
ACTIVITY_SIGN_OUT = Abmeldung
ACTIVITY_PROVEN = Passwort erneut eingegeben
ACTIVITY_SIGN_UP = Registrierung
ACTIVITY_CONFIRMATION_REQUESTED = Ein Link zur Bestätigung Ihrer Adresse wurde angefordert
ACTIVITY_CONFIRMED = Ihre Adresse wurde bestätigt
ACTIVITY_RESET_REQUESTED = Ein Link für ein neues Passwort wurde angefordert
ACTIVITY_PASSWORD_RESET = Ein neues Passwort wurde über einen per E-Mail gesendeten Link festgelegt
ACTIVITY_PASSWORD_CHANGED = Ihr Passwort wurde geändert
ACTIVITY_LOGIN_LINK_REQUESTED = Ein Anmeldelink wurde angefordert
ACTIVITY_TOKEN_GRANTED = Ein Programm hat Zugriff erhalten
ACTIVITY_TOKENS_REVOKED = Die Zugriffe aller Programme wurden beendet
ACTIVITY_NOT_ME = „Das war ich nicht“: Alle Zugriffe wurden beendet
ACTIVITY_USER_CREATED = Ihr Konto wurde erstellt
ACTIVITY_USER_ACTIVATED = Ihr Konto wurde aktiviert
ACTIVITY_USER_DEACTIVATED = Ihr Konto wurde deaktiviert
ACTIVITY_USER_DELETED = Ihr Konto wurde gelöscht
ACTIVITY_ACCESS_ENDED = Überall abgemeldet
ACTIVITY_LOCKED = Ihr Passwort wurde nach zu vielen Fehlversuchen gesperrt
ACTIVITY_UNLOCKED = Ihr Passwort wurde entsperrt
ACTIVITY_PROFILE_CHANGED = Ihre Angaben wurden geändert
ACTIVITY_DELETION_REQUESTED = Die Löschung Ihres Kontos wurde angefordert
ACTIVITY_DELETION_UNDONE = Die Löschung Ihres Kontos wurde rückgängig gemacht
ACTIVITY_DATA_EXPORTED = Eine Kopie Ihrer Daten wurde erstellt
ACTIVITY_ROLE_CREATED = Eine Rolle wurde erstellt
ACTIVITY_ROLE_GRANTED = Sie haben eine Rolle erhalten
ACTIVITY_ROLE_REVOKED = Ihnen wurde eine Rolle entzogen
ACTIVITY_PERMISSIONS_CHANGED = Die Berechtigungen Ihrer Rolle wurden geändert

# What people say of themselves.
PROFILE_TITLE = Profil
PROFILE_LEAD = Die Angaben, unter denen dieser Dienst Sie kennt.
PROFILE_LANGUAGE_LABEL = Sprache der Seiten und E-Mails
PROFILE_SAVE_BUTTON = Speichern
PROFILE_SAVED = Ihre Angaben sind gespeichert.

# What is kept, and the end of the account.
DATA_TITLE = Ihre Daten
DATA_LEAD = Nehmen Sie mit, was dieser Dienst über Sie speichert, oder lassen Sie es löschen.
EXPORT_LABEL = Ihre Daten herunterladen
EXPORT_HINT = Alles, was über Sie gespeichert ist, als eine JSON-Datei.
EXPORT_BUTTON = Herunterladen
DELETE_LABEL = Ihr Konto löschen
DELETE_HINT = Es wird { $within } nach Ihrer Anforderung gelöscht. Bis dahin können Sie das rückgängig machen.
DELETE_LINK = Löschen
DELETE_TITLE = Ihr Konto löschen
DELETE_LEAD = Damit löschen Sie das Konto { $email } bei { $app }.
DELETE_WHAT = Sie werden sofort auf allen Geräten abgemeldet, und niemand kann sich mehr anmelden. Das Konto wird { $within } danach endgültig gelöscht, mit allem, was über Sie gespeichert ist.
DELETE_UNDO = Wir senden Ihnen eine E-Mail mit einem Link. Solange das Konto noch nicht gelöscht ist, machen Sie die Löschung mit diesem Link rückgängig.
DELETE_BUTTON = Mein Konto löschen
DELETION_REQUESTED = Ihr Konto wird am { $when } gelöscht. Ein Link, mit dem Sie das rückgängig machen, ist unterwegs an { $email }.
UNDO_DELETION_TITLE = Ihr Konto behalten?
UNDO_DELETION_LEAD = Das Konto { $email } bei { $app } wird am { $when } gelöscht.
UNDO_DELETION_WHAT = Die Schaltfläche macht das rückgängig. Sie können sich dann wieder wie gewohnt anmelden.
UNDO_DELETION_BUTTON = Mein Konto behalten
UNDO_DELETION_NOTHING = Das Konto soll gelöscht werden? Schließen Sie diese Seite, dann ändert sich nichts.
DELETION_UNDONE = Das Konto { $email } wird nicht gelöscht. Sie können sich wieder anmelden.
INVALID_UNDO_DELETION_TOKEN = Dieser Link ist unvollständig, oder das Konto, für das er galt, ist inzwischen gelöscht.
UNDO_DELETION_EXPIRED = Die Frist, um die Löschung rückgängig zu machen, ist abgelaufen: Das Konto wird in Kürze endgültig gelöscht.
UNDO_DELETION_USED = Dieser Link wurde bereits verwendet, und das Konto bleibt bestehen. Melden Sie sich wie gewohnt an.

# The mail about it.
EMAIL_SUBJECT_DELETION = Ihr Konto wird gelöscht
DELETION_NOTICE_TITLE = Ihr Konto wird gelöscht
DELETION_NOTICE_TEXT = Das Konto { $email } bei { $app } wird am { $when } gelöscht, weil das angefordert wurde. Niemand kann sich mehr damit anmelden.
DELETION_NOTICE_UNDO = Möchten Sie es behalten? Der Link gilt bis zur Löschung und funktioniert nur einmal.
DELETION_NOTICE_NOT_ME = Wenn Sie das nicht angefordert haben, kennt vielleicht jemand anderes Ihr Passwort. Dieser Link gilt { $within } und funktioniert nur einmal. Mit ihm behalten Sie das Konto, das Passwort wird entfernt, und wir senden Ihnen per E-Mail einen Link für ein neues.
DELETION_NOTICE_WHY = Sie erhalten diese E-Mail, weil die Löschung Ihres Kontos angefordert wurde.
DELETION_NOTICE_WAS_YOU = Wenn Sie das möchten, müssen Sie nichts tun.
