# What the shell says outside of its windows: tray, native notifications and file dialogs.

app-name = Infuse

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

tooltip = { $available } of { $total } credits · resets { $day }
tooltip-purchased = { $available } of { $total } credits + { $purchased } purchased · resets { $day }
tooltip-stale = { $tooltip } · as of { $moment }
tooltip-starting = Infuse is starting
tooltip-welcome = Infuse is not set up yet
tooltip-signed-out = Signed out of Infuse
tooltip-keyring-locked = The keyring is locked
tooltip-preparing = Making sample data: day { $done } of { $total }
tooltip-unknown = Credits are not known yet

## Tray menu

menu-credits = Credits: { $available } of { $total }
menu-credits-held = { $credits }, { $held } held
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
menu-open = Open Infuse
menu-pause = Pause warnings until reset
menu-resume = Resume warnings
menu-quit = Quit

## Notifications

notice-low-title = { $available ->
    [one] { $credits } credit left
   *[other] { $credits } credits left
}
notice-low-title-unknown = Credits are running low
notice-low-body = Agents stop when none are left. The next credits come on { $day }.
notice-low-body-no-reset = Agents stop when none are left.
notice-exhausted-title = No credits left
notice-exhausted-body = Agents are refused until { $day }.
notice-exhausted-body-no-reset = Agents are refused until credits are added.
notice-were-exhausted = Credits ran out on { $day }. { $credits } are available now.
notice-were-exhausted-granted = Credits ran out on { $day }. The plan has granted { $granted } since.
notice-elsewhere-title = In another workspace: { $title }
notice-plan-title = Your plan changed
notice-plan-body = You are now on { $plan }.
notice-digest-title = While warnings were not shown
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
    [one] One integration needs to be connected again.
   *[other] { $count } integrations need to be connected again.
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
notice-digest-available = { $credits } available now.
notice-open-usage = Open usage
notice-open-alerts = Show alerts
notice-snooze = Snooze until reset

## Save dialog

export-csv = CSV file
export-json = JSON file
