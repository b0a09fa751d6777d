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
SIGN_OUT_DEVICE_BUTTON = Sign out: { $device }
SIGN_OUT_OTHERS_LABEL = All other devices
SIGN_OUT_OTHERS_HINT = Ends your session on every device but this one, and what programs use to act for you.
SIGN_OUT_OTHERS_BUTTON = Sign out all others
SESSION_UNKNOWN = You are not signed in there any more, or never were.
DEVICE_SIGNED_OUT = That device is signed out.
    .category = success
OTHERS_SIGNED_OUT = All other devices are signed out.
    .category = success
