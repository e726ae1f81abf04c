usage-title = Usage
usage-purpose = What is left, where it went, how long it lasts.

not-updated = This could not be updated.

## Balance

balance-title = Credits available
balance-of = of { $total } · next reset { $away }
balance-unknown = The first figures are on their way.
level-low = Low
level-exhausted = Used up
parts-title = What the credits are made of
parts-used = <b>{ $used }</b> of { $total } used
parts-monthly = <b>{ $credits }</b> monthly, until { $ends }
parts-purchased = <b>{ $credits }</b> purchased, kept
parts-held = <b>{ $credits }</b> held
parts-held-why = Set aside for work that is still running. What it does not take comes back.
memory = Memory
memory-of = of { $limit } words
workflows = Workflows
workflows-of = of { $limit } active
meter-unreported = not reported yet

## Outlook

outlook-short = <b>At this pace the monthly credits last until { $date }</b> ({ $span }), { $days ->
    [one] { $days } day
   *[other] { $days } days
} short of the reset.
outlook-low = <b>{ $credits ->
    [one] { $credits } credit is left.
   *[other] { $credits } credits are left.
}</b> The next ones come on { $reset }.
outlook-exhausted = <b>No credits are left.</b> New work is refused until { $reset }.

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
spending-daily = { $daily ->
    [0] less than 1 a day
   *[other] { $daily } a day
}
spending-nothing = Nothing was spent in these days.
spending-untouched = Bars appear here with the first event of an agent.
period-label = Length of a bar
period-day = Day
period-week = Week
period-month = Month
chart-as-table = Show as table
chart-label = Credits over time. Arrow keys move from bar to bar.
chart-table-title = Credits over time, as a table
bar-spoken = { $when }: { $spent }, { $parts }
bar-spoken-empty = { $when }: nothing spent
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
conversation-none = Outside of conversations
conversation-untitled = Untitled conversation

## Breakdowns

by-conversation = By conversation
by-action = By action
breakdown-nothing = Nothing to break down.
show-more = Show { $count } more
show-fewer = Show fewer

## Journal

journal-title = Journal
journal-purpose = every credit, in order
journal-nothing = No entry matches.
journal-more = Show earlier entries
journal-grant = Credits granted
journal-expiry = Unused credits ended
journal-refund = Credits returned
journal-adjustment = Adjusted by the operator
journal-other = Credits changed
journal-balance = Credits left after this
journal-left = { $credits } left
journal-entry = Entry
journal-source = from { $source }
journal-number = #{ $number }

## Connect an agent

connect-title = Connect an agent
connect-text = One token for each agent that reports what it did.
connect-text-first = Nothing reported yet. Name an agent, then paste one line into a terminal.
connect-name = Name of the agent
connect-placeholder = Nightly agent
connect-action = Create token
connect-ready = { $name } is ready to report
connect-ready-text = This line reports one message, which costs one credit. Paste it into a terminal.
connect-line = Command line
connect-copy-line = Copy line
connect-copy-token = Copy token only
connect-once = The token is shown this once. If it is lost, create another.
connect-waiting = Waiting for the first event…
connect-heard = It arrived: the figure has moved.
