EMAIL_SUBJECT_NEW_DEVICE = Nuevo inicio de sesión en su cuenta
NEW_DEVICE_NOTICE_TITLE = Nuevo inicio de sesión en su cuenta
NEW_DEVICE_NOTICE_TEXT = Alguien ha iniciado sesión en la cuenta de { $email } en { $app }, en un navegador en el que nadie lo había hecho antes.
NEW_DEVICE_NOTICE_WHY = Recibe este correo por un inicio de sesión en un navegador nuevo.
