# Signing in, and what one may see.
GENERIC_AUTHN_FAILED = L’adresse e-mail ou le mot de passe est incorrect.
UNAUTHENTICATED = Connectez-vous pour voir cette page.
UNAUTHORIZED = Vous n’avez pas l’autorisation nécessaire.
UNAUTHORIZED_TITLE = Accès non autorisé
REAUTHENTICATION_REQUIRED = Confirmez que c’est bien vous avant de continuer.
ANONYMOUS_USER_REQUIRED = Votre session est déjà ouverte. Pour faire cela, déconnectez-vous d’abord.
DISABLED_ACCOUNT = Ce compte est désactivé.
DELETION_PENDING = Ce compte sera supprimé le { $when }. Pour le conserver, ouvrez le lien qui se trouve dans l’e-mail que nous avons envoyé lorsque la suppression a été demandée.
ACCESS_ENDED = Le mot de passe vient d’être modifié, ou tous les accès ont été révoqués. Reconnectez-vous.
USER_DOES_NOT_EXIST = Il n’existe pas de compte avec cette adresse.
INVALID_PASSWORD = Le mot de passe est incorrect.

# Addresses and other input.
EMAIL_NOT_PROVIDED = Saisissez votre adresse e-mail.
INVALID_EMAIL_ADDRESS = Ce n’est pas une adresse e-mail.
EMAIL_ALREADY_ASSOCIATED = Il existe déjà un compte avec { $email }.
FIELD_NOT_PROVIDED = Remplissez « { $label } ».
FIELD_TOO_LONG = « { $label } » est limité à { $length } caractères.
INVALID_INPUT = Cette valeur ne peut pas être utilisée ici.
INVALID_INPUT_LENGTH = Cette valeur est trop courte ou trop longue.
UNKNOWN_FIELD = Le champ « { $field } » n’est pas connu ici.
INVALID_REDIRECT = La page de destination n’est pas autorisée.

# New passwords.
PASSWORD_NOT_PROVIDED = Saisissez un mot de passe.
PASSWORD_INVALID_LENGTH = Utilisez au moins { $length } caractères.
PASSWORD_TOO_LONG = Utilisez au plus { $length } caractères.
PASSWORD_HAS_CONTEXT = Ce mot de passe est composé du nom de ce service, de votre adresse ou de vos informations. Choisissez-en un que personne ne puisse en déduire.
PASSWORD_TOO_COMMON = Ce mot de passe, ou un autre très semblable, est utilisé par beaucoup de personnes et deviné en premier. Choisissez-en un autre, par exemple plusieurs mots sans rapport entre eux.
PASSWORD_TOO_SIMPLE = Ce mot de passe est trop facile à deviner. Choisissez-en un plus long ou moins régulier.
PASSWORD_BREACHED = Ce mot de passe figure sur une liste de mots de passe volés. Choisissez-en un autre, et remplacez ce mot de passe partout ailleurs où vous l’utilisez.
PASSWORD_BREACHED_SITE_ERROR = Impossible de savoir si ce mot de passe a été volé. Rien n’a été modifié ; réessayez dans quelques minutes.
PASSWORD_HASH_UNREADABLE = Ce hachage de mot de passe est mal formé, d’un type inconnu ici, ou demande trop de calcul.
RETYPE_PASSWORD_MISMATCH = Les deux mots de passe ne sont pas identiques.

# Requests that go wrong before any feature sees them.
API_ERROR = La requête n’a pas la forme attendue ici.
BODY_UNREADABLE = Les données envoyées n’ont pas pu être lues.
BODY_UNREADABLE_TITLE = Lecture impossible
BODY_TOO_LARGE = Les données envoyées sont trop volumineuses.
BODY_TOO_LARGE_TITLE = Trop volumineux
BODY_TOO_SLOW = Les données envoyées ont mis trop de temps à arriver. Rien n’a été modifié ; réessayez.
BODY_TOO_SLOW_TITLE = Trop lent
CROSS_ORIGIN = Ce formulaire a été envoyé depuis un autre site ; rien n’a donc été fait. Ouvrez la page ici et réessayez.
BODY_TYPE = Envoyez un formulaire ou du JSON.
BODY_TYPE_TITLE = Lecture impossible
CROSS_ORIGIN_TITLE = Envoyé depuis un autre site
OPEN_FORM_LINK = Rouvrir la page
COOKIE_REFUSED = Votre navigateur n’a pas conservé le cookie qui indique qui est connecté ; vous n’êtes donc pas connecté ici. Autorisez les cookies pour ce site, puis connectez-vous de nouveau.
COOKIE_REFUSED_TITLE = Cookie refusé
SIGN_IN_AGAIN_LINK = Se connecter de nouveau
HOST_NOT_ALLOWED = Ce serveur ne répond pas sous le nom indiqué dans l’adresse.
HOST_NOT_ALLOWED_TITLE = Nom d’hôte inconnu
NOT_FOUND = Il n’y a pas de page à cette adresse.
NOT_FOUND_TITLE = Page introuvable
METHOD_NOT_ALLOWED = Cette page ne peut pas être utilisée de cette façon.
METHOD_NOT_ALLOWED_TITLE = Impossible ici
TOO_BUSY = Il y a beaucoup de monde ici en ce moment. Rien n’a été modifié ; réessayez dans quelques secondes.
TOO_BUSY_TITLE = Service surchargé
TOO_MANY_REQUESTS = Trop de tentatives. Attendez { $wait } avant de réessayer.
TOO_MANY_REQUESTS_TITLE = Trop de tentatives
SET_NEW_PASSWORD_LINK = Définir un nouveau mot de passe
UNAVAILABLE = C’est impossible pour le moment. Rien n’a été modifié ; réessayez dans quelques minutes.
UNAVAILABLE_TITLE = Indisponible pour le moment
SERVER_ERROR = Un problème est survenu de notre côté. Réessayez ; si cela persiste, indiquez-nous le numéro de requête ci-dessous.
SERVER_ERROR_TITLE = Un problème est survenu


