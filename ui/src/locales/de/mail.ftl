# What mails say, and the pages that their links open. The server alone says it; each of these messages is one of its own.

mail-greeting = Hallo { $name },
mail-greeting-unnamed = Guten Tag,
mail-day = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}

mail-moment = { $day }, { $time } UTC

## Security

mail-security-signed_in_from_new_device-subject = Anmeldung von einem neuen Gerät
mail-security-signed_in_from_new_device-body = Jemand hat sich bei Ihrem Infuse-Konto von einem Gerät oder aus einem Netz angemeldet, von dem es in letzter Zeit nicht benutzt wurde.
mail-security-session_ended-subject = Ein Gerät wurde abgemeldet
mail-security-session_ended-body = Die Sitzung von „{ $detail }“ wurde von einem anderen Ihrer Geräte aus beendet.
mail-security-other_sessions_ended-subject = Ihre anderen Geräte wurden abgemeldet
mail-security-other_sessions_ended-body = Alle Sitzungen Ihres Kontos wurden beendet, bis auf die eine, von der das ausging. Insgesamt: { $detail }.
mail-security-token_issued-subject = Ein Zugriffstoken wurde erstellt
mail-security-token_issued-body = „{ $detail }“ ist ein neues Zugriffstoken Ihres Kontos. Wer seinen Schlüssel hat, kann alles, wofür es erstellt wurde.
mail-security-token_rotated-subject = Ein Zugriffstoken hat einen neuen Schlüssel
mail-security-token_rotated-body = Das Zugriffstoken „{ $detail }“ hat einen neuen Schlüssel bekommen.
mail-security-token_revoked-subject = Ein Zugriffstoken wurde widerrufen
mail-security-token_revoked-body = Das Zugriffstoken „{ $detail }“ gilt nicht mehr.
mail-security-exported-subject = Ihre Daten wurden exportiert
mail-security-exported-body = Alles, was Infuse über Sie aufbewahrt, wurde als eine Datei abgerufen.
mail-security-deletion_scheduled-subject = Ihr Konto wird gelöscht
mail-security-deletion_scheduled-body = Ihr Infuse-Konto und alles, was dazugehört, wird am { $detail } gelöscht. Bis dahin können Sie sich anmelden und es wiederherstellen. So lange funktionieren Ihre Zugriffstoken nicht, und Warnungen werden nicht per E-Mail geschickt.
mail-security-deletion_cancelled-subject = Ihr Konto bleibt bestehen
mail-security-deletion_cancelled-body = Ihr Infuse-Konto wurde wiederhergestellt und wird nicht gelöscht. Seine Zugriffstoken funktionieren wieder.
mail-security-two_factor_enabled-subject = Die Zwei-Faktor-Anmeldung ist eingeschaltet
mail-security-two_factor_enabled-body = Für die Anmeldung bei Ihrem Infuse-Konto wird ab jetzt auch ein Code Ihrer Authenticator-App gebraucht.
mail-security-two_factor_disabled-subject = Die Zwei-Faktor-Anmeldung ist ausgeschaltet
mail-security-two_factor_disabled-body = Für die Anmeldung bei Ihrem Infuse-Konto genügt ab jetzt das Passwort.
mail-security-two_factor_disabled-body-without-password = Für die Anmeldung bei Ihrem Infuse-Konto genügt ab jetzt Ihr Identitätsanbieter.
mail-security-second_factor_refused-subject = Falsche Codes bei einer Anmeldung bei Infuse
mail-security-second_factor_refused-body = Jemand hat Ihr Passwort und danach falsche Codes eingegeben. Wenn Sie das nicht waren, wählen Sie ein neues Passwort.
mail-security-second_factor_refused-body-without-password = Jemand hat sich bei Ihrem Identitätsanbieter angemeldet und danach falsche Codes eingegeben. Wenn Sie das nicht waren, sichern Sie Ihr Konto dort.
mail-security-recovery_code_used-subject = Ein Wiederherstellungscode wurde benutzt
mail-security-recovery_code_used-body = Jemand hat sich bei Ihrem Infuse-Konto mit einem Wiederherstellungscode statt der Authenticator-App angemeldet. Übrige Wiederherstellungscodes: { $detail }.
mail-security-recovery_codes_renewed-subject = Neue Wiederherstellungscodes
mail-security-recovery_codes_renewed-body = Ihr Infuse-Konto hat zehn neue Wiederherstellungscodes bekommen. Frühere gelten nicht mehr.
mail-security-approvals_loosened-subject = InfuseOS fragt seltener nach
mail-security-approvals_loosened-body = Ab jetzt tut InfuseOS manches, ohne vorher zu fragen. Wonach gefragt wird, steht in Infuse unter „Personalisierung“.
mail-security-password_changed-subject = Ihr Passwort wurde geändert
mail-security-password_changed-body = Das Passwort Ihres Infuse-Kontos wurde geändert, und alle anderen Geräte wurden abgemeldet.
mail-security-password_reset-subject = Ihr Passwort wurde zurückgesetzt
mail-security-password_reset-body = Das Passwort Ihres Infuse-Kontos wurde über einen Link in einer E-Mail neu gesetzt, und alle Geräte wurden abgemeldet.
mail-security-identity_linked-subject = Ihr Identitätsanbieter meldet Sie bei Infuse an
mail-security-identity_linked-body = Wer sich mit dieser Adresse bei { $detail } anmeldet, kommt ab jetzt auch in Ihr Infuse-Konto. Ein bisheriges Passwort gilt weiter.
mail-security-identity_linked-body-without-password = Wer sich mit dieser Adresse bei { $detail } anmeldet, kommt ab jetzt auch in Ihr Infuse-Konto.
mail-security-identity_unlinked-subject = Ihr Identitätsanbieter meldet Sie nicht mehr an
mail-security-identity_unlinked-body = Die Anmeldung mit einem Identitätsanbieter war für Ihr Infuse-Konto eingerichtet; das wurde rückgängig gemacht. Der Anbieter öffnet Ihr Konto nicht mehr.
mail-security-email_change_asked-subject = Ihre Adresse soll geändert werden
mail-security-email_change_asked-body = Ihr Infuse-Konto soll die Adresse „{ $detail }“ bekommen. Sie gilt, sobald jemand den Link bestätigt, der dorthin geschickt wurde.
mail-security-email_change_undone-subject = Ihre frühere Adresse gilt wieder
mail-security-email_change_undone-body = Ihr Infuse-Konto hat wieder die Adresse „{ $detail }“. Alle Geräte wurden abgemeldet, und das bisherige Passwort gilt nicht mehr.
mail-security-email_change_undone-body-without-password = Ihr Infuse-Konto hat wieder die Adresse „{ $detail }“. Alle Geräte wurden abgemeldet. Sie melden sich wie bisher mit Ihrem Identitätsanbieter an.
mail-security-not_me-subject = Alle Geräte wurden abgemeldet
mail-security-not_me-body = Jemand hat in einer E-Mail an Sie den Link „Das war ich nicht“ benutzt. Alle Geräte mit Ihrem Infuse-Konto wurden abgemeldet, und das bisherige Passwort gilt nicht mehr. Zugriffstoken, die seitdem erstellt wurden, sind widerrufen; Zwei-Faktor ist aus, falls es seitdem eingeschaltet wurde.
mail-security-not_me-body-without-password = Jemand hat in einer E-Mail an Sie den Link „Das war ich nicht“ benutzt. Alle Geräte mit Ihrem Infuse-Konto wurden abgemeldet. Zugriffstoken, die seitdem erstellt wurden, sind widerrufen; Zwei-Faktor ist aus, falls es seitdem eingeschaltet wurde. Sie melden sich wie bisher mit Ihrem Identitätsanbieter an; falls jemand anderes darüber hineinkam, sichern Sie Ihr Konto dort.
mail-not-me-link = Das war ich nicht
mail-not-me-expiry = Der Link meldet alle Geräte ab, macht rückgängig, was seitdem eingerichtet wurde, und lässt Sie ein neues Passwort wählen. Er gilt einmal und 7 Tage lang.
mail-not-me-expiry-without-password = Der Link meldet alle Geräte ab und macht rückgängig, was seitdem eingerichtet wurde. Er gilt einmal und 7 Tage lang.
mail-security-unverified-body = Am Zugang zu dem Infuse-Konto dieser Adresse hat sich etwas geändert. Weil die Adresse noch nicht bestätigt ist, steht hier nicht mehr darüber; Infuse zeigt es unter „Konto“ bei „Aktivität“.
mail-security-more-subject = Viele Änderungen an Ihrem Konto
mail-security-more-body = Am Zugang zu Ihrem Konto hat sich mehr geändert, als Infuse einzeln mailt. Änderungen in der Stunde ab { $moment }, von denen keine andere E-Mail berichtet: { $count }. Infuse zeigt jede davon unter „Konto“ bei „Aktivität“.
mail-security-when = Zeit: { $moment }
mail-security-device = Gerät: { $device }
mail-security-address = Adresse: { $address }
mail-why-security = Diese E-Mail betrifft die Sicherheit Ihres Infuse-Kontos. Falls etwas nicht stimmt, ändern Sie bitte Ihr Passwort und beenden Sie in Infuse unter „Konto“ alle anderen Sitzungen.
mail-why-security-without-password = Diese E-Mail betrifft die Sicherheit Ihres Infuse-Kontos. Falls etwas nicht stimmt, sichern Sie bitte Ihr Konto bei Ihrem Identitätsanbieter und beenden Sie in Infuse unter „Konto“ alle anderen Sitzungen.

