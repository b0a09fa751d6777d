CONFIRMATION_REQUIRED = Confirm your email address first. The link is in the mail that we sent you.
INVALID_CONFIRMATION_TOKEN = This confirmation link is not valid. Ask for a new one.
CONFIRMATION_EXPIRED = This confirmation link is older than { $within }. Ask for a new one.
CONFIRM_OTHER_BROWSER = This is not the browser that signed up. Enter the password you chose then.
CONFIRMATION_REQUEST = If { $email } waits to be confirmed, a new link is on its way there.
    .category = info
ALREADY_CONFIRMED = This address is confirmed already.
    .category = info
EMAIL_CONFIRMED = Thank you. Your email address is confirmed.
    .category = success
EMAIL_CONFIRMED_TITLE = Address confirmed
    .category = success

CONFIRM_TITLE = Confirm your email address
CONFIRM_LEAD = Confirm { $email } for { $app }?
CONFIRM_ASK_PASSWORD = This does not look like the browser that signed up. To show that it was you, enter the password you chose then.
CONFIRM_BUTTON = Confirm
CONFIRM_NOT_YOU = You did not sign up? Close this page, and nothing happens.
SEND_CONFIRMATION_TITLE = Send the confirmation again
SEND_CONFIRMATION_LEAD = Enter the address you signed up with. We send a new link there.

# The mail.
EMAIL_SUBJECT_CONFIRM = Please confirm your email
CONFIRM_MAIL_TITLE = Confirm your email address
CONFIRM_MAIL_TEXT = Confirm that { $email } is your address, and your account at { $app } is ready. The link works once, for { $within }.
CONFIRM_MAIL_BUTTON = Confirm email address
CONFIRM_MAIL_WHY = You get this mail because somebody signed up at { $app } with this address, or asked for this link again.
CONFIRM_MAIL_NOT_YOU = If that was not you, do not use the link: without it, the address stays unconfirmed.
