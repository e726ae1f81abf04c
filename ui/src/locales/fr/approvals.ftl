# What agents ask, at the head of every tab.

approval-region = En attente de votre accord
approval-asks = « { $agent } » demande votre accord
approval-announced = « { $agent } » demande votre accord : { $what }
approval-would-spend = { $credits ->
    [one] Dépenserait { $credits } crédit
   *[other] Dépenserait { $credits } crédits
}
approval-left-hours = { $hours } h pour répondre
approval-left-minutes = { $minutes } min pour répondre
approval-left-seconds = Refus dans { $seconds } s
approval-left-over = Délai écoulé
approval-more = { $count ->
    [one] Et { $count } autre demande
   *[other] Et { $count } autres demandes
}
