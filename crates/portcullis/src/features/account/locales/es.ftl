# The frame.
ACCOUNT_NAV = Su cuenta

# The overview.
ACCOUNT_TITLE = Seguridad
ACCOUNT_LEAD = Ha iniciado sesión como { $email }.
ACCOUNT_SIGN_IN_HEADING = Cómo inicia sesión
ADDRESS_CONFIRMED = Dirección confirmada
ADDRESS_UNCONFIRMED = Dirección sin confirmar
CONFIRM_ADDRESS_LINK = Confirmar
PASSWORD_STATE_SET = Hay una contraseña establecida.
PASSWORD_STATE_NONE = Todavía no hay ninguna contraseña.
CHANGE_PASSWORD_LINK = Cambiar la contraseña
SET_PASSWORD_LINK = Establecer una contraseña
SIGN_IN_METHODS_LABEL = { $count ->
    [one] Tiene una forma de iniciar sesión
    [many] Tiene { $count } de formas de iniciar sesión
   *[other] Tiene { $count } formas de iniciar sesión
}
METHOD_PASSWORD = Contraseña
METHOD_LINK = Enlace por correo electrónico
ACCOUNT_SESSIONS_HEADING = Dónde tiene la sesión iniciada
DEVICES_COUNT = { $count ->
    [one] Tiene la sesión iniciada en un dispositivo.
    [many] Tiene la sesión iniciada en { $count } de dispositivos.
   *[other] Tiene la sesión iniciada en { $count } dispositivos.
}
DEVICES_LINK = Ver los dispositivos
SIGN_OUT_EVERYWHERE_LABEL = Cerrar todas las sesiones
SIGN_OUT_EVERYWHERE_HINT = Cierra la sesión en todos los dispositivos, también en este, y anula todos los enlaces que se le han enviado por correo electrónico.
SIGN_OUT_EVERYWHERE_BUTTON = Cerrar todas las sesiones
SIGNED_OUT_EVERYWHERE = Se han cerrado todas sus sesiones.

# Devices.
DEVICES_TITLE = Dispositivos
DEVICES_LEAD = Aquí ve dónde tiene ahora la sesión iniciada. Cierre las sesiones que no reconozca y, después, cambie su contraseña.
DEVICES_NONE = No tiene la sesión iniciada en el navegador de ningún dispositivo.
THIS_DEVICE = Este dispositivo
DEVICE_ACTIVE_NOW = En uso ahora
DEVICE_ACTIVE = Última actividad hace { $length }
DEVICE_BROWSER_ON_SYSTEM = { $browser } en { $system }
DEVICE_BROWSER = { $browser }
DEVICE_ON_SYSTEM = Un navegador en { $system }
DEVICE_UNKNOWN = Un navegador
SIGN_OUT_OTHERS_LABEL = Todos los demás dispositivos
SIGN_OUT_OTHERS_HINT = Cierra la sesión en todos los dispositivos excepto en este, así como los accesos con los que los programas actúan en su nombre.
SIGN_OUT_OTHERS_BUTTON = Cerrar las demás sesiones
SESSION_UNKNOWN = Ya no tiene la sesión iniciada ahí, o nunca la tuvo.
DEVICE_SIGNED_OUT = Se ha cerrado la sesión en ese dispositivo.
OTHERS_SIGNED_OUT = Se ha cerrado la sesión en todos los demás dispositivos.

# What happened.
ACTIVITY_TITLE = Actividad
ACTIVITY_LEAD = Lo que ha ocurrido en su cuenta en los últimos 90 días.
ACTIVITY_NONE = No ha ocurrido nada en este tiempo.
ACTIVITY_WHEN = { $when }
ACTIVITY_BY_STAFF = Por los responsables de { $app }
ACTIVITY_OLDER_LINK = Anteriores
ACTIVITY_NOT_ME_LABEL = ¿Hay algo aquí que no hizo usted?
ACTIVITY_NOT_ME_HINT = Cierra la sesión en todos los dispositivos, también en este, y elimina la contraseña. Le enviaremos un enlace para elegir una nueva.
ACTIVITY_NOT_ME_BUTTON = No fui yo
ACTIVITY_OTHER = Otra cosa relacionada con su cuenta
ACTIVITY_SIGN_IN = Inicio de sesión
ACTIVITY_SIGN_IN_FAILED = Inicio de sesión fallido
ACTIVITY_SIGN_OUT = Cierre de sesión
ACTIVITY_PROVEN = Contraseña introducida de nuevo
ACTIVITY_SIGN_UP = Registro
ACTIVITY_CONFIRMATION_REQUESTED = Se ha solicitado un enlace para confirmar su dirección
ACTIVITY_CONFIRMED = Se ha confirmado su dirección
ACTIVITY_RESET_REQUESTED = Se ha solicitado un enlace para restablecer la contraseña
ACTIVITY_PASSWORD_RESET = Se ha establecido una contraseña nueva mediante un enlace enviado por correo
ACTIVITY_PASSWORD_CHANGED = Se ha cambiado su contraseña
ACTIVITY_LOGIN_LINK_REQUESTED = Se ha solicitado un enlace de inicio de sesión
ACTIVITY_TOKEN_GRANTED = Se ha dado acceso a un programa
ACTIVITY_TOKENS_REVOKED = Se han cerrado los accesos de todos los programas
ACTIVITY_NOT_ME = «No fui yo»: se han cerrado todos los accesos
ACTIVITY_USER_CREATED = Se ha creado su cuenta
ACTIVITY_USER_ACTIVATED = Se ha activado su cuenta
ACTIVITY_USER_DEACTIVATED = Se ha desactivado su cuenta
ACTIVITY_USER_DELETED = Se ha eliminado su cuenta
ACTIVITY_ACCESS_ENDED = Se han cerrado todas las sesiones
ACTIVITY_LOCKED = Se ha bloqueado su contraseña tras demasiados intentos fallidos
ACTIVITY_UNLOCKED = Se ha desbloqueado su contraseña
ACTIVITY_PROFILE_CHANGED = Se han cambiado sus datos
ACTIVITY_ROLE_CREATED = Se ha creado un rol
ACTIVITY_ROLE_GRANTED = Se le ha asignado un rol
ACTIVITY_ROLE_REVOKED = Se le ha retirado un rol
ACTIVITY_PERMISSIONS_CHANGED = Se han cambiado los permisos de su rol

# What people say of themselves.
PROFILE_TITLE = Perfil
PROFILE_LEAD = Los datos con los que este servicio le conoce.
PROFILE_LANGUAGE_LABEL = Idioma de las páginas y los correos
PROFILE_SAVE_BUTTON = Guardar
PROFILE_SAVED = Se han guardado sus datos.
