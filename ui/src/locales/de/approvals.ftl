# What agents ask, at the head of every tab.

approval-region = Warten auf Freigabe
approval-asks = „{ $agent }“ bittet um Freigabe
approval-announced = „{ $agent }“ bittet um Freigabe: { $what }
approval-would-spend = { $credits ->
    [one] Würde { $credits } Credit ausgeben
   *[other] Würde { $credits } Credits ausgeben
}
approval-left-hours = Noch { $hours } Std. für eine Antwort
approval-left-minutes = Noch { $minutes } Min. für eine Antwort
approval-left-seconds = Wird in { $seconds } Sek. abgelehnt
approval-left-over = Die Zeit ist um
approval-more = { $count ->
    [one] Und { $count } weitere Anfrage
   *[other] Und { $count } weitere Anfragen
}
