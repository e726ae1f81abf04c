quick-title = Credits auf einen Blick
quick-resets = { $credits ->
    [one] Credit
   *[other] Credits
} · neu am { $date }
quick-monthly = Monatlich
quick-purchased = Gekauft
quick-of = { $used } von { $limit }
quick-held = { $used } von { $limit } · { $held } reserviert
quick-words = { $used } von { $limit } Wörtern
quick-today = Heute { $credits } verbraucht
quick-enough = Reicht bis zur Erneuerung
quick-short = Reicht bis zum { $date }
quick-days-label = Credits an jedem der letzten 14 Tage, heute zuletzt: { $days }. Nutzung öffnen
quick-pause = Pausieren
quick-resume = Fortsetzen
quick-approvals = { $count ->
    [one] { $count } Freigabe wartet
   *[other] { $count } Freigaben warten
}