# The one way on from a page.
SIGN_IN_LINK = Se connecter
CONTINUE_LINK = Continuer
START_PAGE_LINK = Aller à la page d’accueil

# Words of all pages.
LANGUAGE_NAME = Français
ERROR_PREFIX = Erreur :
OPTIONAL = (facultatif)
EMAIL_LABEL = Adresse e-mail
PASSWORD_LABEL = Mot de passe
PASSWORD_AGAIN_LABEL = Répéter le mot de passe
NEW_PASSWORD_LABEL = Nouveau mot de passe
NEW_PASSWORD_AGAIN_LABEL = Répéter le nouveau mot de passe
NEW_PASSWORD_HINT = Au moins { $min } caractères. Quatre mots au hasard suffisent.
SIGNED_IN_AS = Session ouverte : { $email }
SIGN_OUT_BUTTON = Se déconnecter
BACK_TO_SIGN_IN = Retour à la connexion
SEND_LINK_BUTTON = Envoyer le lien
EMAIL_LINK_BUTTON = Recevoir un lien par e-mail
STATUS_LABEL = Statut
REQUEST_LABEL = Requête
DEV_MAILBOX_LINK = Messagerie de développement

# Words of all mails.
MAIL_HEADING = { $app } : { $title }
MAIL_BUTTON = { $label } :
MAIL_COPY_LINK = Ou copiez ce lien dans votre navigateur :
CHOOSE_PASSWORD = Choisir un nouveau mot de passe
NOTICE_WHEN = Date : { $when }
NOTICE_ADDRESS = Adresse IP : { $ip }
NOTICE_DEVICE = Appareil : { $device }
NOTICE_NOT_ME = Si ce n’était pas vous, bloquez la personne en cause. Le lien fonctionne une seule fois, pendant { $within }.
NOT_ME_BUTTON = Ce n’était pas moi
NOTICE_CHOOSE = Si ce n’était pas vous, choisissez maintenant un nouveau mot de passe.
NOTICE_WAS_YOU = Si c’était vous, vous n’avez rien à faire.
NOTICE_WAS_NOT_YOU = Si ce n’était pas vous, il est possible qu’une autre personne connaisse votre mot de passe ou lise vos e-mails : changez aussi le mot de passe de votre messagerie.
NOTICE_TELL = Si ce n’était pas vous, signalez-le immédiatement aux responsables de { $app }.

# Lengths of time and moments.
DAYS = { $count ->
    [one] { $count } jour
    [many] { $count } de jours
   *[other] { $count } jours
}
HOURS = { $count ->
    [one] { $count } heure
    [many] { $count } d’heures
   *[other] { $count } heures
}
MINUTES = { $count ->
    [one] { $count } minute
    [many] { $count } de minutes
   *[other] { $count } minutes
}
SECONDS = { $count ->
    [one] { $count } seconde
    [many] { $count } de secondes
   *[other] { $count } secondes
}
LENGTH_PAIR = { $large } et { $small }
MOMENT = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year } à { $hour }:{ $minute } UTC

SEND_AGAIN_LINK = Renvoyer l’e-mail
HELP_LINK = Aide
PRIVACY_LINK = Confidentialité
TERMS_LINK = Conditions d’utilisation
SHOW_PASSWORD = Afficher le mot de passe

# Where a browser waits for a mail.
CHECK_MAIL_TITLE = Consultez votre messagerie
CHECK_MAIL_ADDRESS = votre adresse
CHECK_MAIL_DEV = Mode développement : l’e-mail se trouve sur cet ordinateur.
CHECK_MAIL_NOTHING = Toujours rien après quelques minutes ? Regardez dans le courrier indésirable et vérifiez que l’adresse ci-dessus ne contient pas de faute de frappe.
USE_OTHER_ADDRESS = Utiliser une autre adresse
CODE_LABEL = Code reçu par e-mail
CODE_HINT = 8 lettres et chiffres. Le lien contenu dans l’e-mail fonctionne aussi, dans ce navigateur.
CODE_BUTTON = Continuer
CODE_UNREADABLE = Un code est composé de 8 lettres et chiffres, par exemple CDFG HJ34.
INVALID_CODE = Ce code est incorrect ou date de plus de { $within }. En cas de doute, demandez un nouvel e-mail.
CODE_OVER = Aucun code ne peut plus être utilisé ici. Demandez un nouvel e-mail.
MAIL_CODE = Ou saisissez ce code sur la page où vous avez demandé cet e-mail, dans un délai de { $within } :
