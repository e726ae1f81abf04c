# What is said in more than one place: windows, tray, notifications.

product = Infuse
open-app = Open Infuse
open-usage = Open usage
quit = Quit Infuse
warnings-pause = Pause warnings until reset
warnings-resume = Resume warnings
unknown-credits = Credits not known yet
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Why there are no figures: quick look, tray, and the page that asks for what is missing

standing-starting = Infuse is starting
standing-welcome = Infuse isn't set up yet
standing-signed_out = You're signed out
standing-keyring_locked = The keyring is locked
standing-keyring_missing = No keyring was found
standing-keyring_unset = The keyring was never set up
standing-preparing = Making sample data: day { $done } of { $total }

## What agents ask before they do it

approval-allow = Allow
approval-deny = Deny
approval-category-send_messages = Send messages
approval-category-change_calendar = Change the calendar
approval-category-delete_data = Delete data
approval-category-run_commands = Run commands
approval-category-spend_credits = Spend credits
approval-category-other = Something else
