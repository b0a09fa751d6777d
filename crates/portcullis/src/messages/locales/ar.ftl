# Signing in, and what one may see.
GENERIC_AUTHN_FAILED = عنوان البريد الإلكتروني أو كلمة المرور غير صحيحة.
UNAUTHENTICATED = سجل الدخول لعرض هذه الصفحة.
UNAUTHORIZED = ليس لديك إذن للقيام بذلك.
UNAUTHORIZED_TITLE = لا يوجد إذن
REAUTHENTICATION_REQUIRED = أكد هويتك قبل المتابعة.
ANONYMOUS_USER_REQUIRED = تم تسجيل دخولك بالفعل. سجل الخروج أولا للقيام بذلك.
DISABLED_ACCOUNT = هذا الحساب معطل.
DELETION_PENDING = سيتم حذف هذا الحساب في { $when }. للاحتفاظ به، استخدم الرابط الموجود في الرسالة التي أرسلناها عند طلب الحذف.
ACCESS_ENDED = تم للتو تغيير كلمة المرور أو إنهاء كل وصول إلى الحساب. سجل الدخول مجددا.
USER_DOES_NOT_EXIST = لا يوجد حساب بهذا العنوان.
INVALID_PASSWORD = كلمة المرور غير صحيحة.

# Addresses and other input.
EMAIL_NOT_PROVIDED = أدخل عنوان بريدك الإلكتروني.
INVALID_EMAIL_ADDRESS = هذا ليس عنوان بريد إلكتروني.
EMAIL_ALREADY_ASSOCIATED = يوجد حساب بالعنوان { $email } بالفعل.
FIELD_NOT_PROVIDED = املأ الحقل «{ $label }».
FIELD_TOO_LONG = يجب ألا يزيد عدد أحرف «{ $label }» على { $length }.
INVALID_INPUT = لا يمكن استخدام هذا هنا.
INVALID_INPUT_LENGTH = هذا أقصر أو أطول من اللازم.
UNKNOWN_FIELD = الحقل «{ $field }» غير معروف هنا.
INVALID_REDIRECT = الانتقال إلى الصفحة التالية المطلوبة غير مسموح به.

# New passwords.
PASSWORD_NOT_PROVIDED = أدخل كلمة مرور.
PASSWORD_INVALID_LENGTH = يجب ألا يقل عدد الأحرف عن { $length }.
PASSWORD_TOO_LONG = يجب ألا يزيد عدد الأحرف على { $length }.
PASSWORD_HAS_CONTEXT = تتكون كلمة المرور هذه من اسم هذه الخدمة أو عنوانك أو بياناتك. اختر كلمة مرور لا يمكن لأحد تخمينها من ذلك.
PASSWORD_TOO_COMMON = يستخدم كثير من الناس كلمة المرور هذه أو كلمة تشبهها كثيرا، وهي من أول ما يجري تخمينه. اختر غيرها، مثل عدة كلمات لا علاقة لبعضها ببعض.
PASSWORD_TOO_SIMPLE = من السهل جدا تخمين كلمة المرور هذه. اختر كلمة مرور أطول أو أقل انتظاما.
PASSWORD_BREACHED = كلمة المرور هذه موجودة في قائمة كلمات مرور مسروقة. اختر كلمة مرور أخرى، وعليك تغيير المسروقة أيضا في كل مكان آخر تستخدمها فيه.
PASSWORD_BREACHED_SITE_ERROR = تعذر التحقق مما إذا كانت كلمة المرور هذه مسروقة. لم يتغير شيء؛ حاول مجددا بعد بضع دقائق.
PASSWORD_HASH_UNREADABLE = تجزئة كلمة المرور هذه مكتوبة بصيغة خاطئة، أو من نوع غير معروف هنا، أو تتطلب معالجة أكثر من اللازم.
RETYPE_PASSWORD_MISMATCH = كلمتا المرور غير متطابقتين.

