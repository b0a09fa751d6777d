INVALID_RESET_PASSWORD_TOKEN = Este link para uma nova senha não é válido. Peça um novo.
PASSWORD_RESET_EXPIRED = Este link para uma nova senha foi criado há mais de { $within }. Peça um novo.
PASSWORD_RESET_USED = Este link para uma nova senha já foi usado. Se precisar de outro, peça um novo.
PASSWORD_RESET_REQUEST = Se existir uma conta com { $email }, um link para uma nova senha já está a caminho desse endereço.
INVALID_NOT_ME_TOKEN = Este link não é válido. Se outra pessoa usa a sua conta, peça um link para uma nova senha.
NOT_ME_EXPIRED = Este link foi criado há mais de { $within }. Se outra pessoa usa a sua conta, peça um link para uma nova senha.
NOT_ME_USED = Este link já foi usado. Se precisar de outro link para uma nova senha, peça um.
NOT_ME_DONE = A sessão da sua conta foi encerrada em todos os dispositivos e a senha deixou de funcionar. Um link para escolher uma nova já está a caminho de { $email }.
PASSWORD_RESET = A sua nova senha está definida e a sua sessão está aberta.
PASSWORD_RESET_NO_LOGIN = A sua nova senha está definida. Entre com ela.

FORGOT_TITLE = Esqueceu a senha?
FORGOT_LEAD = Insira o seu endereço. Enviaremos um link para escolher uma nova senha.
NOT_ME_TITLE = Não foi você?
NOT_ME_LEAD = Se outra pessoa fez isto com a sua conta { $email } em { $app }, bloqueie essa pessoa aqui.
NOT_ME_WHAT = O botão encerra a sessão em todos os dispositivos, anula todos os links e todas as alterações que aguardam confirmação e remove a senha. Enviaremos um link para escolher uma nova.
NOT_ME_KEEPS = O botão também cancela a exclusão da sua conta que foi pedida.
NOT_ME_WAS_YOU = Foi você? Feche esta página e nada mudará.
RESET_LEAD = A sessão será encerrada em todos os dispositivos em que está aberta agora.
RESET_BUTTON = Definir nova senha

# The mails.
EMAIL_SUBJECT_PASSWORD_RESET = Instruções para redefinir a senha
RESET_MAIL_TEXT = Com este link, pode escolher uma nova senha para { $email } em { $app }. Funciona uma única vez, durante { $within }.
RESET_MAIL_WHY = Este e-mail foi enviado porque alguém pediu uma nova senha para este endereço.
RESET_MAIL_NOT_YOU = Se não foi você, não faça nada: a sua senha continua como está.
EMAIL_SUBJECT_PASSWORD_NOTICE = A sua senha foi redefinida
RESET_NOTICE_TITLE = A sua senha foi redefinida
RESET_NOTICE_TEXT = A senha de { $email } em { $app } acaba de ser substituída através de um link enviado para este endereço. Todas as sessões da conta foram encerradas.
RESET_NOTICE_WHY = Este e-mail foi enviado porque a senha da sua conta foi alterada.
