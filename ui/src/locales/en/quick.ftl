quick-title = Credits at a glance
quick-resets = { $credits ->
    [one] credit
   *[other] credits
} · resets { $date }
quick-monthly = Monthly
quick-purchased = Purchased
quick-of = { $used } of { $limit }
quick-words = { $used } of { $limit } words
quick-today = { $credits } today
quick-enough = lasts until the reset
quick-short = lasts until { $date }
quick-days-label = Credits spent on each of the last 14 days
quick-open = Open usage
quick-open-app = Open Infuse
quick-pause = Pause
quick-resume = Resume
