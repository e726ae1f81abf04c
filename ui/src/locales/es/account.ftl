account-title = Cuenta
account-purpose = Tu perfil, dónde has iniciado sesión y qué tiene acceso.

## Profile

profile-title = Perfil
name = Nombre
name-text = Visible para ti y las personas de tu equipo
name-missing = Escribe un nombre.
email = Correo electrónico
none = Ninguno
email-local = Esta cuenta vive en tu equipo y no recibe correo.
email-sample = Esta cuenta es inventada, igual que sus cifras.
email-verified = Confirmado
email-not-verified = Sin confirmar
email-not-verified-text = Abre el enlace que se envió a esa dirección.
email-not-verified-files = Abre el enlace del correo, que está guardado como archivo en este equipo.
email-failing = Rechazado
email-undeliverable = Los correos a esta dirección no llegan. Si vuelve a funcionar, confírmala de nuevo.
email-change-ask = Cambiar correo…
email-change = Enviar enlace
email-change-title = Cambiar tu correo electrónico
email-change-text = Se envía un enlace a la nueva dirección y el cambio se hace cuando lo abres. La dirección anterior recibe un correo con el que se puede deshacer durante 7 días.
email-new = Nuevo correo electrónico
email-pending-title = Nuevo correo electrónico
email-pending = Falta que abras el enlace del correo enviado a { $email }
email-pending-files = Falta que abras el enlace del correo para { $email }, que está guardado como archivo en este equipo
email-pending-cancel = Cancelar el cambio
email-change-withdrawn = Tu correo electrónico sigue igual
password = Contraseña
password-hint = Al menos { $least } caracteres. Varias palabras seguidas funcionan bien.
password-fault-too_short = Demasiado corta: al menos { $least } caracteres
password-fault-too_long = Demasiado larga
password-fault-guessable = Demasiado fácil de adivinar: es de las primeras que se prueban
password-fault-own_name = Demasiado fácil de adivinar: está hecha de tu nombre o tu correo
password-because-common = Débil: mucha gente usa esta u otra parecida
password-because-walk = Débil: teclas o caracteres seguidos
password-because-repeats = Débil: lo mismo una y otra vez
password-because-date = Débil: poco más que una fecha
password-because-name = Débil: poco más que un nombre
password-because-few_words = Débil: añade una o dos palabras
password-show = Mostrar contraseña
password-weak = Demasiado fácil de adivinar
password-good = Buena
password-strong = Segura
member-since = Miembro desde
lives-on = Servidor
lives-on-local = Funciona dentro de esta app. Todo se queda en este equipo.
lives-on-sample = Funciona dentro de esta app, con cifras inventadas.

## Sign-in and security

sign-in-title = Inicio de sesión y seguridad
signing-in-title = Inicio de sesión
protect-none = Esta cuenta no tiene correo ni contraseña propios, así que tampoco verificación en dos pasos. La protege el inicio de sesión de tu equipo.
protect-ask = Proteger esta cuenta…
protect = Proteger cuenta
protect-title = Proteger esta cuenta
protect-text = A partir de entonces, Infuse pedirá este correo y esta contraseña cuando inicies sesión aquí. Se envía a esa dirección un enlace para confirmarla.
protect-text-files = A partir de entonces, Infuse pedirá este correo y esta contraseña cuando inicies sesión aquí. El correo para confirmar la dirección se guarda como archivo en este equipo.
protected-title = Esta cuenta está protegida
protected-filed = El correo para { $email } está en la carpeta. Abre el enlace que contiene para confirmar la dirección.
protected-mailed = Esta cuenta está protegida. Se ha enviado a { $email } un enlace para confirmar la dirección
password-text = Al cambiarla se cierra la sesión en tus demás dispositivos.
signing-in-elsewhere = Inicias sesión con un proveedor de identidad, que se encarga de tu contraseña.
signing-in-with = Inicias sesión con { $provider }, que se encarga de tu contraseña.
sign-in-again-ask = Volver a iniciar sesión…
sign-in-again = Volver a iniciar sesión
signed-in-again = Has vuelto a iniciar sesión. Ya puedes hacer el cambio.
password-change-ask = Cambiar contraseña…
password-change = Cambiar contraseña
password-change-title = Cambiar tu contraseña
password-change-text = Se cierra la sesión en todos tus demás dispositivos. En este sigue abierta.
password-current = Contraseña actual
password-new = Nueva contraseña
password-changed = Contraseña cambiada. Se ha cerrado la sesión en tus demás dispositivos.
password-unknown = No sé la contraseña
password-link-sent = Un enlace para elegir otra contraseña va en camino a { $email }
not-me-ask = No he sido yo…
not-me-title = Cerrar las demás sesiones y elegir otra contraseña
not-me-text = Se cierra la sesión de quien haya entrado, y la contraseña anterior ya no abre tu cuenta.
not-me-tokens = Los tokens de acceso siguen funcionando. Si no reconoces alguno, revócalo en «Tokens de acceso».
not-me-refused-title = Elegir otra contraseña
not-me-refused-text = Nadie ha entrado: los códigos eran incorrectos. Pero alguien conoce tu contraseña, así que elige otra. Se cierra la sesión en tus demás dispositivos.

