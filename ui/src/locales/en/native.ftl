# What the shell alone says, outside of its windows: tray, notifications and dialogs of the system.

## Numbers and dates

group-separator = ,
# As in 3 Dec.
day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
# A moment of today is a time alone.
moment-today = { $time }
moment-other-day = { $day }, { $time }

## Tray tooltip

tooltip-sample = Sample data · { $tooltip }
tooltip = { $available } of { $total } credits · resets { $day }
tooltip-purchased = { $available } of { $total } credits + { $purchased } purchased · resets { $day }
tooltip-stale = { $available } of { $total } credits · resets { $day } · as of { $moment }
tooltip-purchased-stale = { $available } of { $total } credits + { $purchased } purchased · resets { $day } · as of { $moment }

## Tray menu

menu-credits = Credits: { $available } of { $total }
menu-credits-held = Credits: { $available } of { $total }, { $held } held
menu-credits-unknown = Credits: not known yet
menu-purchased = Purchased: { $credits }
menu-purchased-unknown = Purchased: not known yet
menu-memory = Memory: { $used } of { $limit } words
menu-memory-unknown = Memory: not reported yet
menu-workflows = Workflows: { $active } of { $limit }
menu-workflows-unknown = Workflows: not reported yet
menu-updated = Updated { $moment }
menu-updated-never = Not updated yet
menu-updated-offline = Offline, updated { $moment }
tray-approval = Asked: { $what }
tray-approvals-more = { $count ->
    [one] { $count } more request
   *[other] { $count } more requests
}

## Notifications

notice-low-title = { $available ->
    [one] { $credits } credit left
   *[other] { $credits } credits left
}
notice-low-title-unknown = Credits are running low
notice-low-body = Agents stop when credits run out. More arrive on { $day }.
notice-low-body-no-reset = Agents stop when credits run out.
notice-exhausted-title = No credits left
notice-exhausted-body = New work is refused until { $day }.
notice-exhausted-body-no-reset = New work is refused until credits are added.
notice-were-exhausted = Credits ran out on { $day }. { $available ->
    [one] { $credits } credit is available now.
   *[other] { $credits } credits are available now.
}
notice-were-exhausted-granted = Credits ran out on { $day }. Your plan has granted { $granted } since.
notice-elsewhere-title = In another workspace: { $title }
notice-plan-title = Your plan changed
notice-plan-body = You're now on { $plan }.
notice-new-device-title = A new device signed in
notice-new-device-body = { $device }, { $address }
notice-new-device-unknown = Unknown device
notice-open-account = Open Account
notice-approval = “{ $agent }” asks for your approval
notice-approval-body = { $what } · { $category }
notice-approval-credits = { $count ->
    [one] Would spend { $credits } credit
   *[other] Would spend { $credits } credits
}
notice-test-title = This is a test
notice-test-body = Notifications from Infuse look like this.
notice-digest-title = What you missed
notice-digest-low = { $count ->
    [one] Credits ran low once.
   *[other] Credits ran low { $count } times.
}
notice-digest-exhausted = { $count ->
    [one] Credits ran out once.
   *[other] Credits ran out { $count } times.
}
notice-digest-workflows = { $count ->
    [one] One workflow failed.
   *[other] { $count } workflows failed.
}
notice-digest-reconnects = { $count ->
    [one] One integration needs to be reconnected.
   *[other] { $count } integrations need to be reconnected.
}
notice-digest-plan-changes = { $count ->
    [one] Your plan changed.
   *[other] Your plan changed { $count } times.
}
notice-digest-others = { $count ->
    [one] One other warning.
   *[other] { $count } other warnings.
}
notice-digest-elsewhere = { $count ->
    [one] One warning from another workspace.
   *[other] { $count } warnings from other workspaces.
}
notice-burst = { $count } warnings at once
notice-burst-workflows = { $count } workflows failed
notice-digest-available = { $available ->
    [one] { $credits } credit is available now.
   *[other] { $credits } credits are available now.
}
notice-open-alerts = Show alerts
notice-snooze = Snooze until reset

## Dialogs

file-csv = CSV file
file-json = JSON file
file-zip = ZIP archive
file-text = Text file
start-failed = Infuse couldn't start

## Last page of the browser

landing-title = Back to Infuse
landing-text = You can close this page. Infuse goes on by itself.