# Requests that go wrong before any feature sees them.
API_ERROR = الطلب ليس بالصيغة المتوقعة هنا.
BODY_UNREADABLE = تعذرت قراءة البيانات المرسلة.
BODY_UNREADABLE_TITLE = تعذرت القراءة
BODY_TOO_LARGE = البيانات المرسلة أكبر من اللازم.
BODY_TOO_LARGE_TITLE = الحجم أكبر من اللازم
BODY_TOO_SLOW = استغرق وصول البيانات المرسلة وقتا أطول من اللازم. لم يتغير شيء؛ حاول مجددا.
BODY_TOO_SLOW_TITLE = الإرسال بطيء جدا
CROSS_ORIGIN = تم إرسال هذا النموذج من موقع آخر، لذلك لم يتم تنفيذ شيء. افتح الصفحة هنا وحاول مجددا.
BODY_TYPE = أرسل نموذجا أو بيانات JSON.
BODY_TYPE_TITLE = تعذرت القراءة
CROSS_ORIGIN_TITLE = الإرسال من موقع آخر
OPEN_FORM_LINK = فتح الصفحة مجددا
COOKIE_REFUSED = لم يحتفظ متصفحك بملف تعريف الارتباط الذي يبيّن من سجّل الدخول، لذلك لم يتم تسجيل دخولك هنا. اسمح بملفات تعريف الارتباط لهذا الموقع ثم سجّل الدخول مجددا.
COOKIE_REFUSED_TITLE = رُفض ملف تعريف الارتباط
SIGN_IN_AGAIN_LINK = تسجيل الدخول مجددا
HOST_NOT_ALLOWED = لا يستجيب هذا الخادم للاسم الوارد في العنوان.
HOST_NOT_ALLOWED_TITLE = اسم مضيف غير معروف
NOT_FOUND = لا توجد صفحة في هذا العنوان.
NOT_FOUND_TITLE = الصفحة غير موجودة
METHOD_NOT_ALLOWED = لا يمكن استخدام هذه الصفحة بهذه الطريقة.
METHOD_NOT_ALLOWED_TITLE = غير ممكن هنا
TOO_BUSY = هناك عدد كبير من المستخدمين الآن. لم يتغير شيء؛ حاول مجددا بعد بضع ثوان.
TOO_BUSY_TITLE = ازدحام شديد الآن
TOO_MANY_REQUESTS = محاولات كثيرة جدا. انتظر مدة { $wait } قبل المحاولة مجددا.
TOO_MANY_REQUESTS_TITLE = محاولات كثيرة جدا
SET_NEW_PASSWORD_LINK = تعيين كلمة مرور جديدة
UNAVAILABLE = لا يمكن تنفيذ ذلك الآن. لم يتغير شيء؛ حاول مجددا بعد بضع دقائق.
UNAVAILABLE_TITLE = غير متاح الآن
SERVER_ERROR = حدث خطأ من جانبنا. حاول مجددا؛ وإذا استمر الخطأ، فأبلغنا برقم الطلب أدناه.
SERVER_ERROR_TITLE = حدث خطأ


# The one way on from a page.
SIGN_IN_LINK = تسجيل الدخول
CONTINUE_LINK = متابعة
START_PAGE_LINK = الانتقال إلى الصفحة الرئيسية

# Words of all pages.
LANGUAGE_NAME = العربية
ERROR_PREFIX = خطأ:
OPTIONAL = (اختياري)
EMAIL_LABEL = عنوان البريد الإلكتروني
PASSWORD_LABEL = كلمة المرور
PASSWORD_AGAIN_LABEL = إعادة كتابة كلمة المرور
NEW_PASSWORD_LABEL = كلمة المرور الجديدة
NEW_PASSWORD_AGAIN_LABEL = إعادة كتابة كلمة المرور الجديدة
NEW_PASSWORD_HINT = لا يقل عدد الأحرف عن { $min }. تكفي أربع كلمات عشوائية.
SIGNED_IN_AS = تم تسجيل الدخول باسم { $email }
SIGN_OUT_BUTTON = تسجيل الخروج
BACK_TO_SIGN_IN = العودة إلى تسجيل الدخول
SEND_LINK_BUTTON = إرسال الرابط
EMAIL_LINK_BUTTON = إرسال رابط تسجيل الدخول إلى بريدي
STATUS_LABEL = الحالة
REQUEST_LABEL = الطلب
DEV_MAILBOX_LINK = صندوق بريد التطوير

