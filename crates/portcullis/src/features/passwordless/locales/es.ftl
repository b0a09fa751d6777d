INVALID_LOGIN_TOKEN = Este enlace de inicio de sesión no es válido. Solicite uno nuevo.
LOGIN_EXPIRED = Este enlace de inicio de sesión tiene más de { $within }. Solicite uno nuevo.
LOGIN_USED = Este enlace de inicio de sesión ya se ha utilizado. Solicite uno nuevo.
LOGIN_EMAIL_SENT = Si hay una cuenta con { $email }, en breve llegará un enlace de inicio de sesión a esa dirección.
PASSWORDLESS_LOGIN_SUCCESSFUL = Ha iniciado sesión.

SEND_LOGIN_TITLE = Iniciar sesión por correo
SEND_LOGIN_LEAD = Introduzca su dirección. Le enviaremos un enlace con el que iniciará sesión.
OTHER_WAYS_LINK = Otras formas de iniciar sesión
TOKEN_LOGIN_TITLE = Iniciar sesión
TOKEN_LOGIN_LEAD = ¿Desea iniciar sesión en { $app } como { $email }?
TOKEN_LOGIN_NOT_YOU = ¿No ha solicitado este enlace? Cierre esta página y no se iniciará ninguna sesión.
LOGIN_OTHER_BROWSER = Este enlace solo permite iniciar sesión en el navegador en el que se solicitó.
LOGIN_ELSEWHERE_TITLE = Enlace solicitado en otro navegador
LOGIN_ELSEWHERE_LEAD = Con este enlace puede iniciar sesión como { $email } solo allí donde se solicitó.
LOGIN_ELSEWHERE_CODE = Vuelva al otro navegador e introduzca allí el código del correo, o solicite un enlace nuevo para este navegador.
LOGIN_ELSEWHERE_BUTTON = Enviar un enlace para este navegador

# The mail.
EMAIL_SUBJECT_PASSWORDLESS = Instrucciones para iniciar sesión
LOGIN_MAIL_TITLE = Su enlace de inicio de sesión
LOGIN_MAIL_TEXT = Con este enlace inicia sesión en { $app } como { $email }. Funciona una sola vez, durante { $within }. No lo comparta con nadie.
LOGIN_MAIL_WHY = Recibe este correo porque alguien ha solicitado iniciar sesión con esta dirección.
LOGIN_MAIL_NOT_YOU = Si no fue usted, no haga nada: mientras no se utilice el enlace, no se iniciará ninguna sesión.
