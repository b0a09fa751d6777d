CONFIRM_REGISTRATION = Enviamos um e-mail para { $email }. Insira aqui o código que está nele ou abra o link que ele contém.

REGISTER_TITLE = Crie a sua conta
REGISTER_EMAIL_HINT = Enviaremos um e-mail para este endereço para concluir a criação da conta.
REGISTER_BUTTON = Criar conta
HAVE_ACCOUNT = Já tem uma conta?

# The mails.
EMAIL_SUBJECT_REGISTER = Boas-vindas
WELCOME_MAIL_TITLE = Boas-vindas a { $app }
WELCOME_MAIL_CONFIRM = Confirme que { $email } é o seu endereço e a sua conta estará pronta. O link funciona uma única vez, durante { $within }.
WELCOME_MAIL_READY = A sua conta para { $email } está pronta.
WELCOME_MAIL_BUTTON = Confirmar endereço de e-mail
WELCOME_MAIL_WHY = Este e-mail foi enviado porque alguém criou uma conta em { $app } com este endereço.
WELCOME_MAIL_NOT_YOU = Se não foi você, não use o link: sem ele, o endereço fica sem confirmação.
WELCOME_MAIL_TELL = Se não foi você, avise os responsáveis por { $app }.
EXISTING_MAIL_TITLE = Você já tem uma conta
EXISTING_MAIL_TEXT = Alguém, talvez você, tentou criar uma conta em { $app } com { $email }. Já existe uma conta com este endereço, por isso não foi criada nenhuma nova. Entre nela como de costume.
EXISTING_MAIL_FORGOT = Esqueceu a senha? Escolha uma nova:
EXISTING_MAIL_WHY = Este e-mail foi enviado porque o seu endereço foi inserido na página de criação de conta de { $app }.
EXISTING_MAIL_NOT_YOU = Se não foi você, não faça nada: a sua conta não sofreu alterações e a outra pessoa não foi informada de que ela existe.
REGISTER_TERMS = Ao criar a conta, você aceita estes termos:
REGISTER_TERMS_LINK = Termos de uso
