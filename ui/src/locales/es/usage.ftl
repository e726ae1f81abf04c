usage-title = Uso
usage-purpose = Cuánto tienes, en qué se ha ido y cuánto durará.

not-updated = No se ha podido actualizar.

## Balance

balance-title = Créditos disponibles
balance-of = de { $total } · se renuevan { $away }
balance-unknown = Esperando los primeros datos.
level-low = Pocos
level-exhausted = Agotados
parts-title = Estado de tus créditos
parts-used = Usados: <b>{ $used }</b> de { $total }
parts-monthly = Mensuales: <b>{ $credits }</b>, hasta el { $ends }
parts-purchased = Comprados: <b>{ $credits }</b>, se conservan
parts-held = Reservados: <b>{ $credits }</b>
parts-held-why = Apartados para trabajos en curso. Lo que no se use volverá a tu saldo.
memory = Memoria
memory-of = de { $limit } palabras
workflows = Flujos de trabajo
workflows-of = de { $limit } activos
memory-full = Llena: { $limit } palabras
workflows-full = Todos activos: { $limit }
meter-unreported = sin datos aún

## Outlook

outlook-short = <b>A este ritmo, tus créditos se agotarán hacia el { $date }</b>, { $days ->
    [one] { $days } día
   *[other] { $days } días
} antes de la renovación. Intervalo probable: { $span }.
outlook-enough = A este ritmo, tus créditos durarán hasta la renovación del <b>{ $reset }</b>.
outlook-unknown = Aquí aparecerá una previsión tras unos días de uso.
outlook-waiting = Esperando los primeros datos.
outlook-low = <b>{ $credits ->
    [one] Solo queda { $credits } crédito.
    [many] Solo quedan { $credits } de créditos.
   *[other] Solo quedan { $credits } créditos.
}</b> Recibirás más el { $reset }.
outlook-exhausted = <b>No quedan créditos.</b> No se acepta trabajo nuevo hasta el { $reset }.

## Alerts

alerts-title = Alertas recientes
alert-credits_low = Quedaban pocos créditos
alert-credits_exhausted = Se agotaron los créditos
alert-plan_upgraded = Cambió tu plan
alert-elsewhere = En otro espacio de trabajo: { $title }
alert-notification-waiting = En espera
alert-notification-left_out = No se mostró como notificación
alerts-none = Aún no hay alertas. Aquí verás todas las que recibas.

## Actions of the catalogue

action-message = Mensajes
action-agent_step = Pasos
action-web_fetch = Páginas web
action-image_generation = Imágenes
action-image_edit = Ediciones de imagen
action-deep_research = Investigación a fondo
action-count-message = { $count ->
    [one] { $count } mensaje
   *[other] { $count } mensajes
}
action-count-agent_step = { $count ->
    [one] { $count } paso
   *[other] { $count } pasos
}
action-count-web_fetch = { $count ->
    [one] { $count } página web
   *[other] { $count } páginas web
}
action-count-image_generation = { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
}
action-count-image_edit = { $count ->
    [one] { $count } edición de imagen
   *[other] { $count } ediciones de imagen
}
action-count-deep_research = { $count ->
    [one] { $count } investigación a fondo
   *[other] { $count } investigaciones a fondo
}
action-count-other = { $count } × { $action }

## Credits over time

spending-day = Créditos por día
spending-week = Créditos por semana
spending-month = Créditos por mes
spending-sum = { $days } · { $credits ->
    [one] { $credits } crédito
    [many] { $credits } de créditos
   *[other] { $credits } créditos
} · { $daily ->
    [0] menos de 1 al día
   *[other] { $daily } al día
}
spending-sum-nothing = { $days }
spending-nothing = No se usaron créditos en este periodo.
spending-untouched = Aquí aparecerá tu primera barra cuando un agente informe de su trabajo.
period-label = Duración de cada barra
period-day = Día
period-week = Semana
period-month = Mes
chart-as-table = Mostrar como tabla
chart-label = Créditos a lo largo del tiempo. Usa las flechas para moverte entre las barras e Intro para ver una sola.
chart-table-title = Créditos a lo largo del tiempo, en una tabla
bar-part-day = Hasta ahora
bar-part-week = Semana incompleta
bar-part-month = Mes incompleto
bar-spoken = { $when }: { $spent }, { $parts }
bar-spoken-empty = { $when }: sin créditos usados
column-total = Total

## Filters

filters-label = Filtros
filters-clear = Quitar filtros
filter-range = Periodo
filter-conversation = Conversación
filter-action = Acción
filter-all-conversations = Todas las conversaciones
filter-all-actions = Todas las acciones
filter-by = Mostrar solo { $name }
range-7 = Últimos 7 días
range-30 = Últimos 30 días
range-90 = Últimos 90 días
range-cycle = Ciclo actual
range-custom = Periodo personalizado
range-from = Primer día
range-to = Último día
conversation-none = Sin conversación
conversation-untitled = Conversación sin título

## Breakdowns

by-conversation = Por conversación
by-action = Por acción
breakdown-nothing = No se usaron créditos en este periodo.
show-more = Mostrar { $count } más
show-fewer = Mostrar menos

## Journal

journal-title = Historial
journal-purpose = todos los créditos que entran y salen, primero lo más reciente
journal-nothing = Ningún movimiento coincide.
journal-more = Mostrar movimientos anteriores
journal-grant = Créditos añadidos
journal-expiry = Créditos sin usar caducados
journal-refund = Créditos devueltos
journal-adjustment = Ajuste del administrador del servidor
journal-other = Cambio de créditos
journal-balance = Saldo de créditos resultante
journal-left = Saldo: { $credits }
journal-entry = Movimiento
journal-source = de { $source }
journal-number = n.º { $number }

## Connect an agent

connect-title = Conectar un agente
connect-text = Un agente es cualquier programa que trabaja para ti e informa de lo que ha usado. Cada uno tiene su propio token.
connect-text-first = Un agente es cualquier programa que trabaja para ti e informa de lo que ha usado. Ponle nombre al tuyo y pega una línea en la terminal.
connect-name = Nombre del agente
connect-placeholder = Agente nocturno
connect-action = Crear token
connect-ready = { $name } ya puede informar
connect-ready-text = Pega esta línea en la terminal. Con ella se informa de un mensaje, que cuesta un crédito.
connect-line = Comando de terminal
connect-copy-line = Copiar comando
connect-copy-token = Copiar solo el token
connect-once = Cópialo ahora. No volverás a verlo.
connect-waiting = Esperando el primer evento…
connect-heard = Primer evento recibido.
