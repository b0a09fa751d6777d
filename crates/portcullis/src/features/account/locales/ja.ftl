# The frame.
ACCOUNT_NAV = アカウント

# The overview.
ACCOUNT_TITLE = セキュリティ
ACCOUNT_LEAD = { $email } でログイン中です。
ACCOUNT_SIGN_IN_HEADING = ログイン方法
ADDRESS_CONFIRMED = 確認済み
ADDRESS_UNCONFIRMED = 未確認
CONFIRM_ADDRESS_LINK = アドレスを確認
PASSWORD_STATE_SET = パスワードが設定されています。
PASSWORD_STATE_NONE = パスワードはまだ設定されていません。
CHANGE_PASSWORD_LINK = パスワードを変更
SET_PASSWORD_LINK = パスワードを設定
SIGN_IN_METHODS_LABEL = { $count ->
   *[other] ログイン方法は{ $count }つあります
}
METHOD_PASSWORD = パスワード
METHOD_LINK = メールで届くリンク
ACCOUNT_SESSIONS_HEADING = ログイン中の場所
DEVICES_COUNT = { $count ->
   *[other] { $count }台のデバイスでログイン中です。
}
DEVICES_LINK = デバイスを表示
SIGN_OUT_EVERYWHERE_LABEL = すべてのデバイスからログアウト
SIGN_OUT_EVERYWHERE_HINT = このデバイスを含むすべてのデバイスのセッションを終了し、メールでお送りしたリンクをすべて無効にします。
SIGN_OUT_EVERYWHERE_BUTTON = すべてのデバイスからログアウト
SIGNED_OUT_EVERYWHERE = すべてのデバイスからログアウトしました。

# Devices.
DEVICES_TITLE = デバイス
DEVICES_LEAD = 現在ログイン中のデバイスです。心当たりのないデバイスがある場合は、ログアウトさせてから、パスワードを変更してください。
DEVICES_NONE = ブラウザでログイン中のデバイスはありません。
THIS_DEVICE = このデバイス
DEVICE_ACTIVE_NOW = 現在使用中
DEVICE_ACTIVE = 最終使用：{ $length }前
DEVICE_BROWSER_ON_SYSTEM = { $system } の { $browser }
DEVICE_BROWSER = { $browser }
DEVICE_ON_SYSTEM = { $system } のブラウザ
DEVICE_UNKNOWN = ブラウザ
SIGN_OUT_OTHERS_LABEL = 他のすべてのデバイス
SIGN_OUT_OTHERS_HINT = このデバイス以外のすべてのデバイスのセッションと、プログラムがあなたに代わって操作するためのアクセスを終了します。
SIGN_OUT_OTHERS_BUTTON = 他をすべてログアウト
SESSION_UNKNOWN = そのデバイスではすでにログアウトしているか、ログインしたことがありません。
DEVICE_SIGNED_OUT = そのデバイスからログアウトしました。
OTHERS_SIGNED_OUT = 他のすべてのデバイスからログアウトしました。

# What happened.
ACTIVITY_TITLE = アクティビティ
ACTIVITY_LEAD = 過去90日間にアカウントで行われたことです。
ACTIVITY_NONE = この期間には何も行われていません。
ACTIVITY_WHEN = { $when }
ACTIVITY_BY_STAFF = { $app } の運営者による操作
ACTIVITY_OLDER_LINK = 以前の記録
ACTIVITY_NOT_ME_LABEL = 心当たりのない記録がありますか？
ACTIVITY_NOT_ME_HINT = このデバイスを含むすべてのデバイスがログアウトされ、パスワードが削除されます。新しいパスワードを設定するためのリンクをお送りします。
ACTIVITY_NOT_ME_BUTTON = 心当たりがありません
ACTIVITY_OTHER = アカウントに関するその他の記録
ACTIVITY_SIGN_IN = { $via ->
    [password] パスワードでログインしました
    [token] メールのリンクでログインしました
    [code] メールのコードでログインしました
    [register] アカウントの登録によりログインしました
    [confirm] アドレスの確認によりログインしました
    [reset] 新しいパスワードの設定によりログインしました
    [change] 変更後のパスワードで再度ログインしました
   *[other] ログインしました
}
ACTIVITY_SIGN_IN_FAILED = ログインに失敗しました
ACTIVITY_SIGN_OUT = ログアウトしました
ACTIVITY_PROVEN = パスワードがもう一度入力されました
ACTIVITY_SIGN_UP = アカウントが登録されました
ACTIVITY_CONFIRMATION_REQUESTED = アドレスの確認リンクがリクエストされました
ACTIVITY_CONFIRMED = アドレスが確認されました
ACTIVITY_RESET_REQUESTED = パスワード再設定リンクがリクエストされました
ACTIVITY_PASSWORD_RESET = メールのリンクから新しいパスワードが設定されました
ACTIVITY_PASSWORD_CHANGED = パスワードが変更されました
ACTIVITY_LOGIN_LINK_REQUESTED = ログインリンクがリクエストされました
ACTIVITY_TOKEN_GRANTED = プログラムにアクセスが許可されました
ACTIVITY_TOKENS_REVOKED = すべてのプログラムのアクセスが終了されました
ACTIVITY_NOT_ME = 「心当たりがありません」：すべてのアクセスが終了されました
ACTIVITY_USER_CREATED = アカウントが作成されました
ACTIVITY_USER_ACTIVATED = アカウントが有効になりました
ACTIVITY_USER_DEACTIVATED = アカウントが無効になりました
ACTIVITY_USER_DELETED = アカウントが削除されました
ACTIVITY_ACCESS_ENDED = すべてのデバイスからログアウトしました
ACTIVITY_LOCKED = 入力の誤りが多すぎたため、パスワードがロックされました
ACTIVITY_UNLOCKED = パスワードのロックが解除されました
ACTIVITY_PROFILE_CHANGED = 登録情報が変更されました
ACTIVITY_DELETION_REQUESTED = アカウントの削除がリクエストされました
ACTIVITY_DELETION_UNDONE = アカウントの削除が取り消されました
ACTIVITY_DATA_EXPORTED = データのコピーが作成されました
ACTIVITY_ROLE_CREATED = ロールが作成されました
ACTIVITY_ROLE_GRANTED = ロールが付与されました
ACTIVITY_ROLE_REVOKED = ロールが取り消されました
ACTIVITY_PERMISSIONS_CHANGED = ロールに許可される内容が変更されました