## Two-factor

two-factor-title = Verificación en dos pasos
two-factor-on = Activada
two-factor-off = Desactivada
two-factor-sign-in = Código al iniciar sesión
two-factor-text-on = Para iniciar sesión hacen falta tu contraseña y un código de tu app de autenticación.
two-factor-text-on-provider = Para iniciar sesión hace falta además un código de tu app de autenticación.
two-factor-text-off = Al activarla, para iniciar sesión harán falta tu contraseña y un código de una app del móvil. Una contraseña robada, por sí sola, no abrirá nada.
two-factor-text-off-provider = Al activarla, para iniciar sesión hará falta además un código de una app del móvil. Quien solo consiga entrar en tu proveedor de identidad no podrá iniciar sesión aquí.
two-factor-since = Activada desde el { $date }.
two-factor-sample = Esta cuenta es inventada y nadie inicia sesión en ella.
two-factor-offline = El servidor no responde. En cuanto lo haga, podrás cambiar esto.
two-factor-turn-on-ask = Activar…
two-factor-turn-on = Activar
two-factor-turn-on-title = Activar la verificación en dos pasos
two-factor-turn-on-text = Escribe primero tu contraseña, para que nadie más pueda hacerlo por ti.
two-factor-turn-on-text-provider = Necesitas una app en el móvil que genere códigos de un solo uso. En el siguiente paso escaneará una imagen.
two-factor-continue = Continuar
two-factor-scan-title = Añade Infuse a tu app de autenticación
two-factor-scan-text = Escanea la imagen con cualquier app que genere códigos de un solo uso, en el móvil o en tu gestor de contraseñas. Después, escribe el código que muestre.
two-factor-picture = Código QR para tu app de autenticación
two-factor-key = ¿No puedes escanearla? Escribe esta clave:
two-factor-key-copy = Copiar clave
two-factor-code = Código de 6 cifras de la app
two-factor-code-incomplete = Escribe las 6 cifras.
two-factor-turn-off-ask = Desactivar…
two-factor-turn-off = Desactivar
two-factor-turn-off-title = ¿Desactivar la verificación en dos pasos?
two-factor-turn-off-text = Volverá a bastar con tu contraseña, y tus códigos de recuperación dejarán de funcionar.
two-factor-turn-off-text-provider = Ya no hará falta un código para iniciar sesión, y tus códigos de recuperación dejarán de funcionar.
two-factor-turned-off = La verificación en dos pasos está desactivada
two-factor-already-title = La verificación en dos pasos ya está activada
two-factor-already-text = Asegúrate de tener los códigos de recuperación: con un código de tu app de autenticación recibes diez nuevos. Los anteriores dejan de funcionar.
any-code = Código
any-code-hint = De tu app de autenticación, o un código de recuperación
recovery-codes = Códigos de recuperación
recovery-codes-text = Quedan { $count }. Cada uno sirve para iniciar sesión una vez si pierdes tu app de autenticación.
recovery-codes-few = { $count ->
    [0] No queda ninguno. Sin tu app de autenticación no podrías iniciar sesión. Renuévalos ahora.
    [one] Solo queda uno. Renuévalos antes de quedarte sin ellos.
   *[other] Solo quedan { $count }. Renuévalos antes de quedarte sin ellos.
}
recovery-codes-title = Guarda estos códigos de recuperación
recovery-codes-what = Cada uno sirve para iniciar sesión una vez si pierdes tu app de autenticación. Guárdalos lejos de este ordenador y de tu contraseña.
recovery-codes-what-provider = Cada uno sirve para iniciar sesión una vez si pierdes tu app de autenticación. Guárdalos lejos de este equipo.
recovery-codes-once = No volverás a verlos.
recovery-codes-copy = Copiar
recovery-codes-print = Imprimir…
recovery-codes-file = infuse-codigos-de-recuperacion
recovery-codes-head = Códigos de recuperación de Infuse de { $email } en { $server }
recovery-codes-kept = Los he guardado
recovery-codes-renew-ask = Renovar…
recovery-codes-renew = Renovar
recovery-codes-renew-title = ¿Renovar tus códigos de recuperación?
recovery-codes-renew-text = Recibes diez nuevos y los anteriores dejan de funcionar.

