# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = Abbrechen
dismiss = Ausblenden
done = Fertig
saved = Gespeichert
saving = Wird gespeichert …
saved-here = Hier gespeichert. Der Server erfährt es, sobald er erreichbar ist.
save-to-file = In Datei speichern …
conflict = Wurde währenddessen an anderer Stelle auf „{ $theirs }“ geändert.
conflict-keep = „{ $mine }“ behalten
conflict-take = „{ $theirs }“ übernehmen
field-missing = Bitte ausfüllen.
nothing-found = Nichts gefunden.
confirm-type = Zur Bestätigung „{ $word }“ eingeben
copied = Kopiert
try-again = Erneut versuchen
outbox-open = Ordner öffnen
email-filed = Die E-Mail an { $email } liegt als Datei im E-Mail-Ordner
refresh = Aktualisieren
today = Heute
yesterday = Gestern
unknown = Noch nicht bekannt
unknown-figure = –
credits = { $credits ->
    [one] { $credits } Credit
   *[other] { $credits } Credits
}

## Freshness of the figures

fresh-live = Live
fresh-connecting = Verbindung wird aufgebaut …
fresh-polling = Alle 30 Sekunden aktualisiert
fresh-offline = Offline seit { $since }
fresh-stale = Stand: { $at }

## Sidebar

sidebar-label = Einstellungen
gauge-resets = Neu am { $date }
gauge-open = Ansehen, wohin die Credits gehen
workspace-personal = { $plan } · Persönlich
workspace-team = { $plan } · Team

## Servers

homes-title = Server
homes-open = Server wechseln
homes-add-server = Server hinzufügen …
homes-add-sample = Beispieldaten erkunden
homes-remove-sample = Beispieldaten entfernen
homes-switch = Zu { $home } wechseln
homes-other = Oder öffnen
home-local = Dieser Computer
home-sample = Beispieldaten
sample-badge = Beispiel
sample-notice = Diese Zahlen sind zum Ausprobieren erfunden. Keine davon ist echt.

## Banners

offline-notice = Der Server antwortet seit { $since } nicht. Zu sehen sind die letzten Zahlen, die dieser Computer bekommen hat.
condition-no-notifications = Dieser Desktop zeigt keine Benachrichtigungen. Warnungen zu Credits erscheinen deshalb nur hier.
condition-notifications-off = Benachrichtigungen sind für Infuse ausgeschaltet. Warnungen zu Credits erscheinen deshalb nur hier.
notifications-settings = Benachrichtigungseinstellungen öffnen
condition-no-tray = Dieser Desktop hat keinen Infobereich, deshalb bleibt das Fenster von Infuse offen. Das Symbol erscheint, sobald es einen gibt.
condition-cache-rebuilt = Die lokale Kopie des Journals war beschädigt. Infuse hat sie beiseitegelegt und eine neue angelegt.
condition-state-unsaved = Infuse kann auf diesem Computer nichts speichern. Server und Einstellungen gelten nur, bis Infuse beendet wird.
condition-cache-newer = Eine neuere Version von Infuse hat die lokale Kopie des Journals geschrieben. Sie bleibt unangetastet, und offline wird nichts aufbewahrt.
condition-state-locked = Ein anderes Programm benutzt die Einstellungen von Infuse, oder ihr Ordner lässt sich nicht sperren. Infuse versucht es weiter.
condition-cache-locked = Die lokale Kopie des Journals lässt sich gerade nicht öffnen. Infuse versucht es weiter und speichert so lange nichts für die Nutzung ohne Verbindung.
condition-disk-full = Der Datenträger ist voll. Infuse speichert das Empfangene, sobald Platz ist.
condition-worker-restarted = Die Verbindung zum Server ist ausgefallen. Infuse beginnt von vorn.
local-server-port-taken = Ein anderes Programm benutzt Port { $port }, deshalb erreichen Agenten Infuse auf diesem Computer nicht. Nach einem Umzug auf einen anderen Port brauchen sie die neue Adresse.
local-server-port-taken-by = { $holder } benutzt Port { $port }, deshalb erreichen Agenten Infuse auf diesem Computer nicht. Nach einem Umzug auf einen anderen Port brauchen sie die neue Adresse.
local-server-move = Port { $port } benutzen
local-server-unreadable = Die Daten auf diesem Computer lassen sich nicht öffnen, deshalb erreichen Agenten Infuse nicht.
local-server-unreadable-for-good = Die Daten auf diesem Computer lassen sich nicht öffnen, und es gibt noch keine Sicherung.
local-server-restore = Sicherung wiederherstellen …
restore-title = Sicherung wiederherstellen
restore-text = Alles, was nach dieser Sicherung aufgezeichnet wurde, geht verloren. Die beschädigten Dateien bleiben erhalten.
restore-backup = Sicherung
restore-action = Wiederherstellen
local-server-disk-full = Der Datenträger ist voll, deshalb kann Infuse nicht aufzeichnen, was Agenten melden. Sobald wieder Platz ist, geht es von selbst weiter.
local-server-failed = Der Server in Infuse läuft nicht: { $detail }. Infuse versucht es weiter.

