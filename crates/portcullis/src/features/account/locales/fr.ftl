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
ACTIVITY_SIGN_IN = { $via ->
    [password] Connexion avec le mot de passe
    [token] Connexion avec un lien envoyé par e-mail
    [code] Connexion avec un code envoyé par e-mail
    [register] Connexion lors de l’inscription
    [confirm] Connexion lors de la confirmation de l’adresse
    [reset] Connexion lors de la définition d’un nouveau mot de passe
    [change] Nouvelle connexion avec le mot de passe changé
   *[other] Connexion
}
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
ACTIVITY_DELETION_REQUESTED = La suppression de votre compte a été demandée
ACTIVITY_DELETION_UNDONE = La suppression de votre compte a été annulée
ACTIVITY_DATA_EXPORTED = Une copie de vos données a été créée
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

# What is kept, and the end of the account.
DATA_TITLE = Vos données
DATA_LEAD = Récupérez ce que ce service conserve à votre sujet, ou faites-le supprimer.
EXPORT_LABEL = Télécharger vos données
EXPORT_HINT = Tout ce qui est conservé à votre sujet, dans un seul fichier JSON.
EXPORT_BUTTON = Télécharger
DELETE_LABEL = Supprimer votre compte
DELETE_HINT = Il sera supprimé { $within } après votre demande. D’ici là, vous pourrez annuler la suppression.
DELETE_LINK = Supprimer
DELETE_TITLE = Supprimer votre compte
DELETE_LEAD = Cette action supprime le compte { $email } sur { $app }.
DELETE_WHAT = Tous vos appareils seront déconnectés immédiatement, et plus personne ne pourra se connecter. Au bout de { $within }, le compte sera supprimé définitivement, avec tout ce qui est conservé à votre sujet.
DELETE_UNDO = Nous vous enverrons un e-mail avec un lien. Tant que le compte n’est pas supprimé, ce lien permet d’annuler la suppression.
DELETE_BUTTON = Supprimer mon compte
DELETION_REQUESTED = Votre compte sera supprimé le { $when }. Un lien pour annuler la suppression est en cours d’envoi à { $email }.
UNDO_DELETION_TITLE = Conserver votre compte ?
UNDO_DELETION_LEAD = Le compte { $email } sur { $app } sera supprimé le { $when }.
UNDO_DELETION_WHAT = Le bouton annule cette suppression. Vous pourrez de nouveau vous connecter comme avant.
UNDO_DELETION_BUTTON = Conserver mon compte
UNDO_DELETION_NOTHING = Vous voulez que le compte soit supprimé ? Fermez cette page, et rien ne changera.
DELETION_UNDONE = Le compte { $email } ne sera pas supprimé. Vous pouvez de nouveau vous connecter.
INVALID_UNDO_DELETION_TOKEN = Ce lien est incomplet, ou le compte auquel il correspondait a été supprimé entre-temps.
UNDO_DELETION_EXPIRED = Le délai pour annuler la suppression est écoulé : le compte va être supprimé définitivement.
UNDO_DELETION_USED = Ce lien a déjà été utilisé, et le compte est conservé. Connectez-vous comme d’habitude.

# The mail about it.
EMAIL_SUBJECT_DELETION = Votre compte sera supprimé
DELETION_NOTICE_TITLE = Votre compte sera supprimé
DELETION_NOTICE_TEXT = Le compte { $email } sur { $app } sera supprimé le { $when }, parce que sa suppression a été demandée. Plus personne ne peut s’y connecter.
DELETION_NOTICE_UNDO = Voulez-vous le conserver ? Le lien fonctionne une seule fois, jusqu’à la suppression.
DELETION_NOTICE_NOT_ME = Si cette demande ne vient pas de vous, il est possible qu’une autre personne connaisse votre mot de passe. Ce lien fonctionne une seule fois, pendant { $within } : il permet de conserver le compte et supprime le mot de passe. Nous vous enverrons alors par e-mail un lien pour en choisir un nouveau.
DELETION_NOTICE_WHY = Vous recevez cet e-mail parce que la suppression de votre compte a été demandée.
DELETION_NOTICE_WAS_YOU = Si c’est ce que vous voulez, vous n’avez rien à faire.
