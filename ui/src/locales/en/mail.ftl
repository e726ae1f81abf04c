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
mail-security-recovery_code_used-subject = A recovery code was used
mail-security-recovery_code_used-body = A recovery code was used in place of a code of your authenticator app. Codes left: { $detail }.
mail-security-recovery_codes_renewed-subject = You have new recovery codes
mail-security-recovery_codes_renewed-body = Ten new recovery codes were made. The ones from before no longer work.
mail-security-unverified-body = Something has changed about the access to the Infuse account of this address. As nobody has confirmed the address yet, this mail says no more; Infuse lists it under Account, Activity.
mail-security-more-subject = Many changes to your account
mail-security-more-body = More has changed about the access to your account than Infuse mails one by one. Changes in the hour from { $moment } that no other mail tells of: { $count }. Infuse lists each of them under Account, Activity.
mail-security-when = When: { $moment }
mail-security-device = Device: { $device }
mail-security-address = Address: { $address }
mail-why-security = You get this mail because of the security of your Infuse account. If this was not you, change your password and end all other sessions in Infuse, under Account.

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

mail-verify-subject = Is this your address?
mail-verify-body = Infuse mails warnings to this address once you have confirmed that it is yours.
mail-verify-link = Confirm this address
mail-verify-expiry = The link works once, for 24 hours.
mail-why-verify = You get this mail because somebody, most likely you, gave this address to Infuse. If it was not you, leave the link alone, and no alerts are mailed here.

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
mail-page-void-body = It was used already, has expired, or a newer one was sent. In Infuse, under Preferences, you see how your address stands.
