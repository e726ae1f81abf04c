quick-title = Credits at a glance
quick-resets = { $credits ->
    [one] credit
   *[other] credits
} · resets { $date }
quick-monthly = Monthly
quick-purchased = Purchased
quick-of = { $used } of { $limit }
quick-held = { $used } of { $limit } · { $held } held
quick-words = { $used } of { $limit } words
quick-today = { $credits } used today
quick-enough = Lasts until the reset
quick-short = Lasts until { $date }
quick-days-label = Credits on each of the last 14 days, today last: { $days }. Open usage
quick-pause = Pause
quick-resume = Resume
quick-approvals = { $count ->
    [one] { $count } approval waits
   *[other] { $count } approvals wait
}
