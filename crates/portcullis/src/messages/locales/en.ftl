# Signing in, and what one may see.
GENERIC_AUTHN_FAILED = The email address or the password is not right.
UNAUTHENTICATED = Sign in to see this page.
UNAUTHORIZED = You have no permission for this.
UNAUTHORIZED_TITLE = No permission
REAUTHENTICATION_REQUIRED = Confirm that it is you before you go on.
ANONYMOUS_USER_REQUIRED = You are signed in already. Sign out first to do this.
DISABLED_ACCOUNT = This account is switched off.
DELETION_PENDING = This account will be deleted on { $when }. To keep it, follow the link in the mail that we sent when that was asked for.
ACCESS_ENDED = The password was changed just now, or all access was ended. Sign in again.
USER_DOES_NOT_EXIST = There is no account with this address.
INVALID_PASSWORD = The password is not right.

# Addresses and other input.
EMAIL_NOT_PROVIDED = Enter your email address.
INVALID_EMAIL_ADDRESS = This is not an email address.
EMAIL_ALREADY_ASSOCIATED = There is an account with { $email } already.
FIELD_NOT_PROVIDED = Fill in “{ $label }”.
FIELD_TOO_LONG = “{ $label }” may have { $length } characters at most.
INVALID_INPUT = This cannot be used here.
INVALID_INPUT_LENGTH = This is too short or too long.
UNKNOWN_FIELD = The field “{ $field }” is not known here.
INVALID_REDIRECT = The page to go to next is not allowed.

# New passwords.
PASSWORD_NOT_PROVIDED = Enter a password.
PASSWORD_INVALID_LENGTH = Use { $length } characters or more.
PASSWORD_TOO_LONG = Use { $length } characters at most.
PASSWORD_HAS_CONTEXT = This password is made of the name of this service, your address or your details. Choose one that nobody can guess from them.
PASSWORD_TOO_COMMON = This password, or one much like it, is used by many people and guessed first. Choose another, such as several words that have nothing to do with each other.
PASSWORD_TOO_SIMPLE = This password is too easy to guess. Choose a longer or a less regular one.
PASSWORD_BREACHED = This password is on a list of stolen ones. Choose another, and change it where else you use it.
PASSWORD_BREACHED_SITE_ERROR = It could not be found out whether this password was stolen. Nothing was changed; try again in a few minutes.
PASSWORD_HASH_UNREADABLE = This password hash is malformed, of a kind that is not known here, or asks for too much work.
RETYPE_PASSWORD_MISMATCH = The two passwords are not the same.

# Requests that go wrong before any feature sees them.
API_ERROR = The request is not in the form expected here.
BODY_UNREADABLE = What was sent could not be read.
BODY_UNREADABLE_TITLE = Could not read that
BODY_TOO_LARGE = What was sent is too large.
BODY_TOO_LARGE_TITLE = Too large
BODY_TOO_SLOW = What was sent took too long to arrive. Nothing was changed; try again.
BODY_TOO_SLOW_TITLE = Too slow
CROSS_ORIGIN = This form was sent from another site, so nothing was done. Open the page here and try again.
BODY_TYPE = Send a form or JSON.
BODY_TYPE_TITLE = Could not read that
CROSS_ORIGIN_TITLE = Sent from another site
OPEN_FORM_LINK = Open the page again
COOKIE_REFUSED = Your browser did not keep the cookie that shows who is signed in, so you are not signed in here. Allow cookies for this site, then sign in again.
COOKIE_REFUSED_TITLE = Cookie refused
SIGN_IN_AGAIN_LINK = Sign in again
HOST_NOT_ALLOWED = This server does not answer under the name in the address.
HOST_NOT_ALLOWED_TITLE = Unknown host name
NOT_FOUND = There is no page at this address.
NOT_FOUND_TITLE = Page not found
METHOD_NOT_ALLOWED = This page cannot be used in that way.
METHOD_NOT_ALLOWED_TITLE = Not possible here
TOO_BUSY = Many people are here at this moment. Nothing was changed; try again in a few seconds.
TOO_BUSY_TITLE = Too busy right now
TOO_MANY_REQUESTS = Too many tries. Wait { $wait } before you try again.
TOO_MANY_REQUESTS_TITLE = Too many tries
SET_NEW_PASSWORD_LINK = Set a new password
    .category = info
