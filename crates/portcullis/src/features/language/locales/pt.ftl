LANGUAGE_LABEL = Idioma
LANGUAGE_BUTTON = Aplicar
LANGUAGE_NOT_OFFERED = Este idioma não é oferecido aqui.
