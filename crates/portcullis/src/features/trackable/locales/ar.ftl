EMAIL_SUBJECT_NEW_DEVICE = تسجيل دخول جديد إلى حسابك
NEW_DEVICE_NOTICE_TITLE = تسجيل دخول جديد إلى حسابك
NEW_DEVICE_NOTICE_TEXT = تم تسجيل الدخول إلى الحساب { $email } في { $app } من متصفح لم يسبق تسجيل الدخول منه.
NEW_DEVICE_NOTICE_WHY = وصلتك هذه الرسالة بسبب تسجيل دخول من متصفح جديد.
