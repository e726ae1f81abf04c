account-title = Account
account-purpose = Your profile, where you're signed in, and what has access.

## Profile

profile-title = Profile
name = Name
name-text = Shown to you and to your team
name-missing = Enter a name.
email = Email
none = None
email-local = This account lives on your computer and gets no mail.
email-sample = This account is made up, like its figures.
email-verified = Verified
email-not-verified = Not verified
email-not-verified-text = Open the link that was mailed there.
email-not-verified-files = Open the link in the mail, which is a file on this computer.
email-failing = Refused
email-undeliverable = Emails to this address don't get through. If it works again, confirm it once more.
email-change-ask = Change email…
email-change = Send link
email-change-title = Change your email
email-change-text = A link is mailed to the new address, and the change is made once you open it. The old address gets a mail that can undo it for 7 days.
email-new = New email
email-pending-title = New email
email-pending = Waiting for you to open the link in the mail to { $email }
email-pending-files = Waiting for you to open the link in the email to { $email }, which is a file on this computer
email-pending-cancel = Cancel change
email-change-withdrawn = Your email stays as it is
password = Password
password-hint = At least { $least } characters. A few words in a row work well.
password-fault-too_short = Too short: at least { $least } characters
password-fault-too_long = Too long
password-fault-guessable = Too easy to guess: it's among the first that anyone would try
password-fault-own_name = Too easy to guess: it's made of your name or email
password-because-common = Weak: many people use this one, or one like it
password-because-walk = Weak: keys or characters in a row
password-because-repeats = Weak: the same again and again
password-because-date = Weak: little more than a date
password-because-name = Weak: little more than a name
password-because-few_words = Weak: add another word or two
password-show = Show password
password-weak = Too easy to guess
password-good = Good
password-strong = Strong
member-since = Member since
lives-on = Server
lives-on-local = Runs inside this app. Everything stays on this computer.
lives-on-sample = Runs inside this app, with made-up figures.

## Sign-in and security

sign-in-title = Sign-in and security
signing-in-title = Signing in
protect-none = This account has no email, password or two-factor authentication of its own. Your computer's sign-in guards it.
protect-ask = Protect this account…
protect = Protect account
protect-title = Protect this account
protect-text = Infuse will ask for this email and password whenever you sign in here. A link to confirm the address is emailed to it.
protect-text-files = Infuse will ask for this email and password whenever you sign in here. The email that confirms the address is kept as a file on this computer.
protected-title = This account is protected
protected-filed = The email to { $email } is in the folder. Open the link in it to confirm the address.
protected-mailed = This account is protected. A link to confirm the address is on its way to { $email }
password-text = Changing it signs out all your other devices.
signing-in-elsewhere = You sign in with an identity provider, which looks after your password.
signing-in-with = You sign in with { $provider }, which looks after your password.
sign-in-again-ask = Sign in again…
sign-in-again = Sign in again
signed-in-again = You're signed in again. You can make the change now.
password-change-ask = Change password…
password-change = Change password
password-change-title = Change your password
password-change-text = All your other devices are signed out. This one stays signed in.
password-current = Current password
password-new = New password
password-changed = Password changed. All your other devices are signed out.
password-unknown = I don't know the password
password-link-sent = A link to a new password is on its way to { $email }
not-me-ask = This wasn't me…
not-me-title = Sign out everywhere else and choose a new password
not-me-text = Whoever signed in is signed out, and the old password no longer opens your account.
not-me-tokens = Access tokens keep working. If you don't recognize one, revoke it under Access tokens.
not-me-refused-title = Choose a new password
not-me-refused-text = Nobody got in: the codes were wrong. But somebody knows your password, so choose a new one. All your other devices are signed out.

## Two-factor

