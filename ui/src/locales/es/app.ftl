# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = Cancelar
dismiss = Cerrar
done = Listo
saved = Guardado
saving = Guardando…
saved-here = Guardado aquí. El servidor lo recibirá cuando vuelvas a tener conexión.
save-to-file = Guardar en un archivo…
conflict = Mientras editabas, el valor cambió a «{ $theirs }» en otro lugar.
conflict-keep = Conservar «{ $mine }»
conflict-take = Usar «{ $theirs }»
field-missing = Rellena este campo.
nothing-found = No se ha encontrado nada.
confirm-type = Escribe «{ $word }» para confirmar
copied = Copiado
try-again = Reintentar
outbox-open = Abrir carpeta
email-filed = El correo para { $email } está como archivo en la carpeta de correos
refresh = Actualizar
today = Hoy
yesterday = Ayer
unknown = Sin datos aún
unknown-figure = –
credits = { $credits ->
    [one] { $credits } crédito
    [many] { $credits } de créditos
   *[other] { $credits } créditos
}

## Freshness of the figures

fresh-live = En tiempo real
fresh-connecting = Conectando…
fresh-polling = Se actualiza cada 30 segundos
fresh-offline = Sin conexión desde: { $since }
fresh-stale = Actualizado: { $at }

## Sidebar

sidebar-label = Ajustes
gauge-resets = Se renuevan el { $date }
gauge-open = Ver en qué se usan los créditos
workspace-personal = { $plan } · Personal
workspace-team = { $plan } · Equipo

## Servers

homes-title = Servidores
homes-open = Cambiar de servidor
homes-add-server = Añadir un servidor…
homes-add-sample = Explorar datos de ejemplo
homes-remove-sample = Eliminar los datos de ejemplo
homes-switch = Cambiar a { $home }
homes-other = O abre
home-local = Este equipo
home-sample = Datos de ejemplo
sample-badge = Ejemplo
sample-notice = Estas cifras son inventadas, para que explores la app. Ninguna es tuya.

## Banners

offline-notice = El servidor no responde (última respuesta: { $since }). Estás viendo los últimos datos que recibió este equipo.
condition-no-notifications = Este escritorio no muestra notificaciones, así que los avisos de créditos solo aparecen aquí.
condition-notifications-off = Las notificaciones de Infuse están desactivadas, así que los avisos de créditos solo aparecen aquí.
notifications-settings = Abrir los ajustes de notificaciones
condition-no-tray = Este escritorio no tiene bandeja, así que Infuse mantiene su ventana abierta. El icono aparecerá cuando haya una.
condition-cache-rebuilt = La copia local de tu historial estaba dañada. Infuse la ha apartado y ha creado una nueva.
condition-state-unsaved = Infuse no puede guardar nada en este equipo. Los servidores y los ajustes se conservan solo hasta que salgas.
condition-cache-newer = Una versión más reciente de Infuse escribió la copia local de tu historial. No se modificará, y no se guardará nada sin conexión.
condition-state-locked = Otro programa está usando los ajustes de Infuse, o su carpeta no se puede bloquear. Infuse lo sigue intentando.
condition-cache-locked = La copia local de tu historial no se puede abrir en este momento. Infuse lo sigue intentando y, mientras tanto, no guarda nada sin conexión.
condition-disk-full = El disco está lleno. Infuse guardará lo que reciba en cuanto haya espacio.
condition-worker-restarted = Se ha interrumpido el seguimiento del servidor. Infuse lo está reiniciando.
local-server-port-taken = Otro programa está usando el puerto { $port }, así que los agentes no pueden comunicarse con Infuse en este equipo. Si cambias Infuse a otro puerto, indica la nueva dirección a tus agentes.
local-server-port-taken-by = { $holder } está usando el puerto { $port }, así que los agentes no pueden comunicarse con Infuse en este equipo. Si cambias Infuse a otro puerto, indica la nueva dirección a tus agentes.
local-server-move = Usar el puerto { $port }
local-server-unreadable = Los datos de este equipo no se pueden abrir, así que los agentes no pueden comunicarse con Infuse.
local-server-unreadable-for-good = Los datos de este equipo no se pueden abrir y aún no hay ninguna copia de seguridad.
local-server-restore = Restaurar una copia de seguridad…
restore-title = Restaurar una copia de seguridad
restore-text = Se perderá todo lo registrado después de esta copia. Los archivos dañados se conservan.
restore-backup = Copia de seguridad
restore-action = Restaurar
local-server-disk-full = El disco está lleno, así que Infuse no puede registrar lo que comunican los agentes. En cuanto haya espacio, Infuse continuará por sí solo.
local-server-failed = El servidor integrado en Infuse no está funcionando: { $detail }. Infuse lo sigue intentando.

