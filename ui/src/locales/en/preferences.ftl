preferences-title = Preferences
preferences-purpose = When you're warned, and of what.
preferences-unheard = Your preferences aren't here yet. They appear as soon as the server answers.

## Alerts

alerts-card-title = Alerts
alerts-card-text = notifications on all your devices
alerts-card-missed = Missed one? Every alert stays under “Recent alerts” on the Usage tab, even of the kinds that you switch off.
threshold = Warn me at
threshold-text = { $credits ->
    [0] At 0 there is no early warning, only the one when credits are used up.
   *[other] The warning comes when that many or fewer are left.
}
threshold-unit = { $credits ->
    [one] credit
   *[other] credits
}
threshold-wrong = Enter a whole number from 0 to { $most }.
alert-kind-credits_low = Credits run low
alert-kind-text-credits_low = { $credits ->
    [0] Never, as the warning is set to 0 credits
    [one] At 1 credit
   *[other] At { $credits } credits or fewer
}
alert-kind-credits_exhausted = Credits are used up
alert-kind-text-credits_exhausted = New work is refused until more arrive
alert-kind-workflow_failed = A workflow fails
alert-kind-integration_needs_reconnect = An integration needs to be reconnected
alert-kind-plan_upgraded = Your plan changes
alert-kind-on = On
alert-kind-off = Off
