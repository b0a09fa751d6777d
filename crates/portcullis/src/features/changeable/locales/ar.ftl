PASSWORD_IS_THE_SAME = كلمة المرور الجديدة هي نفسها الحالية.
PASSWORD_CHANGE = تم تغيير كلمة المرور وتسجيل الخروج من أجهزتك الأخرى.

CHANGE_TITLE = تغيير كلمة المرور
SET_PASSWORD_TITLE = تعيين كلمة مرور
CHANGE_LEAD = سيبقى تسجيل دخولك قائما هنا، وسيتم تسجيل الخروج من أجهزتك الأخرى.
CURRENT_PASSWORD_LABEL = كلمة المرور الحالية
FORGOT_IT = هل نسيتها؟
CHANGE_BUTTON = تغيير كلمة المرور
SET_PASSWORD_BUTTON = تعيين كلمة المرور

# The notice.
EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = تم تغيير كلمة المرور
CHANGE_NOTICE_TITLE = تم تغيير كلمة المرور
CHANGE_NOTICE_TEXT = تم للتو تغيير كلمة مرور { $email } في { $app }، وانتهت جميع جلسات الحساب الأخرى.
CHANGE_NOTICE_WHY = وصلتك هذه الرسالة لأن كلمة مرور حسابك تغيرت.
