# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = Cancel
dismiss = Dismiss
done = Done
saved = Saved
saving = Saving…
saved-here = Saved here. The server gets it when you're back online.
save-to-file = Save to a file…
conflict = Changed elsewhere to “{ $theirs }” while you were editing.
conflict-keep = Keep “{ $mine }”
conflict-take = Use “{ $theirs }”
field-missing = Fill in this field.
nothing-found = Nothing found.
confirm-type = Type “{ $word }” to confirm
copied = Copied
try-again = Try again
outbox-open = Open folder
email-filed = The mail to { $email } is a file in the mail folder
refresh = Refresh
today = Today
yesterday = Yesterday
unknown = Not known yet
unknown-figure = –
credits = { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}

## Freshness of the figures

fresh-live = Live
fresh-connecting = Connecting…
fresh-polling = Updates every 30 seconds
fresh-offline = Offline since { $since }
fresh-stale = As of { $at }

## Sidebar

sidebar-label = Settings
gauge-resets = Resets { $date }
gauge-open = See where credits go
workspace-personal = { $plan } · Personal
workspace-team = { $plan } · Team

## Servers

homes-title = Servers
homes-open = Switch server
homes-add-server = Add a server…
homes-add-sample = Explore sample data
homes-remove-sample = Remove sample data
homes-switch = Switch to { $home }
homes-other = Or open
home-local = This computer
home-sample = Sample data
sample-badge = Sample
sample-notice = These figures are made up for you to explore. None of them are yours.

## Banners

deletion-on = This account will be deleted on { $date }.
deletion-cancel = Restore
deletion-cancelled = Your account stays
offline-notice = The server hasn't answered since { $since }. You're seeing the last figures this computer received.
condition-no-notifications = This desktop shows no notifications, so credit warnings appear only here.
condition-notifications-off = Notifications are off for Infuse, so credit warnings appear only here.
notifications-settings = Open notification settings
condition-no-tray = This desktop has no tray, so Infuse keeps its window open. The icon appears when a tray does.
condition-cache-rebuilt = The local copy of your journal was damaged. Infuse set it aside and made a new one.
condition-state-unsaved = Infuse can't save on this computer. Servers and settings last until you quit.
condition-cache-newer = A newer version of Infuse wrote the local copy of your journal. It stays untouched, and nothing is kept offline.
condition-state-locked = Another program is using Infuse's settings, or their folder can't be locked. Infuse keeps trying.
condition-cache-locked = The local copy of your journal can't be opened right now. Infuse keeps trying, and saves nothing offline meanwhile.
condition-disk-full = The disk is full. Infuse saves what it receives as soon as there's space.
condition-worker-restarted = Following the server failed. Infuse is starting again.
local-server-port-taken = Another program is using port { $port }, so agents can't reach Infuse on this computer. If you move Infuse to another port, tell your agents the new address.
local-server-port-taken-by = { $holder } is using port { $port }, so agents can't reach Infuse on this computer. If you move Infuse to another port, tell your agents the new address.
local-server-move = Use port { $port }
local-server-unreadable = The data on this computer can't be opened, so agents can't reach Infuse.
local-server-unreadable-for-good = The data on this computer can't be opened, and there's no backup of it yet.
local-server-restore = Restore a backup…
restore-title = Restore a backup
restore-text = Anything recorded after this backup will be lost. The damaged files are kept.
restore-backup = Backup
restore-action = Restore
local-server-disk-full = The disk is full, so Infuse can't record what agents report. Once there's space again, Infuse continues by itself.
local-server-failed = The server inside Infuse isn't running: { $detail }. Infuse keeps trying.

## Command palette

palette-open = Commands
palette-title = Commands
palette-placeholder = Search for a command…
palette-empty = No matching commands.
palette-go = Go to
palette-look = Appearance
palette-app = App
palette-theme-system = Theme: follow the system
palette-theme-light = Theme: light
palette-theme-dark = Theme: dark
palette-text-larger = Larger text
palette-text-smaller = Smaller text
palette-density-comfortable = Density: comfortable
palette-density-compact = Density: compact
palette-language = Language: { $language }
palette-pause-tomorrow = Pause warnings until tomorrow at 8

## Warnings

warnings = Warnings
warnings-on = Shown when credits run low and when they run out
warnings-paused = Paused until { $until }
warnings-quiet = Waiting until { $until }, when quiet hours end
warnings-pause-menu = Pause…
warnings-pause-reset = Until reset
warnings-pause-tomorrow = Until tomorrow at 8

## Export

export = Export
export-csv = CSV, for spreadsheets
export-json = JSON, for programs
export-all-csv = Export the whole journal as CSV
export-all-json = Export the whole journal as JSON
export-file-range = infuse-usage-{ $from }-{ $to }
export-file-all = infuse-usage
export-saved = { $count ->
    [0] Saved. No entries matched, so the file is empty.
    [one] Saved { $count } entry.
   *[other] Saved { $count } entries.
}

## Changes that were not sent

unsent-unknown = Infuse can't tell whether changes that you made are still unsent.

## Sign out

sign-out = Sign out
sign-out-ask = Sign out…
sign-out-title = Sign out of Infuse?
sign-out-local-text = Your credits and journal stay on this computer, and you can come back without a password. Agents can report only while Infuse is running.
sign-out-protected-text = Your credits and journal stay on this computer, and you'll need your email and password to come back. Agents can report only while Infuse is running.
sign-out-unsent = { $count ->
    [one] A change that you made hasn't reached the server yet. It will be sent when you sign in again on this computer. It will be lost if someone else signs in first.
   *[other] { $count } changes that you made haven't reached the server yet. They will be sent when you sign in again on this computer. They will be lost if someone else signs in first.
}
sign-out-remote-text = This ends your session on { $server }. You'll need your password to sign in again.
sign-out-provider-text = This ends your session on { $server }. You'll need your identity provider to sign in again.

## Forget a server

forget = Forget server
forget-ask = Forget { $server }…
forget-this-ask = Forget this server…
forget-title = Forget { $server }?
forget-unsent = { $count ->
    [one] A change that you made hasn't reached it yet, and will be lost.
   *[other] { $count } changes that you made haven't reached it yet, and will be lost.
}
forget-text = This removes its address, your session, and the journal kept on this computer. Your account and credits stay on { $server }.

## What takes long

job-export = Saving the journal
job-export-done = { $done } of { $total } entries
job-account = Saving your data
job-account-done = Saving your data: { $done } KB so far
