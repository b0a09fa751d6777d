REAUTHENTICATION_SUCCESSFUL = ありがとうございます。このまま続けられます。
SIGNED_OUT = ログアウトしました。
FORGOT_PASSWORD = パスワードをお忘れですか？

LOGIN_TITLE = ログイン
LOGIN_BY_LINK_LEAD = メールでリンクをお送りします。パスワードを覚える必要はありません。
REMEMBER_LABEL = このデバイスでログインしたままにする
OR = または
NEW_HERE = 初めてご利用ですか？
NEW_HERE_LINK = アカウントを作成
NO_CONFIRMATION_MAIL = 確認メールが届きませんか？
VERIFY_TITLE = ご本人確認
VERIFY_LEAD = 続けるには、パスワードをもう一度入力してください。前回の入力から時間が経過しています。
VERIFY_NO_PASSWORD_LEAD = ログインしてから時間が経過していますが、パスワードが設定されていないため入力による確認ができません。続けるには、いったんログアウトして、もう一度ログインしてください。
