# What stands everywhere in the window: words of its own, sidebar, palette, banners.

product = Infuse
cancel = Cancel
dismiss = Dismiss
done = Done
saved = Saved
copied = Copied
try-again = Try again
refresh = Refresh
quit = Quit Infuse
today = Today
yesterday = Yesterday
unknown = Not known yet
unknown-figure = –
unknown-credits = Credits not known yet
credits = { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}

## Freshness of the figures

fresh-live = Live
fresh-connecting = Connecting…
fresh-polling = Updated every half minute
fresh-offline = Offline since { $since }
fresh-stale = As of { $at }

## Sidebar

sidebar-label = Settings
gauge-resets = Resets { $date }
workspace-personal = { $plan } plan · personal
workspace-team = { $plan } plan · shared
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Homes

homes-title = Homes
homes-open = Switch home
homes-add-server = Add a server…
homes-add-sample = Look around with sample data
homes-remove-sample = Remove sample data
homes-switch = Switch to { $home }
homes-other = Or go to
home-local = This computer
home-sample = Sample data
sample-badge = SAMPLE
sample-notice = These figures are made up, so that you can look around. Nothing here is yours.

## Banners

offline-notice = The server has been out of reach since { $since }. Everything below is what this computer last heard.
condition-no-notifications = This desktop has no notification service. Warnings about low credits show only here.
condition-no-tray = This desktop has no tray, so Infuse keeps its window instead. The icon appears once a tray does.
condition-cache-rebuilt = The local copy of your journal was damaged. It was set aside and is being fetched anew.
condition-state-unsaved = Homes and settings can not be written on this computer. They last until Infuse is closed.
condition-cache-newer = A newer Infuse wrote the local copy of your journal. It is left untouched, and nothing is kept offline.
local-server-port-taken = Another program uses port { $port }, so agents can not reach Infuse on this computer. If you move Infuse to another port, tell your agents the new address.
local-server-port-taken-by = { $holder } uses port { $port }, so agents can not reach Infuse on this computer. If you move Infuse to another port, tell your agents the new address.
local-server-move = Use port { $port }
local-server-unreadable = The data on this computer can not be opened. What was recorded after the backup is lost when you restore it; the files that are there now are kept.
local-server-unreadable-for-good = The data on this computer can not be opened, and there is no backup of it yet.
local-server-restore = Restore the backup of { $made }
local-server-failed = The server inside Infuse does not run: { $detail }. Infuse keeps trying.

## Command palette

palette-open = Commands
palette-title = Commands
palette-placeholder = What would you like to do?
palette-empty = Nothing goes by that name.
palette-go = Go to
palette-look = Look
palette-app = App
palette-theme-system = Theme: follow the system
palette-theme-light = Theme: light
palette-theme-dark = Theme: dark
palette-density-comfortable = Density: comfortable
palette-density-compact = Density: compact

## Warnings

warnings = Warnings
warnings-on = Shown when credits run low and when they are used up
warnings-paused = Paused until { $until }
warnings-pause = Pause warnings
warnings-resume = Resume warnings

## Export

export = Export
export-csv = As CSV, for a spreadsheet
export-json = As JSON, for a program
export-all-csv = Export the whole journal as CSV
export-all-json = Export the whole journal as JSON
export-file-range = infuse-usage-{ $from }-{ $to }
export-file-all = infuse-usage
export-saved = { $count ->
    [0] Saved. Nothing matched, so the file holds no entry.
    [one] Saved { $count } entry.
   *[other] Saved { $count } entries.
}

## Sign out

sign-out = Sign out
sign-out-ask = Sign out…
sign-out-title = Sign out of Infuse?
sign-out-local-text = Your credits and journal stay on this computer, and you can enter again without a password. Agents keep reporting only while Infuse runs.
sign-out-remote-text = The session on { $server } ends, and this computer forgets it. You will need your password to come back.

## Forget a server

forget = Forget the server
forget-ask = Forget { $server }…
forget-this-ask = Forget this server…
forget-title = Forget { $server }?
forget-text = This computer forgets its address, your session and the journal that it kept from there. Your account and your credits stay on { $server }.
