CONFIRMATION_REQUIRED = 先にメールアドレスを確認してください。リンクはお送りしたメールに記載されています。
INVALID_CONFIRMATION_TOKEN = この確認リンクは無効です。新しいリンクをリクエストしてください。
CONFIRMATION_EXPIRED = この確認リンクは発行から{ $within }が過ぎています。新しいリンクをリクエストしてください。
CONFIRM_OTHER_BROWSER = 登録に使用したブラウザではありません。登録時に設定したパスワードを入力してください。
CONFIRMATION_REQUEST = { $email } が確認待ちの場合は、新しいリンクをお送りしています。
ALREADY_CONFIRMED = このアドレスはすでに確認済みです。
EMAIL_CONFIRMED = ありがとうございます。メールアドレスを確認しました。
EMAIL_CONFIRMED_TITLE = アドレスの確認完了

CONFIRM_TITLE = メールアドレスの確認
CONFIRM_LEAD = { $app } で使用するアドレスとして { $email } を確認しますか？
CONFIRM_ASK_PASSWORD = 登録に使用したブラウザではないようです。ご本人であることを示すため、登録時に設定したパスワードを入力してください。
CONFIRM_BUTTON = 確認する
CONFIRM_NOT_YOU = 登録した覚えがない場合は、このページを閉じてください。何も行われません。
SEND_CONFIRMATION_TITLE = 確認メールの再送
SEND_CONFIRMATION_LEAD = 登録に使用したアドレスを入力してください。新しいリンクをお送りします。

# The mail.
EMAIL_SUBJECT_CONFIRM = メールアドレスの確認のお願い
CONFIRM_MAIL_TITLE = メールアドレスの確認
CONFIRM_MAIL_TEXT = { $email } がご自身のアドレスであることを確認すると、{ $app } のアカウントをご利用いただけるようになります。リンクの有効期限は発行から{ $within }で、使用できるのは1回だけです。
CONFIRM_MAIL_BUTTON = メールアドレスを確認
CONFIRM_MAIL_WHY = このメールは、このアドレスで { $app } への登録が行われたか、このリンクが再度リクエストされたためお送りしています。
CONFIRM_MAIL_NOT_YOU = 心当たりがない場合は、リンクを使用しないでください。使用しない限り、アドレスは未確認のままです。
