CONFIRM_REGISTRATION = Nous avons envoyé un e-mail à { $email }. Saisissez ici le code qu’il contient, ou ouvrez le lien qui s’y trouve.

REGISTER_TITLE = Créez votre compte
REGISTER_EMAIL_HINT = Nous y enverrons un e-mail pour terminer l’inscription.
REGISTER_BUTTON = Créer le compte
HAVE_ACCOUNT = Vous avez déjà un compte ?

# The mails.
EMAIL_SUBJECT_REGISTER = Bienvenue
WELCOME_MAIL_TITLE = Bienvenue sur { $app }
WELCOME_MAIL_CONFIRM = Confirmez que { $email } est votre adresse : votre compte sera alors prêt. Le lien fonctionne une seule fois, pendant { $within }.
WELCOME_MAIL_READY = Votre compte pour { $email } est prêt.
WELCOME_MAIL_BUTTON = Confirmer l’adresse e-mail
WELCOME_MAIL_WHY = Vous recevez cet e-mail parce que quelqu’un s’est inscrit sur { $app } avec cette adresse.
WELCOME_MAIL_NOT_YOU = Si ce n’était pas vous, n’utilisez pas le lien : sans lui, l’adresse restera non confirmée.
WELCOME_MAIL_TELL = Si ce n’était pas vous, signalez-le aux responsables de { $app }.
EXISTING_MAIL_TITLE = Vous avez déjà un compte
EXISTING_MAIL_TEXT = Quelqu’un, peut-être vous, a essayé de s’inscrire sur { $app } avec { $email }. Un compte existe déjà avec cette adresse ; aucun nouveau compte n’a donc été créé. Connectez-vous comme d’habitude.
EXISTING_MAIL_FORGOT = Mot de passe oublié ? Choisissez-en un nouveau :
EXISTING_MAIL_WHY = Vous recevez cet e-mail parce que votre adresse a été saisie sur la page d’inscription de { $app }.
EXISTING_MAIL_NOT_YOU = Si ce n’était pas vous, ne faites rien : votre compte est inchangé, et l’autre personne n’a pas été informée de son existence.
REGISTER_TERMS = En vous inscrivant, vous acceptez ces conditions :
REGISTER_TERMS_LINK = Conditions d’utilisation
