PASSWORD_IS_THE_SAME = A nova senha é igual à atual.
PASSWORD_CHANGE = A sua senha foi alterada. A sessão foi encerrada nos seus outros dispositivos.

CHANGE_TITLE = Alterar a senha
SET_PASSWORD_TITLE = Definir uma senha
CHANGE_LEAD = A sessão continua aberta aqui e é encerrada nos seus outros dispositivos.
CURRENT_PASSWORD_LABEL = Senha atual
FORGOT_IT = Esqueceu a senha?
CHANGE_BUTTON = Alterar senha
SET_PASSWORD_BUTTON = Definir senha

# The notice.
EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = A sua senha foi alterada
CHANGE_NOTICE_TITLE = A sua senha foi alterada
CHANGE_NOTICE_TEXT = A senha de { $email } em { $app } acaba de ser alterada. Todas as outras sessões da conta foram encerradas.
CHANGE_NOTICE_WHY = Este e-mail foi enviado porque a senha da sua conta foi alterada.
