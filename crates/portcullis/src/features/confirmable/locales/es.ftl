CONFIRMATION_REQUIRED = Confirme primero su dirección de correo electrónico. El enlace está en el correo que le hemos enviado.
INVALID_CONFIRMATION_TOKEN = Este enlace de confirmación no es válido. Solicite uno nuevo.
CONFIRMATION_EXPIRED = Este enlace de confirmación tiene más de { $within }. Solicite uno nuevo.
CONFIRM_OTHER_BROWSER = Este no es el navegador con el que se hizo el registro. Introduzca la contraseña que eligió entonces.
CONFIRMATION_REQUEST = Si { $email } está pendiente de confirmación, en breve llegará un enlace nuevo a esa dirección.
ALREADY_CONFIRMED = Esta dirección ya está confirmada.
EMAIL_CONFIRMED = Gracias. Su dirección de correo electrónico está confirmada.
EMAIL_CONFIRMED_TITLE = Dirección confirmada

CONFIRM_TITLE = Confirme su dirección de correo electrónico
CONFIRM_LEAD = ¿Desea confirmar { $email } para { $app }?
CONFIRM_ASK_PASSWORD = Este no parece el navegador con el que se hizo el registro. Para demostrar que fue usted, introduzca la contraseña que eligió entonces.
CONFIRM_BUTTON = Confirmar
CONFIRM_NOT_YOU = ¿No se ha registrado usted? Cierre esta página y no ocurrirá nada.
SEND_CONFIRMATION_TITLE = Volver a enviar la confirmación
SEND_CONFIRMATION_LEAD = Introduzca la dirección con la que se registró. Enviaremos allí un enlace nuevo.

# The mail.
EMAIL_SUBJECT_CONFIRM = Confirme su dirección de correo electrónico
CONFIRM_MAIL_TITLE = Confirme su dirección de correo electrónico
CONFIRM_MAIL_TEXT = Confirme que { $email } es su dirección; así, su cuenta en { $app } estará lista. El enlace funciona una sola vez, durante { $within }.
CONFIRM_MAIL_BUTTON = Confirmar dirección
CONFIRM_MAIL_WHY = Recibe este correo porque alguien se registró en { $app } con esta dirección o volvió a solicitar este enlace.
CONFIRM_MAIL_NOT_YOU = Si no fue usted, no utilice el enlace: sin él, la dirección seguirá sin confirmar.
