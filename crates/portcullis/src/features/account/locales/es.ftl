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
ACTIVITY_SIGN_IN = { $via ->
    [password] Inicio de sesión con la contraseña
    [token] Inicio de sesión con un enlace enviado por correo
    [code] Inicio de sesión con un código enviado por correo
    [register] Inicio de sesión al registrarse
    [confirm] Inicio de sesión al confirmar la dirección
    [reset] Inicio de sesión al establecer una contraseña nueva
    [change] Nuevo inicio de sesión con la contraseña cambiada
   *[other] Inicio de sesión
}
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
ACTIVITY_DELETION_REQUESTED = Se ha solicitado la eliminación de su cuenta
ACTIVITY_DELETION_UNDONE = Se ha cancelado la eliminación de su cuenta
ACTIVITY_DATA_EXPORTED = Se ha creado una copia de sus datos
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

# What is kept, and the end of the account.
DATA_TITLE = Sus datos
DATA_LEAD = Llévese lo que este servicio guarda sobre usted o haga que se elimine.
EXPORT_LABEL = Descargar sus datos
EXPORT_HINT = Todo lo que se guarda sobre usted, en un solo archivo JSON.
EXPORT_BUTTON = Descargar
DELETE_LABEL = Eliminar su cuenta
DELETE_HINT = Se eliminará { $within } después de que lo solicite. Hasta entonces, puede cancelar la eliminación.
DELETE_LINK = Eliminar
DELETE_TITLE = Eliminar su cuenta
DELETE_LEAD = Esto elimina la cuenta { $email } en { $app }.
DELETE_WHAT = Se cerrará de inmediato su sesión en todos los dispositivos y nadie podrá iniciar sesión. Al cabo de { $within }, la cuenta se eliminará definitivamente, junto con todo lo que se guarda sobre usted.
DELETE_UNDO = Le enviaremos un correo con un enlace. Mientras la cuenta no se haya eliminado, ese enlace permite cancelar la eliminación.
DELETE_BUTTON = Eliminar mi cuenta
DELETION_REQUESTED = Su cuenta se eliminará el { $when }. En breve llegará a { $email } un enlace para cancelar la eliminación.
UNDO_DELETION_TITLE = ¿Conservar su cuenta?
UNDO_DELETION_LEAD = La cuenta { $email } en { $app } se eliminará el { $when }.
UNDO_DELETION_WHAT = El botón cancela la eliminación. Podrá volver a iniciar sesión como siempre.
UNDO_DELETION_BUTTON = Conservar mi cuenta
UNDO_DELETION_NOTHING = ¿Desea que se elimine la cuenta? Cierre esta página y no cambiará nada.
DELETION_UNDONE = La cuenta { $email } no se eliminará. Puede volver a iniciar sesión.
INVALID_UNDO_DELETION_TOKEN = Este enlace está incompleto o la cuenta a la que correspondía ya se ha eliminado.
UNDO_DELETION_EXPIRED = El plazo para cancelar la eliminación ha terminado: la cuenta está a punto de eliminarse definitivamente.
UNDO_DELETION_USED = Este enlace ya se ha utilizado y la cuenta se conserva. Inicie sesión como siempre.

# The mail about it.
EMAIL_SUBJECT_DELETION = Su cuenta se eliminará
DELETION_NOTICE_TITLE = Su cuenta se eliminará
DELETION_NOTICE_TEXT = La cuenta { $email } en { $app } se eliminará el { $when }, porque así se ha solicitado. Ya nadie puede iniciar sesión en ella.
DELETION_NOTICE_UNDO = ¿Desea conservarla? El enlace funciona una sola vez, hasta la eliminación.
DELETION_NOTICE_NOT_ME = Si no lo ha solicitado usted, es posible que otra persona tenga su contraseña. Este enlace funciona una sola vez, durante { $within }: permite conservar la cuenta y elimina la contraseña. Le enviaremos entonces por correo un enlace para elegir una nueva.
DELETION_NOTICE_WHY = Recibe este correo porque se ha solicitado la eliminación de su cuenta.
DELETION_NOTICE_WAS_YOU = Si es lo que desea, no tiene que hacer nada.
