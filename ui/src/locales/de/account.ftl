account-title = Konto
account-purpose = Profil, Anmeldungen und alles, was Zugriff hat.

## Profile

profile-title = Profil
name = Name
name-text = Sichtbar für das eigene Team
name-missing = Bitte einen Namen eingeben.
email = E-Mail
none = Keine
email-local = Dieses Konto liegt auf diesem Computer und bekommt keine E-Mails.
email-sample = Dieses Konto ist erfunden, so wie seine Zahlen.
email-verified = Bestätigt
email-not-verified = Nicht bestätigt
email-not-verified-text = Bitte den Link öffnen, der dorthin ging.
email-not-verified-files = Bitte den Link in der E-Mail öffnen, die als Datei auf diesem Computer liegt.
email-failing = Abgewiesen
email-undeliverable = E-Mails an diese Adresse kommen nicht an. Wenn sie wieder funktioniert, bitte noch einmal bestätigen.
email-change-ask = E-Mail ändern …
email-change = Link senden
email-change-title = E-Mail-Adresse ändern
email-change-text = An die neue Adresse geht ein Link. Sobald er geöffnet wird, gilt sie. Die alte Adresse bekommt eine E-Mail, die das 7 Tage lang rückgängig machen kann.
email-new = Neue E-Mail-Adresse
email-pending-title = Neue E-Mail-Adresse
email-pending = Noch zu öffnen: der Link in der E-Mail an { $email }
email-pending-files = Noch zu öffnen: der Link in der E-Mail an { $email }, die als Datei auf diesem Computer liegt
email-pending-cancel = Änderung abbrechen
email-change-withdrawn = Die E-Mail-Adresse bleibt, wie sie ist
password = Passwort
password-hint = Mindestens { $least } Zeichen. Gut geeignet sind ein paar Wörter hintereinander.
password-fault-too_short = Zu kurz: mindestens { $least } Zeichen
password-fault-too_long = Zu lang
password-fault-guessable = Zu leicht zu erraten: gehört zu den ersten, die ausprobiert werden
password-fault-own_name = Zu leicht zu erraten: besteht aus dem Namen oder der E-Mail-Adresse
password-because-common = Schwach: weit verbreitet oder einem verbreiteten sehr ähnlich
password-because-walk = Schwach: Tasten oder Zeichen der Reihe nach
password-because-repeats = Schwach: immer wieder dasselbe
password-because-date = Schwach: kaum mehr als ein Datum
password-because-name = Schwach: kaum mehr als ein Name
password-because-few_words = Schwach: ein, zwei Wörter mehr helfen
password-show = Passwort anzeigen
password-weak = Zu leicht zu erraten
password-good = Gut
password-strong = Stark
member-since = Dabei seit
lives-on = Server
lives-on-local = Läuft in dieser App. Alles bleibt auf diesem Computer.
lives-on-sample = Läuft in dieser App, mit erfundenen Zahlen.

## Sign-in and security

