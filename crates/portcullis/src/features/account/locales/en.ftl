# The frame.
ACCOUNT_NAV = Your account

# The overview.
ACCOUNT_TITLE = Security
ACCOUNT_LEAD = You are signed in as { $email }.
ACCOUNT_SIGN_IN_HEADING = How you sign in
ADDRESS_CONFIRMED = Confirmed
ADDRESS_UNCONFIRMED = Not confirmed
CONFIRM_ADDRESS_LINK = Confirm it
PASSWORD_STATE_SET = A password is set.
PASSWORD_STATE_NONE = There is no password yet.
CHANGE_PASSWORD_LINK = Change password
SET_PASSWORD_LINK = Set a password
SIGN_IN_METHODS_LABEL = { $count ->
    [one] You have one way to sign in
   *[other] You have { $count } ways to sign in
}
METHOD_PASSWORD = Password
METHOD_LINK = Link by email
ACCOUNT_SESSIONS_HEADING = Where you are signed in
DEVICES_COUNT = { $count ->
    [one] You are signed in on one device.
   *[other] You are signed in on { $count } devices.
}
DEVICES_LINK = See devices
SIGN_OUT_EVERYWHERE_LABEL = Sign out everywhere
SIGN_OUT_EVERYWHERE_HINT = Ends your session on every device, this one too, and every link that was mailed to you.
SIGN_OUT_EVERYWHERE_BUTTON = Sign out everywhere
SIGNED_OUT_EVERYWHERE = You are signed out everywhere.
    .category = success

# Devices.
DEVICES_TITLE = Devices
DEVICES_LEAD = Where you are signed in now. Sign out what you do not know, and change your password then.
DEVICES_NONE = You are signed in on no device by a browser.
THIS_DEVICE = This device
DEVICE_ACTIVE_NOW = Active now
DEVICE_ACTIVE = Active { $length } ago
DEVICE_BROWSER_ON_SYSTEM = { $browser } on { $system }
DEVICE_BROWSER = { $browser }
DEVICE_ON_SYSTEM = A browser on { $system }
DEVICE_UNKNOWN = A browser
SIGN_OUT_OTHERS_LABEL = All other devices
SIGN_OUT_OTHERS_HINT = Ends your session on every device but this one, and what programs use to act for you.
SIGN_OUT_OTHERS_BUTTON = Sign out all others
SESSION_UNKNOWN = You are not signed in there any more, or never were.
DEVICE_SIGNED_OUT = That device is signed out.
    .category = success
OTHERS_SIGNED_OUT = All other devices are signed out.
    .category = success

# What happened.
ACTIVITY_TITLE = Activity
ACTIVITY_LEAD = What happened in your account in the last 90 days.
ACTIVITY_NONE = Nothing happened in this time.
ACTIVITY_WHEN = { $when }
ACTIVITY_BY_STAFF = By the people who run { $app }
ACTIVITY_OLDER_LINK = Older
ACTIVITY_NOT_ME_LABEL = Something here was not you?
ACTIVITY_NOT_ME_HINT = Signs out every device, this one too, and takes the password away. We send you a link to choose a new one.
ACTIVITY_NOT_ME_BUTTON = This was not me
ACTIVITY_OTHER = Something else about your account
ACTIVITY_SIGN_IN = { $via ->
    [password] Signed in with the password
    [token] Signed in with a mailed link
    [code] Signed in with a mailed code
    [register] Signed in by signing up
    [confirm] Signed in by confirming the address
    [reset] Signed in by setting a new password
    [change] Signed in again with the changed password
   *[other] Signed in
}
ACTIVITY_SIGN_IN_FAILED = A sign-in failed
ACTIVITY_SIGN_OUT = Signed out
ACTIVITY_PROVEN = Password entered once more
ACTIVITY_SIGN_UP = Signed up
ACTIVITY_CONFIRMATION_REQUESTED = A link to confirm your address was asked for
ACTIVITY_CONFIRMED = Your address was confirmed
ACTIVITY_RESET_REQUESTED = A link for a new password was asked for
ACTIVITY_PASSWORD_RESET = A new password was set by a mailed link
ACTIVITY_PASSWORD_CHANGED = Your password was changed
ACTIVITY_LOGIN_LINK_REQUESTED = A link to sign in was asked for
ACTIVITY_TOKEN_GRANTED = A program was given access
ACTIVITY_TOKENS_REVOKED = The access of all programs was ended
ACTIVITY_NOT_ME = “It was not me”: all access was ended
ACTIVITY_USER_CREATED = Your account was made
ACTIVITY_USER_ACTIVATED = Your account was switched on
ACTIVITY_USER_DEACTIVATED = Your account was switched off
ACTIVITY_USER_DELETED = Your account was deleted
ACTIVITY_ACCESS_ENDED = Signed out everywhere
ACTIVITY_LOCKED = Your password was locked after too many wrong tries
ACTIVITY_UNLOCKED = Your password was unlocked
ACTIVITY_PROFILE_CHANGED = Your details were changed
ACTIVITY_DELETION_REQUESTED = The deletion of your account was asked for
ACTIVITY_DELETION_UNDONE = The deletion of your account was undone
ACTIVITY_DATA_EXPORTED = A copy of your data was made
ACTIVITY_ROLE_CREATED = A role was made
ACTIVITY_ROLE_GRANTED = You were given a role
ACTIVITY_ROLE_REVOKED = A role was taken from you
ACTIVITY_PERMISSIONS_CHANGED = What your role allows was changed

