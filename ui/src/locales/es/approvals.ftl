# What agents ask, at the head of every tab.

approval-region = A la espera de tu aprobación
approval-asks = «{ $agent }» pide tu aprobación
approval-announced = «{ $agent }» pide tu aprobación: { $what }
approval-would-spend = { $credits ->
    [one] Gastaría { $credits } crédito
    [many] Gastaría { $credits } de créditos
   *[other] Gastaría { $credits } créditos
}
approval-left-hours = Quedan { $hours } h para responder
approval-left-minutes = { $minutes } min para responder
approval-left-seconds = Se deniega en { $seconds } s
approval-left-over = Se acabó el tiempo
approval-more = { $count ->
    [one] Y { $count } solicitud más
    [many] Y { $count } de solicitudes más
   *[other] Y { $count } solicitudes más
}
