# What agents ask, at the head of every tab.

approval-region = Waiting for your approval
approval-asks = “{ $agent }” asks for your approval
approval-announced = “{ $agent }” asks for your approval: { $what }
approval-would-spend = { $credits ->
    [one] Would spend { $credits } credit
   *[other] Would spend { $credits } credits
}
approval-left-hours = { $hours } h left to answer
approval-left-minutes = { $minutes } min left to answer
approval-left-seconds = Denied in { $seconds } s
approval-left-over = Time is up
approval-more = { $count ->
    [one] And { $count } more request
   *[other] And { $count } more requests
}
