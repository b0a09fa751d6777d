EMAIL_SUBJECT_NEW_DEVICE = Nouvelle connexion à votre compte
NEW_DEVICE_NOTICE_TITLE = Nouvelle connexion à votre compte
NEW_DEVICE_NOTICE_TEXT = Quelqu’un s’est connecté au compte { $email } sur { $app }, dans un navigateur où personne ne l’avait encore fait.
NEW_DEVICE_NOTICE_WHY = Vous recevez cet e-mail en raison d’une connexion dans un nouveau navigateur.