## Command palette

palette-open = Befehle
palette-title = Befehle
palette-placeholder = Befehl suchen …
palette-empty = Keine passenden Befehle.
palette-go = Gehe zu
palette-look = Darstellung
palette-app = App
palette-theme-system = Design: wie das System
palette-theme-light = Design: hell
palette-theme-dark = Design: dunkel
palette-text-larger = Größerer Text
palette-text-smaller = Kleinerer Text
palette-density-comfortable = Dichte: luftig
palette-density-compact = Dichte: kompakt
palette-language = Sprache: { $language }
palette-pause-tomorrow = Warnungen bis morgen um 8 Uhr pausieren

## Warnings

warnings = Warnungen
warnings-on = Erscheinen, wenn Credits knapp werden und wenn sie aufgebraucht sind
warnings-paused = Pausiert bis { $until }
warnings-quiet = Warten bis zum Ende der Ruhezeit: { $until }
warnings-pause-menu = Pausieren …
warnings-pause-reset = Bis zur Erneuerung
warnings-pause-tomorrow = Bis morgen um 8 Uhr

## Export

export = Exportieren
export-csv = CSV, für Tabellen
export-json = JSON, für Programme
export-all-csv = Ganzes Journal als CSV exportieren
export-all-json = Ganzes Journal als JSON exportieren
export-file-range = infuse-nutzung-{ $from }-{ $to }
export-file-all = infuse-nutzung
export-saved = { $count ->
    [0] Gespeichert. Kein Eintrag passte, die Datei ist leer.
    [one] { $count } Eintrag gespeichert.
   *[other] { $count } Einträge gespeichert.
}

## Changes that were not sent

unsent-unknown = Infuse kann nicht feststellen, ob noch Änderungen ungesendet sind.

## Sign out

sign-out = Abmelden
sign-out-ask = Abmelden …
sign-out-title = Von Infuse abmelden?
sign-out-local-text = Credits und Journal bleiben auf diesem Computer und lassen sich jederzeit ohne Passwort wieder öffnen. Agenten können nur melden, solange Infuse läuft.
sign-out-protected-text = Credits und Journal bleiben auf diesem Computer. Für die nächste Anmeldung werden E-Mail-Adresse und Passwort gebraucht. Agenten können nur melden, solange Infuse läuft.
sign-out-unsent = { $count ->
    [one] Eine Änderung hat den Server noch nicht erreicht. Sie wird bei der nächsten Anmeldung auf diesem Computer gesendet. Meldet sich vorher jemand anderes an, geht sie verloren.
   *[other] { $count } Änderungen haben den Server noch nicht erreicht. Sie werden bei der nächsten Anmeldung auf diesem Computer gesendet. Meldet sich vorher jemand anderes an, gehen sie verloren.
}
sign-out-remote-text = Das beendet die Sitzung auf { $server }. Für die nächste Anmeldung wird das Passwort gebraucht.
sign-out-provider-text = Das beendet die Sitzung auf { $server }. Für die nächste Anmeldung wird der Identitätsanbieter gebraucht.

## Forget a server

forget = Server vergessen
forget-ask = { $server } vergessen …
forget-this-ask = Diesen Server vergessen …
forget-title = { $server } vergessen?
forget-unsent = { $count ->
    [one] Eine Änderung hat ihn noch nicht erreicht und geht verloren.
   *[other] { $count } Änderungen haben ihn noch nicht erreicht und gehen verloren.
}
forget-text = Das entfernt seine Adresse, die Sitzung und das Journal auf diesem Computer. Konto und Credits bleiben auf { $server }.

## What takes long

job-export = Journal wird gespeichert
job-export-done = { $done } von { $total } Einträgen
deletion-on = Dieses Konto wird am { $date } gelöscht.
deletion-cancel = Wiederherstellen
deletion-cancelled = Das Konto bleibt bestehen
job-account = Ihre Daten werden gesichert
job-account-done = Ihre Daten werden gesichert: bisher { $done } KB