## Sessions

sessions-title = Sesiones
sessions-text = dónde has iniciado sesión
sessions-offline = El servidor no responde. En cuanto lo haga, verás dónde has iniciado sesión.
sessions-current = Este dispositivo
session-device-unknown = Dispositivo desconocido
session-system-linux = Linux
session-system-macos = macOS
session-system-windows = Windows
session-system-web = Navegador web
session-system-unknown = Sistema desconocido
session-address-here = este equipo
session-address-unknown = dirección desconocida
session-where = { $system } · { $address }
session-seen = Desde el { $first } · última actividad: { $last }
session-seen-now = Desde el { $first } · activa ahora
session-ended = Se cerró la sesión de { $device }
sessions-end-others-ask = Cerrar las demás…
sessions-end-others = Cerrar las demás sesiones
sessions-end-others-title = ¿Cerrar las demás sesiones?
sessions-end-others-text = { $count ->
    [one] Se cerrará otra sesión de inmediato. La de este dispositivo seguirá abierta.
   *[other] Se cerrarán otras { $count } sesiones de inmediato. La de este dispositivo seguirá abierta.
}
sessions-ended = { $count ->
    [0] No tenías ninguna otra sesión abierta
    [one] { $count } sesión cerrada
   *[other] { $count } sesiones cerradas
}

## Access tokens

tokens-title = Tokens de acceso
tokens-text = uno para cada integración
tokens-about = Cada token es para una sola integración, así que puedes revocar uno sin detener las demás.
tokens-none = Aún no hay tokens. Crea uno para cada integración; así podrás revocar uno sin detener las demás.
tokens-offline = El servidor no responde. En cuanto lo haga, verás tus tokens.
tokens-unused = { $count ->
    [one] Uno lleva 90 días sin usarse. Revócalo si ya no hace falta.
   *[other] { $count } llevan 90 días sin usarse. Revoca los que ya no hagan falta.
}
scope-usage_write = informar del uso
scope-usage_read = consultar el uso
scope-usage_refund = devolver créditos
scope-signals_write = enviar señales
scope-settings_read = consultar los ajustes
scope-approvals_ask = pedir aprobación
scope-billing_read = consultar la facturación
scope-choice-usage_write = Informar del uso
scope-choice-usage_read = Consultar el uso
scope-choice-usage_refund = Devolver créditos
scope-choice-signals_write = Enviar señales
scope-choice-settings_read = Consultar los ajustes
scope-choice-approvals_ask = Pedir aprobación
scope-choice-billing_read = Consultar la facturación
token-may = Puede { $scopes } en «{ $workspace }»
token-may-left = Puede { $scopes } en un espacio de trabajo del que ya no formas parte
token-times = Creado el { $created } · { $used } · { $ends }
token-used = último uso: { $at } ({ $address })
token-never-used = sin usar
token-expires-on = caduca el { $date }
token-expired-on = caducó el { $date }
token-never-expires = no caduca
token-expired = Caducado
token-unused = 90 días sin usarse
token-new = Nuevo token…
token-new-title = Nuevo token de acceso
token-new-text = Crea un token para cada integración. Solo funciona en «{ $workspace }».
token-name = Nombre del token
token-scopes = Permisos
token-scopes-missing = Elige al menos uno.
token-lifetime = Caduca
token-lifetime-forever = Nunca
token-lifetime-days30 = En 30 días
token-lifetime-days90 = En 90 días
token-lifetime-year = En 1 año
token-issue = Crear token
token-ready-title = «{ $name }» está listo
token-ready-text = Pega este secreto donde la integración te pida un token.
token-secret = Secreto
token-copy = Copiar secreto
token-file = token-de-infuse
token-rotate-ask = Cambiar secreto…
token-rotate = Cambiar el secreto
token-rotate-title = ¿Cambiar el secreto de «{ $name }»?
token-rotate-text = El token recibe un secreto nuevo y conserva todo lo demás. Sustituye el anterior dondequiera que se use.
token-overlap = Validez del secreto anterior
token-overlap-nothing = Ninguna
token-overlap-hour = 1 hora más
token-overlap-day = 1 día más
token-rotated-title = «{ $name }» tiene un secreto nuevo
token-rotated-nothing = El anterior ya no funciona.
token-rotated-hour = El anterior seguirá funcionando 1 hora.
token-rotated-day = El anterior seguirá funcionando 1 día.
token-revoke-ask = Revocar…
token-revoke = Revocar token
token-revoke-title = ¿Revocar «{ $name }»?
token-revoke-text = El servidor rechazará todo lo que lo use a partir de ahora. Esta acción no se puede deshacer.
token-revoked = «{ $name }» se ha revocado

