usage-title = Usage
usage-purpose = What you have, where it went, how long it lasts.

not-updated = Couldn't update.

## Balance

balance-title = Credits available
balance-of = of { $total } · resets { $away }
balance-unknown = Waiting for the first figures.
level-low = Low
level-exhausted = None left
parts-title = Where your credits stand
parts-used = <b>{ $used }</b> of { $total } used
parts-monthly = <b>{ $credits }</b> monthly, until { $ends }
parts-purchased = <b>{ $credits }</b> purchased, kept
parts-held = <b>{ $credits }</b> held
parts-held-why = Set aside for work still running. What it doesn't use comes back.
memory = Memory
memory-of = of { $limit } words
workflows = Workflows
workflows-of = of { $limit } active
memory-full = All { $limit } words used
workflows-full = All { $limit } active
meter-unreported = not reported yet

## Outlook

outlook-short = <b>At this pace, your credits run out around { $date }</b>, { $days ->
    [one] { $days } day
   *[other] { $days } days
} before the reset. The likely range is { $span }.
outlook-enough = At this pace, your credits last until the reset on <b>{ $reset }</b>.
outlook-unknown = A forecast appears here after a few days of use.
outlook-waiting = Waiting for the first figures.
outlook-low = <b>{ $credits ->
    [one] Only { $credits } credit left.
   *[other] Only { $credits } credits left.
}</b> More arrive on { $reset }.
outlook-exhausted = <b>No credits left.</b> New work is refused until { $reset }.

## Alerts

alerts-title = Recent alerts
alert-credits_low = Credits ran low
alert-credits_exhausted = Credits ran out
alert-plan_upgraded = Your plan changed
alert-elsewhere = In another workspace: { $title }
alert-notification-waiting = Waiting
alert-notification-left_out = Not shown as a notification
alerts-none = No alerts yet. What you're told of will be listed here.

## Actions of the catalogue

action-message = Messages
action-agent_step = Steps
action-web_fetch = Web pages
action-image_generation = Images
action-image_edit = Image edits
action-deep_research = Deep research
action-count-message = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
action-count-agent_step = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
action-count-web_fetch = { $count ->
    [one] { $count } web page
   *[other] { $count } web pages
}
action-count-image_generation = { $count ->
    [one] { $count } image
   *[other] { $count } images
}
action-count-image_edit = { $count ->
    [one] { $count } image edit
   *[other] { $count } image edits
}
action-count-deep_research = { $count } deep research
action-count-other = { $count } × { $action }

## Credits over time

spending-day = Credits per day
spending-week = Credits per week
spending-month = Credits per month
spending-sum = { $days } · { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
} · { $daily ->
    [0] less than 1 a day
   *[other] { $daily } a day
}
spending-sum-nothing = { $days }
spending-nothing = No credits used in this period.
spending-untouched = Your first bar appears here when an agent reports its work.
period-label = Length of a bar
period-day = Day
period-week = Week
period-month = Month
chart-as-table = Show as table
chart-label = Credits over time. Arrow keys move between bars, and Enter shows one alone.
chart-table-title = Credits over time, as a table
bar-part-day = So far
bar-part-week = Part of the week
bar-part-month = Part of the month
bar-spoken = { $when }: { $spent }, { $parts }
bar-spoken-empty = { $when }: no credits used
column-total = Total

## Filters

filters-label = Filters
filters-clear = Clear filters
filter-range = Range
filter-conversation = Conversation
filter-action = Action
filter-all-conversations = All conversations
filter-all-actions = All actions
filter-by = Show only { $name }
range-7 = Last 7 days
range-30 = Last 30 days
range-90 = Last 90 days
range-cycle = This cycle
range-custom = Custom range
range-from = First day
range-to = Last day
conversation-none = Not in a conversation
conversation-untitled = Untitled conversation

## Breakdowns

by-conversation = By conversation
by-action = By action
breakdown-nothing = No credits used in this period.
show-more = Show { $count } more
show-fewer = Show fewer

## Journal

journal-title = Journal
journal-purpose = every credit in and out, newest first
journal-nothing = No matching entries.
journal-more = Show earlier entries
journal-grant = Credits granted
journal-expiry = Unused credits expired
journal-refund = Credits returned
journal-adjustment = Adjusted by the server's operator
journal-other = Credits changed
journal-balance = Credits left afterwards
journal-left = { $credits } left
journal-entry = Entry
journal-source = from { $source }
journal-number = #{ $number }

## Connect an agent

connect-title = Connect an agent
connect-text = An agent is any program that works for you and reports what it used. Each gets its own token.
connect-text-first = An agent is any program that works for you and reports what it used. Name yours, then paste one line into a terminal.
connect-name = Agent name
connect-placeholder = Nightly agent
connect-action = Create token
connect-ready = { $name } is ready to report
connect-ready-text = Paste this line into a terminal. It reports one message, which costs one credit.
connect-line = Terminal command
connect-copy-line = Copy command
connect-copy-token = Copy token only
connect-once = Copy it now. You won't see it again.
connect-waiting = Waiting for the first event…
connect-heard = First event received.
