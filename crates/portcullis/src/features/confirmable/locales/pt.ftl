CONFIRMATION_REQUIRED = Confirme primeiro o seu endereço de e-mail. O link está no e-mail que enviamos.
INVALID_CONFIRMATION_TOKEN = Este link de confirmação não é válido. Peça um novo.
CONFIRMATION_EXPIRED = Este link de confirmação foi criado há mais de { $within }. Peça um novo.
CONFIRM_OTHER_BROWSER = Este não é o navegador em que a conta foi criada. Insira a senha que escolheu nesse momento.
CONFIRMATION_REQUEST = Se { $email } ainda aguardar confirmação, um novo link já está a caminho desse endereço.
ALREADY_CONFIRMED = Este endereço já está confirmado.
EMAIL_CONFIRMED = Obrigado. O seu endereço de e-mail está confirmado.
EMAIL_CONFIRMED_TITLE = Endereço confirmado

CONFIRM_TITLE = Confirme o seu endereço de e-mail
CONFIRM_LEAD = Confirmar { $email } para { $app }?
CONFIRM_ASK_PASSWORD = Este não parece ser o navegador em que a conta foi criada. Para mostrar que foi você, insira a senha que escolheu nesse momento.
CONFIRM_BUTTON = Confirmar
CONFIRM_NOT_YOU = Não foi você que criou a conta? Feche esta página e nada acontecerá.
SEND_CONFIRMATION_TITLE = Enviar novamente a confirmação
SEND_CONFIRMATION_LEAD = Insira o endereço com que criou a conta. Enviaremos um novo link para esse endereço.

# The mail.
EMAIL_SUBJECT_CONFIRM = Confirme o seu e-mail
CONFIRM_MAIL_TITLE = Confirme o seu endereço de e-mail
CONFIRM_MAIL_TEXT = Confirme que { $email } é o seu endereço e a sua conta em { $app } estará pronta. O link funciona uma única vez, durante { $within }.
CONFIRM_MAIL_BUTTON = Confirmar endereço de e-mail
CONFIRM_MAIL_WHY = Este e-mail foi enviado porque alguém criou uma conta em { $app } com este endereço ou pediu este link novamente.
CONFIRM_MAIL_NOT_YOU = Se não foi você, não use o link: sem ele, o endereço fica sem confirmação.