two-factor-title = Two-factor authentication
two-factor-on = On
two-factor-off = Off
two-factor-sign-in = Code at sign-in
two-factor-text-on = Signing in takes your password and a code from your authenticator app.
two-factor-text-on-provider = Signing in takes a code from your authenticator app as well.
two-factor-text-off = With it on, signing in takes your password and a code from an app on your phone, so a stolen password alone opens nothing.
two-factor-text-off-provider = With it on, signing in also takes a code from an app on your phone, so someone who gets into your identity provider still can't sign in here.
two-factor-since = On since { $date }.
two-factor-sample = This account is made up, and nobody signs in to it.
two-factor-offline = The server isn't answering. Once it does, you can change this.
two-factor-turn-on-ask = Turn on…
two-factor-turn-on = Turn on
two-factor-turn-on-title = Turn on two-factor authentication
two-factor-turn-on-text = Enter your password first, so that nobody else can do this for you.
two-factor-turn-on-text-provider = You need an app on your phone that makes one-time codes. In the next step it scans a picture.
two-factor-continue = Continue
two-factor-scan-title = Add Infuse to your authenticator app
two-factor-scan-text = Scan the picture with any app that makes one-time codes, on your phone or in your password manager. Then enter the code it shows.
two-factor-picture = QR code for your authenticator app
two-factor-key = Can't scan it? Type this key instead:
two-factor-key-copy = Copy key
two-factor-code = 6-digit code from the app
two-factor-code-incomplete = Enter all 6 digits.
two-factor-turn-off-ask = Turn off…
two-factor-turn-off = Turn off
two-factor-turn-off-title = Turn off two-factor authentication?
two-factor-turn-off-text = Your password alone will sign you in again, and your recovery codes stop working.
two-factor-turn-off-text-provider = Signing in will no longer take a code, and your recovery codes stop working.
two-factor-turned-off = Two-factor authentication is off
two-factor-already-title = Two-factor authentication is already on
two-factor-already-text = Make sure you have its recovery codes: enter a code from your authenticator app to get ten new ones. The old ones stop working.
any-code = Code
any-code-hint = From your authenticator app, or a recovery code
recovery-codes = Recovery codes
recovery-codes-text = { $count } left. Each one signs you in once, should you lose your authenticator app.
recovery-codes-few = { $count ->
    [0] None left. Without your authenticator app, you couldn't sign in. Renew them now.
    [one] Only one left. Renew them before you run out.
   *[other] Only { $count } left. Renew them before you run out.
}
recovery-codes-title = Keep these recovery codes
recovery-codes-what = Each one signs you in once, should you lose your authenticator app. Keep them away from this computer and from your password.
recovery-codes-what-provider = Each one signs you in once, should you lose your authenticator app. Keep them away from this computer.
recovery-codes-once = You won't see them again.
recovery-codes-copy = Copy
recovery-codes-print = Print…
recovery-codes-file = infuse-recovery-codes
recovery-codes-head = Infuse recovery codes of { $email } at { $server }
recovery-codes-kept = I've kept them
recovery-codes-renew-ask = Renew…
recovery-codes-renew = Renew
recovery-codes-renew-title = Renew your recovery codes?
recovery-codes-renew-text = You get ten new ones, and the old ones stop working.

## Sessions

sessions-title = Sessions
sessions-text = where you're signed in
sessions-offline = The server isn't answering. Once it does, you'll see where you're signed in.
sessions-current = This device
session-device-unknown = Unknown device
session-system-linux = Linux
session-system-macos = macOS
session-system-windows = Windows
session-system-web = Web browser
session-system-unknown = Unknown system
session-address-here = this computer
session-address-unknown = unknown address
session-where = { $system } · { $address }
session-seen = First seen { $first } · last seen { $last }
session-seen-now = First seen { $first } · active now
session-ended = { $device } is signed out
sessions-end-others-ask = Sign out all others…
sessions-end-others = Sign out all others
sessions-end-others-title = Sign out everywhere else?
sessions-end-others-text = { $count ->
    [one] One other session ends at once. This device stays signed in.
   *[other] { $count } other sessions end at once. This device stays signed in.
}
sessions-ended = { $count ->
    [0] You weren't signed in anywhere else
    [one] { $count } session ended
   *[other] { $count } sessions ended
}

## Access tokens

tokens-title = Access tokens
tokens-text = one for each integration
tokens-about = Each token is made for one integration, so you can revoke one without stopping the others.
tokens-none = No tokens yet. Make one for each integration, so you can revoke one without stopping the others.
tokens-offline = The server isn't answering. Once it does, you'll see your tokens.
tokens-unused = { $count ->
    [one] One hasn't been used for 90 days. Revoke it if nothing needs it anymore.
   *[other] { $count } haven't been used for 90 days. Revoke those that nothing needs anymore.
}
scope-usage_write = report usage
scope-usage_read = read usage
scope-usage_refund = give refunds
scope-signals_write = send signals
scope-settings_read = read settings
scope-approvals_ask = ask for approval
scope-billing_read = read billing
scope-choice-usage_write = Report usage
scope-choice-usage_read = Read usage
scope-choice-usage_refund = Give refunds
scope-choice-signals_write = Send signals
scope-choice-settings_read = Read settings
scope-choice-approvals_ask = Ask for approval
scope-choice-billing_read = Read billing
token-may = May { $scopes } in “{ $workspace }”
token-may-left = May { $scopes } in a workspace you've left
token-times = Created { $created } · { $used } · { $ends }
token-used = last used { $at } ({ $address })
token-never-used = never used
token-expires-on = expires { $date }
token-expired-on = expired { $date }
token-never-expires = never expires
token-expired = Expired
token-unused = Unused for 90 days
token-new = New token…
token-new-title = New access token
token-new-text = Make one token for each integration. It works in “{ $workspace }” only.
token-name = Token name
token-scopes = What it may do
token-scopes-missing = Choose at least one.
token-lifetime = Expires
token-lifetime-forever = Never
token-lifetime-days30 = In 30 days
token-lifetime-days90 = In 90 days
token-lifetime-year = In 1 year
token-issue = Create token
token-ready-title = “{ $name }” is ready
token-ready-text = Paste this secret where the integration asks for a token.
token-secret = Secret
token-copy = Copy secret
token-file = infuse-token
token-rotate-ask = Rotate…
token-rotate = Rotate
token-rotate-title = Rotate “{ $name }”?
token-rotate-text = The token gets a new secret and keeps everything else. Replace the old secret wherever it's used.
token-overlap = The old secret keeps working
token-overlap-nothing = Not at all
token-overlap-hour = For 1 hour
token-overlap-day = For 1 day
token-rotated-title = “{ $name }” has a new secret
token-rotated-nothing = The old one no longer works.
token-rotated-hour = The old one keeps working for 1 hour.
token-rotated-day = The old one keeps working for 1 day.
token-revoke-ask = Revoke…
token-revoke = Revoke token
token-revoke-title = Revoke “{ $name }”?
token-revoke-text = The server refuses whatever uses it from now on. This can't be undone.
token-revoked = “{ $name }” is revoked

