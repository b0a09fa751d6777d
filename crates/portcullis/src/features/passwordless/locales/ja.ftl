INVALID_LOGIN_TOKEN = このログインリンクは無効です。新しいリンクをリクエストしてください。
LOGIN_EXPIRED = このログインリンクは発行から{ $within }が過ぎています。新しいリンクをリクエストしてください。
LOGIN_USED = このログインリンクはすでに使用されています。新しいリンクをリクエストしてください。
LOGIN_EMAIL_SENT = { $email } のアカウントがある場合は、ログインリンクをお送りしています。
PASSWORDLESS_LOGIN_SUCCESSFUL = ログインしました。

SEND_LOGIN_TITLE = メールでログイン
SEND_LOGIN_LEAD = アドレスを入力してください。ログイン用のリンクをお送りします。
OTHER_WAYS_LINK = 他の方法でログイン
TOKEN_LOGIN_TITLE = ログイン
TOKEN_LOGIN_LEAD = { $app } に { $email } としてログインしますか？
TOKEN_LOGIN_NOT_YOU = このリンクをリクエストした覚えがない場合は、このページを閉じてください。誰もログインしません。
LOGIN_OTHER_BROWSER = このリンクは、リクエストしたブラウザでのみログインに使用できます。
LOGIN_ELSEWHERE_TITLE = 別のブラウザでリクエストされたリンクです
LOGIN_ELSEWHERE_LEAD = このリンクで { $email } としてログインできるのは、リクエストしたブラウザのみです。
LOGIN_ELSEWHERE_CODE = 元のブラウザに戻ってメールに記載されたコードを入力するか、このブラウザ用の新しいリンクをリクエストしてください。
LOGIN_ELSEWHERE_BUTTON = このブラウザ用のリンクを送信

# The mail.
EMAIL_SUBJECT_PASSWORDLESS = ログインのご案内
LOGIN_MAIL_TITLE = ログインリンク
LOGIN_MAIL_TEXT = このリンクで { $app } に { $email } としてログインできます。有効期限は発行から{ $within }で、使用できるのは1回だけです。他の人に渡さないでください。
LOGIN_MAIL_WHY = このメールは、このアドレスでのログインがリクエストされたためお送りしています。
LOGIN_MAIL_NOT_YOU = 心当たりがない場合は、何もする必要はありません。リンクが使用されない限り、誰もログインしません。
