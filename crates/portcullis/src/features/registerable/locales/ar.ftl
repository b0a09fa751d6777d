CONFIRM_REGISTRATION = أرسلنا رسالة إلى { $email }. أدخل هنا الرمز الوارد فيها، أو افتح الرابط الموجود فيها.

REGISTER_TITLE = إنشاء حسابك
REGISTER_EMAIL_HINT = سنرسل إلى هذا العنوان رسالة لإكمال إنشاء الحساب.
REGISTER_BUTTON = إنشاء الحساب
HAVE_ACCOUNT = هل لديك حساب؟

# The mails.
EMAIL_SUBJECT_REGISTER = مرحبا بك
WELCOME_MAIL_TITLE = مرحبا بك في { $app }
WELCOME_MAIL_CONFIRM = أكد أن { $email } هو عنوانك، وسيصبح حسابك جاهزا. يعمل الرابط مرة واحدة فقط، لمدة { $within }.
WELCOME_MAIL_READY = أصبح حسابك بالعنوان { $email } جاهزا.
WELCOME_MAIL_BUTTON = تأكيد عنوان البريد الإلكتروني
WELCOME_MAIL_WHY = وصلتك هذه الرسالة لأن شخصا ما أنشأ حسابا في { $app } بهذا العنوان.
WELCOME_MAIL_NOT_YOU = إذا لم تكن أنت من فعل ذلك، فلا تستخدم الرابط: من دونه يبقى العنوان غير مؤكد.
WELCOME_MAIL_TELL = إذا لم تكن أنت من فعل ذلك، فأبلغ القائمين على { $app }.
EXISTING_MAIL_TITLE = لديك حساب بالفعل
EXISTING_MAIL_TEXT = حاول شخص ما، ربما أنت، إنشاء حساب في { $app } بالعنوان { $email }. هناك حساب بهذا العنوان بالفعل، لذلك لم يتم إنشاء حساب جديد. سجل الدخول إليه كالمعتاد.
EXISTING_MAIL_FORGOT = هل نسيت كلمة المرور؟ اختر كلمة مرور جديدة:
EXISTING_MAIL_WHY = وصلتك هذه الرسالة لأن شخصا ما أدخل عنوانك في صفحة إنشاء الحساب في { $app }.
EXISTING_MAIL_NOT_YOU = إذا لم تكن أنت من فعل ذلك، فلا داعي لفعل أي شيء: لم يتغير شيء في حسابك، ولم يعلم الشخص الآخر بوجوده.
REGISTER_TERMS = بإنشاء الحساب فإنك توافق على هذه الشروط:
REGISTER_TERMS_LINK = شروط الاستخدام
