# The frame.
ACCOUNT_NAV = حسابك

# The overview.
ACCOUNT_TITLE = الأمان
ACCOUNT_LEAD = تم تسجيل دخولك باسم { $email }.
ACCOUNT_SIGN_IN_HEADING = كيفية تسجيل دخولك
ADDRESS_CONFIRMED = مؤكد
ADDRESS_UNCONFIRMED = غير مؤكد
CONFIRM_ADDRESS_LINK = تأكيد العنوان
PASSWORD_STATE_SET = تم تعيين كلمة مرور.
PASSWORD_STATE_NONE = لا توجد كلمة مرور بعد.
CHANGE_PASSWORD_LINK = تغيير كلمة المرور
SET_PASSWORD_LINK = تعيين كلمة مرور
SIGN_IN_METHODS_LABEL = { $count ->
    [zero] ليست لديك أي طريقة لتسجيل الدخول
    [one] لديك طريقة واحدة لتسجيل الدخول
    [two] لديك طريقتان لتسجيل الدخول
    [few] لديك { $count } طرق لتسجيل الدخول
    [many] لديك { $count } طريقة لتسجيل الدخول
   *[other] لديك { $count } طريقة لتسجيل الدخول
}
METHOD_PASSWORD = كلمة المرور
METHOD_LINK = رابط عبر البريد الإلكتروني
ACCOUNT_SESSIONS_HEADING = أين تم تسجيل دخولك
DEVICES_COUNT = { $count ->
    [zero] لم يتم تسجيل دخولك على أي جهاز.
    [one] تم تسجيل دخولك على جهاز واحد.
    [two] تم تسجيل دخولك على جهازين.
    [few] تم تسجيل دخولك على { $count } أجهزة.
    [many] تم تسجيل دخولك على { $count } جهازا.
   *[other] تم تسجيل دخولك على { $count } جهاز.
}
DEVICES_LINK = عرض الأجهزة
SIGN_OUT_EVERYWHERE_LABEL = تسجيل الخروج من جميع الأجهزة
SIGN_OUT_EVERYWHERE_HINT = ينهي جلساتك على جميع الأجهزة، بما فيها هذا الجهاز، ويبطل جميع الروابط المرسلة إلى بريدك.
SIGN_OUT_EVERYWHERE_BUTTON = تسجيل الخروج من جميع الأجهزة
SIGNED_OUT_EVERYWHERE = تم تسجيل خروجك من جميع الأجهزة.

# Devices.
DEVICES_TITLE = الأجهزة
DEVICES_LEAD = الأجهزة التي تم تسجيل دخولك عليها حاليا. إذا وجدت جهازا لا تعرفه، فسجل الخروج منه ثم اختر كلمة مرور جديدة.
DEVICES_NONE = لم يتم تسجيل دخولك بمتصفح على أي جهاز.
THIS_DEVICE = هذا الجهاز
DEVICE_ACTIVE_NOW = قيد الاستخدام الآن
DEVICE_ACTIVE = آخر استخدام منذ { $length }
DEVICE_BROWSER_ON_SYSTEM = { $browser } على { $system }
DEVICE_BROWSER = { $browser }
DEVICE_ON_SYSTEM = متصفح على { $system }
DEVICE_UNKNOWN = متصفح
SIGN_OUT_OTHERS_LABEL = جميع الأجهزة الأخرى
SIGN_OUT_OTHERS_HINT = ينهي جلساتك على جميع الأجهزة ما عدا هذا الجهاز، وينهي وصول البرامج التي تعمل نيابة عنك.
SIGN_OUT_OTHERS_BUTTON = تسجيل الخروج من جميع الأجهزة الأخرى
SESSION_UNKNOWN = لم يعد دخولك مسجلا على ذلك الجهاز، أو لم يسجل عليه قط.
DEVICE_SIGNED_OUT = تم تسجيل الخروج من ذلك الجهاز.
OTHERS_SIGNED_OUT = تم تسجيل الخروج من جميع الأجهزة الأخرى.