# Words of all mails.
MAIL_HEADING = { $app }: { $title }
MAIL_BUTTON = { $label }:
MAIL_COPY_LINK = أو انسخ هذا الرابط إلى متصفحك:
CHOOSE_PASSWORD = اختيار كلمة مرور جديدة
NOTICE_WHEN = الوقت: { $when }
NOTICE_ADDRESS = عنوان IP: { $ip }
NOTICE_DEVICE = الجهاز: { $device }
NOTICE_NOT_ME = إذا لم تكن أنت من فعل ذلك، فأوقف من فعله. يعمل الرابط مرة واحدة فقط، لمدة { $within }.
NOT_ME_BUTTON = لم أكن أنا
NOTICE_CHOOSE = إذا لم تكن أنت من فعل ذلك، فاختر كلمة مرور جديدة الآن.
NOTICE_WAS_YOU = إذا كنت أنت من فعل ذلك، فلا داعي لفعل أي شيء.
NOTICE_WAS_NOT_YOU = إذا لم تكن أنت من فعل ذلك، فربما يعرف شخص آخر كلمة مرورك أو يقرأ بريدك: عليك تغيير كلمة مرور صندوق بريدك أيضا.
NOTICE_TELL = إذا لم تكن أنت من فعل ذلك، فأبلغ القائمين على { $app } فورا.

# Lengths of time and moments.
DAYS = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يوما
   *[other] { $count } يوم
}
HOURS = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
MINUTES = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
SECONDS = { $count ->
    [zero] { $count } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $count } ثوان
    [many] { $count } ثانية
   *[other] { $count } ثانية
}
LENGTH_PAIR = { $large } و{ $small }
MOMENT = {"\u200F"}{ $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
} { $year }، {"\u2066"}{ $hour }:{ $minute } UTC{"\u2069"}

SEND_AGAIN_LINK = إعادة الإرسال
HELP_LINK = المساعدة
PRIVACY_LINK = الخصوصية
TERMS_LINK = شروط الاستخدام
SHOW_PASSWORD = إظهار كلمة المرور

# Where a browser waits for a mail.
CHECK_MAIL_TITLE = تحقق من بريدك
CHECK_MAIL_ADDRESS = عنوانك
CHECK_MAIL_DEV = وضع التطوير: الرسالة موجودة على هذا الجهاز.
CHECK_MAIL_NOTHING = ألم يصلك شيء بعد بضع دقائق؟ ابحث في مجلد الرسائل غير المرغوب فيها، وتأكد من خلو العنوان أعلاه من أخطاء الكتابة.
USE_OTHER_ADDRESS = استخدام عنوان آخر
CODE_LABEL = الرمز الوارد في الرسالة
CODE_HINT = 8 خانات من الأحرف اللاتينية والأرقام. يعمل الرابط الموجود في الرسالة أيضا، في هذا المتصفح.
CODE_BUTTON = متابعة
CODE_UNREADABLE = يتكون الرمز من 8 خانات من الأحرف اللاتينية والأرقام، مثل CDFG HJ34.
INVALID_CODE = هذا الرمز غير صحيح، أو مضى عليه أكثر من { $within }. إذا لم تكن متأكدا، فاطلب رسالة جديدة.
CODE_OVER = لم يعد من الممكن استخدام أي رمز هنا. اطلب رسالة جديدة.
MAIL_CODE = أو أدخل هذا الرمز في الصفحة التي طلبت منها هذه الرسالة، خلال { $within }:
