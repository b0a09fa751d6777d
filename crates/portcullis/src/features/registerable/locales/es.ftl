CONFIRM_REGISTRATION = Hemos enviado un correo a { $email }. Introduzca aquí el código que aparece en él o abra el enlace que contiene.

REGISTER_TITLE = Cree su cuenta
REGISTER_EMAIL_HINT = Le enviaremos allí un correo para terminar el registro.
REGISTER_BUTTON = Crear cuenta
HAVE_ACCOUNT = ¿Ya tiene una cuenta?

# The mails.
EMAIL_SUBJECT_REGISTER = Le damos la bienvenida
WELCOME_MAIL_TITLE = Le damos la bienvenida a { $app }
WELCOME_MAIL_CONFIRM = Confirme que { $email } es su dirección; así, su cuenta estará lista. El enlace funciona una sola vez, durante { $within }.
WELCOME_MAIL_READY = Su cuenta para { $email } está lista.
WELCOME_MAIL_BUTTON = Confirmar dirección
WELCOME_MAIL_WHY = Recibe este correo porque alguien se registró en { $app } con esta dirección.
WELCOME_MAIL_NOT_YOU = Si no fue usted, no utilice el enlace: sin él, la dirección seguirá sin confirmar.
WELCOME_MAIL_TELL = Si no fue usted, avise a los responsables de { $app }.
EXISTING_MAIL_TITLE = Ya tiene una cuenta
EXISTING_MAIL_TEXT = Alguien, quizá usted, ha intentado registrarse en { $app } con { $email }. Ya hay una cuenta con esta dirección, así que no se ha creado ninguna nueva. Inicie sesión en ella como siempre.
EXISTING_MAIL_FORGOT = ¿Ha olvidado su contraseña? Elija una nueva:
EXISTING_MAIL_WHY = Recibe este correo porque su dirección se introdujo en la página de registro de { $app }.
EXISTING_MAIL_NOT_YOU = Si no fue usted, no haga nada: su cuenta no ha cambiado y a la otra persona no se le ha comunicado que existe.
REGISTER_TERMS = Al registrarse, usted acepta estas condiciones:
REGISTER_TERMS_LINK = Condiciones de uso