# What happened.
ACTIVITY_TITLE = النشاط
ACTIVITY_LEAD = ما حدث في حسابك خلال آخر 90 يوما.
ACTIVITY_NONE = لم يحدث شيء خلال هذه المدة.
ACTIVITY_WHEN = { $when }
ACTIVITY_BY_STAFF = من قبل القائمين على { $app }
ACTIVITY_OLDER_LINK = الأقدم
ACTIVITY_NOT_ME_LABEL = هل هنا شيء لم تفعله أنت؟
ACTIVITY_NOT_ME_HINT = يؤدي هذا إلى تسجيل الخروج من جميع الأجهزة، بما فيها هذا الجهاز، وإزالة كلمة المرور. وسنرسل إليك رابطا لاختيار كلمة مرور جديدة.
ACTIVITY_NOT_ME_BUTTON = لم أكن أنا
ACTIVITY_OTHER = حدث آخر يخص حسابك
ACTIVITY_SIGN_IN = { $via ->
    [password] تم تسجيل الدخول بكلمة المرور
    [token] تم تسجيل الدخول برابط مرسل بالبريد
    [code] تم تسجيل الدخول برمز مرسل بالبريد
    [register] تم تسجيل الدخول عند إنشاء الحساب
    [confirm] تم تسجيل الدخول عند تأكيد العنوان
    [reset] تم تسجيل الدخول عند تعيين كلمة مرور جديدة
    [change] تم تسجيل الدخول مجددا بكلمة المرور بعد تغييرها
   *[other] تم تسجيل الدخول
}
ACTIVITY_SIGN_IN_FAILED = فشلت محاولة لتسجيل الدخول
ACTIVITY_SIGN_OUT = تم تسجيل الخروج
ACTIVITY_PROVEN = تم إدخال كلمة المرور مجددا
ACTIVITY_SIGN_UP = تم التسجيل في الخدمة
ACTIVITY_CONFIRMATION_REQUESTED = تم طلب رابط لتأكيد عنوانك
ACTIVITY_CONFIRMED = تم تأكيد عنوانك
ACTIVITY_RESET_REQUESTED = تم طلب رابط لتعيين كلمة مرور جديدة
ACTIVITY_PASSWORD_RESET = تم تعيين كلمة مرور جديدة عبر رابط مرسل بالبريد
ACTIVITY_PASSWORD_CHANGED = تم تغيير كلمة مرورك
ACTIVITY_LOGIN_LINK_REQUESTED = تم طلب رابط لتسجيل الدخول
ACTIVITY_TOKEN_GRANTED = تم منح برنامج حق الوصول
ACTIVITY_TOKENS_REVOKED = تم إنهاء وصول جميع البرامج
ACTIVITY_NOT_ME = «لم أكن أنا»: تم إنهاء كل وصول إلى الحساب
ACTIVITY_USER_CREATED = تم إنشاء حسابك
ACTIVITY_USER_ACTIVATED = تم تفعيل حسابك
ACTIVITY_USER_DEACTIVATED = تم تعطيل حسابك
ACTIVITY_USER_DELETED = تم حذف حسابك
ACTIVITY_ACCESS_ENDED = تم تسجيل الخروج من جميع الأجهزة
ACTIVITY_LOCKED = تم قفل كلمة مرورك بعد محاولات خاطئة كثيرة جدا
ACTIVITY_UNLOCKED = تم إلغاء قفل كلمة مرورك
ACTIVITY_PROFILE_CHANGED = تم تغيير بياناتك
ACTIVITY_DELETION_REQUESTED = تم طلب حذف حسابك
ACTIVITY_DELETION_UNDONE = تم إلغاء حذف حسابك
ACTIVITY_DATA_EXPORTED = تم إنشاء نسخة من بياناتك
ACTIVITY_ROLE_CREATED = تم إنشاء دور
ACTIVITY_ROLE_GRANTED = تم منحك دورا
ACTIVITY_ROLE_REVOKED = تم سحب دور منك
ACTIVITY_PERMISSIONS_CHANGED = تم تغيير ما يسمح به دورك

# What people say of themselves.
PROFILE_TITLE = الملف الشخصي
PROFILE_LEAD = ما تعرفه هذه الخدمة عنك.
PROFILE_LANGUAGE_LABEL = لغة الصفحات والرسائل
PROFILE_SAVE_BUTTON = حفظ
PROFILE_SAVED = تم حفظ بياناتك.

# What is kept, and the end of the account.
DATA_TITLE = بياناتك
DATA_LEAD = يمكنك تنزيل ما تحتفظ به هذه الخدمة عنك، أو حذف حسابك.
EXPORT_LABEL = تنزيل بياناتك
EXPORT_HINT = كل ما يتم الاحتفاظ به عنك، في ملف JSON واحد.
EXPORT_BUTTON = تنزيل
DELETE_LABEL = حذف حسابك
DELETE_HINT = يتم حذف الحساب بعد { $within } من طلبك. وحتى ذلك الحين يمكنك إلغاء الحذف.
DELETE_LINK = حذف
DELETE_TITLE = حذف حسابك
DELETE_LEAD = يؤدي هذا إلى حذف الحساب { $email } في { $app }.
DELETE_WHAT = يتم تسجيل خروجك من جميع الأجهزة فورا، ولا يمكن لأحد تسجيل الدخول. وبعد { $within } يتم حذف الحساب نهائيا مع كل ما يتم الاحتفاظ به عنك.
DELETE_UNDO = سنرسل إليك رسالة فيها رابط. وما دام الحساب في انتظار الحذف، يمكن بهذا الرابط إلغاء الحذف.
DELETE_BUTTON = حذف حسابي
DELETION_REQUESTED = سيتم حذف حسابك في { $when }. سيصل بعد قليل رابط لإلغاء الحذف إلى { $email }.
UNDO_DELETION_TITLE = هل تريد الاحتفاظ بحسابك؟
UNDO_DELETION_LEAD = سيتم في { $when } حذف الحساب { $email } في { $app }.
UNDO_DELETION_WHAT = يؤدي هذا الزر إلى إلغاء الحذف. ويمكنك بعد ذلك تسجيل الدخول كما في السابق.
UNDO_DELETION_BUTTON = الاحتفاظ بحسابي
UNDO_DELETION_NOTHING = هل تريد حذف الحساب؟ أغلق هذه الصفحة ولن يتغير شيء.
DELETION_UNDONE = لن يتم حذف الحساب { $email }. يمكنك تسجيل الدخول مجددا.
INVALID_UNDO_DELETION_TOKEN = هذا الرابط غير كامل، أو تم حذف الحساب الذي أنشئ الرابط له.
UNDO_DELETION_EXPIRED = انتهت مهلة إلغاء الحذف: سيتم حذف الحساب نهائيا بعد قليل.
UNDO_DELETION_USED = سبق استخدام هذا الرابط، وتم الاحتفاظ بالحساب. سجل الدخول كما في السابق.

# The mail about it.
EMAIL_SUBJECT_DELETION = سيتم حذف حسابك
DELETION_NOTICE_TITLE = سيتم حذف حسابك
DELETION_NOTICE_TEXT = سيتم في { $when } حذف الحساب { $email } في { $app }، لأنه تم طلب ذلك. ولم يعد بإمكان أحد تسجيل الدخول إليه.
DELETION_NOTICE_UNDO = هل تريد الاحتفاظ بالحساب؟ يعمل الرابط مرة واحدة فقط، حتى موعد الحذف.
DELETION_NOTICE_NOT_ME = إذا لم تكن أنت من طلب ذلك، فربما يعرف شخص آخر كلمة مرورك. يؤدي هذا الرابط إلى الاحتفاظ بالحساب وإزالة كلمة المرور، ويعمل مرة واحدة فقط، لمدة { $within }. وسنرسل إليك بعد استخدامه رابطا لاختيار كلمة مرور جديدة.
DELETION_NOTICE_WHY = وصلتك هذه الرسالة لأنه تم طلب حذف حسابك.
DELETION_NOTICE_WAS_YOU = إذا كان هذا ما تريده، فلا داعي لفعل أي شيء.
