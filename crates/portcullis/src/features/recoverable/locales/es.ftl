INVALID_RESET_PASSWORD_TOKEN = Este enlace para restablecer la contraseña no es válido. Solicite uno nuevo.
PASSWORD_RESET_EXPIRED = Este enlace para restablecer la contraseña tiene más de { $within }. Solicite uno nuevo.
PASSWORD_RESET_USED = Este enlace para restablecer la contraseña ya se ha utilizado. Solicite uno nuevo si lo necesita.
PASSWORD_RESET_REQUEST = Si hay una cuenta con { $email }, en breve llegará un enlace para restablecer la contraseña a esa dirección.
INVALID_NOT_ME_TOKEN = Este enlace no es válido. Si otra persona usa su cuenta, solicite un enlace para restablecer la contraseña.
NOT_ME_EXPIRED = Este enlace tiene más de { $within }. Si otra persona usa su cuenta, solicite un enlace para restablecer la contraseña.
NOT_ME_USED = Este enlace ya se ha utilizado. Si necesita otro enlace para restablecer la contraseña, solicítelo.
NOT_ME_DONE = Se ha cerrado la sesión de su cuenta en todos los dispositivos y la contraseña ya no funciona. En breve llegará a { $email } un enlace para elegir una nueva.
PASSWORD_RESET = Se ha establecido su contraseña nueva y se ha iniciado su sesión.
PASSWORD_RESET_NO_LOGIN = Se ha establecido su contraseña nueva. Inicie sesión con ella.

FORGOT_TITLE = ¿Ha olvidado su contraseña?
FORGOT_LEAD = Introduzca su dirección. Le enviaremos un enlace para elegir una contraseña nueva.
NOT_ME_TITLE = ¿No fue usted?
NOT_ME_LEAD = Si otra persona ha hecho esto con su cuenta { $email } en { $app }, bloquee aquí a esa persona.
NOT_ME_WHAT = El botón cierra la sesión en todos los dispositivos, anula todos los enlaces, así como todos los cambios pendientes de confirmación, y elimina la contraseña. Le enviaremos un enlace para elegir una nueva.
NOT_ME_KEEPS = El botón también cancela la eliminación de su cuenta que se ha solicitado.
NOT_ME_WAS_YOU = ¿Fue usted? Cierre esta página y no cambiará nada.
RESET_LEAD = Se cerrará la sesión en todos los dispositivos en los que esté iniciada ahora.
RESET_BUTTON = Establecer contraseña

# The mails.
EMAIL_SUBJECT_PASSWORD_RESET = Instrucciones para restablecer la contraseña
RESET_MAIL_TEXT = Con este enlace puede elegir una contraseña nueva para { $email } en { $app }. Funciona una sola vez, durante { $within }.
RESET_MAIL_WHY = Recibe este correo porque alguien ha solicitado una contraseña nueva para esta dirección.
RESET_MAIL_NOT_YOU = Si no fue usted, no haga nada: su contraseña seguirá siendo la misma.
EMAIL_SUBJECT_PASSWORD_NOTICE = Se ha restablecido su contraseña
RESET_NOTICE_TITLE = Se ha restablecido su contraseña
RESET_NOTICE_TEXT = Se acaba de sustituir la contraseña de { $email } en { $app } mediante un enlace que habíamos enviado a esta dirección. Se han cerrado todas las sesiones de la cuenta.
RESET_NOTICE_WHY = Recibe este correo porque se ha cambiado la contraseña de su cuenta.
