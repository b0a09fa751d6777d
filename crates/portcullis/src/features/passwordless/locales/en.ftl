INVALID_LOGIN_TOKEN = This sign-in link is not valid. Ask for a new one.
LOGIN_EXPIRED = This sign-in link is older than { $within }. Ask for a new one.
LOGIN_USED = This sign-in link was used already. Ask for a new one.
LOGIN_EMAIL_SENT = If there is an account with { $email }, a sign-in link is on its way there.
    .category = success
PASSWORDLESS_LOGIN_SUCCESSFUL = You are signed in.
    .category = success

SEND_LOGIN_TITLE = Sign in by email
SEND_LOGIN_LEAD = Enter your address. We send you a link that signs you in.
OTHER_WAYS_LINK = Other ways to sign in
TOKEN_LOGIN_TITLE = Sign in
TOKEN_LOGIN_LEAD = Sign in to { $app } as { $email }?
TOKEN_LOGIN_NOT_YOU = You did not ask for this link? Close this page, and nobody is signed in.
LOGIN_OTHER_BROWSER = This link signs in only in the browser where it was asked for.
LOGIN_ELSEWHERE_TITLE = Not the browser that asked
LOGIN_ELSEWHERE_LEAD = This link signs { $email } in only where it was asked for.
LOGIN_ELSEWHERE_CODE = Go back to that browser and type the code from the mail there, or have a new link sent for this browser.
LOGIN_ELSEWHERE_BUTTON = Send a link for this browser

# The mail.
EMAIL_SUBJECT_PASSWORDLESS = Login instructions
LOGIN_MAIL_TITLE = Your sign-in link
LOGIN_MAIL_TEXT = This link signs you in to { $app } as { $email }. It works once, for { $within }. Do not pass it on.
LOGIN_MAIL_WHY = You get this mail because somebody asked to sign in with this address.
LOGIN_MAIL_NOT_YOU = If that was not you, do nothing: unless the link is used, nobody is signed in.
