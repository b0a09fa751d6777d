CONFIRMATION_REQUIRED = أكد عنوان بريدك الإلكتروني أولا. ستجد الرابط في الرسالة التي أرسلناها إليك.
INVALID_CONFIRMATION_TOKEN = رابط التأكيد هذا غير صالح. اطلب رابطا جديدا.
CONFIRMATION_EXPIRED = مضى على رابط التأكيد هذا أكثر من { $within }. اطلب رابطا جديدا.
CONFIRM_OTHER_BROWSER = ليس هذا هو المتصفح الذي أنشئ الحساب منه. أدخل كلمة المرور التي اخترتها حينها.
CONFIRMATION_REQUEST = إذا كان العنوان { $email } في انتظار التأكيد، فسيصل إليه رابط جديد بعد قليل.
ALREADY_CONFIRMED = سبق تأكيد هذا العنوان.
EMAIL_CONFIRMED = شكرا لك. تم تأكيد عنوان بريدك الإلكتروني.
EMAIL_CONFIRMED_TITLE = تم تأكيد العنوان

CONFIRM_TITLE = تأكيد عنوان بريدك الإلكتروني
CONFIRM_LEAD = هل تريد تأكيد العنوان { $email } في { $app }؟
CONFIRM_ASK_PASSWORD = لا يبدو أن هذا هو المتصفح الذي أنشئ الحساب منه. لإثبات أنك صاحب الحساب، أدخل كلمة المرور التي اخترتها حينها.
CONFIRM_BUTTON = تأكيد
CONFIRM_NOT_YOU = ألم تنشئ حسابا؟ أغلق هذه الصفحة ولن يحدث شيء.
SEND_CONFIRMATION_TITLE = إعادة إرسال رسالة التأكيد
SEND_CONFIRMATION_LEAD = أدخل العنوان الذي أنشأت الحساب به، وسنرسل إليه رابطا جديدا.

# The mail.
EMAIL_SUBJECT_CONFIRM = يرجى تأكيد بريدك الإلكتروني
CONFIRM_MAIL_TITLE = تأكيد عنوان بريدك الإلكتروني
CONFIRM_MAIL_TEXT = أكد أن { $email } هو عنوانك، وسيصبح حسابك في { $app } جاهزا. يعمل الرابط مرة واحدة فقط، لمدة { $within }.
CONFIRM_MAIL_BUTTON = تأكيد عنوان البريد الإلكتروني
CONFIRM_MAIL_WHY = وصلتك هذه الرسالة لأن شخصا ما أنشأ حسابا في { $app } بهذا العنوان، أو طلب هذا الرابط مجددا.
CONFIRM_MAIL_NOT_YOU = إذا لم تكن أنت من فعل ذلك، فلا تستخدم الرابط: من دونه يبقى العنوان غير مؤكد.
