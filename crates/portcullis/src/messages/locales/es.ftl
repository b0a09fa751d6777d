# Signing in, and what one may see.
GENERIC_AUTHN_FAILED = La dirección de correo electrónico o la contraseña no es correcta.
UNAUTHENTICATED = Inicie sesión para ver esta página.
UNAUTHORIZED = No tiene permiso para esto.
UNAUTHORIZED_TITLE = Sin permiso
REAUTHENTICATION_REQUIRED = Confirme que es usted antes de continuar.
ANONYMOUS_USER_REQUIRED = Ya ha iniciado sesión. Para hacer esto, ciérrela primero.
DISABLED_ACCOUNT = Esta cuenta está desactivada.
DELETION_PENDING = Esta cuenta se eliminará el { $when }. Para conservarla, abra el enlace del correo que enviamos cuando se solicitó la eliminación.
ACCESS_ENDED = La contraseña se acaba de cambiar o se han cerrado todos los accesos. Vuelva a iniciar sesión.
USER_DOES_NOT_EXIST = No hay ninguna cuenta con esta dirección.
INVALID_PASSWORD = La contraseña no es correcta.

# Addresses and other input.
EMAIL_NOT_PROVIDED = Introduzca su dirección de correo electrónico.
INVALID_EMAIL_ADDRESS = Esto no es una dirección de correo electrónico.
EMAIL_ALREADY_ASSOCIATED = Ya hay una cuenta con { $email }.
FIELD_NOT_PROVIDED = Rellene «{ $label }».
FIELD_TOO_LONG = «{ $label }» puede tener { $length } caracteres como máximo.
INVALID_INPUT = Esto no se puede usar aquí.
INVALID_INPUT_LENGTH = Esto es demasiado corto o demasiado largo.
UNKNOWN_FIELD = El campo «{ $field }» no se conoce aquí.
INVALID_REDIRECT = La página de destino no está permitida.

# New passwords.
PASSWORD_NOT_PROVIDED = Introduzca una contraseña.
PASSWORD_INVALID_LENGTH = Use { $length } caracteres o más.
PASSWORD_TOO_LONG = Use { $length } caracteres como máximo.
PASSWORD_HAS_CONTEXT = Esta contraseña se compone del nombre de este servicio, de su dirección o de sus datos. Elija una que nadie pueda adivinar a partir de ellos.
PASSWORD_TOO_COMMON = Muchas personas usan esta contraseña, o una muy parecida, y es de las primeras que se prueban. Elija otra, por ejemplo, varias palabras que no tengan nada que ver entre sí.
PASSWORD_TOO_SIMPLE = Esta contraseña es demasiado fácil de adivinar. Elija una más larga o menos regular.
PASSWORD_BREACHED = Esta contraseña figura en una lista de contraseñas robadas. Elija otra y cambie esta también en los demás sitios donde la use.
PASSWORD_BREACHED_SITE_ERROR = No se ha podido averiguar si esta contraseña ha sido robada. No se ha cambiado nada; inténtelo de nuevo en unos minutos.
PASSWORD_HASH_UNREADABLE = Este hash de contraseña está mal formado, es de un tipo desconocido aquí o exige demasiado cálculo.
RETYPE_PASSWORD_MISMATCH = Las dos contraseñas no coinciden.

# Requests that go wrong before any feature sees them.
API_ERROR = La solicitud no tiene la forma que se espera aquí.
BODY_UNREADABLE = No se han podido leer los datos enviados.
BODY_UNREADABLE_TITLE = No se ha podido leer
BODY_TOO_LARGE = Los datos enviados ocupan demasiado.
BODY_TOO_LARGE_TITLE = Demasiado grande
BODY_TOO_SLOW = Los datos enviados han tardado demasiado en llegar. No se ha cambiado nada; inténtelo de nuevo.
BODY_TOO_SLOW_TITLE = Demasiado lento
CROSS_ORIGIN = Este formulario se ha enviado desde otro sitio, así que no se ha hecho nada. Abra la página aquí e inténtelo de nuevo.
BODY_TYPE = Envíe un formulario o JSON.
BODY_TYPE_TITLE = No se ha podido leer
CROSS_ORIGIN_TITLE = Enviado desde otro sitio
OPEN_FORM_LINK = Abrir la página de nuevo
COOKIE_REFUSED = Su navegador no ha guardado la cookie que indica quién ha iniciado sesión, así que no ha iniciado sesión aquí. Permita las cookies de este sitio e inicie sesión de nuevo.
COOKIE_REFUSED_TITLE = Cookie rechazada
SIGN_IN_AGAIN_LINK = Iniciar sesión de nuevo
HOST_NOT_ALLOWED = Este servidor no responde con el nombre que figura en la dirección.
HOST_NOT_ALLOWED_TITLE = Nombre de host desconocido
NOT_FOUND = No hay ninguna página en esta dirección.
NOT_FOUND_TITLE = Página no encontrada
METHOD_NOT_ALLOWED = Esta página no se puede usar de esa manera.
METHOD_NOT_ALLOWED_TITLE = No es posible aquí
TOO_BUSY = Hay mucha gente aquí en este momento. No se ha cambiado nada; inténtelo de nuevo en unos segundos.
TOO_BUSY_TITLE = Servicio saturado
TOO_MANY_REQUESTS = Demasiados intentos. Espere { $wait } antes de intentarlo de nuevo.
TOO_MANY_REQUESTS_TITLE = Demasiados intentos
SET_NEW_PASSWORD_LINK = Establecer una contraseña nueva
UNAVAILABLE = Esto no se puede hacer en este momento. No se ha cambiado nada; inténtelo de nuevo en unos minutos.
UNAVAILABLE_TITLE = No disponible en este momento
SERVER_ERROR = Algo ha fallado por nuestra parte. Inténtelo de nuevo; si sigue igual, indíquenos el número de solicitud que figura abajo.
SERVER_ERROR_TITLE = Algo ha fallado