## Alerts

mail-credits_low-subject = Die Credits werden knapp
mail-credits_low-body = Ohne Credits bleiben Agenten stehen. Neue gibt es am { $day }.
mail-credits_exhausted-subject = Keine Credits mehr
mail-credits_exhausted-body = Neue Arbeit wird abgelehnt, bis Credits hinzukommen. Neue gibt es am { $day }.
mail-workflow_failed-subject = Ein Workflow ist fehlgeschlagen: { $title }
mail-integration_needs_reconnect-subject = Eine Integration muss neu verbunden werden: { $title }
mail-plan_upgraded-subject = Ihr Tarif wurde erweitert
mail-open-usage = „Nutzung“ in Infuse öffnen
mail-why-alert = Diese E-Mail kommt wegen des Arbeitsbereichs „{ $workspace }“. Welche E-Mails Sie bekommen, legen Sie in Infuse unter „Präferenzen“ fest.

## Verifying an address

mail-test-subject = Ein Test von Infuse
mail-test-body = Warnungen erreichen Sie hier.
mail-why-test = Diese E-Mail kommt, weil Sie in Infuse unter „Präferenzen“ einen Test angefordert haben.
mail-verify-subject = Ist das Ihre Adresse?
mail-verify-body = Infuse schickt Warnungen an diese Adresse, sobald Sie bestätigt haben, dass sie Ihnen gehört.
mail-verify-link = Adresse bestätigen
mail-verify-expiry = Der Link gilt einmal und 24 Stunden lang.
mail-why-verify = Diese E-Mail kommt, weil jemand, vermutlich Sie, bei Infuse diese Adresse angegeben hat. Falls Sie es nicht waren, lassen Sie den Link einfach unbenutzt: Dann kommen hier keine Warnungen an.

