LANGUAGE_LABEL = Langue
LANGUAGE_BUTTON = Choisir
LANGUAGE_NOT_OFFERED = Cette langue n’est pas proposée ici.
