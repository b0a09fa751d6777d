REAUTHENTICATION_SUCCESSFUL = Gracias. Ya puede continuar.
SIGNED_OUT = Se ha cerrado la sesión.
FORGOT_PASSWORD = ¿Ha olvidado su contraseña?

LOGIN_TITLE = Iniciar sesión
LOGIN_BY_LINK_LEAD = Le enviamos un enlace por correo electrónico. No hay ninguna contraseña que recordar.
REMEMBER_LABEL = Mantener la sesión iniciada en este dispositivo
OR = o
NEW_HERE = ¿No tiene cuenta?
NEW_HERE_LINK = Crear una cuenta
NO_CONFIRMATION_MAIL = ¿No ha recibido el correo de confirmación?
VERIFY_TITLE = Confirme que es usted
VERIFY_LEAD = Vuelva a introducir su contraseña para continuar. Ha pasado un tiempo desde la última vez.
VERIFY_NO_PASSWORD_LEAD = Ha pasado un tiempo desde que inició sesión y no tiene ninguna contraseña que introducir. Cierre la sesión y vuelva a iniciarla para continuar.
