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
mail-security-recovery_code_used-subject = Ein Wiederherstellungscode wurde benutzt
mail-security-recovery_code_used-body = Jemand hat sich bei Ihrem Infuse-Konto mit einem Wiederherstellungscode statt der Authenticator-App angemeldet. Übrige Wiederherstellungscodes: { $detail }.
mail-security-recovery_codes_renewed-subject = Neue Wiederherstellungscodes
mail-security-recovery_codes_renewed-body = Ihr Infuse-Konto hat zehn neue Wiederherstellungscodes bekommen. Frühere gelten nicht mehr.
mail-security-unverified-body = Am Zugang zu dem Infuse-Konto dieser Adresse hat sich etwas geändert. Weil die Adresse noch nicht bestätigt ist, steht hier nicht mehr darüber; Infuse zeigt es unter „Konto“ bei „Aktivität“.
mail-security-more-subject = Viele Änderungen an Ihrem Konto
mail-security-more-body = Am Zugang zu Ihrem Konto hat sich mehr geändert, als Infuse einzeln mailt. Änderungen in der Stunde ab { $moment }, von denen keine andere E-Mail berichtet: { $count }. Infuse zeigt jede davon unter „Konto“ bei „Aktivität“.
mail-security-when = Zeit: { $moment }
mail-security-device = Gerät: { $device }
mail-security-address = Adresse: { $address }
mail-why-security = Diese E-Mail betrifft die Sicherheit Ihres Infuse-Kontos. Falls Sie das nicht waren, ändern Sie bitte Ihr Passwort und beenden Sie in Infuse unter „Konto“ alle anderen Sitzungen.

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

mail-verify-subject = Ist das Ihre Adresse?
mail-verify-body = Infuse schickt Warnungen an diese Adresse, sobald Sie bestätigt haben, dass sie Ihnen gehört.
mail-verify-link = Adresse bestätigen
mail-verify-expiry = Der Link gilt einmal und 24 Stunden lang.
mail-why-verify = Diese E-Mail kommt, weil jemand, vermutlich Sie, bei Infuse diese Adresse angegeben hat. Falls Sie es nicht waren, lassen Sie den Link einfach unbenutzt: Dann kommen hier keine Warnungen an.

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
mail-page-void-body = Er wurde schon benutzt, ist abgelaufen oder durch einen neueren ersetzt. In Infuse steht unter „Präferenzen“, wie es um Ihre Adresse steht.
