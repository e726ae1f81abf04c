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
token-used = last used { $at }
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

## Sign out

sign-out-local-hint = Your data stays on this computer.
sign-out-remote-hint = Ends the session on this computer only.
