INVALID_LOGIN_TOKEN = Ce lien de connexion n’est pas valide. Demandez-en un nouveau.
LOGIN_EXPIRED = Ce lien de connexion date de plus de { $within }. Demandez-en un nouveau.
LOGIN_USED = Ce lien de connexion a déjà été utilisé. Demandez-en un nouveau.
LOGIN_EMAIL_SENT = S’il existe un compte avec { $email }, un lien de connexion est en cours d’envoi à cette adresse.
PASSWORDLESS_LOGIN_SUCCESSFUL = Votre session est ouverte.

SEND_LOGIN_TITLE = Se connecter par e-mail
SEND_LOGIN_LEAD = Saisissez votre adresse. Nous vous enverrons un lien qui vous connecte.
OTHER_WAYS_LINK = Autres façons de se connecter
TOKEN_LOGIN_TITLE = Se connecter
TOKEN_LOGIN_LEAD = Voulez-vous vous connecter à { $app } en tant que { $email } ?
TOKEN_LOGIN_NOT_YOU = Vous n’avez pas demandé ce lien ? Fermez cette page, et aucune session ne sera ouverte.
LOGIN_OTHER_BROWSER = Ce lien ne permet de se connecter que dans le navigateur où il a été demandé.
LOGIN_ELSEWHERE_TITLE = Lien demandé dans un autre navigateur
LOGIN_ELSEWHERE_LEAD = Ce lien vous connecte en tant que { $email } uniquement là où il a été demandé.
LOGIN_ELSEWHERE_CODE = Revenez à l’autre navigateur et saisissez-y le code reçu par e-mail, ou faites-vous envoyer un nouveau lien pour ce navigateur-ci.
LOGIN_ELSEWHERE_BUTTON = Envoyer un lien pour ce navigateur

# The mail.
EMAIL_SUBJECT_PASSWORDLESS = Instructions de connexion
LOGIN_MAIL_TITLE = Votre lien de connexion
LOGIN_MAIL_TEXT = Ce lien vous connecte à { $app } en tant que { $email }. Il fonctionne une seule fois, pendant { $within }. Ne le transmettez à personne.
LOGIN_MAIL_WHY = Vous recevez cet e-mail parce que quelqu’un a demandé à se connecter avec cette adresse.
LOGIN_MAIL_NOT_YOU = Si ce n’était pas vous, ne faites rien : tant que le lien n’est pas utilisé, aucune session n’est ouverte.
