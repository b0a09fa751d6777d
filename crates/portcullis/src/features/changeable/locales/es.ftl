PASSWORD_IS_THE_SAME = La contraseña nueva es igual que la actual.
PASSWORD_CHANGE = Se ha cambiado su contraseña. Se ha cerrado la sesión en sus otros dispositivos.

CHANGE_TITLE = Cambiar la contraseña
SET_PASSWORD_TITLE = Establecer una contraseña
CHANGE_LEAD = Su sesión seguirá abierta aquí y se cerrará en sus otros dispositivos.
CURRENT_PASSWORD_LABEL = Contraseña actual
FORGOT_IT = ¿La ha olvidado?
CHANGE_BUTTON = Cambiar contraseña
SET_PASSWORD_BUTTON = Establecer contraseña

# The notice.
EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = Se ha cambiado su contraseña
CHANGE_NOTICE_TITLE = Se ha cambiado su contraseña
CHANGE_NOTICE_TEXT = Se acaba de cambiar la contraseña de { $email } en { $app }. Se han cerrado todas las demás sesiones de la cuenta.
CHANGE_NOTICE_WHY = Recibe este correo porque se ha cambiado la contraseña de su cuenta.