sign-in-title = Anmeldung und Sicherheit
signing-in-title = Anmeldung
protect-none = Dieses Konto hat weder E-Mail-Adresse noch Passwort, also auch keine Zwei-Faktor-Authentifizierung. Die Anmeldung am Computer schützt es.
protect-ask = Dieses Konto schützen …
protect = Konto schützen
protect-title = Dieses Konto schützen
protect-text = Infuse fragt dann bei jeder Anmeldung hier nach E-Mail-Adresse und Passwort. An die Adresse geht ein Link, der sie bestätigt.
protect-text-files = Infuse fragt dann bei jeder Anmeldung hier nach E-Mail-Adresse und Passwort. Die E-Mail, die die Adresse bestätigt, liegt als Datei auf diesem Computer.
protected-title = Dieses Konto ist geschützt
protected-filed = Die E-Mail an { $email } liegt im Ordner. Der Link darin bestätigt die Adresse.
protected-mailed = Dieses Konto ist geschützt. Ein Link zum Bestätigen ist unterwegs an { $email }
password-text = Eine Änderung meldet alle anderen Geräte ab.
signing-in-elsewhere = Die Anmeldung läuft über einen Identitätsanbieter, der auch das Passwort verwaltet.
signing-in-with = Die Anmeldung läuft über { $provider }, wo auch das Passwort verwaltet wird.
sign-in-again-ask = Erneut anmelden …
sign-in-again = Erneut anmelden
signed-in-again = Erneut angemeldet. Die Änderung ist jetzt möglich.
password-change-ask = Passwort ändern …
password-change = Passwort ändern
password-change-title = Passwort ändern
password-change-text = Alle anderen Geräte werden abgemeldet. Dieses bleibt angemeldet.
password-current = Aktuelles Passwort
password-new = Neues Passwort
password-changed = Passwort geändert. Alle anderen Geräte sind abgemeldet.
password-unknown = Ich kenne das Passwort nicht
password-link-sent = Ein Link zu einem neuen Passwort ist unterwegs an { $email }
not-me-ask = Das war ich nicht …
not-me-title = Überall sonst abmelden und ein neues Passwort wählen
not-me-text = Wer sich angemeldet hat, wird abgemeldet, und das alte Passwort öffnet das Konto nicht mehr.
not-me-tokens = Zugriffstoken gelten weiter. Unbekannte lassen sich unter „Zugriffstoken“ widerrufen.
not-me-refused-title = Ein neues Passwort wählen
not-me-refused-text = Niemand ist hineingekommen: Die Codes waren falsch. Aber jemand kennt das Passwort, deshalb ist ein neues nötig. Alle anderen Geräte werden abgemeldet.

## Two-factor

two-factor-title = Zwei-Faktor-Authentifizierung
two-factor-on = Ein
two-factor-off = Aus
two-factor-sign-in = Code bei der Anmeldung
two-factor-text-on = Die Anmeldung braucht das Passwort und einen Code aus der Authenticator-App.
two-factor-text-on-provider = Die Anmeldung braucht zusätzlich einen Code aus der Authenticator-App.
two-factor-text-off = Ist sie eingeschaltet, braucht die Anmeldung das Passwort und einen Code aus einer App auf dem Handy. Ein gestohlenes Passwort allein öffnet dann nichts.
two-factor-text-off-provider = Ist sie eingeschaltet, braucht die Anmeldung zusätzlich einen Code aus einer App auf dem Handy. Wer nur beim Identitätsanbieter hineinkommt, kann sich hier dann nicht anmelden.
two-factor-since = Eingeschaltet seit { $date }.
two-factor-sample = Dieses Konto ist erfunden, und niemand meldet sich dort an.
two-factor-offline = Der Server antwortet nicht. Sobald er es tut, lässt sich das ändern.
two-factor-turn-on-ask = Einschalten …
two-factor-turn-on = Einschalten
two-factor-turn-on-title = Zwei-Faktor-Authentifizierung einschalten
two-factor-turn-on-text = Zuerst bitte das Passwort, damit niemand anderes das tun kann.
two-factor-turn-on-text-provider = Nötig ist eine App auf dem Handy, die Einmalcodes erzeugt. Im nächsten Schritt scannt sie ein Bild.
two-factor-continue = Weiter
two-factor-scan-title = Infuse zur Authenticator-App hinzufügen
two-factor-scan-text = Das Bild mit einer App scannen, die Einmalcodes erzeugt, auf dem Handy oder im Passwortmanager. Danach den Code eingeben, den sie anzeigt.
two-factor-picture = QR-Code für die Authenticator-App
two-factor-key = Scannen geht nicht? Dann diesen Schlüssel eintippen:
two-factor-key-copy = Schlüssel kopieren
two-factor-code = 6-stelliger Code aus der App
two-factor-code-incomplete = Bitte alle 6 Ziffern eingeben.
two-factor-turn-off-ask = Ausschalten …
two-factor-turn-off = Ausschalten
two-factor-turn-off-title = Zwei-Faktor-Authentifizierung ausschalten?
two-factor-turn-off-text = Für die Anmeldung genügt dann wieder das Passwort, und die Wiederherstellungscodes gelten nicht mehr.
two-factor-turn-off-text-provider = Die Anmeldung braucht dann keinen Code mehr, und die Wiederherstellungscodes gelten nicht mehr.
two-factor-turned-off = Zwei-Faktor-Authentifizierung ist aus
two-factor-already-title = Zwei-Faktor-Authentifizierung ist schon eingeschaltet
two-factor-already-text = Fehlen noch die Wiederherstellungscodes? Ein Code aus der Authenticator-App liefert zehn neue. Die alten gelten dann nicht mehr.
any-code = Code
any-code-hint = Aus der Authenticator-App, oder ein Wiederherstellungscode
recovery-codes = Wiederherstellungscodes
recovery-codes-text = Noch { $count }. Jeder gilt für eine Anmeldung, falls die Authenticator-App verloren geht.
recovery-codes-few = { $count ->
    [0] Keine mehr. Ohne die Authenticator-App wäre keine Anmeldung mehr möglich. Bitte jetzt erneuern.
    [one] Nur noch einer. Am besten erneuern, bevor keiner mehr da ist.
   *[other] Nur noch { $count }. Am besten erneuern, bevor keiner mehr da ist.
}
recovery-codes-title = Diese Wiederherstellungscodes aufbewahren
recovery-codes-what = Jeder gilt für eine Anmeldung, falls die Authenticator-App verloren geht. Am besten getrennt von diesem Computer und vom Passwort aufbewahren.
recovery-codes-what-provider = Jeder gilt für eine Anmeldung, falls die Authenticator-App verloren geht. Am besten getrennt von diesem Computer aufbewahren.
recovery-codes-once = Sie werden nicht noch einmal angezeigt.
recovery-codes-copy = Kopieren
recovery-codes-print = Drucken …
recovery-codes-file = infuse-wiederherstellungscodes
recovery-codes-head = Infuse-Wiederherstellungscodes von { $email } bei { $server }
recovery-codes-kept = Ich habe sie aufbewahrt
recovery-codes-renew-ask = Erneuern …
recovery-codes-renew = Erneuern
recovery-codes-renew-title = Wiederherstellungscodes erneuern?
recovery-codes-renew-text = Es gibt zehn neue, und die alten gelten nicht mehr.

