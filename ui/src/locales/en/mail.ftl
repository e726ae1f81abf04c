# What mails say, and the pages that their links open. The server alone says it; each of these messages is one of its own.

mail-greeting = Hello { $name },
mail-greeting-unnamed = Hello,
mail-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

mail-moment = { $day }, { $time } UTC

## Security

mail-security-signed_in_from_new_device-subject = A new device signed in to your account
mail-security-signed_in_from_new_device-body = Somebody signed in to your Infuse account from a device or a network that it has not been used on lately.
mail-security-session_ended-subject = A device was signed out
mail-security-session_ended-body = The session of “{ $detail }” was ended from another device of yours.
mail-security-other_sessions_ended-subject = Your other devices were signed out
mail-security-other_sessions_ended-body = All sessions of your account were ended but the one that asked for it: { $detail } in all.
mail-security-token_issued-subject = An access token was made
mail-security-token_issued-body = “{ $detail }” is a new access token of your account. Whoever has its secret can do what it was made for.
mail-security-token_rotated-subject = An access token has a new secret
mail-security-token_rotated-body = The access token “{ $detail }” was given a new secret.
mail-security-token_revoked-subject = An access token was revoked
mail-security-token_revoked-body = The access token “{ $detail }” works no longer.
mail-security-exported-subject = Your data was exported
mail-security-exported-body = Everything that Infuse keeps about you was fetched as one file.
mail-security-deletion_scheduled-subject = Your account will be deleted
mail-security-deletion_scheduled-body = Your Infuse account and all that belongs to it will be deleted on { $detail }. Until then you can sign in and restore it. Your access tokens do not work meanwhile, and alerts are not mailed.
mail-security-deletion_cancelled-subject = Your account stays
mail-security-deletion_cancelled-body = Your Infuse account was restored and will not be deleted. Its access tokens work again.
mail-security-two_factor_enabled-subject = Two-factor is on
mail-security-two_factor_enabled-body = From now on, signing in to your account takes a code of your authenticator app.
mail-security-two_factor_disabled-subject = Two-factor is off
mail-security-two_factor_disabled-body = Your password alone now signs in to your account.
mail-security-two_factor_disabled-body-without-password = Your identity provider alone now signs you in to your account.
mail-security-second_factor_refused-subject = Wrong codes at a sign-in to Infuse
mail-security-second_factor_refused-body = Somebody entered your password and then wrong codes. If that wasn't you, choose a new password.
mail-security-second_factor_refused-body-without-password = Somebody signed in with your identity provider and then entered wrong codes. If that wasn't you, secure your account there.
mail-security-recovery_code_used-subject = A recovery code was used
mail-security-recovery_code_used-body = A recovery code was used in place of a code of your authenticator app. Codes left: { $detail }.
mail-security-recovery_codes_renewed-subject = You have new recovery codes
mail-security-recovery_codes_renewed-body = Ten new recovery codes were made. The ones from before no longer work.
mail-security-approvals_loosened-subject = InfuseOS asks you about less
mail-security-approvals_loosened-body = From now on InfuseOS does some things without asking you first. What it asks about stands in Infuse, under Personalization.
mail-security-password_changed-subject = Your password was changed
mail-security-password_changed-body = The password of your Infuse account was changed, and every other device was signed out.
mail-security-password_reset-subject = Your password was reset
mail-security-password_reset-body = The password of your Infuse account was set anew by a link in a mail, and every device was signed out.
mail-security-identity_linked-subject = Your identity provider signs in to your account
mail-security-identity_linked-body = From now on, whoever signs in to { $detail } with this address also gets into your Infuse account. Its password, where it has one, works as before.
mail-security-identity_linked-body-without-password = From now on, whoever signs in to { $detail } with this address also gets into your Infuse account.
mail-security-identity_unlinked-subject = Your identity provider no longer signs in
mail-security-identity_unlinked-body = Signing in with an identity provider was set up for your Infuse account, and that was undone. It opens your account no longer.
mail-security-email_change_asked-subject = Somebody wants to change your address
mail-security-email_change_asked-body = The address of your Infuse account is to become “{ $detail }”. It changes once the link that was mailed there is opened.
mail-security-email_change_undone-subject = Your old address is back
mail-security-email_change_undone-body = The address of your Infuse account is “{ $detail }” again. Every device was signed out, and the old password no longer works.
mail-security-email_change_undone-body-without-password = The address of your Infuse account is “{ $detail }” again. Every device was signed out. You sign in with your identity provider as before.
mail-security-not_me-subject = Every device was signed out
mail-security-not_me-body = Somebody followed the link “This wasn't me” in a mail to you. Every device that used your Infuse account was signed out, and the old password no longer works. Access tokens made since, and two-factor if it was turned on since, are gone.
mail-security-not_me-body-without-password = Somebody followed the link “This wasn't me” in a mail to you. Every device that used your Infuse account was signed out. Access tokens made since, and two-factor if it was turned on since, are gone. You sign in with your identity provider as before; if somebody else got in by it, secure your account there.
mail-not-me-link = This wasn't me
mail-not-me-expiry = The link signs out every device, undoes what was set up since, and lets you choose a new password. It works once, for 7 days.
mail-not-me-expiry-without-password = The link signs out every device and undoes what was set up since. It works once, for 7 days.
mail-security-unverified-body = Something has changed about the access to the Infuse account of this address. As nobody has confirmed the address yet, this mail says no more; Infuse lists it under Account, Activity.
mail-security-more-subject = Many changes to your account
mail-security-more-body = More has changed about the access to your account than Infuse mails one by one. Changes in the hour from { $moment } that no other mail tells of: { $count }. Infuse lists each of them under Account, Activity.
mail-security-when = When: { $moment }
mail-security-device = Device: { $device }
mail-security-address = Address: { $address }
mail-why-security = You get this mail because of the security of your Infuse account. If something is not as it should be, change your password and end all other sessions in Infuse, under Account.
mail-why-security-without-password = You get this mail because of the security of your Infuse account. If something is not as it should be, secure your account at your identity provider and end all other sessions in Infuse, under Account.

## Alerts

mail-credits_low-subject = Credits are running low
mail-credits_low-body = Agents stop when credits run out. More arrive on { $day }.
mail-credits_exhausted-subject = No credits left
mail-credits_exhausted-body = New work is refused until credits are added. More arrive on { $day }.
mail-workflow_failed-subject = A workflow failed: { $title }
mail-integration_needs_reconnect-subject = An integration needs you: { $title }
mail-plan_upgraded-subject = Your plan was upgraded
mail-open-usage = Open Usage in Infuse
mail-why-alert = You get this mail because of the workspace “{ $workspace }”. Which mails you get is chosen in Infuse, under Preferences.

## Verifying an address

mail-test-subject = A test from Infuse
mail-test-body = Alerts reach you here.
mail-why-test = You get this mail because you asked for a test in Infuse, under Preferences.
mail-verify-subject = Is this your address?
mail-verify-body = Infuse mails warnings to this address once you have confirmed that it is yours.
mail-verify-link = Confirm this address
mail-verify-expiry = The link works once, for 24 hours.
mail-why-verify = You get this mail because somebody, most likely you, gave this address to Infuse. If it was not you, leave the link alone, and no alerts are mailed here.

## A new password

mail-reset-subject = Choose a new password
mail-reset-body = Somebody, most likely you, asked for a new password for the Infuse account of { $email }.
mail-reset-expiry = The link works once, for 1 hour. Until you use it, your password stays as it is.
mail-reset-expiry-without-password = The link works once, for 1 hour. Until you use it, nothing changes.
mail-reset-link = Choose a new password
mail-why-reset = If you didn't ask for this, leave the link alone. Nobody gets in by asking.
mail-no-password-subject = You sign in with { $provider }
mail-no-password-body = Somebody, most likely you, asked for a new password for the Infuse account of { $email }. This account has none.
mail-no-password-way = Sign in with { $provider }; a forgotten password is looked after there.
mail-why-no-password = If you didn't ask for this, there is nothing to do. Nobody gets in by asking.

## Another address

