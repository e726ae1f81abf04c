preferences-title = Präferenzen
preferences-purpose = Warnungen, Aussehen und Sprache von Infuse.
preferences-unheard = Die Präferenzen lassen sich noch nicht laden. Sie erscheinen, sobald der Server antwortet.

## Alerts

alerts-card-title = Warnungen
alerts-card-text = was gemeldet wird, und wie
alerts-card-missed = Etwas verpasst? Alles ist aufgelistet, auch das hier Ausgeschaltete.
threshold = Warnen ab
threshold-text = { $credits ->
    [0] Bei 0 kommt erst eine Meldung, wenn nichts mehr da ist.
   *[other] Die Warnung kommt, wenn so viele Credits oder weniger übrig sind.
}
threshold-unit = { $credits ->
    [one] Credit
   *[other] Credits
}
threshold-wrong = Bitte eine ganze Zahl von 0 bis { $most } eingeben.
threshold-replay = Was diese Schwelle in den letzten { $days } Tagen bedeutet hätte
threshold-replay-none = { $credits ->
    [0] In den letzten { $days } Tagen waren die Credits <b>nie aufgebraucht</b>.
   *[other] In den letzten { $days } Tagen hätte es <b>keine Meldung</b> zu den Credits gegeben.
}
threshold-replay-below = In den letzten { $days } Tagen lagen die Credits <b>nie darüber</b>, also hätte es <b>keine neue Warnung</b> gegeben.
threshold-replay-low = { $low ->
    [one] In den letzten { $days } Tagen hätte es <b>{ $low } Warnung</b> gegeben.
   *[other] In den letzten { $days } Tagen hätte es <b>{ $low } Warnungen</b> gegeben.
}
threshold-replay-exhausted = { $exhausted ->
    [one] In den letzten { $days } Tagen wäre <b>einmal</b> gemeldet worden, dass die Credits aufgebraucht sind, <b>ohne Warnung</b> davor.
   *[other] In den letzten { $days } Tagen wäre <b>{ $exhausted }-mal</b> gemeldet worden, dass die Credits aufgebraucht sind, <b>ohne Warnung</b> davor.
}
threshold-replay-both = { $low ->
    [one] { $exhausted ->
        [one] In den letzten { $days } Tagen hätte es <b>{ $low } Warnung</b> gegeben, und <b>einmal</b> wären die Credits aufgebraucht gewesen.
       *[other] In den letzten { $days } Tagen hätte es <b>{ $low } Warnung</b> gegeben, und <b>{ $exhausted }-mal</b> wären die Credits aufgebraucht gewesen.
    }
   *[other] { $exhausted ->
        [one] In den letzten { $days } Tagen hätte es <b>{ $low } Warnungen</b> gegeben, und <b>einmal</b> wären die Credits aufgebraucht gewesen.
       *[other] In den letzten { $days } Tagen hätte es <b>{ $low } Warnungen</b> gegeben, und <b>{ $exhausted }-mal</b> wären die Credits aufgebraucht gewesen.
    }
}
threshold-replay-latest = Zuletzt am { $date }.
threshold-replay-begins = Die Aufzeichnung beginnt am { $date }.
threshold-replay-unknown = Sobald die Aufzeichnung geladen ist, steht hier, was die Schwelle in den letzten { $days } Tagen bedeutet hätte.
threshold-replay-holds = Für laufende Arbeit reservierte Credits sind nicht berücksichtigt.
threshold-replay-key-low = Knapp
threshold-replay-key-exhausted = Aufgebraucht
threshold-replay-mark-credits_low = Warnung, { $when }
threshold-replay-mark-credits_exhausted = Credits aufgebraucht, { $when }
alert-kind-credits_low = Credits werden knapp
alert-kind-text-credits_low = { $credits ->
    [0] Aus, solange die Schwelle 0 ist
    [one] Bei 1 Credit
   *[other] Bei { $credits } Credits oder weniger
}
alert-kind-credits_exhausted = Credits sind aufgebraucht
alert-kind-text-credits_exhausted = Neue Arbeit steht still, bis es wieder Credits gibt
alert-kind-workflow_failed = Ein Workflow schlägt fehl
alert-kind-text-workflow_failed = Mit dem, was sein Agent dazu sagt
alert-kind-integration_needs_reconnect = Eine Integration muss neu verbunden werden
alert-kind-text-integration_needs_reconnect = Bis dahin können Agenten sie nicht benutzen
alert-kind-plan_upgraded = Der Tarif ändert sich
alert-kind-text-plan_upgraded = Mit dem Namen des neuen Tarifs
alert-way-email = E-Mail
alert-way-desktop = Desktop
alert-email-set = { $on ->
    [on] E-Mail an
   *[other] E-Mail aus
}
alert-desktop-set = { $on ->
    [on] Desktop an
   *[other] Desktop aus
}

## Email