## A new password

mail-reset-subject = Neues Passwort wählen
mail-reset-body = Jemand, vermutlich Sie, möchte ein neues Passwort für das Infuse-Konto von { $email }.
mail-reset-expiry = Der Link gilt einmal und 1 Stunde lang. Bis Sie ihn benutzen, bleibt Ihr Passwort, wie es ist.
mail-reset-expiry-without-password = Der Link gilt einmal und 1 Stunde lang. Bis Sie ihn benutzen, ändert sich nichts.
mail-reset-link = Neues Passwort wählen
mail-why-reset = Falls Sie nicht darum gebeten haben, lassen Sie den Link einfach unbenutzt. Durch die Anfrage allein kommt niemand in Ihr Konto.
mail-no-password-subject = Sie melden sich mit { $provider } an
mail-no-password-body = Jemand, vermutlich Sie, möchte ein neues Passwort für das Infuse-Konto von { $email }. Dieses Konto hat keines.
mail-no-password-way = Melden Sie sich mit { $provider } an; dort hilft man auch bei einem vergessenen Passwort.
mail-why-no-password = Falls Sie nicht darum gebeten haben, müssen Sie nichts tun. Durch die Anfrage allein kommt niemand in Ihr Konto.

## Another address

mail-change-subject = Ist das Ihre neue Adresse?
mail-change-body = Mit dem Link bekommt Ihr Infuse-Konto diese Adresse anstelle von { $email }.
mail-change-expiry = Der Link gilt einmal und 24 Stunden lang.
mail-change-link = Diese Adresse verwenden
mail-why-change = Diese E-Mail kommt, weil jemand, vermutlich Sie, bei Infuse diese Adresse angegeben hat. Falls Sie es nicht waren, lassen Sie den Link einfach unbenutzt.
mail-undo-subject = Ihre Adresse wurde geändert
mail-undo-body = Ihr Infuse-Konto verwendet diese Adresse nicht mehr, sondern { $email }. E-Mails gehen ab jetzt dorthin.
mail-undo-expiry = Falls Sie das nicht waren, machen Sie es rückgängig: Ihr Konto bekommt diese Adresse zurück, alle Geräte werden abgemeldet, und Sie wählen ein neues Passwort. Der Link gilt einmal und 7 Tage lang.
mail-undo-expiry-without-password = Falls Sie das nicht waren, machen Sie es rückgängig: Ihr Konto bekommt diese Adresse zurück, und alle Geräte werden abgemeldet. Der Link gilt einmal und 7 Tage lang.
mail-undo-link = Rückgängig machen
mail-why-undo = Diese E-Mail kommt, weil dies die Adresse Ihres Infuse-Kontos war.

