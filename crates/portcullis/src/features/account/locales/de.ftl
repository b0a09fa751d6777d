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
ACTIVITY_SIGN_IN = Anmeldung
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
