LANGUAGE_LABEL = Sprache
LANGUAGE_BUTTON = Übernehmen
LANGUAGE_NOT_OFFERED = Diese Sprache wird hier nicht angeboten.
