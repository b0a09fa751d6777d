LANGUAGE_LABEL = Idioma
LANGUAGE_BUTTON = Aplicar
LANGUAGE_NOT_OFFERED = Este idioma no se ofrece aquí.
