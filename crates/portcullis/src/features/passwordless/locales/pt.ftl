INVALID_LOGIN_TOKEN = Este link de acesso não é válido. Peça um novo.
LOGIN_EXPIRED = Este link de acesso foi criado há mais de { $within }. Peça um novo.
LOGIN_USED = Este link de acesso já foi usado. Peça um novo.
LOGIN_EMAIL_SENT = Se existir uma conta com { $email }, um link de acesso já está a caminho desse endereço.
PASSWORDLESS_LOGIN_SUCCESSFUL = A sua sessão está aberta.

SEND_LOGIN_TITLE = Entrar por e-mail
SEND_LOGIN_LEAD = Insira o seu endereço. Enviaremos um link para entrar na sua conta.
OTHER_WAYS_LINK = Outras formas de entrar
TOKEN_LOGIN_TITLE = Entrar
TOKEN_LOGIN_LEAD = Entrar em { $app } como { $email }?
TOKEN_LOGIN_NOT_YOU = Não pediu este link? Feche esta página e ninguém entrará na conta.
LOGIN_OTHER_BROWSER = Este link só permite entrar na conta a partir do navegador em que foi pedido.
LOGIN_ELSEWHERE_TITLE = Link pedido em outro navegador
LOGIN_ELSEWHERE_LEAD = Este link permite entrar como { $email } somente onde foi pedido.
LOGIN_ELSEWHERE_CODE = Volte ao outro navegador e insira lá o código do e-mail, ou peça um novo link para este navegador.
LOGIN_ELSEWHERE_BUTTON = Enviar um link para este navegador

# The mail.
EMAIL_SUBJECT_PASSWORDLESS = Instruções para entrar
LOGIN_MAIL_TITLE = O seu link de acesso
LOGIN_MAIL_TEXT = Este link permite entrar em { $app } como { $email }. Funciona uma única vez, durante { $within }. Não o passe a ninguém.
LOGIN_MAIL_WHY = Este e-mail foi enviado porque alguém pediu para entrar com este endereço.
LOGIN_MAIL_NOT_YOU = Se não foi você, não faça nada: se o link não for usado, ninguém entrará na conta.