## Sessions

sessions-title = Sitzungen
sessions-text = alle Geräte, die angemeldet sind
sessions-offline = Der Server antwortet nicht. Sobald er es tut, stehen hier alle angemeldeten Geräte.
sessions-current = Dieses Gerät
session-device-unknown = Unbekanntes Gerät
session-system-linux = Linux
session-system-macos = macOS
session-system-windows = Windows
session-system-web = Webbrowser
session-system-unknown = Unbekanntes System
session-address-here = dieser Computer
session-address-unknown = unbekannte Adresse
session-where = { $system } · { $address }
session-seen = Erstmals gesehen: { $first } · zuletzt gesehen: { $last }
session-seen-now = Erstmals gesehen: { $first } · jetzt aktiv
session-ended = { $device } ist abgemeldet
sessions-end-others-ask = Alle anderen abmelden …
sessions-end-others = Alle anderen abmelden
sessions-end-others-title = Überall sonst abmelden?
sessions-end-others-text = { $count ->
    [one] Eine andere Sitzung endet sofort. Dieses Gerät bleibt angemeldet.
   *[other] { $count } andere Sitzungen enden sofort. Dieses Gerät bleibt angemeldet.
}
sessions-ended = { $count ->
    [0] Es gab keine anderen Sitzungen
    [one] { $count } Sitzung beendet
   *[other] { $count } Sitzungen beendet
}

## Access tokens

