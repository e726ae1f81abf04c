# What the shell alone says, outside of its windows: tray, notifications and dialogs of the system.

## Numbers and dates

group-separator = .
# As in 3 de diciembre.
day = { $day } de { $month ->
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
}
# A moment of today is a time alone.
moment-today = { $time }
moment-other-day = { $day }, { $time }

## Tray tooltip

tooltip-sample = Datos de ejemplo · { $tooltip }
tooltip = { $available } de { $total } créditos · se renuevan el { $day }
tooltip-purchased = { $available } de { $total } créditos + { $purchased } comprados · se renuevan el { $day }
tooltip-stale = { $available } de { $total } créditos · se renuevan el { $day } · actualizado: { $moment }
tooltip-purchased-stale = { $available } de { $total } créditos + { $purchased } comprados · se renuevan el { $day } · actualizado: { $moment }

## Tray menu

menu-credits = Créditos: { $available } de { $total }
menu-credits-held = Créditos: { $available } de { $total } (reservados: { $held })
menu-credits-unknown = Créditos: sin datos aún
menu-purchased = Comprados: { $credits }
menu-purchased-unknown = Comprados: sin datos aún
menu-memory = Memoria: { $used } de { $limit } palabras
menu-memory-unknown = Memoria: sin datos aún
menu-workflows = Flujos de trabajo: { $active } de { $limit }
menu-workflows-unknown = Flujos de trabajo: sin datos aún
menu-updated = Actualizado: { $moment }
menu-updated-never = Aún sin actualizar
menu-updated-offline = Sin conexión, actualizado: { $moment }
tray-approval = Pide: { $what }
tray-approvals-more = { $count ->
    [one] { $count } solicitud más
    [many] { $count } de solicitudes más
   *[other] { $count } solicitudes más
}

## Notifications

notice-low-title = { $available ->
    [one] Queda { $credits } crédito
    [many] Quedan { $credits } de créditos
   *[other] Quedan { $credits } créditos
}
notice-low-title-unknown = Quedan pocos créditos
notice-low-body = Los agentes se detienen cuando se agotan los créditos. Recibirás más el { $day }.
notice-low-body-no-reset = Los agentes se detienen cuando se agotan los créditos.
notice-exhausted-title = No quedan créditos
notice-exhausted-body = No se acepta trabajo nuevo hasta el { $day }.
notice-exhausted-body-no-reset = No se acepta trabajo nuevo hasta que se añadan créditos.
notice-were-exhausted = Los créditos se agotaron el { $day }. { $available ->
    [one] Ahora hay { $credits } crédito disponible.
    [many] Ahora hay { $credits } de créditos disponibles.
   *[other] Ahora hay { $credits } créditos disponibles.
}
notice-were-exhausted-granted = Los créditos se agotaron el { $day }. Desde entonces, tu plan ha añadido { $granted }.
notice-elsewhere-title = En otro espacio de trabajo: { $title }
notice-plan-title = Tu plan ha cambiado
notice-plan-body = Ahora tienes el plan { $plan }.
notice-approval = «{ $agent }» pide tu aprobación
notice-approval-body = { $what } · { $category }
notice-approval-credits = { $count ->
    [one] Gastaría { $credits } crédito
    [many] Gastaría { $credits } de créditos
   *[other] Gastaría { $credits } créditos
}
notice-test-title = Esto es una prueba
notice-test-body = Así se ven las notificaciones de Infuse.
notice-digest-title = Lo que te has perdido
notice-digest-low = { $count ->
    [one] Quedaron pocos créditos una vez.
   *[other] Quedaron pocos créditos { $count } veces.
}
notice-digest-exhausted = { $count ->
    [one] Los créditos se agotaron una vez.
   *[other] Los créditos se agotaron { $count } veces.
}
notice-digest-workflows = { $count ->
    [one] Falló un flujo de trabajo.
   *[other] Fallaron { $count } flujos de trabajo.
}
notice-digest-reconnects = { $count ->
    [one] Hay que volver a conectar una integración.
   *[other] Hay que volver a conectar { $count } integraciones.
}
notice-digest-plan-changes = { $count ->
    [one] Tu plan cambió.
   *[other] Tu plan cambió { $count } veces.
}
notice-digest-others = { $count ->
    [one] Otro aviso.
   *[other] Otros { $count } avisos.
}
notice-digest-elsewhere = { $count ->
    [one] Un aviso de otro espacio de trabajo.
   *[other] { $count } avisos de otros espacios de trabajo.
}
notice-burst = { $count } avisos a la vez
notice-burst-workflows = { $count } flujos de trabajo han fallado
notice-digest-available = { $available ->
    [one] Ahora hay { $credits } crédito disponible.
    [many] Ahora hay { $credits } de créditos disponibles.
   *[other] Ahora hay { $credits } créditos disponibles.
}
notice-open-alerts = Mostrar alertas
notice-snooze = Posponer hasta la renovación

## Dialogs

file-csv = Archivo CSV
file-json = Archivo JSON
file-text = Archivo de texto
start-failed = Infuse no se ha podido iniciar
notice-new-device-title = Inicio de sesión desde un dispositivo nuevo
notice-new-device-body = { $device }, { $address }
notice-new-device-unknown = Dispositivo desconocido
notice-open-account = Abrir Cuenta
file-zip = Archivo ZIP

## Last page of the browser

landing-title = Vuelve a Infuse
landing-text = Puedes cerrar esta página. Infuse continúa por su cuenta.
