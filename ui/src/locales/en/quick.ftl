quick-title = Credits at a glance
quick-resets = { $credits ->
    [one] credit
   *[other] credits
} · resets { $date }
quick-monthly = Monthly
quick-purchased = Purchased
quick-of = { $used } of { $limit }
quick-held = { $part } · { $held } held
quick-words = { $used } of { $limit } words
quick-today = { $credits } today
quick-enough = lasts until the reset
quick-short = lasts until { $date }
quick-days-label = Credits on each of the last 14 days, today last: { $days }. Open usage
quick-open = Open usage
quick-open-app = Open Infuse
quick-pause = Pause
quick-resume = Resume

## Why there are no figures, or none that follow the server

quick-access-starting = Infuse is starting.
quick-access-welcome = Infuse isn't set up yet.
quick-access-signed_out = You're signed out.
quick-access-keyring_locked = The keyring is locked.
quick-access-keyring_missing = No keyring was found.
quick-access-keyring_unset = The keyring was never set up.
quick-access-preparing = Making sample data: day { $done } of { $total }.
