# The frame.
ACCOUNT_NAV = Votre compte

# The overview.
ACCOUNT_TITLE = Sécurité
ACCOUNT_LEAD = Votre session est ouverte avec { $email }.
ACCOUNT_SIGN_IN_HEADING = Comment vous vous connectez
ADDRESS_CONFIRMED = Adresse confirmée
ADDRESS_UNCONFIRMED = Adresse non confirmée
CONFIRM_ADDRESS_LINK = Confirmer
PASSWORD_STATE_SET = Un mot de passe est défini.
PASSWORD_STATE_NONE = Il n’y a pas encore de mot de passe.
CHANGE_PASSWORD_LINK = Changer le mot de passe
SET_PASSWORD_LINK = Définir un mot de passe
SIGN_IN_METHODS_LABEL = { $count ->
    [one] Vous avez { $count } moyen de vous connecter
    [many] Vous avez { $count } de moyens de vous connecter
   *[other] Vous avez { $count } moyens de vous connecter
}
METHOD_PASSWORD = Mot de passe
METHOD_LINK = Lien par e-mail
ACCOUNT_SESSIONS_HEADING = Où votre session est ouverte
DEVICES_COUNT = { $count ->
    [one] Votre session est ouverte sur { $count } appareil.
    [many] Votre session est ouverte sur { $count } d’appareils.
   *[other] Votre session est ouverte sur { $count } appareils.
}
DEVICES_LINK = Voir les appareils
SIGN_OUT_EVERYWHERE_LABEL = Se déconnecter partout
SIGN_OUT_EVERYWHERE_HINT = Ferme votre session sur tous les appareils, y compris celui-ci, et annule tous les liens qui vous ont été envoyés par e-mail.
SIGN_OUT_EVERYWHERE_BUTTON = Se déconnecter partout
SIGNED_OUT_EVERYWHERE = Votre session est fermée partout.

# Devices.
DEVICES_TITLE = Appareils
DEVICES_LEAD = Voici où votre session est ouverte en ce moment. Déconnectez ce que vous ne reconnaissez pas, puis changez votre mot de passe.
DEVICES_NONE = Votre session n’est ouverte dans un navigateur sur aucun appareil.
THIS_DEVICE = Cet appareil
DEVICE_ACTIVE_NOW = Activité en cours
DEVICE_ACTIVE = Dernière activité il y a { $length }
DEVICE_BROWSER_ON_SYSTEM = { $browser } sur { $system }
DEVICE_BROWSER = { $browser }
DEVICE_ON_SYSTEM = Un navigateur sur { $system }
DEVICE_UNKNOWN = Un navigateur
SIGN_OUT_OTHERS_LABEL = Tous les autres appareils
SIGN_OUT_OTHERS_HINT = Ferme votre session sur tous les appareils sauf celui-ci, et révoque les accès qui permettent à des programmes d’agir pour vous.
SIGN_OUT_OTHERS_BUTTON = Déconnecter tous les autres
SESSION_UNKNOWN = Votre session n’y est plus ouverte, ou ne l’a jamais été.
DEVICE_SIGNED_OUT = L’appareil choisi est déconnecté.
OTHERS_SIGNED_OUT = Tous les autres appareils sont déconnectés.

# What happened.
ACTIVITY_TITLE = Activité
ACTIVITY_LEAD = Ce qui s’est passé dans votre compte au cours des 90 derniers jours.
ACTIVITY_NONE = Rien ne s’est passé pendant cette période.
ACTIVITY_WHEN = { $when }
ACTIVITY_BY_STAFF = Par les responsables de { $app }
ACTIVITY_OLDER_LINK = Plus ancien
ACTIVITY_NOT_ME_LABEL = Quelque chose ici ne vient pas de vous ?
ACTIVITY_NOT_ME_HINT = Déconnecte tous les appareils, y compris celui-ci, et supprime le mot de passe. Nous vous enverrons un lien pour en choisir un nouveau.
ACTIVITY_NOT_ME_BUTTON = Ce n’était pas moi
ACTIVITY_OTHER = Autre chose concernant votre compte
ACTIVITY_SIGN_IN = Connexion
ACTIVITY_SIGN_IN_FAILED = Échec d’une connexion
ACTIVITY_SIGN_OUT = Déconnexion
ACTIVITY_PROVEN = Mot de passe saisi de nouveau
ACTIVITY_SIGN_UP = Inscription
ACTIVITY_CONFIRMATION_REQUESTED = Un lien de confirmation de votre adresse a été demandé
ACTIVITY_CONFIRMED = Votre adresse a été confirmée
ACTIVITY_RESET_REQUESTED = Un lien de réinitialisation du mot de passe a été demandé
ACTIVITY_PASSWORD_RESET = Un nouveau mot de passe a été défini au moyen d’un lien envoyé par e-mail
ACTIVITY_PASSWORD_CHANGED = Votre mot de passe a été changé
ACTIVITY_LOGIN_LINK_REQUESTED = Un lien de connexion a été demandé
ACTIVITY_TOKEN_GRANTED = Un accès a été accordé à un programme
ACTIVITY_TOKENS_REVOKED = Les accès de tous les programmes ont été révoqués
ACTIVITY_NOT_ME = « Ce n’était pas moi » : tous les accès ont été révoqués
ACTIVITY_USER_CREATED = Votre compte a été créé
ACTIVITY_USER_ACTIVATED = Votre compte a été activé
ACTIVITY_USER_DEACTIVATED = Votre compte a été désactivé
ACTIVITY_USER_DELETED = Votre compte a été supprimé
ACTIVITY_ACCESS_ENDED = Déconnexion partout
ACTIVITY_LOCKED = Votre mot de passe a été bloqué après trop de tentatives erronées
ACTIVITY_UNLOCKED = Votre mot de passe a été débloqué
ACTIVITY_PROFILE_CHANGED = Vos informations ont été modifiées
ACTIVITY_ROLE_CREATED = Un rôle a été créé
ACTIVITY_ROLE_GRANTED = Un rôle vous a été attribué
ACTIVITY_ROLE_REVOKED = Un rôle vous a été retiré
ACTIVITY_PERMISSIONS_CHANGED = Les autorisations de votre rôle ont été modifiées

# What people say of themselves.
PROFILE_TITLE = Profil
PROFILE_LEAD = Les informations sous lesquelles ce service vous connaît.
PROFILE_LANGUAGE_LABEL = Langue des pages et des e-mails
PROFILE_SAVE_BUTTON = Enregistrer
PROFILE_SAVED = Vos informations sont enregistrées.
