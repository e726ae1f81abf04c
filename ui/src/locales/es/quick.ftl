quick-title = Créditos de un vistazo
quick-resets = { $credits ->
    [one] crédito
    [many] de créditos
   *[other] créditos
} · se renuevan el { $date }
quick-monthly = Mensuales
quick-purchased = Comprados
quick-of = { $used } de { $limit }
quick-held = { $used } de { $limit } · reservados: { $held }
quick-words = { $used } de { $limit } palabras
quick-today = Usados hoy: { $credits }
quick-enough = Duran hasta la renovación
quick-short = Duran hasta el { $date }
quick-days-label = Créditos usados cada día en los últimos 14 días, hasta hoy: { $days }. Abrir Uso
quick-pause = Pausar
quick-resume = Reanudar
quick-approvals = { $count ->
    [one] { $count } aprobación pendiente
    [many] { $count } de aprobaciones pendientes
   *[other] { $count } aprobaciones pendientes
}