## Activity

activity-title = Activity
activity-text = what happened to your account's access
activity-offline = The server isn't answering. Once it does, you'll see what happened to your account's access.
activity-none = Nothing of that kind in the last 400 days.
activity-more = Show more
activity-filter = Show
activity-where = { $moment } · { $device } · { $address }
activity-deletion-on = On { $date }
activity-sessions = { $count ->
    [one] One session
   *[other] { $count } sessions
}
activity-unknown = Something that a newer version of Infuse can tell you about
activity-group-all = Everything
activity-group-sign_ins = Sign-ins
activity-group-sessions = Sessions
activity-group-tokens = Access tokens
activity-group-secrets = Password and two-factor
activity-group-email = Email
activity-group-account = Account
activity-kind-signed_up = You created this account
activity-kind-signed_in = Signed in
activity-kind-signed_in_from_new_device = Signed in from a new device or network
activity-kind-signed_out = Signed out
activity-kind-session_ended = A device was signed out
activity-kind-other_sessions_ended = All other devices were signed out
activity-kind-not_me = A sign-in was reported as not you
activity-kind-token_issued = Access token created
activity-kind-token_rotated = Access token given a new secret
activity-kind-token_revoked = Access token revoked
activity-kind-password_changed = Password changed
activity-kind-password_reset_asked = New password asked for by mail
activity-kind-password_reset = Password reset by mail
activity-kind-identity_linked = Sign-in with an identity provider set up
activity-kind-identity_unlinked = Sign-in with an identity provider undone
activity-kind-account_protected = Email and password set
activity-kind-two_factor_enabled = Two-factor turned on
activity-kind-two_factor_disabled = Two-factor turned off
activity-kind-second_factor_refused = Wrong codes at a sign-in
activity-kind-recovery_code_used = Signed in with a recovery code
activity-kind-recovery_codes_renewed = New recovery codes made
activity-kind-approvals_loosened = InfuseOS asks you about less
activity-kind-email_verified = Email verified
activity-kind-email_change_asked = Change of email requested
activity-kind-email_changed = Email changed
activity-kind-email_change_undone = Change of email undone
activity-kind-exported = Your data was exported
activity-kind-deletion_scheduled = Deletion of the account requested
activity-kind-deletion_cancelled = Account restored

## Your data

data-title = Your data
export-account = Export
export-account-text = Everything the server keeps about you, as one ZIP file that explains itself.
export-account-ask = Export my data…
export-account-first = Export my data first…
export-account-file = infuse-account
export-account-saved = Your data is saved
delete-account = Delete account
delete-account-ask = Delete account…
delete-account-text = You can restore it for 14 days.
delete-account-local = This account lives on this computer only. To remove it with everything in it, quit Infuse and delete its data folder.
delete-account-title = Delete your account?
delete-account-what = Your account goes, with your sessions, access tokens, activity, and the workspaces that only you belong to: their credits, purchased ones included, and their journals.
delete-account-when = You have 14 days to change your mind: sign in and choose Restore. After that it can't be undone.
delete-account-meanwhile = Until then your access tokens don't work, and no alerts are mailed.
delete-account-others = Workspaces with other members go on without you; your name is taken out of their journals.
delete-account-email = Type your email to confirm
delete-account-other-email = This isn't your account's email.
deletion-scheduled = Your account will be deleted on { $date }

## Sign out

sign-out-local-hint = Your data stays on this computer.
sign-out-remote-hint = Ends the session on this computer only.
