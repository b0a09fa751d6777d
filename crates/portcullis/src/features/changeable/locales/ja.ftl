PASSWORD_IS_THE_SAME = 新しいパスワードが現在のパスワードと同じです。
PASSWORD_CHANGE = パスワードを変更しました。他のデバイスはログアウトされました。

CHANGE_TITLE = パスワードの変更
SET_PASSWORD_TITLE = パスワードの設定
CHANGE_LEAD = このデバイスではログインしたままになり、他のデバイスはログアウトされます。
CURRENT_PASSWORD_LABEL = 現在のパスワード
FORGOT_IT = お忘れですか？
CHANGE_BUTTON = パスワードを変更
SET_PASSWORD_BUTTON = パスワードを設定

# The notice.
EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = パスワードが変更されました
CHANGE_NOTICE_TITLE = パスワードが変更されました
CHANGE_NOTICE_TEXT = { $app } の { $email } のパスワードが先ほど変更されました。このアカウントの他のセッションはすべて終了しました。
CHANGE_NOTICE_WHY = このメールは、お使いのアカウントのパスワードが変更されたためお送りしています。