tokens-title = Zugriffstoken
tokens-text = eines je Integration
tokens-about = Jedes Token gehört zu genau einer Integration. So lässt sich eines widerrufen, ohne die anderen anzuhalten.
tokens-none = Noch keine Token. Am besten bekommt jede Integration ihr eigenes: So lässt sich eines widerrufen, ohne die anderen anzuhalten.
tokens-offline = Der Server antwortet nicht. Sobald er es tut, stehen hier alle Token.
tokens-unused = { $count ->
    [one] Eines wurde seit 90 Tagen nicht benutzt. Es sollte widerrufen werden, wenn nichts es mehr braucht.
   *[other] { $count } wurden seit 90 Tagen nicht benutzt. Was nichts mehr braucht, sollte widerrufen werden.
}
scope-usage_write = Nutzung melden
scope-usage_read = Nutzung lesen
scope-usage_refund = Credits erstatten
scope-signals_write = Signale senden
scope-settings_read = Einstellungen lesen
scope-approvals_ask = um Freigabe bitten
scope-billing_read = Abrechnung lesen
scope-choice-usage_write = Nutzung melden
scope-choice-usage_read = Nutzung lesen
scope-choice-usage_refund = Credits erstatten
scope-choice-signals_write = Signale senden
scope-choice-settings_read = Einstellungen lesen
scope-choice-approvals_ask = Um Freigabe bitten
scope-choice-billing_read = Abrechnung lesen
token-may = Darf in „{ $workspace }“: { $scopes }
token-may-left = Darf in einem verlassenen Arbeitsbereich: { $scopes }
token-times = Erstellt am { $created } · { $used } · { $ends }
token-used = zuletzt benutzt: { $at } ({ $address })
token-never-used = nie benutzt
token-expires-on = läuft ab am { $date }
token-expired-on = abgelaufen am { $date }
token-never-expires = läuft nie ab
token-expired = Abgelaufen
token-unused = 90 Tage nicht benutzt
token-new = Neues Token …
token-new-title = Neues Zugriffstoken
token-new-text = Für jede Integration ein eigenes Token. Es gilt nur in „{ $workspace }“.
token-name = Name des Tokens
token-scopes = Was es darf
token-scopes-missing = Bitte mindestens eines auswählen.
token-lifetime = Läuft ab
token-lifetime-forever = Nie
token-lifetime-days30 = In 30 Tagen
token-lifetime-days90 = In 90 Tagen
token-lifetime-year = In 1 Jahr
token-issue = Token erstellen
token-ready-title = „{ $name }“ ist bereit
token-ready-text = Diesen Schlüssel dort einfügen, wo die Integration nach einem Token fragt.
token-secret = Schlüssel
token-copy = Schlüssel kopieren
token-file = infuse-token
token-rotate-ask = Schlüssel erneuern …
token-rotate = Schlüssel erneuern
token-rotate-title = Schlüssel von „{ $name }“ erneuern?
token-rotate-text = Das Token bekommt einen neuen Schlüssel, alles andere bleibt. Der alte Schlüssel muss überall ersetzt werden, wo er benutzt wird.
token-overlap = Der alte Schlüssel gilt weiter
token-overlap-nothing = Gar nicht
token-overlap-hour = 1 Stunde lang
token-overlap-day = 1 Tag lang
token-rotated-title = „{ $name }“ hat einen neuen Schlüssel
token-rotated-nothing = Der alte gilt nicht mehr.
token-rotated-hour = Der alte gilt noch 1 Stunde lang.
token-rotated-day = Der alte gilt noch 1 Tag lang.
token-revoke-ask = Widerrufen …
token-revoke = Token widerrufen
token-revoke-title = „{ $name }“ widerrufen?
token-revoke-text = Wer es benutzt, wird vom Server ab sofort abgewiesen. Das lässt sich nicht rückgängig machen.
token-revoked = „{ $name }“ ist widerrufen

## Activity

