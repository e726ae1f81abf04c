starting = Starting…
welcome-title = Know what your agents spend
welcome-text = Infuse counts every credit your agents use, shows where it went, and warns you before you run out.
welcome-promise = No telemetry. Infuse connects only to the server you choose.

welcome-local-title = Use on this computer
welcome-local-text = Agents are programs that work for you. Meter your own, right here: nothing leaves this computer.
local-name = Your name
local-action = Start here
local-action-again = Continue
local-opening = Opening…

welcome-server-title = Sign in to a server
welcome-server-text = Use the Infuse server that your company or a friend runs, with an account of your own.
welcome-server-action = Sign in…
server-title = Sign in to a server
server-text = Whoever runs the server can give you its address.
server-mode = Account
server-sign-in = Sign in
server-sign-up = Create an account
server-asking = Connecting…
server-url = Server address
server-url-example = https://infuse.example.org
forgotten-ask = Forgot your password?
forgotten-text = A link to choose a new password is mailed to you.
forgotten-send = Send link
forgotten-sent = If there is an account with that address, a mail with a link is on its way.
forgotten-local-text = The server inside this app sends a mail with a link to choose a new password. Without a mail server, that mail is a file on this computer.
forgotten-filed = If there is an account with that address, the mail with its link is in the folder.

## A sign-in with an identity provider

or = or
provider-continue = Continue with { $provider }
browser-title = Continue in your browser
browser-text = Your browser was opened for { $provider }, and this window goes on by itself once you've signed in there.
browser-text-unnamed = Your browser was opened for your identity provider, and this window goes on by itself once you've signed in there.
browser-waiting = Waiting for { $provider }…
browser-waiting-unnamed = Waiting for your browser…

## The second step of a sign-in

second-title = One more step
second-text = This account asks for a code beside the password.
second-text-provider = This account asks for a code as well.
second-code = 6-digit code from your authenticator app
second-recovery-code = Recovery code
second-recovery-hint = One of the ten you kept. Each works once.
second-use-recovery = Use a recovery code instead
second-use-code = Use your authenticator app instead
second-back = Back
recovery-code-used = { $count ->
    [0] That was your last recovery code. Renew them in Account.
    [one] You have one recovery code left. Renew them in Account.
   *[other] You have { $count } recovery codes left
}

welcome-sample-title = Explore sample data
welcome-sample-text = Over a hundred days of made-up figures, clearly marked, and removed with one click.
welcome-sample-action = Open sample data
sample-preparing-label = Sample data being made
sample-preparing = Day { $done } of { $total }…

signed-out-title = Sign in to { $server }
signed-out-text = Your session has ended. Everything kept on this computer is still here.
signed-out-local-text = Your credits and journal are on this computer. Come back whenever you like.
signed-out-protected-title = Sign in on this computer
signed-out-protected-text = This account is protected by an email and a password. Your credits and journal are still here.
signed-out-sample-title = This sample data has ended
signed-out-sample-text = Its made-up account can no longer be opened. Remove it, and explore new sample data whenever you like.

keyring-locked-text = Your session is kept in the system's keyring, which is locked. You're not signed out. Unlock it, and Infuse continues.
keyring-missing-text = Your session is kept in the system's keyring, and this desktop has none running. You're not signed out. Start one, and Infuse continues.
keyring-waiting = Infuse also tries again on its own.
keyring-unset-text = Your session is kept in the system's keyring, and this desktop has none yet. Try again, and choose a password for it in the window that asks for one. If no window appears, create a default keyring in the desktop's password manager.
