INVALID_RESET_PASSWORD_TOKEN = Ce lien de réinitialisation du mot de passe n’est pas valide. Demandez-en un nouveau.
PASSWORD_RESET_EXPIRED = Ce lien de réinitialisation du mot de passe date de plus de { $within }. Demandez-en un nouveau.
PASSWORD_RESET_USED = Ce lien de réinitialisation du mot de passe a déjà été utilisé. Demandez-en un nouveau si nécessaire.
PASSWORD_RESET_REQUEST = S’il existe un compte avec { $email }, un lien de réinitialisation du mot de passe est en cours d’envoi à cette adresse.
INVALID_NOT_ME_TOKEN = Ce lien n’est pas valide. Si une autre personne utilise votre compte, demandez un lien de réinitialisation du mot de passe.
NOT_ME_EXPIRED = Ce lien date de plus de { $within }. Si une autre personne utilise votre compte, demandez un lien de réinitialisation du mot de passe.
NOT_ME_USED = Ce lien a déjà été utilisé. S’il vous faut un autre lien de réinitialisation du mot de passe, demandez-en un.
NOT_ME_DONE = Tous les appareils sont déconnectés de votre compte, et son mot de passe ne fonctionne plus. Un lien pour en choisir un nouveau est en cours d’envoi à { $email }.
PASSWORD_RESET = Votre nouveau mot de passe est défini, et votre session est ouverte.
PASSWORD_RESET_NO_LOGIN = Votre nouveau mot de passe est défini. Utilisez-le pour vous connecter.

FORGOT_TITLE = Mot de passe oublié ?
FORGOT_LEAD = Saisissez votre adresse. Nous vous enverrons un lien pour choisir un nouveau mot de passe.
NOT_ME_TITLE = Ce n’était pas vous ?
NOT_ME_LEAD = Si une autre personne a fait cela avec votre compte { $email } sur { $app }, bloquez cette personne ici.
NOT_ME_WHAT = Le bouton déconnecte tous les appareils, annule tous les liens ainsi que toutes les modifications en attente de confirmation, et supprime le mot de passe. Nous vous enverrons un lien pour en choisir un nouveau.
NOT_ME_KEEPS = Le bouton annule aussi la suppression de votre compte qui a été demandée.
NOT_ME_WAS_YOU = C’était vous ? Fermez cette page, et rien ne changera.
RESET_LEAD = Tous les appareils actuellement connectés seront déconnectés.
RESET_BUTTON = Définir le mot de passe

# The mails.
EMAIL_SUBJECT_PASSWORD_RESET = Instructions de réinitialisation du mot de passe
RESET_MAIL_TEXT = Ce lien vous permet de choisir un nouveau mot de passe pour { $email } sur { $app }. Il fonctionne une seule fois, pendant { $within }.
RESET_MAIL_WHY = Vous recevez cet e-mail parce que quelqu’un a demandé un nouveau mot de passe pour cette adresse.
RESET_MAIL_NOT_YOU = Si ce n’était pas vous, ne faites rien : votre mot de passe reste inchangé.
EMAIL_SUBJECT_PASSWORD_NOTICE = Votre mot de passe a été réinitialisé
RESET_NOTICE_TITLE = Votre mot de passe a été réinitialisé
RESET_NOTICE_TEXT = Le mot de passe du compte { $email } sur { $app } vient d’être remplacé, au moyen d’un lien que nous avions envoyé à cette adresse. Toutes les sessions du compte sont fermées.
RESET_NOTICE_WHY = Vous recevez cet e-mail parce que le mot de passe de votre compte a changé.
