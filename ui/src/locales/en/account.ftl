account-title = Account
account-purpose = Who you are here, and how this computer behaves.

## Profile

profile-title = Profile
name = Name
name-text = Shown to you, and in a team to its members
name-missing = A name needs at least one character.
email = E-mail
email-local = None: the account lives on this computer, and nothing is mailed.
email-sample = None: the account is made up, like its figures.
password = Password
password-hint = At least 15 characters. A few words in a row do well.
member-since = Member since
lives-on = Lives on
lives-on-local = The server inside this app. Everything stays on this computer.
lives-on-sample = A server inside this app, with figures made up to look around.

## This device

device-title = This device
device-text = kept on this computer only
theme = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
density = Density
density-comfortable = Comfortable
density-compact = Compact
autostart = Start with the desktop
autostart-text = Waits in the tray, without a window
quit-on-close = Closing the window quits
quit-on-close-text = Otherwise Infuse stays in the tray and keeps watch

## Sign out

sign-out-local-hint = Your data stays on this computer.
sign-out-remote-hint = Ends the session of this computer only.
