REAUTHENTICATION_SUCCESSFUL = Obrigado. Agora pode continuar.
SIGNED_OUT = A sua sessão foi encerrada.
FORGOT_PASSWORD = Esqueceu a senha?

LOGIN_TITLE = Entrar
LOGIN_BY_LINK_LEAD = Enviaremos um link por e-mail. Não há nenhuma senha para memorizar.
REMEMBER_LABEL = Manter a sessão aberta neste dispositivo
OR = ou
NEW_HERE = Ainda não tem conta?
NEW_HERE_LINK = Criar uma conta
NO_CONFIRMATION_MAIL = Não recebeu o e-mail de confirmação?
VERIFY_TITLE = Confirme que é você
VERIFY_LEAD = Insira novamente a sua senha para continuar. Já passou algum tempo desde a última vez.
VERIFY_NO_PASSWORD_LEAD = Já passou algum tempo desde que entrou, e a sua conta não tem senha para inserir. Saia e entre novamente para continuar.
