CONFIRM_REGISTRATION = { $email } にメールをお送りしました。メールに記載されたコードをここに入力するか、リンクを開いてください。

REGISTER_TITLE = アカウントの作成
REGISTER_EMAIL_HINT = 登録を完了するためのメールをお送りします。
REGISTER_BUTTON = アカウントを作成
HAVE_ACCOUNT = アカウントをお持ちですか？

# The mails.
EMAIL_SUBJECT_REGISTER = ようこそ
WELCOME_MAIL_TITLE = { $app } へようこそ
WELCOME_MAIL_CONFIRM = { $email } がご自身のアドレスであることを確認すると、アカウントをご利用いただけるようになります。リンクの有効期限は発行から{ $within }で、使用できるのは1回だけです。
WELCOME_MAIL_READY = { $email } のアカウントをご利用いただけるようになりました。
WELCOME_MAIL_BUTTON = メールアドレスを確認
WELCOME_MAIL_WHY = このメールは、このアドレスで { $app } への登録が行われたためお送りしています。
WELCOME_MAIL_NOT_YOU = 心当たりがない場合は、リンクを使用しないでください。使用しない限り、アドレスは未確認のままです。
WELCOME_MAIL_TELL = 心当たりがない場合は、{ $app } の運営者にお知らせください。
EXISTING_MAIL_TITLE = すでにアカウントをお持ちです
EXISTING_MAIL_TEXT = どなたか（ご自身かもしれません）が { $email } で { $app } に登録しようとしました。このアドレスのアカウントはすでにあるため、新しいアカウントは作成されていません。通常どおりログインしてください。
EXISTING_MAIL_FORGOT = パスワードをお忘れの場合は、こちらで新しいパスワードを設定してください：
EXISTING_MAIL_WHY = このメールは、{ $app } の登録ページでお使いのアドレスが入力されたためお送りしています。
EXISTING_MAIL_NOT_YOU = 心当たりがない場合は、何もする必要はありません。アカウントに変更はなく、アカウントがあることも相手には知らされていません。
REGISTER_TERMS = アカウントを作成すると、次の規約に同意したことになります:
REGISTER_TERMS_LINK = 利用規約