## Pages

mail-page-verify-title = Adresse bestätigen
mail-page-verify-body = Infuse schickt Warnungen an Ihre Adresse, sobald Sie bestätigt haben, dass sie Ihnen gehört.
mail-page-verify-button = Adresse bestätigen
mail-page-verified-title = Ihre Adresse ist bestätigt
mail-page-verified-body = Infuse schickt Warnungen ab jetzt dorthin. Diese Seite kann geschlossen werden.
mail-page-unsubscribe-title = Keine solchen E-Mails mehr?
mail-page-unsubscribe-body = Sie bekommen dann keine E-Mails dieser Art mehr. In Infuse steht weiterhin alles in der Liste der Warnungen, und unter „Präferenzen“ lassen sich die E-Mails wieder einschalten.
mail-page-unsubscribe-button = Diese E-Mails beenden
mail-page-unsubscribed-title = Diese E-Mails sind beendet
mail-page-unsubscribed-body = In Infuse unter „Präferenzen“ lassen sie sich wieder einschalten. Diese Seite kann geschlossen werden.
mail-page-void-title = Dieser Link gilt nicht mehr
mail-page-void-body = Er wurde schon benutzt, ist abgelaufen oder durch einen neueren ersetzt. In Infuse können Sie einen neuen anfordern.
mail-page-change-title = Diese Adresse verwenden?
mail-page-change-body = Ihr Infuse-Konto bekommt diese Adresse. An die bisherige geht eine E-Mail, mit der sich das 7 Tage lang rückgängig machen lässt.
mail-page-change-button = Diese Adresse verwenden
mail-page-changed-title = Ihre Adresse wurde geändert
mail-page-changed-body = Ab jetzt melden Sie sich mit dieser Adresse an. Sie können diese Seite schließen.
mail-page-taken-title = Diese Adresse hat schon ein Konto
mail-page-taken-body = Ein anderes Infuse-Konto verwendet sie. Es wurde nichts geändert. Melden Sie sich mit dieser Adresse an, oder wählen Sie eine andere.
mail-page-undo-title = Änderung rückgängig machen?
mail-page-undo-body = Ihr Infuse-Konto bekommt diese Adresse zurück. Alle Geräte werden abgemeldet, das Passwort gilt nicht mehr, und seit der Änderung erstellte Zugriffstoken werden widerrufen. Dann wählen Sie ein neues Passwort.
mail-page-undo-body-without-password = Ihr Infuse-Konto bekommt diese Adresse zurück. Alle Geräte werden abgemeldet, und seit der Änderung erstellte Zugriffstoken werden widerrufen. Sie melden sich wie bisher mit Ihrem Identitätsanbieter an.
mail-page-undo-button = Rückgängig machen
mail-page-undone-title = Ihre frühere Adresse gilt wieder
mail-page-undone-body = Alle Geräte wurden abgemeldet. Eine E-Mail mit einem Link ist unterwegs: Wählen Sie damit ein neues Passwort, damit nur Sie sich anmelden können.
mail-page-undone-body-without-password = Alle Geräte wurden abgemeldet. Sie melden sich wie bisher mit Ihrem Identitätsanbieter an. Sie können diese Seite schließen.
mail-page-not-me-title = Das waren Sie nicht?
mail-page-not-me-body = Alle Geräte werden sofort abgemeldet, und das Passwort gilt nicht mehr. Was seitdem eingerichtet wurde, wird rückgängig gemacht: Zugriffstoken, eine neue Adresse, Zwei-Faktor. Dann wählen Sie ein neues Passwort.
mail-page-not-me-body-without-password = Alle Geräte werden sofort abgemeldet. Was seitdem eingerichtet wurde, wird rückgängig gemacht: Zugriffstoken, eine neue Adresse, Zwei-Faktor. Sie melden sich wie bisher mit Ihrem Identitätsanbieter an.
mail-page-not-me-button = Alle Geräte abmelden
mail-page-ended-title = Alle Geräte wurden abgemeldet
mail-page-ended-body = Eine E-Mail mit einem Link ist unterwegs: Wählen Sie damit ein neues Passwort, damit nur Sie sich anmelden können.
mail-page-ended-body-without-password = Sie melden sich wie bisher mit Ihrem Identitätsanbieter an. Sie können diese Seite schließen.
mail-page-reset-title = Neues Passwort wählen
mail-page-reset-body = Alle Geräte, die bei Ihrem Infuse-Konto angemeldet sind, werden abgemeldet.
mail-page-reset-done-title = Ihr Passwort wurde geändert
mail-page-reset-done-body = Alle Geräte wurden abgemeldet. Melden Sie sich in Infuse mit dem neuen Passwort an. Sie können diese Seite schließen.
mail-page-password-label = Neues Passwort
mail-page-password-hint = Mindestens { $least } Zeichen. Gut geeignet sind ein paar Wörter hintereinander.
mail-page-password-button = Passwort setzen
mail-page-fault-short = Verwenden Sie mindestens { $least } Zeichen.
mail-page-fault-long = Verwenden Sie höchstens { $most } Zeichen.
mail-page-fault-own = Verwenden Sie mehr als Ihren Namen oder Ihre Adresse.
mail-page-fault-common = Dieses Passwort verwenden viele. Wählen Sie eines, das nur Sie haben.
mail-page-fault-walk = Tasten und Zeichen der Reihe nach sind leicht zu erraten. Nehmen Sie ein paar Wörter.
mail-page-fault-repeats = Es wiederholt sich. Nehmen Sie ein paar verschiedene Wörter.
mail-page-fault-date = Jahre und Daten sind leicht zu erraten. Fügen Sie ein paar Wörter hinzu.
mail-page-fault-name = Namen sind leicht zu erraten. Fügen Sie ein paar Wörter hinzu.
mail-page-fault-words = Das ist leicht zu erraten. Fügen Sie ein oder zwei Wörter hinzu.
