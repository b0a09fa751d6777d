INVALID_RESET_PASSWORD_TOKEN = This link for a new password is not valid. Ask for a new one.
PASSWORD_RESET_EXPIRED = This link for a new password is older than { $within }. Ask for a new one.
PASSWORD_RESET_USED = This link for a new password was used already. Ask for a new one if you need it.
PASSWORD_RESET_REQUEST = If there is an account with { $email }, a link for a new password is on its way there.
    .category = info
INVALID_NOT_ME_TOKEN = This link is not valid. If somebody else uses your account, ask for a link for a new password.
NOT_ME_EXPIRED = This link is older than { $within }. If somebody else uses your account, ask for a link for a new password.
NOT_ME_USED = This link was used already. If you need another link for a new password, ask for one.
NOT_ME_DONE = All devices are signed out of your account, and its password works no more. A link to choose a new one is on its way to { $email }.
    .category = success
PASSWORD_RESET = Your new password is set, and you are signed in.
    .category = success
PASSWORD_RESET_NO_LOGIN = Your new password is set. Sign in with it.
    .category = success

FORGOT_TITLE = Forgot your password?
FORGOT_LEAD = Enter your address. We send you a link to choose a new password.
NOT_ME_TITLE = Was it not you?
NOT_ME_LEAD = If somebody else did this with your account { $email } at { $app }, stop them here.
NOT_ME_WHAT = The button signs out all devices, voids all links and all changes that wait to be confirmed, and takes the password away. We send you a link to choose a new one.
NOT_ME_KEEPS = It also undoes the deletion of your account that was asked for.
NOT_ME_WAS_YOU = It was you? Close this page, and nothing changes.
RESET_LEAD = Every device that is signed in now is signed out.
RESET_BUTTON = Set new password

# The mails.
EMAIL_SUBJECT_PASSWORD_RESET = Password reset instructions
RESET_MAIL_TEXT = With this link you choose a new password for { $email } at { $app }. It works once, for { $within }.
RESET_MAIL_WHY = You get this mail because somebody asked for a new password for this address.
RESET_MAIL_NOT_YOU = If that was not you, do nothing: your password stays as it is.
EMAIL_SUBJECT_PASSWORD_NOTICE = Your password has been reset
RESET_NOTICE_TITLE = Your password has been reset
RESET_NOTICE_TEXT = The password of { $email } at { $app } was just replaced, with a link that we had mailed to this address. All sessions of the account have ended.
RESET_NOTICE_WHY = You get this mail because the password of your account changed.
