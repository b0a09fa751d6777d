LANGUAGE_LABEL = Language
LANGUAGE_BUTTON = Set
LANGUAGE_NOT_OFFERED = This language is not one of those offered.
