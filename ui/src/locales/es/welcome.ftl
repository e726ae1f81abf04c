starting = Iniciando…
welcome-title = Controla lo que gastan tus agentes
welcome-text = Infuse cuenta cada crédito que usan tus agentes, te muestra en qué se ha ido y te avisa antes de que se agoten.
welcome-promise = Sin telemetría. Infuse solo se conecta al servidor que elijas.

welcome-local-title = Usar en este equipo
welcome-local-text = Los agentes son programas que trabajan para ti. Mide aquí mismo lo que gastan los tuyos: nada sale de este equipo.
local-name = Tu nombre
local-action = Empezar aquí
local-action-again = Continuar
local-opening = Abriendo…

welcome-server-title = Iniciar sesión en un servidor
welcome-server-text = Usa el servidor de Infuse de tu empresa o de alguien que conozcas, con tu propia cuenta.
welcome-server-action = Iniciar sesión…
server-title = Iniciar sesión en un servidor
server-text = Quien administra el servidor puede darte su dirección.
server-mode = Cuenta
server-sign-in = Iniciar sesión
server-sign-up = Crear una cuenta
server-asking = Conectando…
server-url = Dirección del servidor
server-url-example = https://infuse.example.org
forgotten-ask = ¿Has olvidado tu contraseña?
forgotten-text = Recibirás por correo un enlace para elegir otra contraseña.
forgotten-send = Enviar enlace
forgotten-sent = Si existe una cuenta con esa dirección, ya va en camino un correo con un enlace.
forgotten-local-text = El servidor de esta app escribe un correo con un enlace para elegir otra contraseña. Sin servidor de correo, ese mensaje queda como archivo en este equipo.
forgotten-filed = Si existe una cuenta con esa dirección, el correo con el enlace está en la carpeta.

## A sign-in with an identity provider

or = o
provider-continue = Continuar con { $provider }
browser-title = Continúa en el navegador
browser-text = Se ha abierto el navegador para { $provider }. Cuando hayas iniciado sesión allí, esta ventana continuará por sí sola.
browser-text-unnamed = Se ha abierto el navegador para tu proveedor de identidad. Cuando hayas iniciado sesión allí, esta ventana continuará por sí sola.
browser-waiting = Esperando a { $provider }…
browser-waiting-unnamed = Esperando al navegador…

## The second step of a sign-in

second-title = Un paso más
second-text = Esta cuenta pide un código además de la contraseña.
second-text-provider = Esta cuenta pide además un código.
second-code = Código de 6 cifras de tu app de autenticación
second-recovery-code = Código de recuperación
second-recovery-hint = Uno de los diez que guardaste. Cada uno sirve una vez.
second-use-recovery = Usar un código de recuperación
second-use-code = Usar la app de autenticación
second-back = Atrás
recovery-code-used = { $count ->
    [0] Era tu último código de recuperación. Renuévalos en Cuenta.
    [one] Te queda un código de recuperación. Renuévalos en Cuenta.
   *[other] Te quedan { $count } códigos de recuperación
}

welcome-sample-title = Explorar datos de ejemplo
welcome-sample-text = Más de cien días de cifras inventadas, bien señalizadas, que se eliminan con un clic.
welcome-sample-action = Abrir los datos de ejemplo
sample-preparing-label = Generación de los datos de ejemplo
sample-preparing = Día { $done } de { $total }…

signed-out-title = Inicia sesión en { $server }
signed-out-text = Tu sesión ha terminado. Todo lo guardado en este equipo sigue aquí.
signed-out-local-text = Tus créditos y tu historial están en este equipo. Vuelve cuando quieras.
signed-out-protected-title = Inicia sesión en este equipo
signed-out-protected-text = Un correo y una contraseña protegen esta cuenta. Tus créditos y tu historial siguen aquí.
signed-out-sample-title = Estos datos de ejemplo ya no están disponibles
signed-out-sample-text = Su cuenta inventada ya no se puede abrir. Elimina estos datos y explora otros nuevos cuando quieras.

keyring-locked-text = Tu sesión se guarda en el depósito de claves del sistema, que está bloqueado. No se ha cerrado la sesión. Desbloquéalo e Infuse continuará.
keyring-missing-text = Tu sesión se guarda en el depósito de claves del sistema, y este escritorio no tiene ninguno en marcha. No se ha cerrado la sesión. Inicia uno e Infuse continuará.
keyring-waiting = Infuse también vuelve a intentarlo por su cuenta.
keyring-unset-text = Tu sesión se guarda en el depósito de claves del sistema, y este escritorio aún no tiene ninguno. Vuelve a intentarlo y elige una contraseña para crearlo en la ventana que la pide. Si no aparece ninguna ventana, crea un depósito de claves predeterminado en el gestor de contraseñas del escritorio.