# What people say of themselves.
PROFILE_TITLE = プロフィール
PROFILE_LEAD = このサービスに登録されているあなたの情報です。
PROFILE_LANGUAGE_LABEL = ページとメールの言語
PROFILE_SAVE_BUTTON = 保存
PROFILE_SAVED = 登録情報を保存しました。

# What is kept, and the end of the account.
DATA_TITLE = あなたのデータ
DATA_LEAD = このサービスに保存されているあなたのデータをダウンロードしたり、アカウントを削除したりできます。
EXPORT_LABEL = データをダウンロード
EXPORT_HINT = 保存されているあなたのデータすべてを、1つの JSON ファイルにまとめます。
EXPORT_BUTTON = ダウンロード
DELETE_LABEL = アカウントを削除
DELETE_HINT = アカウントは、リクエストから{ $within }後に削除されます。それまでは取り消すことができます。
DELETE_LINK = 削除
DELETE_TITLE = アカウントの削除
DELETE_LEAD = { $app } のアカウント { $email } を削除します。
DELETE_WHAT = すぐにすべてのデバイスがログアウトされ、誰もログインできなくなります。{ $within }後に、アカウントは保存されているあなたのデータすべてとともに完全に削除されます。
DELETE_UNDO = リンクを記載したメールをお送りします。アカウントが削除されるまでの間は、そのリンクで削除を取り消すことができます。
DELETE_BUTTON = アカウントを削除する
DELETION_REQUESTED = アカウントは { $when } に削除されます。削除を取り消すためのリンクを { $email } にお送りしています。
UNDO_DELETION_TITLE = アカウントを残しますか？
UNDO_DELETION_LEAD = { $app } のアカウント { $email } は { $when } に削除されます。
UNDO_DELETION_WHAT = このボタンを押すと、削除が取り消されます。これまでどおり、再びログインできるようになります。
UNDO_DELETION_BUTTON = アカウントを残す
UNDO_DELETION_NOTHING = 削除してよい場合は、このページを閉じてください。何も変更されません。
DELETION_UNDONE = アカウント { $email } の削除を取り消しました。再びログインできます。
INVALID_UNDO_DELETION_TOKEN = このリンクは不完全であるか、対象のアカウントがすでに削除されています。
UNDO_DELETION_EXPIRED = 削除を取り消せる期間は終了しました。アカウントはまもなく完全に削除されます。
UNDO_DELETION_USED = このリンクはすでに使用されており、アカウントは残されています。これまでどおりログインしてください。

# The mail about it.
EMAIL_SUBJECT_DELETION = アカウントが削除されます
DELETION_NOTICE_TITLE = アカウントが削除されます
DELETION_NOTICE_TEXT = 削除がリクエストされたため、{ $app } のアカウント { $email } は { $when } に削除されます。このアカウントには、すでに誰もログインできません。
DELETION_NOTICE_UNDO = アカウントを残す場合は、リンクを使用してください。リンクは削除の日時まで有効で、使用できるのは1回だけです。
DELETION_NOTICE_NOT_ME = 削除をリクエストした覚えがない場合は、他の人にパスワードを知られている可能性があります。このリンクを使用すると、アカウントは削除されずに残り、パスワードが削除され、新しいパスワードを設定するためのリンクがメールで届きます。このリンクの有効期限は発行から{ $within }で、使用できるのは1回だけです。
DELETION_NOTICE_WHY = このメールは、お使いのアカウントの削除がリクエストされたためお送りしています。
DELETION_NOTICE_WAS_YOU = 削除してよい場合は、何もする必要はありません。
