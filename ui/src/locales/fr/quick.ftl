quick-title = Crédits en un coup d’œil
quick-resets = { $credits ->
    [one] crédit
   *[other] crédits
} · renouvelés le { $date }
quick-monthly = Mensuels
quick-purchased = Achetés
quick-of = { $used } sur { $limit }
quick-held = { $used } sur { $limit } · { $held } réservés
quick-words = { $used } mots sur { $limit }
quick-today = Aujourd’hui : { $credits }
quick-enough = Suffisant jusqu’au renouvellement
quick-short = Suffisant jusqu’au { $date }
quick-days-label = Crédits de chacun des 14 derniers jours, jusqu’à aujourd’hui : { $days }. Voir l’utilisation
quick-pause = Suspendre
quick-resume = Reprendre
quick-approvals = { $count ->
    [one] { $count } accord en attente
   *[other] { $count } accords en attente
}
