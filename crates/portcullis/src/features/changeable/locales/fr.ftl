PASSWORD_IS_THE_SAME = Le nouveau mot de passe est identique au mot de passe actuel.
PASSWORD_CHANGE = Votre mot de passe a été modifié. Vos autres appareils sont déconnectés.

CHANGE_TITLE = Modifier votre mot de passe
SET_PASSWORD_TITLE = Définir un mot de passe
CHANGE_LEAD = Votre session reste ouverte ici ; vos autres appareils seront déconnectés.
CURRENT_PASSWORD_LABEL = Mot de passe actuel
FORGOT_IT = Mot de passe oublié ?
CHANGE_BUTTON = Modifier le mot de passe
SET_PASSWORD_BUTTON = Définir le mot de passe

# The notice.
EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = Votre mot de passe a été modifié
CHANGE_NOTICE_TITLE = Votre mot de passe a été modifié
CHANGE_NOTICE_TEXT = Le mot de passe du compte { $email } sur { $app } vient d’être modifié. Toutes les autres sessions du compte sont fermées.
CHANGE_NOTICE_WHY = Vous recevez cet e-mail parce que le mot de passe de votre compte a changé.
