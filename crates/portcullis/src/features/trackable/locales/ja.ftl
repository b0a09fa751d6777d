EMAIL_SUBJECT_NEW_DEVICE = アカウントへの新しいログイン
NEW_DEVICE_NOTICE_TITLE = アカウントへの新しいログイン
NEW_DEVICE_NOTICE_TEXT = { $app } の { $email } のアカウントに、これまでログインに使われたことのないブラウザからログインがありました。
NEW_DEVICE_NOTICE_WHY = このメールは、新しいブラウザからログインがあったためお送りしています。
