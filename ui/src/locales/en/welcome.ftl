starting = Starting…
welcome-title = Know what your assistant spends
welcome-text = Infuse keeps count of every credit, shows where it went, and warns you before the last one is gone.
welcome-promise = No telemetry. Infuse talks to the home you choose, and to nothing else.

welcome-local-title = Use on this computer
welcome-local-text = The whole product, inside this app. Meter your own agents; nothing leaves the machine.
local-name = Your name
local-action = Start here
local-action-again = Enter again
local-opening = Opening…

welcome-server-title = Sign in to a server
welcome-server-text = Your company or a friend runs an Infuse server, and you have, or want, an account there.
welcome-server-action = Sign in…
server-title = Sign in to a server
server-text = The one who runs it gave you its address.
server-mode = Have an account?
server-sign-in = Sign in
server-sign-up = Create an account
server-asking = Asking the server…
server-url = Address of the server
server-url-example = https://infuse.example.org

welcome-sample-title = Look around with sample data
welcome-sample-text = More than a hundred days of made-up figures, clearly marked, and gone again with one click.
welcome-sample-action = Open sample data
sample-preparing-label = Sample data being made
sample-preparing = Day { $done } of { $total }…

signed-out-title = Sign in to { $server }
signed-out-text = The session has ended. What this computer keeps of it is still here.
signed-out-local-title = You are signed out
signed-out-local-text = Your credits and journal are on this computer. Enter again whenever you like.
signed-out-sample-title = The sample data has ended
signed-out-sample-text = Its made-up account can not be entered any more. Remove it, and make it anew whenever you like.

keyring-locked-title = The keyring is locked
keyring-locked-text = Your session is kept in the system's keyring, and it does not answer. You are not signed out: unlock it, and Infuse goes on.
keyring-missing-title = No keyring was found
keyring-missing-text = Your session is kept in the system's keyring, and none answers on this desktop. You are not signed out: start one, and Infuse goes on.
keyring-waiting = Infuse also tries again by itself.
keyring-unset-title = The keyring was never set up
keyring-unset-text = Your session is kept in the system's keyring, and this desktop has none yet. Create a default keyring in the desktop's password manager, and Infuse goes on.
