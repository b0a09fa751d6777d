CONFIRMATION_REQUIRED = Confirmez d’abord votre adresse e-mail. Le lien se trouve dans l’e-mail que nous vous avons envoyé.
INVALID_CONFIRMATION_TOKEN = Ce lien de confirmation n’est pas valide. Demandez-en un nouveau.
CONFIRMATION_EXPIRED = Ce lien de confirmation date de plus de { $within }. Demandez-en un nouveau.
CONFIRM_OTHER_BROWSER = Ce n’est pas le navigateur utilisé pour l’inscription. Saisissez le mot de passe que vous avez choisi à ce moment-là.
CONFIRMATION_REQUEST = Si { $email } est en attente de confirmation, un nouveau lien est en cours d’envoi à cette adresse.
ALREADY_CONFIRMED = Cette adresse est déjà confirmée.
EMAIL_CONFIRMED = Merci. Votre adresse e-mail est confirmée.
EMAIL_CONFIRMED_TITLE = Adresse confirmée

CONFIRM_TITLE = Confirmez votre adresse e-mail
CONFIRM_LEAD = Voulez-vous confirmer { $email } pour { $app } ?
CONFIRM_ASK_PASSWORD = Ce navigateur ne semble pas être celui utilisé pour l’inscription. Pour montrer que c’était bien vous, saisissez le mot de passe que vous avez choisi à ce moment-là.
CONFIRM_BUTTON = Confirmer
CONFIRM_NOT_YOU = Cette inscription ne vient pas de vous ? Fermez cette page, et rien ne se passera.
SEND_CONFIRMATION_TITLE = Renvoyer la confirmation
SEND_CONFIRMATION_LEAD = Saisissez l’adresse utilisée pour l’inscription. Nous y enverrons un nouveau lien.

# The mail.
EMAIL_SUBJECT_CONFIRM = Veuillez confirmer votre adresse e-mail
CONFIRM_MAIL_TITLE = Confirmez votre adresse e-mail
CONFIRM_MAIL_TEXT = Confirmez que { $email } est votre adresse : votre compte sur { $app } sera alors prêt. Le lien fonctionne une seule fois, pendant { $within }.
CONFIRM_MAIL_BUTTON = Confirmer l’adresse e-mail
CONFIRM_MAIL_WHY = Vous recevez cet e-mail parce que quelqu’un s’est inscrit sur { $app } avec cette adresse, ou a redemandé ce lien.
CONFIRM_MAIL_NOT_YOU = Si ce n’était pas vous, n’utilisez pas le lien : sans lui, l’adresse restera non confirmée.
