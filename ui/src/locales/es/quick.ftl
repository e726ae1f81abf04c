quick-title = Créditos de un vistazo
quick-resets = { $credits ->
    [one] crédito
   *[other] créditos
} · se renueva el { $date }
quick-monthly = Mensuales
quick-purchased = Comprados
quick-of = { $used } de { $limit }
quick-held = { $used } de { $limit } · { $held } reservados
quick-words = { $used } de { $limit } palabras
quick-today = { $credits } usados hoy
quick-enough = Alcanza hasta la renovación
quick-short = Alcanza hasta el { $date }
quick-days-label = Créditos de cada uno de los últimos 14 días, hoy al final: { $days }. Abrir uso
quick-pause = Pausar
quick-resume = Reanudar
