REAUTHENTICATION_SUCCESSFUL = شكرا لك. يمكنك المتابعة الآن.
SIGNED_OUT = تم تسجيل خروجك.
FORGOT_PASSWORD = هل نسيت كلمة المرور؟

LOGIN_TITLE = تسجيل الدخول
LOGIN_BY_LINK_LEAD = سنرسل إليك رابطا عبر البريد الإلكتروني. لا حاجة إلى تذكر كلمة مرور.
REMEMBER_LABEL = إبقاء تسجيل دخولي على هذا الجهاز
OR = أو
NEW_HERE = أليس لديك حساب؟
NEW_HERE_LINK = إنشاء حساب
NO_CONFIRMATION_MAIL = ألم تصلك رسالة التأكيد؟
VERIFY_TITLE = تأكيد هويتك
VERIFY_LEAD = أدخل كلمة المرور مجددا للمتابعة. مضى بعض الوقت منذ آخر مرة أدخلتها فيها.
VERIFY_NO_PASSWORD_LEAD = مضى بعض الوقت منذ تسجيل دخولك، وليست لديك كلمة مرور لإدخالها. سجل الخروج ثم سجل الدخول مجددا للمتابعة.
