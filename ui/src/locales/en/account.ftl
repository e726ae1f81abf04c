account-title = Account
account-purpose = Your profile and this device's settings.

## Profile

profile-title = Profile
name = Name
name-text = Shown to you and to your team
name-missing = Enter a name.
email = Email
none = None
email-local = This account lives on your computer and gets no mail.
email-sample = This account is made up, like its figures.
password = Password
password-hint = At least 15 characters. A few words in a row work well.
password-show = Show password
password-weak = Too easy to guess
password-good = Good
password-strong = Strong
member-since = Member since
lives-on = Server
lives-on-local = Runs inside this app. Everything stays on this computer.
lives-on-sample = Runs inside this app, with made-up figures.

## This device

device-title = This device
device-text = kept on this computer only
theme = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
text-size = Text size
text-size-text = Everything in the window grows with it
density = Density
density-comfortable = Comfortable
density-compact = Compact
autostart = Open at login
autostart-text = Starts in the tray, without a window
quit-on-close = Quit when the window closes
quit-on-close-text = When off, Infuse stays in the tray and keeps watching

## Sign out

sign-out-local-hint = Your data stays on this computer.
sign-out-remote-hint = Ends the session on this computer only.