activity-title = Aktivität
activity-text = Anmeldungen und Änderungen am Zugang zum Konto
activity-offline = Der Server antwortet nicht. Sobald er es tut, stehen hier Anmeldungen und Änderungen am Zugang zum Konto.
activity-none = Nichts dieser Art in den letzten 400 Tagen.
activity-more = Mehr anzeigen
activity-filter = Anzeigen
activity-where = { $moment } · { $device } · { $address }
activity-deletion-on = Am { $date }
activity-sessions = { $count ->
    [one] Eine Sitzung
   *[other] { $count } Sitzungen
}
activity-unknown = Etwas, das erst eine neuere Version von Infuse erklären kann
activity-group-all = Alles
activity-group-sign_ins = Anmeldungen
activity-group-sessions = Sitzungen
activity-group-tokens = Zugriffstoken
activity-group-secrets = Passwort und Zwei-Faktor-Anmeldung
activity-group-email = E-Mail
activity-group-account = Konto
activity-kind-signed_up = Konto angelegt
activity-kind-signed_in = Angemeldet
activity-kind-signed_in_from_new_device = Von einem neuen Gerät oder Netz angemeldet
activity-kind-signed_out = Abgemeldet
activity-kind-session_ended = Ein Gerät wurde abgemeldet
activity-kind-other_sessions_ended = Alle anderen Geräte wurden abgemeldet
activity-kind-not_me = Eine Anmeldung wurde als fremd gemeldet
activity-kind-token_issued = Zugriffstoken erstellt
activity-kind-token_rotated = Schlüssel eines Zugriffstokens erneuert
activity-kind-token_revoked = Zugriffstoken widerrufen
activity-kind-password_changed = Passwort geändert
activity-kind-password_reset_asked = Neues Passwort per E-Mail angefordert
activity-kind-password_reset = Passwort per E-Mail zurückgesetzt
activity-kind-identity_linked = Anmeldung mit einem Identitätsanbieter eingerichtet
activity-kind-identity_unlinked = Anmeldung mit einem Identitätsanbieter rückgängig gemacht
activity-kind-account_protected = E-Mail-Adresse und Passwort festgelegt
activity-kind-two_factor_enabled = Zwei-Faktor-Anmeldung eingeschaltet
activity-kind-two_factor_disabled = Zwei-Faktor-Anmeldung ausgeschaltet
activity-kind-second_factor_refused = Falsche Codes bei einer Anmeldung
activity-kind-recovery_code_used = Mit einem Wiederherstellungscode angemeldet
activity-kind-recovery_codes_renewed = Neue Wiederherstellungscodes erstellt
activity-kind-approvals_loosened = InfuseOS fragt seltener nach
activity-kind-email_verified = E-Mail-Adresse bestätigt
activity-kind-email_change_asked = Änderung der E-Mail-Adresse angefordert
activity-kind-email_changed = E-Mail-Adresse geändert
activity-kind-email_change_undone = Änderung der E-Mail-Adresse rückgängig gemacht
activity-kind-exported = Daten exportiert
activity-kind-deletion_scheduled = Löschung des Kontos angefordert
activity-kind-deletion_cancelled = Konto wiederhergestellt

## Your data

data-title = Ihre Daten
export-account = Export
export-account-text = Alles, was der Server über Sie aufbewahrt, als ZIP-Datei mit Erläuterungen.
export-account-ask = Meine Daten exportieren …
export-account-first = Erst meine Daten exportieren …
export-account-file = infuse-konto
export-account-saved = Ihre Daten sind gesichert
delete-account = Konto löschen
delete-account-ask = Konto löschen …
delete-account-text = Danach lässt es sich 14 Tage lang wiederherstellen.
delete-account-local = Dieses Konto gibt es nur auf diesem Computer. Um es mit allem, was dazugehört, zu entfernen, Infuse beenden und den Datenordner löschen.
delete-account-title = Konto löschen?
delete-account-what = Gelöscht werden das Konto, seine Sitzungen, Zugriffstoken und Aktivität, dazu die Arbeitsbereiche, zu denen sonst niemand gehört, mit ihren Credits, auch den gekauften, und ihren Journalen.
delete-account-when = 14 Tage lang lässt sich das zurücknehmen: anmelden und „Wiederherstellen“ wählen. Danach ist es endgültig.
delete-account-meanwhile = Bis dahin funktionieren Zugriffstoken nicht, und Warnungen werden nicht per E-Mail geschickt.
delete-account-others = Arbeitsbereiche mit weiteren Mitgliedern bleiben bestehen; Ihr Name wird aus ihren Journalen entfernt.
delete-account-email = Zur Bestätigung die eigene E-Mail-Adresse eingeben
delete-account-other-email = Das ist nicht die E-Mail-Adresse dieses Kontos.
deletion-scheduled = Ihr Konto wird am { $date } gelöscht

## Sign out

sign-out-local-hint = Die Daten bleiben auf diesem Computer.
sign-out-remote-hint = Beendet nur die Sitzung auf diesem Computer.