# What people say of themselves.
PROFILE_TITLE = Profile
PROFILE_LEAD = What this service knows you by.
PROFILE_LANGUAGE_LABEL = Language of pages and mails
PROFILE_SAVE_BUTTON = Save
PROFILE_SAVED = Your details are saved.
    .category = success

# What is kept, and the end of the account.
DATA_TITLE = Your data
DATA_LEAD = Take away what this service keeps about you, or end it.
EXPORT_LABEL = Download your data
EXPORT_HINT = Everything that is kept about you, as one JSON file.
EXPORT_BUTTON = Download
DELETE_LABEL = Delete your account
DELETE_HINT = It is deleted { $within } after you ask for it. Until then you can undo it.
DELETE_LINK = Delete
DELETE_TITLE = Delete your account
DELETE_LEAD = This deletes the account { $email } at { $app }.
DELETE_WHAT = You are signed out on every device at once, and nobody can sign in. After { $within } the account is gone for good, with all that is kept about you.
DELETE_UNDO = We send you a mail with a link. As long as the account waits, that link undoes the deletion.
DELETE_BUTTON = Delete my account
DELETION_REQUESTED = Your account will be deleted on { $when }. A link that undoes this is on its way to { $email }.
    .category = success
UNDO_DELETION_TITLE = Keep your account?
UNDO_DELETION_LEAD = The account { $email } at { $app } will be deleted on { $when }.
UNDO_DELETION_WHAT = The button undoes that. You can sign in again as before.
UNDO_DELETION_BUTTON = Keep my account
UNDO_DELETION_NOTHING = Do you want it deleted? Close this page, and nothing changes.
DELETION_UNDONE = The account { $email } is not deleted. You can sign in again.
    .category = success
INVALID_UNDO_DELETION_TOKEN = This link is not complete, or the account that it was for is deleted by now.
UNDO_DELETION_EXPIRED = The time to undo the deletion is over: the account is about to be deleted for good.
UNDO_DELETION_USED = This link was used already, and the account is kept. Sign in as before.

# The mail about it.
EMAIL_SUBJECT_DELETION = Your account will be deleted
DELETION_NOTICE_TITLE = Your account will be deleted
DELETION_NOTICE_TEXT = The account { $email } at { $app } will be deleted on { $when }, because that was asked for. Nobody can sign in to it any more.
DELETION_NOTICE_UNDO = Do you want to keep it? The link works once, until then.
DELETION_NOTICE_NOT_ME = If you did not ask for this, somebody else may have your password. This link keeps the account, takes the password away and mails you a link for a new one. It works once, for { $within }.
DELETION_NOTICE_WHY = You get this mail because the deletion of your account was asked for.
DELETION_NOTICE_WAS_YOU = If that is what you want, there is nothing to do.
