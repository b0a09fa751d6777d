REAUTHENTICATION_SUCCESSFUL = Thank you. You can go on now.
    .category = info
SIGNED_OUT = You are signed out.
    .category = info
FORGOT_PASSWORD = Forgot your password?
    .category = info

LOGIN_TITLE = Sign in
LOGIN_BY_LINK_LEAD = We send you a link by email. There is no password to remember.
REMEMBER_LABEL = Keep me signed in on this device
OR = or
NEW_HERE = New here?
NEW_HERE_LINK = Create an account
NO_CONFIRMATION_MAIL = No confirmation mail?
VERIFY_TITLE = Confirm it’s you
VERIFY_LEAD = Enter your password again to go on. It has been a while since you last did.
VERIFY_NO_PASSWORD_LEAD = It has been a while since you signed in, and you have no password to enter. Sign out and sign in again to go on.