email-ready = E-Mails gehen an { $email }.
email-ready-files = E-Mails an { $email } liegen als Dateien auf diesem Computer. Unter „E-Mails“ lässt sich ein Mailserver einrichten, der sie verschickt.
email-unverified = Für Warnungen per E-Mail muss die Adresse bestätigt sein: Bitte den Link öffnen, der an { $email } ging.
email-unverified-files = Für Warnungen per E-Mail muss die Adresse bestätigt sein: Bitte den Link in der E-Mail an { $email } öffnen, die als Datei auf diesem Computer liegt.
email-refused = E-Mails an { $email } kommen nicht an. Wenn die Adresse wieder funktioniert, bitte noch einmal bestätigen.
email-none = Dieses Konto hat keine E-Mail-Adresse, deshalb kommen Warnungen nur als Benachrichtigung.
email-send-link = Neuen Link senden
email-link-sent = Ein Link ist unterwegs an { $email }.

## Quiet hours

quiet-title = Ruhezeit
quiet-text = wann Benachrichtigungen warten
quiet-enabled = Benachrichtigungen zurückhalten
quiet-enabled-text = Sie kommen gesammelt, wenn die Ruhezeit endet
quiet-set = { $on ->
    [on] Ruhezeit an
   *[other] Ruhezeit aus
}
quiet-now = Ruhe bis { $until }
quiet-from = Von
quiet-to = Bis
quiet-to-next = Am nächsten Tag
quiet-none = Beginn und Ende sind gleich, deshalb wartet nichts
quiet-through = Auch in der Ruhezeit gezeigt
quiet-through-off = Unter „Warnungen“ ist die Benachrichtigung ausgeschaltet
quiet-through-set = { $on ->
    [on] sofort gezeigt
   *[other] bis zum Ende zurückgehalten
}
quiet-mails = E-Mails kommen wie gewohnt. Anmeldungen von neuen Geräten werden immer sofort gemeldet.

## Mail server

mail-server-title = E-Mails
mail-server-text = vom Server in dieser App
mail-server-none = E-Mails liegen als Dateien auf diesem Computer
mail-server-none-text = Mit einem Mailserver werden sie verschickt
mail-server-set-up-ask = Mailserver einrichten …
mail-server-set-up-title = Mailserver einrichten
mail-server-set-up-text = Vor dem Speichern prüft Infuse, ob der Server E-Mails annimmt.
mail-server-change-ask = Ändern …
mail-server-change-title = Mailserver ändern
mail-server-from = E-Mails kommen von { $email }
mail-server-host = Server
mail-server-host-example = smtp.example.org
mail-server-port = Port
mail-server-port-wrong = Bitte eine ganze Zahl von 1 bis 65535 eingeben.
mail-server-encryption = Verschlüsselung
mail-server-tls = TLS
mail-server-start_tls = STARTTLS
mail-server-user = Benutzer
mail-server-user-hint = Leer lassen, wenn der Server keinen verlangt.
mail-server-password-unchanged = Unverändert
mail-server-sender = Absender
mail-server-sender-hint = Die Adresse, von der die E-Mails kommen
mail-server-save = Speichern
mail-server-checking = Wird geprüft …
mail-server-saved = E-Mails gehen über { $host }
mail-server-stop-ask = Nicht mehr verwenden …
mail-server-stop = Nicht mehr verwenden
mail-server-stop-title = { $host } nicht mehr verwenden?
mail-server-stop-text = E-Mails liegen dann wieder als Dateien auf diesem Computer, und das Passwort wird vergessen.
mail-server-stopped = E-Mails liegen wieder als Dateien im Ordner

## Interface

interface-title = Oberfläche
interface-text = auf allen eigenen Geräten
language = Sprache
language-text = Auch für Benachrichtigungen und E-Mails
language-system = Wie das System
theme = Design
theme-system = System
theme-light = Hell
theme-dark = Dunkel
text-size = Textgröße
text-size-text = Alles im Fenster wächst mit
density = Dichte
density-comfortable = Luftig
density-compact = Kompakt
reduce-motion = Weniger Bewegung
reduce-motion-text = Nichts gleitet oder blendet ein
reduce-motion-set = { $on ->
    [on] weniger Bewegung
   *[other] Bewegung wie vom System vorgegeben
}

## This device

device-title = Dieses Gerät
device-text = bleibt auf diesem Computer
tray-icon = Symbol im Infobereich
tray-icon-ring = Ring
tray-icon-number = Ring mit Zahl
tray-icon-monochrome = Einfarbig
autostart = Beim Anmelden öffnen
autostart-text = Startet im Infobereich, ohne Fenster
quit-on-close = Beim Schließen des Fensters beenden
quit-on-close-text = Sonst bleibt Infuse im Infobereich und behält alles im Blick
test-title = Test senden
test-text = Sehen Sie selbst, ob Warnungen Sie erreichen.
test-email = E-Mail
test-desktop = Mitteilung
test-email-sent = Ein Test ist unterwegs an { $email }
