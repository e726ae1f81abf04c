account-title = Cuenta
account-purpose = Tu perfil, dónde has iniciado sesión y qué tiene acceso.

## Profile

profile-title = Perfil
name = Nombre
name-text = Lo veis tú y tu equipo
name-missing = Escribe un nombre.
email = Correo
none = Ninguno
email-local = Esta cuenta está en tu ordenador y no recibe correo.
email-sample = Esta cuenta es inventada, como sus cifras.
password = Contraseña
password-hint = Al menos 15 caracteres. Unas cuantas palabras seguidas funcionan bien.
password-show = Mostrar contraseña
password-weak = Demasiado fácil de adivinar
password-good = Buena
password-strong = Fuerte
member-since = Miembro desde
lives-on = Servidor
lives-on-local = Se ejecuta dentro de esta app. Todo se queda en este ordenador.
lives-on-sample = Se ejecuta dentro de esta app, con cifras inventadas.

## Sessions

sessions-title = Sesiones
sessions-text = dónde has iniciado sesión
sessions-offline = El servidor no responde. Cuando lo haga, verás dónde has iniciado sesión.
sessions-current = Este dispositivo
session-device-unknown = Dispositivo desconocido
session-system-linux = Linux
session-system-macos = macOS
session-system-windows = Windows
session-system-web = Navegador web
session-system-unknown = Sistema desconocido
session-address-here = este ordenador
session-address-unknown = dirección desconocida
session-where = { $system } · { $address }
session-seen = Primera actividad: { $first } · última: { $last }
session-seen-now = Primera actividad: { $first } · activa ahora
session-ended = Sesión cerrada en { $device }
sessions-end-others-ask = Cerrar las demás sesiones…
sessions-end-others = Cerrar las demás sesiones
sessions-end-others-title = ¿Cerrar sesión en el resto de dispositivos?
sessions-end-others-text = { $count ->
    [one] Otra sesión termina al momento. Este dispositivo sigue conectado.
   *[other] Otras { $count } sesiones terminan al momento. Este dispositivo sigue conectado.
}
sessions-ended = { $count ->
    [0] No tenías ninguna otra sesión
    [one] { $count } sesión cerrada
   *[other] { $count } sesiones cerradas
}

## Access tokens

tokens-title = Tokens de acceso
tokens-text = uno para cada integración
tokens-about = Cada token es para una sola integración, así puedes revocar uno sin detener las demás.
tokens-none = Aún no hay tokens. Crea uno para cada integración y podrás revocar uno sin detener las demás.
tokens-offline = El servidor no responde. Cuando lo haga, verás tus tokens.
tokens-unused = { $count ->
    [one] Uno lleva 90 días sin usarse. Revócalo si ya nada lo necesita.
   *[other] { $count } llevan 90 días sin usarse. Revoca los que ya nada necesite.
}
scope-usage_write = informar del uso
scope-usage_read = leer el uso
scope-usage_refund = hacer reembolsos
scope-signals_write = enviar señales
scope-settings_read = leer los ajustes
scope-approvals_ask = pedir aprobación
scope-billing_read = leer la facturación
scope-choice-usage_write = Informar del uso
scope-choice-usage_read = Leer el uso
scope-choice-usage_refund = Hacer reembolsos
scope-choice-signals_write = Enviar señales
scope-choice-settings_read = Leer los ajustes
scope-choice-approvals_ask = Pedir aprobación
scope-choice-billing_read = Leer la facturación
token-may = Puede { $scopes } en «{ $workspace }»
token-may-left = Puede { $scopes } en un espacio de trabajo que has dejado
token-times = Creado { $created } · { $used } · { $ends }
token-used = último uso: { $at }
token-never-used = nunca usado
token-expires-on = caduca el { $date }
token-expired-on = caducó el { $date }
token-never-expires = no caduca
token-expired = Caducado
token-unused = Sin usar desde hace 90 días
token-new = Nuevo token…
token-new-title = Nuevo token de acceso
token-new-text = Crea un token para cada integración. Solo funciona en «{ $workspace }».
token-name = Nombre del token
token-scopes = Qué puede hacer
token-scopes-missing = Elige al menos una opción.
token-lifetime = Caduca
token-lifetime-forever = Nunca
token-lifetime-days30 = En 30 días
token-lifetime-days90 = En 90 días
token-lifetime-year = En 1 año
token-issue = Crear token
token-ready-title = «{ $name }» está listo
token-ready-text = Pega este secreto donde la integración pida un token.
token-secret = Secreto
token-copy = Copiar secreto
token-file = token-de-infuse
token-rotate-ask = Renovar…
token-rotate = Renovar
token-rotate-title = ¿Renovar «{ $name }»?
token-rotate-text = El token recibe un secreto nuevo y conserva todo lo demás. Sustituye el secreto anterior donde se use.
token-overlap = El secreto anterior sigue funcionando
token-overlap-nothing = Nada de tiempo
token-overlap-hour = Durante 1 hora
token-overlap-day = Durante 1 día
token-rotated-title = «{ $name }» tiene un secreto nuevo
token-rotated-nothing = El anterior ya no funciona.
token-rotated-hour = El anterior sigue funcionando durante 1 hora.
token-rotated-day = El anterior sigue funcionando durante 1 día.
token-revoke-ask = Revocar…
token-revoke = Revocar token
token-revoke-title = ¿Revocar «{ $name }»?
token-revoke-text = Desde ahora, el servidor rechaza todo lo que lo use. No se puede deshacer.
token-revoked = «{ $name }» está revocado

## Sign out

sign-out-local-hint = Tus datos se quedan en este ordenador.
sign-out-remote-hint = Cierra solo la sesión de este ordenador.
