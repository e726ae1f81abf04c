usage-title = Uso
usage-purpose = Lo que tienes, en qué se fue y cuánto durará.

not-updated = No se ha podido actualizar.

## Balance

balance-title = Créditos disponibles
balance-of = de { $total } · se renueva { $away }
balance-unknown = Esperando las primeras cifras.
level-low = Pocos
level-exhausted = Agotados
parts-title = Cómo están tus créditos
parts-used = <b>{ $used }</b> de { $total } usados
parts-monthly = <b>{ $credits }</b> mensuales, hasta el { $ends }
parts-purchased = <b>{ $credits }</b> comprados, se conservan
parts-held = <b>{ $credits }</b> reservados
parts-held-why = Apartados para el trabajo en curso. Lo que no se use vuelve.
memory = Memoria
memory-of = de { $limit } palabras
workflows = Flujos de trabajo
workflows-of = de { $limit } activos
memory-full = Las { $limit } palabras están en uso
workflows-full = Los { $limit } están activos
meter-unreported = sin datos aún

## Outlook

outlook-short = <b>A este ritmo, tus créditos se agotan hacia el { $date }</b>, { $days ->
    [one] { $days } día
   *[other] { $days } días
} antes de la renovación. El intervalo probable es { $span }.
outlook-enough = A este ritmo, tus créditos duran hasta la renovación, el <b>{ $reset }</b>.
outlook-unknown = Aquí aparecerá una previsión tras unos días de uso.
outlook-waiting = Esperando las primeras cifras.
outlook-low = <b>{ $credits ->
    [one] Solo queda { $credits } crédito.
   *[other] Solo quedan { $credits } créditos.
}</b> Llegan más el { $reset }.
outlook-exhausted = <b>No quedan créditos.</b> El trabajo nuevo se rechaza hasta el { $reset }.

## Alerts

alerts-title = Alertas recientes
alert-credits_low = Quedaban pocos créditos
alert-credits_exhausted = Se agotaron los créditos
alert-plan_upgraded = Tu plan ha cambiado
alert-elsewhere = En otro espacio de trabajo: { $title }

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
   *[other] { $credits } créditos
} · { $daily ->
    [0] menos de 1 al día
   *[other] { $daily } al día
}
spending-sum-nothing = { $days }
spending-nothing = No se usaron créditos en este periodo.
spending-untouched = Tu primera barra aparecerá cuando un agente informe de su trabajo.
period-label = Duración de una barra
period-day = Día
period-week = Semana
period-month = Mes
chart-as-table = Mostrar como tabla
chart-label = Créditos a lo largo del tiempo. Las flechas pasan de una barra a otra e Intro muestra una sola.
chart-table-title = Créditos a lo largo del tiempo, como tabla
bar-part-day = Hasta ahora
bar-part-week = Parte de la semana
bar-part-month = Parte del mes
bar-spoken = { $when }: { $spent }, { $parts }
bar-spoken-empty = { $when }: sin créditos usados
column-total = Suma

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
range-cycle = Este ciclo
range-custom = Periodo personalizado
range-from = Primer día
range-to = Último día
conversation-none = Fuera de una conversación
conversation-untitled = Conversación sin título

## Breakdowns

by-conversation = Por conversación
by-action = Por acción
breakdown-nothing = No se usaron créditos en este periodo.
show-more = Mostrar { $count } más
show-fewer = Mostrar menos

## Journal

journal-title = Registro
journal-purpose = cada crédito que entra y sale, lo más reciente primero
journal-nothing = Ninguna entrada coincide.
journal-more = Mostrar entradas anteriores
journal-grant = Créditos concedidos
journal-expiry = Créditos sin usar caducados
journal-refund = Créditos devueltos
journal-adjustment = Ajustado por quien gestiona el servidor
journal-other = Créditos modificados
journal-balance = Créditos que quedaron
journal-left = quedan { $credits }
journal-entry = Entrada
journal-source = de { $source }
journal-number = n.º { $number }

## Connect an agent

connect-title = Conectar un agente
connect-text = Un agente es cualquier programa que trabaja para ti e informa de lo que usó. Cada uno tiene su propio token.
connect-text-first = Un agente es cualquier programa que trabaja para ti e informa de lo que usó. Pon nombre al tuyo y pega una línea en un terminal.
connect-name = Nombre del agente
connect-placeholder = Agente nocturno
connect-action = Crear token
connect-ready = { $name } ya puede informar
connect-ready-text = Pega esta línea en un terminal. Informa de un mensaje, que cuesta un crédito.
connect-line = Comando de terminal
connect-copy-line = Copiar comando
connect-copy-token = Copiar solo el token
connect-once = Cópialo ahora. No lo volverás a ver.
connect-waiting = Esperando el primer evento…
connect-heard = Primer evento recibido.
