# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = Cancelar
dismiss = Descartar
done = Hecho
saved = Guardado
saving = Guardando…
saved-here = Guardado aquí. El servidor lo recibirá cuando vuelvas a tener conexión.
save-to-file = Guardar en un archivo…
conflict = Mientras lo editabas, se cambió a «{ $theirs }» en otro lugar.
conflict-keep = Mantener «{ $mine }»
conflict-take = Usar «{ $theirs }»
field-missing = Rellena este campo.
nothing-found = No se ha encontrado nada.
confirm-type = Escribe «{ $word }» para confirmar
copied = Copiado
try-again = Reintentar
refresh = Actualizar
today = Hoy
yesterday = Ayer
unknown = Aún no se sabe
unknown-figure = –
credits = { $credits ->
    [one] { $credits } crédito
   *[other] { $credits } créditos
}

## Freshness of the figures

fresh-live = En directo
fresh-connecting = Conectando…
fresh-polling = Se actualiza cada 30 segundos
fresh-offline = Sin conexión desde { $since }
fresh-stale = Datos de { $at }

## Sidebar

sidebar-label = Ajustes
gauge-resets = Se renueva el { $date }
gauge-open = Ver en qué se van los créditos
workspace-personal = { $plan } · Personal
workspace-team = { $plan } · Equipo

## Servers

homes-title = Servidores
homes-open = Cambiar de servidor
homes-add-server = Añadir un servidor…
homes-add-sample = Explorar datos de ejemplo
homes-remove-sample = Quitar datos de ejemplo
homes-switch = Cambiar a { $home }
homes-other = O abrir
home-local = Este ordenador
home-sample = Datos de ejemplo
sample-badge = Ejemplo
sample-notice = Estas cifras son inventadas para que explores. Ninguna es tuya.

## Banners

offline-notice = El servidor no responde desde { $since }. Ves las últimas cifras que recibió este ordenador.
condition-no-notifications = Este escritorio no muestra notificaciones, así que los avisos de créditos solo aparecen aquí.
condition-notifications-off = Las notificaciones de Infuse están desactivadas, así que los avisos de créditos solo aparecen aquí.
notifications-settings = Abrir los ajustes de notificaciones
condition-no-tray = Este escritorio no tiene bandeja, así que Infuse deja su ventana abierta. El icono aparecerá cuando haya una.
condition-cache-rebuilt = La copia local de tu registro estaba dañada. Infuse la ha apartado y ha creado otra.
condition-state-unsaved = Infuse no puede guardar en este ordenador. Los servidores y ajustes durarán hasta que salgas.
condition-cache-newer = Una versión más reciente de Infuse escribió la copia local de tu registro. Queda intacta y no se guarda nada sin conexión.
condition-state-locked = Otro programa está usando los ajustes de Infuse, o su carpeta no se puede bloquear. Infuse sigue intentándolo.
condition-cache-locked = La copia local de tu registro no se puede abrir ahora. Infuse sigue intentándolo y mientras tanto no guarda nada sin conexión.
condition-disk-full = El disco está lleno. Infuse guardará lo que recibe en cuanto haya espacio.
condition-worker-restarted = Ha fallado el seguimiento del servidor. Infuse lo está reiniciando.
local-server-port-taken = Otro programa usa el puerto { $port }, así que los agentes no pueden llegar a Infuse en este ordenador. Si mueves Infuse a otro puerto, indica a tus agentes la nueva dirección.
local-server-port-taken-by = { $holder } usa el puerto { $port }, así que los agentes no pueden llegar a Infuse en este ordenador. Si mueves Infuse a otro puerto, indica a tus agentes la nueva dirección.
local-server-move = Usar el puerto { $port }
local-server-unreadable = Los datos de este ordenador no se pueden abrir, así que los agentes no pueden llegar a Infuse.
local-server-unreadable-for-good = Los datos de este ordenador no se pueden abrir y aún no hay ninguna copia de seguridad.
local-server-restore = Restaurar una copia…
restore-title = Restaurar una copia de seguridad
restore-text = Se perderá todo lo registrado después de esta copia. Los archivos dañados se conservan.
restore-backup = Copia de seguridad
restore-action = Restaurar
local-server-disk-full = El disco está lleno, así que Infuse no puede registrar lo que informan los agentes. Cuando vuelva a haber espacio, seguirá solo.
local-server-failed = El servidor de Infuse no está en marcha: { $detail }. Infuse sigue intentándolo.

## Command palette

palette-open = Comandos
palette-title = Comandos
palette-placeholder = Buscar un comando…
palette-empty = Ningún comando coincide.
palette-go = Ir a
palette-look = Aspecto
palette-app = Aplicación
palette-theme-system = Tema: como el sistema
palette-theme-light = Tema: claro
palette-theme-dark = Tema: oscuro
palette-text-larger = Texto más grande
palette-text-smaller = Texto más pequeño
palette-density-comfortable = Densidad: amplia
palette-density-compact = Densidad: compacta
palette-language = Idioma: { $language }

## Warnings

warnings = Avisos
warnings-on = Se muestran cuando quedan pocos créditos y cuando se agotan
warnings-paused = En pausa hasta { $until }

## Export

export = Exportar
export-csv = CSV, para hojas de cálculo
export-json = JSON, para programas
export-all-csv = Exportar todo el registro como CSV
export-all-json = Exportar todo el registro como JSON
export-file-range = infuse-uso-{ $from }-{ $to }
export-file-all = infuse-uso
export-saved = { $count ->
    [0] Guardado. Ninguna entrada coincidía, así que el archivo está vacío.
    [one] { $count } entrada guardada.
   *[other] { $count } entradas guardadas.
}

## Changes that were not sent

unsent-unknown = Infuse no puede saber si quedan cambios tuyos por enviar.

## Sign out

sign-out = Cerrar sesión
sign-out-ask = Cerrar sesión…
sign-out-title = ¿Cerrar sesión en Infuse?
sign-out-local-text = Tus créditos y tu registro se quedan en este ordenador, y puedes volver sin contraseña. Los agentes solo pueden informar mientras Infuse está abierto.
sign-out-unsent = { $count ->
    [one] Un cambio tuyo aún no ha llegado al servidor. Se enviará cuando vuelvas a iniciar sesión en este ordenador. Se perderá si antes la inicia otra persona.
   *[other] { $count } cambios tuyos aún no han llegado al servidor. Se enviarán cuando vuelvas a iniciar sesión en este ordenador. Se perderán si antes la inicia otra persona.
}
sign-out-remote-text = Se cierra tu sesión en { $server }. Necesitarás tu contraseña para volver a entrar.

## Forget a server

forget = Olvidar servidor
forget-ask = Olvidar { $server }…
forget-this-ask = Olvidar este servidor…
forget-title = ¿Olvidar { $server }?
forget-unsent = { $count ->
    [one] Un cambio tuyo aún no le ha llegado y se perderá.
   *[other] { $count } cambios tuyos aún no le han llegado y se perderán.
}
forget-text = Se eliminan su dirección, tu sesión y el registro guardado en este ordenador. Tu cuenta y tus créditos siguen en { $server }.

## What takes long

job-export = Guardando el registro
job-export-done = { $done } de { $total } entradas
deletion-on = Esta cuenta se eliminará el { $date }.
deletion-cancel = Restaurar
deletion-cancelled = Tu cuenta se queda
job-account = Guardando tus datos
job-account-done = Guardando tus datos: { $done } KB hasta ahora
