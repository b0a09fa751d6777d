CONFIRM_REGISTRATION = We have sent a mail to { $email }. Type the code from it here, or open the link in it.
    .category = success

REGISTER_TITLE = Create your account
REGISTER_EMAIL_HINT = We send a mail there to finish signing up.
REGISTER_BUTTON = Create account
HAVE_ACCOUNT = Already have an account?

# The mails.
EMAIL_SUBJECT_REGISTER = Welcome
WELCOME_MAIL_TITLE = Welcome to { $app }
WELCOME_MAIL_CONFIRM = Confirm that { $email } is your address, and your account is ready. The link works once, for { $within }.
WELCOME_MAIL_READY = Your account for { $email } is ready.
WELCOME_MAIL_BUTTON = Confirm email address
WELCOME_MAIL_WHY = You get this mail because somebody signed up at { $app } with this address.
WELCOME_MAIL_NOT_YOU = If that was not you, do not use the link: without it, the address stays unconfirmed.
WELCOME_MAIL_TELL = If that was not you, tell the people who run { $app }.
EXISTING_MAIL_TITLE = You already have an account
EXISTING_MAIL_TEXT = Somebody, perhaps you, tried to sign up at { $app } with { $email }. There is an account with this address already, so no new one was made. Sign in to it as usual.
EXISTING_MAIL_FORGOT = Forgot your password? Choose a new one:
EXISTING_MAIL_WHY = You get this mail because your address was entered on the sign-up page of { $app }.
EXISTING_MAIL_NOT_YOU = If that was not you, do nothing: your account is unchanged, and the other person was not told that it exists.
REGISTER_TERMS = By signing up you accept these terms:
REGISTER_TERMS_LINK = Terms of use
