REAUTHENTICATION_SUCCESSFUL = Merci. Vous pouvez continuer.
SIGNED_OUT = Votre session est fermée.
FORGOT_PASSWORD = Mot de passe oublié ?

LOGIN_TITLE = Se connecter
LOGIN_BY_LINK_LEAD = Nous vous envoyons un lien par e-mail. Il n’y a pas de mot de passe à retenir.
REMEMBER_LABEL = Garder ma session ouverte sur cet appareil
OR = ou
NEW_HERE = Vous n’avez pas de compte ?
NEW_HERE_LINK = Créer un compte
NO_CONFIRMATION_MAIL = Pas d’e-mail de confirmation ?
VERIFY_TITLE = Confirmez que c’est bien vous
VERIFY_LEAD = Saisissez de nouveau votre mot de passe pour continuer. Votre dernière saisie remonte à un certain temps.
VERIFY_NO_PASSWORD_LEAD = Votre connexion remonte à un certain temps, et vous n’avez pas de mot de passe à saisir. Déconnectez-vous, puis reconnectez-vous pour continuer.