## Activity

activity-title = Actividad
activity-text = qué ha pasado con el acceso a tu cuenta
activity-offline = El servidor no responde. En cuanto lo haga, verás qué ha pasado con el acceso a tu cuenta.
activity-none = Nada de este tipo en los últimos 400 días.
activity-more = Mostrar más
activity-filter = Mostrar
activity-where = { $moment } · { $device } · { $address }
activity-deletion-on = El { $date }
activity-sessions = { $count ->
    [one] Una sesión
    [many] { $count } sesiones
   *[other] { $count } sesiones
}
activity-unknown = Algo que solo una versión más reciente de Infuse puede explicar
activity-group-all = Todo
activity-group-sign_ins = Inicios de sesión
activity-group-sessions = Sesiones
activity-group-tokens = Tokens de acceso
activity-group-secrets = Contraseña y verificación en dos pasos
activity-group-email = Correo electrónico
activity-group-account = Cuenta
activity-kind-signed_up = Creaste esta cuenta
activity-kind-signed_in = Inicio de sesión
activity-kind-signed_in_from_new_device = Inicio de sesión desde un dispositivo o una red nuevos
activity-kind-signed_out = Cierre de sesión
activity-kind-session_ended = Se cerró la sesión de un dispositivo
activity-kind-other_sessions_ended = Se cerró la sesión en los demás dispositivos
activity-kind-not_me = Indicaste que un inicio de sesión no era tuyo
activity-kind-token_issued = Token de acceso creado
activity-kind-token_rotated = Secreto de un token de acceso cambiado
activity-kind-token_revoked = Token de acceso revocado
activity-kind-password_changed = Contraseña cambiada
activity-kind-password_reset_asked = Contraseña nueva solicitada por correo
activity-kind-password_reset = Contraseña restablecida por correo
activity-kind-identity_linked = Inicio de sesión con un proveedor de identidad configurado
activity-kind-identity_unlinked = Inicio de sesión con un proveedor de identidad deshecho
activity-kind-account_protected = Correo y contraseña añadidos
activity-kind-two_factor_enabled = Verificación en dos pasos activada
activity-kind-two_factor_disabled = Verificación en dos pasos desactivada
activity-kind-second_factor_refused = Códigos incorrectos en un inicio de sesión
activity-kind-recovery_code_used = Inicio de sesión con un código de recuperación
activity-kind-recovery_codes_renewed = Códigos de recuperación nuevos
activity-kind-approvals_loosened = InfuseOS pregunta menos antes de actuar
activity-kind-email_verified = Correo verificado
activity-kind-email_change_asked = Cambio de correo solicitado
activity-kind-email_changed = Correo cambiado
activity-kind-email_change_undone = Cambio de correo deshecho
activity-kind-exported = Datos exportados
activity-kind-deletion_scheduled = Eliminación de la cuenta solicitada
activity-kind-deletion_cancelled = Cuenta restaurada

## Your data

data-title = Tus datos
export-account = Exportar
export-account-text = Todo lo que el servidor guarda sobre ti, en un archivo ZIP que incluye su propia explicación.
export-account-ask = Exportar mis datos…
export-account-first = Exportar antes mis datos…
export-account-file = infuse-cuenta
export-account-saved = Tus datos están guardados
delete-account = Eliminar la cuenta
delete-account-ask = Eliminar la cuenta…
delete-account-text = Puedes restaurarla durante 14 días.
delete-account-local = Esta cuenta solo existe en este equipo. Para eliminarla con todo su contenido, sal de Infuse y borra su carpeta de datos.
delete-account-title = ¿Eliminar tu cuenta?
delete-account-what = Se eliminará tu cuenta, con tus sesiones, tus tokens de acceso, tu actividad y los espacios de trabajo de los que solo tú formas parte: sus créditos, también los comprados, y su historial.
delete-account-when = Tienes 14 días para cambiar de idea: inicia sesión y elige Restaurar. Después, no se podrá deshacer.
delete-account-meanwhile = Hasta entonces, tus tokens de acceso no funcionan y no se envían alertas por correo.
delete-account-others = Los espacios de trabajo con más miembros continúan sin ti; tu nombre se elimina de su historial.
delete-account-email = Escribe tu correo electrónico para confirmar
delete-account-other-email = No es el correo de esta cuenta.
deletion-scheduled = Tu cuenta se eliminará el { $date }

## Sign out

sign-out-local-hint = Tus datos se quedan en este equipo.
sign-out-remote-hint = Cierra la sesión solo en este equipo.
