EMAIL_SUBJECT_NEW_DEVICE = New sign-in to your account
NEW_DEVICE_NOTICE_TITLE = New sign-in to your account
NEW_DEVICE_NOTICE_TEXT = Somebody signed in to the account of { $email } at { $app }, in a browser in which nobody did before.
NEW_DEVICE_NOTICE_WHY = You get this mail because of a sign-in in a new browser.
