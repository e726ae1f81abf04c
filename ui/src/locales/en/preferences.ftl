preferences-title = Preferences
preferences-purpose = Your alerts, and how Infuse looks and speaks.
preferences-unheard = Your preferences can't be loaded yet. They'll appear once the server responds.

## Alerts

alerts-card-title = Alerts
alerts-card-text = what you're told, and how
alerts-card-missed = Missed one? All of them are listed, also those you've turned off here.
threshold = Warn me at
threshold-text = { $credits ->
    [0] At 0, you're alerted only when you run out.
   *[other] You'll get a warning when this many credits or fewer are left.
}
threshold-unit = { $credits ->
    [one] credit
   *[other] credits
}
threshold-wrong = Enter a whole number from 0 to { $most }.
threshold-replay = What this threshold would have meant in the last { $days } days
threshold-replay-none = { $credits ->
    [0] In the last { $days } days, you <b>never ran out</b> of credits.
   *[other] In the last { $days } days, you'd have had <b>no alerts</b> about your credits.
}
threshold-replay-below = In the last { $days } days, your credits <b>never rose above this</b>, so there'd have been <b>no new warning</b>.
threshold-replay-low = { $low ->
    [one] In the last { $days } days, you'd have had <b>{ $low } low-credit warning</b>.
   *[other] In the last { $days } days, you'd have had <b>{ $low } low-credit warnings</b>.
}
threshold-replay-exhausted = { $exhausted ->
    [one] In the last { $days } days, you'd have been told <b>once</b> that credits ran out, with <b>no warning</b> before.
   *[other] In the last { $days } days, you'd have been told <b>{ $exhausted } times</b> that credits ran out, with <b>no warning</b> before.
}
threshold-replay-both = { $low ->
    [one] { $exhausted ->
        [one] In the last { $days } days, you'd have had <b>{ $low } low-credit warning</b> and been told <b>once</b> that credits ran out.
       *[other] In the last { $days } days, you'd have had <b>{ $low } low-credit warning</b> and been told <b>{ $exhausted } times</b> that credits ran out.
    }
   *[other] { $exhausted ->
        [one] In the last { $days } days, you'd have had <b>{ $low } low-credit warnings</b> and been told <b>once</b> that credits ran out.
       *[other] In the last { $days } days, you'd have had <b>{ $low } low-credit warnings</b> and been told <b>{ $exhausted } times</b> that credits ran out.
    }
}
threshold-replay-latest = Most recently on { $date }.
threshold-replay-begins = Your history begins on { $date }.
threshold-replay-unknown = Once your history has loaded, this shows what the threshold would have meant in the last { $days } days.
threshold-replay-holds = Credits set aside for running work aren't taken into account.
threshold-replay-key-low = Low
threshold-replay-key-exhausted = Ran out
threshold-replay-mark-credits_low = Low-credit warning, { $when }
threshold-replay-mark-credits_exhausted = Credits ran out, { $when }
alert-kind-credits_low = Credits run low
alert-kind-text-credits_low = { $credits ->
    [0] Off while the threshold is 0
    [one] At 1 credit
   *[other] At { $credits } credits or fewer
}
alert-kind-credits_exhausted = Credits are used up
alert-kind-text-credits_exhausted = New work stops until you have more credits
alert-kind-workflow_failed = A workflow fails
alert-kind-text-workflow_failed = With what its agent says about it
alert-kind-integration_needs_reconnect = An integration needs to be reconnected
alert-kind-text-integration_needs_reconnect = Its agents can't use it until you do
alert-kind-plan_upgraded = Your plan changes
alert-kind-text-plan_upgraded = With the name of the new plan
alert-way-email = Email
alert-way-desktop = Desktop
alert-email-set = { $on ->
    [on] Email on
   *[other] Email off
}
alert-desktop-set = { $on ->
    [on] Desktop on
   *[other] Desktop off
}

## Email

email-ready = Emails go to { $email }.
email-ready-files = Emails to { $email } are kept as files on this computer. Set up a mail server under Outgoing email to have them sent.
email-unverified = Confirm your address to get alerts by email: open the link that was mailed to { $email }.
email-unverified-files = Confirm your address to get alerts by email: open the link in the email to { $email }, which is a file on this computer.
email-refused = Emails to { $email } don't get through. If the address works again, confirm it once more.
email-none = This account has no email address, so alerts come as notifications only.
email-send-link = Send a new link
email-link-sent = A link is on its way to { $email }.

## Quiet hours

quiet-title = Quiet hours
quiet-text = when notifications wait
quiet-enabled = Hold notifications
quiet-enabled-text = They come together when quiet hours end
quiet-set = { $on ->
    [on] quiet hours on
   *[other] quiet hours off
}
quiet-now = Quiet until { $until }
quiet-from = From
quiet-to = Until
quiet-to-next = On the next day
quiet-none = Quiet hours start and end at the same time, so nothing waits
quiet-through = Also shown in quiet hours
quiet-through-off = Its notifications are off under Alerts
quiet-through-set = { $on ->
    [on] shown right away
   *[other] held until the end
}
quiet-mails = Emails are sent as usual. Sign-ins from new devices are always reported at once.

## Mail server

mail-server-title = Outgoing email
mail-server-text = of the server inside this app
mail-server-none = Emails are kept as files on this computer
mail-server-none-text = Set up a mail server to have them sent
mail-server-set-up-ask = Set up a mail server…
mail-server-set-up-title = Set up a mail server
mail-server-set-up-text = Infuse checks with the server that it takes emails before this is saved.
mail-server-change-ask = Change…
mail-server-change-title = Change the mail server
mail-server-from = Emails come from { $email }
mail-server-host = Host
mail-server-host-example = smtp.example.org
mail-server-port = Port
mail-server-port-wrong = Enter a whole number from 1 to 65535.
mail-server-encryption = Encryption
mail-server-tls = TLS
mail-server-start_tls = STARTTLS
mail-server-user = User
mail-server-user-hint = Leave it empty if the server asks for none.
mail-server-password-unchanged = Unchanged
mail-server-sender = From
mail-server-sender-hint = The address that emails come from
mail-server-save = Save
mail-server-checking = Checking…
mail-server-saved = Emails are sent through { $host }
mail-server-stop-ask = Stop using it…
mail-server-stop = Stop using it
mail-server-stop-title = Stop using { $host }?
mail-server-stop-text = Emails are kept as files on this computer again, and the password is forgotten.
mail-server-stopped = Emails are kept as files again

## Interface

interface-title = Interface
interface-text = on each of your devices
language = Language
language-text = For notifications and emails, too
language-system = Same as the system
theme = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
text-size = Text size
text-size-text = Everything in the window grows with it
density = Density
density-comfortable = Comfortable
density-compact = Compact
reduce-motion = Reduce motion
reduce-motion-text = Nothing slides or fades
reduce-motion-set = { $on ->
    [on] less motion
   *[other] motion as the system has it
}

## This device

device-title = This device
device-text = kept on this computer only
tray-icon = Tray icon
tray-icon-ring = Ring
tray-icon-number = Ring with number
tray-icon-monochrome = Monochrome
autostart = Open at login
autostart-text = Starts in the tray, without a window
quit-on-close = Quit when the window closes
quit-on-close-text = When off, Infuse stays in the tray and keeps watching
test-title = Send a test
test-text = See for yourself that alerts reach you.
test-email = Email
test-desktop = Notification
test-email-sent = A test is on its way to { $email }