## Command palette

palette-open = Comandos
palette-title = Comandos
palette-placeholder = Busca un comando…
palette-empty = Ningún comando coincide.
palette-go = Ir a
palette-look = Apariencia
palette-app = App
palette-theme-system = Tema: sistema
palette-theme-light = Tema: claro
palette-theme-dark = Tema: oscuro
palette-text-larger = Texto más grande
palette-text-smaller = Texto más pequeño
palette-density-comfortable = Densidad: cómoda
palette-density-compact = Densidad: compacta
palette-language = Idioma: { $language }
palette-pause-tomorrow = Pausar avisos hasta mañana a las 8

## Warnings

warnings = Avisos
warnings-on = Aparecen cuando quedan pocos créditos y cuando se agotan
warnings-paused = En pausa hasta: { $until }
warnings-quiet = En espera hasta el final de las horas de silencio: { $until }
warnings-pause-menu = Pausar…
warnings-pause-reset = Hasta la renovación
warnings-pause-tomorrow = Hasta mañana a las 8

## Export

export = Exportar
export-csv = CSV, para hojas de cálculo
export-json = JSON, para programas
export-all-csv = Exportar todo el historial como CSV
export-all-json = Exportar todo el historial como JSON
export-file-range = infuse-uso-{ $from }-{ $to }
export-file-all = infuse-uso
export-saved = { $count ->
    [0] Guardado. Ningún movimiento coincidía, así que el archivo está vacío.
    [one] Se ha guardado { $count } movimiento.
    [many] Se han guardado { $count } de movimientos.
   *[other] Se han guardado { $count } movimientos.
}

## Changes that were not sent

unsent-unknown = Infuse no puede saber si quedan cambios tuyos sin enviar.

## Sign out

sign-out = Cerrar sesión
sign-out-ask = Cerrar sesión…
sign-out-title = ¿Cerrar sesión en Infuse?
sign-out-local-text = Tus créditos y tu historial se quedan en este equipo y puedes volver sin contraseña. Los agentes solo pueden informar mientras Infuse está abierto.
sign-out-protected-text = Tus créditos y tu historial se quedan en este equipo y necesitarás tu correo y tu contraseña para volver. Los agentes solo pueden informar mientras Infuse está abierto.
sign-out-unsent = { $count ->
    [one] Un cambio tuyo aún no ha llegado al servidor. Se enviará cuando vuelvas a iniciar sesión en este equipo. Si otra persona la inicia antes, se perderá.
   *[other] { $count } cambios tuyos aún no han llegado al servidor. Se enviarán cuando vuelvas a iniciar sesión en este equipo. Si otra persona la inicia antes, se perderán.
}
sign-out-remote-text = Se cerrará tu sesión en { $server }. Necesitarás tu contraseña para volver a iniciarla.
sign-out-provider-text = Se cerrará tu sesión en { $server }. Necesitarás tu proveedor de identidad para volver a iniciarla.

## Forget a server

forget = Olvidar servidor
forget-ask = Olvidar { $server }…
forget-this-ask = Olvidar este servidor…
forget-title = ¿Olvidar { $server }?
forget-unsent = { $count ->
    [one] Un cambio tuyo aún no ha llegado al servidor y se perderá.
   *[other] { $count } cambios tuyos aún no han llegado al servidor y se perderán.
}
forget-text = Se eliminarán su dirección, tu sesión y el historial guardado en este equipo. Tu cuenta y tus créditos siguen en { $server }.

## What takes long

job-export = Guardando el historial
job-export-done = { $done } de { $total } movimientos
deletion-on = Esta cuenta se eliminará el { $date }.
deletion-cancel = Restaurar
deletion-cancelled = Tu cuenta no se eliminará
job-account = Guardando tus datos
job-account-done = Guardando tus datos: { $done } KB hasta ahora