mail-change-subject = Is this your new address?
mail-change-body = Open the link to use this address for your Infuse account in place of { $email }.
mail-change-expiry = The link works once, for 24 hours.
mail-change-link = Use this address
mail-why-change = You get this mail because somebody, most likely you, gave this address to Infuse. If it was not you, leave the link alone.
mail-undo-subject = Your address was changed
mail-undo-body = Your Infuse account no longer uses this address, but { $email }. Mails go there from now on.
mail-undo-expiry = If this was not you, undo it: your account gets this address back, every device is signed out, and you choose a new password. The link works once, for 7 days.
mail-undo-expiry-without-password = If this was not you, undo it: your account gets this address back, and every device is signed out. The link works once, for 7 days.
mail-undo-link = Undo the change
mail-why-undo = You get this mail because this was the address of your Infuse account.

## Pages

mail-page-verify-title = Confirm your address
mail-page-verify-body = Infuse mails warnings to your address once you have confirmed that it is yours.
mail-page-verify-button = Confirm this address
mail-page-verified-title = Your address is confirmed
mail-page-verified-body = Infuse mails warnings to it from now on. You may close this page.
mail-page-unsubscribe-title = No more of these mails?
mail-page-unsubscribe-body = You will get no more mails of this kind. Everything still stands in the list of alerts in Infuse, and Preferences switches the mails on again.
mail-page-unsubscribe-button = Stop these mails
mail-page-unsubscribed-title = These mails are stopped
mail-page-unsubscribed-body = Preferences in Infuse switches them on again. You may close this page.
mail-page-void-title = This link is no longer valid
mail-page-void-body = It was used already, has expired, or a newer one was sent. You can ask for another one in Infuse.
mail-page-change-title = Use this address?
mail-page-change-body = Your Infuse account gets this address. The old one is told, and can undo it for 7 days.
mail-page-change-button = Use this address
mail-page-changed-title = Your address was changed
mail-page-changed-body = From now on you sign in with this address. You may close this page.
mail-page-taken-title = This address has an account already
mail-page-taken-body = Another Infuse account uses it, so nothing was changed. Sign in with this address, or change to another one.
mail-page-undo-title = Undo the change?
mail-page-undo-body = Your Infuse account gets this address back. Every device is signed out, the password no longer works, and access tokens made since the change are revoked. Then you choose a new password.
mail-page-undo-body-without-password = Your Infuse account gets this address back. Every device is signed out, and access tokens made since the change are revoked. You sign in with your identity provider as before.
mail-page-undo-button = Undo the change
mail-page-undone-title = Your old address is back
mail-page-undone-body = Every device was signed out. A mail with a link is on its way: choose a new password with it, so that only you can sign in.
mail-page-undone-body-without-password = Every device was signed out. You sign in with your identity provider as before. You may close this page.
mail-page-not-me-title = This wasn't you?
mail-page-not-me-body = Every device is signed out at once, and the password no longer works. What was set up since is undone: access tokens, a new address, two-factor. Then you choose a new password.
mail-page-not-me-body-without-password = Every device is signed out at once. What was set up since is undone: access tokens, a new address, two-factor. You sign in with your identity provider as before.
mail-page-not-me-button = Sign out every device
mail-page-ended-title = Every device was signed out
mail-page-ended-body = A mail with a link is on its way: choose a new password with it, so that only you can sign in.
mail-page-ended-body-without-password = You sign in with your identity provider as before. You may close this page.
mail-page-reset-title = Choose a new password
mail-page-reset-body = Every device that is signed in to your Infuse account is signed out.
mail-page-reset-done-title = Your password was changed
mail-page-reset-done-body = Every device was signed out. Sign in with your new password in Infuse. You may close this page.
mail-page-password-label = New password
mail-page-password-hint = At least { $least } characters. A few words in a row work well.
mail-page-password-button = Set password
mail-page-fault-short = Use at least { $least } characters.
mail-page-fault-long = Use { $most } characters at most.
mail-page-fault-own = Use more than your name or address.
mail-page-fault-common = Many people use this password. Choose one that's yours alone.
mail-page-fault-walk = Keys and signs in a row are easy to guess. Use a few words.
mail-page-fault-repeats = It repeats itself. Use a few different words.
mail-page-fault-date = Years and dates are easy to guess. Add a few words.
mail-page-fault-name = Names are easy to guess. Add a few words.
mail-page-fault-words = This is easy to guess. Add a word or two.
