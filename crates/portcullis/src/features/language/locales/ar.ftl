LANGUAGE_LABEL = اللغة
LANGUAGE_BUTTON = تعيين
LANGUAGE_NOT_OFFERED = هذه اللغة غير متاحة هنا.
