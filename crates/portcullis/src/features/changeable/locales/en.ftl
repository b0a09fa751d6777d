PASSWORD_IS_THE_SAME = The new password is the same as the current one.
PASSWORD_CHANGE = Your password is changed. Your other devices are signed out.
    .category = success

CHANGE_TITLE = Change your password
SET_PASSWORD_TITLE = Set a password
CHANGE_LEAD = You stay signed in here; your other devices are signed out.
CURRENT_PASSWORD_LABEL = Current password
FORGOT_IT = Forgot it?
CHANGE_BUTTON = Change password
SET_PASSWORD_BUTTON = Set password

# The notice.
EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = Your password has been changed
CHANGE_NOTICE_TITLE = Your password has been changed
CHANGE_NOTICE_TEXT = The password of { $email } at { $app } was just changed. All other sessions of the account have ended.
CHANGE_NOTICE_WHY = You get this mail because the password of your account changed.