UNAVAILABLE = This cannot be done at the moment. Nothing was changed; try again in a few minutes.
UNAVAILABLE_TITLE = Not available right now
SERVER_ERROR = Something went wrong on our side. Try again; if it stays so, tell us the request number below.
SERVER_ERROR_TITLE = Something went wrong


# The one way on from a page.
SIGN_IN_LINK = Sign in
    .category = info
CONTINUE_LINK = Continue
    .category = info
START_PAGE_LINK = Go to the start page
    .category = info

# Words of all pages.
LANGUAGE_NAME = English
ERROR_PREFIX = Error:
OPTIONAL = (optional)
EMAIL_LABEL = Email address
PASSWORD_LABEL = Password
PASSWORD_AGAIN_LABEL = Password, once more
NEW_PASSWORD_LABEL = New password
NEW_PASSWORD_AGAIN_LABEL = New password, once more
NEW_PASSWORD_HINT = { $min } characters or more. Four random words are enough.
SIGNED_IN_AS = Signed in as { $email }
SIGN_OUT_BUTTON = Sign out
BACK_TO_SIGN_IN = Back to sign-in
SEND_LINK_BUTTON = Send the link
EMAIL_LINK_BUTTON = Email me a sign-in link
STATUS_LABEL = Status
REQUEST_LABEL = Request
DEV_MAILBOX_LINK = Development mailbox

# Words of all mails.
MAIL_HEADING = { $app }: { $title }
MAIL_BUTTON = { $label }:
MAIL_COPY_LINK = Or copy this link into your browser:
CHOOSE_PASSWORD = Choose a new password
NOTICE_WHEN = When: { $when }
NOTICE_ADDRESS = IP address: { $ip }
NOTICE_DEVICE = Device: { $device }
NOTICE_NOT_ME = If this was not you, stop whoever it was. The link works once, for { $within }.
NOT_ME_BUTTON = It was not me
NOTICE_CHOOSE = If this was not you, choose a new password now.
NOTICE_WAS_YOU = If it was you, there is nothing to do.
NOTICE_WAS_NOT_YOU = If it was not you, somebody else may have your password, or read your mail: change the password of your mailbox as well.
NOTICE_TELL = If it was not you, tell the people who run { $app } at once.

# Lengths of time and moments.
DAYS = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
HOURS = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
MINUTES = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
SECONDS = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
LENGTH_PAIR = { $large } { $small }
MOMENT = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }, { $hour }:{ $minute } UTC

SEND_AGAIN_LINK = Send it again
HELP_LINK = Help
PRIVACY_LINK = Privacy
TERMS_LINK = Terms
SHOW_PASSWORD = Show password

# Where a browser waits for a mail.
CHECK_MAIL_TITLE = Check your mail
CHECK_MAIL_ADDRESS = your address
CHECK_MAIL_DEV = Development mode: the mail is on this machine.
CHECK_MAIL_NOTHING = Nothing there after a few minutes? Look among the junk mail, and check the address above for typing errors.
USE_OTHER_ADDRESS = Use another address
CODE_LABEL = Code from the mail
CODE_HINT = 8 letters and digits. The link in the mail works as well, in this browser.
CODE_BUTTON = Continue
CODE_UNREADABLE = A code has 8 letters and digits, like CDFG HJ34.
INVALID_CODE = This code is not right, or it is older than { $within }. Ask for a new mail if you are unsure.
CODE_OVER = No code can be used here any more. Ask for a new mail.
MAIL_CODE = Or type this code on the page where you asked for this mail, within { $within }:
