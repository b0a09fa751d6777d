# Signing in, and what one may see.
GENERIC_AUTHN_FAILED = メールアドレスまたはパスワードが正しくありません。
UNAUTHENTICATED = このページを表示するには、ログインしてください。
UNAUTHORIZED = この操作を行う権限がありません。
UNAUTHORIZED_TITLE = 権限がありません
REAUTHENTICATION_REQUIRED = 続ける前に、ご本人であることを確認してください。
ANONYMOUS_USER_REQUIRED = すでにログインしています。この操作を行うには、先にログアウトしてください。
DISABLED_ACCOUNT = このアカウントは無効になっています。
DELETION_PENDING = このアカウントは { $when } に削除されます。アカウントを残すには、削除がリクエストされたときにお送りしたメールのリンクを使用してください。
ACCESS_ENDED = たった今パスワードが変更されたか、すべてのアクセスが終了されました。もう一度ログインしてください。
USER_DOES_NOT_EXIST = このアドレスのアカウントはありません。
INVALID_PASSWORD = パスワードが正しくありません。

# Addresses and other input.
EMAIL_NOT_PROVIDED = メールアドレスを入力してください。
INVALID_EMAIL_ADDRESS = メールアドレスの形式ではありません。
EMAIL_ALREADY_ASSOCIATED = { $email } のアカウントはすでにあります。
FIELD_NOT_PROVIDED = 「{ $label }」を入力してください。
FIELD_TOO_LONG = 「{ $label }」は{ $length }文字以内で入力してください。
INVALID_INPUT = この内容はここでは使用できません。
INVALID_INPUT_LENGTH = 短すぎるか、長すぎます。
UNKNOWN_FIELD = 「{ $field }」という項目はここにはありません。
INVALID_REDIRECT = 次に移動するページとして許可されていません。

# New passwords.
PASSWORD_NOT_PROVIDED = パスワードを入力してください。
PASSWORD_INVALID_LENGTH = { $length }文字以上にしてください。
PASSWORD_TOO_LONG = { $length }文字以内にしてください。
PASSWORD_HAS_CONTEXT = このパスワードは、このサービスの名前、ご自身のアドレスまたは登録情報から作られています。それらから推測されないものを選んでください。
PASSWORD_TOO_COMMON = このパスワード、またはよく似たものは多くの人に使われており、真っ先に推測されます。互いに関係のない単語をいくつか並べるなど、別のものを選んでください。
PASSWORD_TOO_SIMPLE = このパスワードは簡単に推測されます。より長いもの、またはより規則性の少ないものを選んでください。
PASSWORD_BREACHED = このパスワードは、盗まれたパスワードのリストに載っています。別のものを選び、同じパスワードを使っている他のサービスでも変更してください。
PASSWORD_BREACHED_SITE_ERROR = このパスワードが盗まれたものかどうかを確認できませんでした。何も変更されていません。数分後にもう一度お試しください。
PASSWORD_HASH_UNREADABLE = このパスワードハッシュは形式が正しくないか、ここでは扱えない種類であるか、計算量が多すぎます。
RETYPE_PASSWORD_MISMATCH = 2つのパスワードが一致しません。

# Requests that go wrong before any feature sees them.
API_ERROR = リクエストの形式が正しくありません。
BODY_UNREADABLE = 送信された内容を読み取れませんでした。
BODY_UNREADABLE_TITLE = 読み取れませんでした
BODY_TOO_LARGE = 送信された内容が大きすぎます。
BODY_TOO_LARGE_TITLE = 大きすぎます
BODY_TOO_SLOW = 送信された内容が届くまでに時間がかかりすぎました。何も変更されていません。もう一度お試しください。
BODY_TOO_SLOW_TITLE = 時間がかかりすぎました
CROSS_ORIGIN = このフォームは別のサイトから送信されたため、何も行われませんでした。こちらのページを開いて、もう一度お試しください。
BODY_TYPE = フォームまたは JSON を送信してください。
BODY_TYPE_TITLE = 読み取れませんでした
CROSS_ORIGIN_TITLE = 別のサイトからの送信です
OPEN_FORM_LINK = ページをもう一度開く
COOKIE_REFUSED = サインインの状態を示す Cookie がブラウザーに保存されなかったため、サインインしていません。このサイトの Cookie を許可してから、もう一度サインインしてください。
COOKIE_REFUSED_TITLE = Cookie が保存されませんでした
SIGN_IN_AGAIN_LINK = もう一度サインインする
HOST_NOT_ALLOWED = このサーバーは、アドレスに含まれる名前では応答しません。
HOST_NOT_ALLOWED_TITLE = 不明なホスト名です
NOT_FOUND = このアドレスにページはありません。
NOT_FOUND_TITLE = ページが見つかりません
METHOD_NOT_ALLOWED = このページはその方法では使用できません。
METHOD_NOT_ALLOWED_TITLE = ここではできません
TOO_BUSY = 現在アクセスが集中しています。何も変更されていません。数秒後にもう一度お試しください。
TOO_BUSY_TITLE = 現在混み合っています
TOO_MANY_REQUESTS = 試行回数が多すぎます。{ $wait }待ってから、もう一度お試しください。
TOO_MANY_REQUESTS_TITLE = 試行回数が多すぎます
SET_NEW_PASSWORD_LINK = 新しいパスワードを設定
UNAVAILABLE = 現在この操作は行えません。何も変更されていません。数分後にもう一度お試しください。
UNAVAILABLE_TITLE = 現在ご利用いただけません
SERVER_ERROR = こちら側で問題が発生しました。もう一度お試しください。解決しない場合は、下のリクエスト番号をお知らせください。
SERVER_ERROR_TITLE = 問題が発生しました


# The one way on from a page.
SIGN_IN_LINK = ログイン
CONTINUE_LINK = 続ける
START_PAGE_LINK = トップページへ

# Words of all pages.
LANGUAGE_NAME = 日本語
ERROR_PREFIX = エラー：
OPTIONAL = （任意）
EMAIL_LABEL = メールアドレス
PASSWORD_LABEL = パスワード
PASSWORD_AGAIN_LABEL = パスワード（再入力）
NEW_PASSWORD_LABEL = 新しいパスワード
NEW_PASSWORD_AGAIN_LABEL = 新しいパスワード（再入力）
NEW_PASSWORD_HINT = { $min }文字以上。無作為に選んだ4つの単語で十分です。
SIGNED_IN_AS = { $email } でログイン中
SIGN_OUT_BUTTON = ログアウト
BACK_TO_SIGN_IN = ログインに戻る
SEND_LINK_BUTTON = リンクを送信
EMAIL_LINK_BUTTON = ログインリンクをメールで受け取る
STATUS_LABEL = ステータス
REQUEST_LABEL = リクエスト
DEV_MAILBOX_LINK = 開発用メールボックス

# Words of all mails.
MAIL_HEADING = { $app }: { $title }
MAIL_BUTTON = { $label }:
MAIL_COPY_LINK = または、次のリンクをブラウザにコピーしてください：
CHOOSE_PASSWORD = 新しいパスワードを設定
NOTICE_WHEN = 日時：{ $when }
NOTICE_ADDRESS = IP アドレス：{ $ip }
NOTICE_DEVICE = デバイス：{ $device }
NOTICE_NOT_ME = 心当たりがない場合は、この操作を行った人を止めてください。リンクの有効期限は発行から{ $within }で、使用できるのは1回だけです。
NOT_ME_BUTTON = 心当たりがありません
NOTICE_CHOOSE = 心当たりがない場合は、今すぐ新しいパスワードを設定してください。
NOTICE_WAS_YOU = ご自身による操作の場合は、何もする必要はありません。
NOTICE_WAS_NOT_YOU = 心当たりがない場合は、他の人にパスワードを知られているか、メールを読まれている可能性があります。メールアカウントのパスワードも変更してください。
NOTICE_TELL = 心当たりがない場合は、すぐに { $app } の運営者にお知らせください。

# Lengths of time and moments.
DAYS = { $count ->
   *[other] { $count }日
}
HOURS = { $count ->
   *[other] { $count }時間
}
MINUTES = { $count ->
   *[other] { $count }分
}
SECONDS = { $count ->
   *[other] { $count }秒
}
LENGTH_PAIR = { $large }{ $small }
MOMENT = { $year }年{ $month }月{ $day }日 { $hour }:{ $minute } UTC

SEND_AGAIN_LINK = 再送する
HELP_LINK = ヘルプ
PRIVACY_LINK = プライバシー
TERMS_LINK = 利用規約
SHOW_PASSWORD = パスワードを表示

# Where a browser waits for a mail.
CHECK_MAIL_TITLE = メールをご確認ください
CHECK_MAIL_ADDRESS = ご入力のアドレス
CHECK_MAIL_DEV = 開発モード：メールはこのコンピューターにあります。
CHECK_MAIL_NOTHING = 数分たっても届きませんか？ 迷惑メールフォルダーを確認し、上のアドレスに入力の誤りがないかお確かめください。
USE_OTHER_ADDRESS = 別のアドレスを使用
CODE_LABEL = メールに記載されたコード
CODE_HINT = 英数字8文字です。このブラウザでは、メールに記載されたリンクも使用できます。
CODE_BUTTON = 続ける
CODE_UNREADABLE = コードは、CDFG HJ34 のような英数字8文字です。
INVALID_CODE = このコードは正しくないか、発行から{ $within }が過ぎています。ご不明な場合は、新しいメールをリクエストしてください。
CODE_OVER = ここではコードを使用できなくなりました。新しいメールをリクエストしてください。
MAIL_CODE = または、このメールをリクエストしたページで、発行から{ $within }以内に次のコードを入力してください：