# The one way on from a page.
SIGN_IN_LINK = Iniciar sesión
CONTINUE_LINK = Continuar
START_PAGE_LINK = Ir a la página de inicio

# Words of all pages.
LANGUAGE_NAME = Español
ERROR_PREFIX = Error:
OPTIONAL = (opcional)
EMAIL_LABEL = Correo electrónico
PASSWORD_LABEL = Contraseña
PASSWORD_AGAIN_LABEL = Repetir contraseña
NEW_PASSWORD_LABEL = Contraseña nueva
NEW_PASSWORD_AGAIN_LABEL = Repetir contraseña nueva
NEW_PASSWORD_HINT = { $min } caracteres o más. Cuatro palabras al azar son suficientes.
SIGNED_IN_AS = Sesión iniciada como { $email }
SIGN_OUT_BUTTON = Cerrar sesión
BACK_TO_SIGN_IN = Volver al inicio de sesión
SEND_LINK_BUTTON = Enviar el enlace
EMAIL_LINK_BUTTON = Recibir un enlace por correo
STATUS_LABEL = Estado
REQUEST_LABEL = Solicitud
DEV_MAILBOX_LINK = Buzón de desarrollo

# Words of all mails.
MAIL_HEADING = { $app }: { $title }
MAIL_BUTTON = { $label }:
MAIL_COPY_LINK = O copie este enlace en su navegador:
CHOOSE_PASSWORD = Elegir una contraseña nueva
NOTICE_WHEN = Fecha: { $when }
NOTICE_ADDRESS = Dirección IP: { $ip }
NOTICE_DEVICE = Dispositivo: { $device }
NOTICE_NOT_ME = Si no fue usted, bloquee a quien lo haya hecho. El enlace funciona una sola vez, durante { $within }.
NOT_ME_BUTTON = No fui yo
NOTICE_CHOOSE = Si no fue usted, elija ahora una contraseña nueva.
NOTICE_WAS_YOU = Si fue usted, no tiene que hacer nada.
NOTICE_WAS_NOT_YOU = Si no fue usted, es posible que otra persona tenga su contraseña o lea su correo: cambie también la contraseña de su buzón.
NOTICE_TELL = Si no fue usted, avise de inmediato a los responsables de { $app }.

# Lengths of time and moments.
DAYS = { $count ->
    [one] { $count } día
    [many] { $count } de días
   *[other] { $count } días
}
HOURS = { $count ->
    [one] { $count } hora
    [many] { $count } de horas
   *[other] { $count } horas
}
MINUTES = { $count ->
    [one] { $count } minuto
    [many] { $count } de minutos
   *[other] { $count } minutos
}
SECONDS = { $count ->
    [one] { $count } segundo
    [many] { $count } de segundos
   *[other] { $count } segundos
}
LENGTH_PAIR = { $large } y { $small }
MOMENT = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }, { $hour }:{ $minute } UTC

SEND_AGAIN_LINK = Enviar de nuevo
HELP_LINK = Ayuda
PRIVACY_LINK = Privacidad
TERMS_LINK = Condiciones de uso
SHOW_PASSWORD = Mostrar la contraseña

# Where a browser waits for a mail.
CHECK_MAIL_TITLE = Revise su correo
CHECK_MAIL_ADDRESS = su dirección
CHECK_MAIL_DEV = Modo de desarrollo: el correo está en este equipo.
CHECK_MAIL_NOTHING = ¿Sigue sin llegar después de unos minutos? Mire en el correo no deseado y compruebe que la dirección de arriba no tenga errores.
USE_OTHER_ADDRESS = Usar otra dirección
CODE_LABEL = Código del correo
CODE_HINT = 8 letras y números. El enlace del correo también funciona, en este navegador.
CODE_BUTTON = Continuar
CODE_UNREADABLE = Un código tiene 8 letras y números, por ejemplo, CDFG HJ34.
INVALID_CODE = Este código no es correcto o tiene más de { $within }. Si tiene dudas, solicite un correo nuevo.
CODE_OVER = Aquí ya no se puede usar ningún código. Solicite un correo nuevo.
MAIL_CODE = O introduzca este código en la página en la que solicitó este correo, en un plazo de { $within }:
