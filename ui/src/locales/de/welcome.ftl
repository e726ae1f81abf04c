starting = Startet …
welcome-title = Wissen, was Agenten verbrauchen
welcome-text = Infuse zählt jeden Credit, den Agenten verbrauchen, zeigt, wohin er ging, und warnt, bevor keiner mehr da ist.
welcome-promise = Keine Telemetrie. Infuse verbindet sich nur mit dem ausgewählten Server.

welcome-local-title = Auf diesem Computer benutzen
welcome-local-text = Agenten sind Programme, die Arbeit erledigen. Eigene lassen sich hier messen: Nichts verlässt diesen Computer.
local-name = Ihr Name
local-action = Hier beginnen
local-action-again = Weiter
local-opening = Wird geöffnet …

welcome-server-title = Bei einem Server anmelden
welcome-server-text = Mit einem eigenen Konto den Infuse-Server benutzen, den die Firma oder jemand aus dem Freundeskreis betreibt.
welcome-server-action = Anmelden …
server-title = Bei einem Server anmelden
server-text = Die Adresse kennt, wer den Server betreibt.
server-mode = Konto
server-sign-in = Anmelden
server-sign-up = Konto erstellen
server-asking = Verbindung wird aufgebaut …
server-url = Serveradresse
server-url-example = https://infuse.example.org
forgotten-ask = Passwort vergessen?
forgotten-text = Per E-Mail kommt ein Link, mit dem sich ein neues Passwort wählen lässt.
forgotten-send = Link senden
forgotten-sent = Falls es ein Konto mit dieser Adresse gibt, ist eine E-Mail mit einem Link unterwegs.
forgotten-local-text = Der Server in dieser App schreibt eine E-Mail mit einem Link zu einem neuen Passwort. Ohne Mailserver liegt sie als Datei auf diesem Computer.
forgotten-filed = Falls es ein Konto mit dieser Adresse gibt, liegt die E-Mail mit dem Link im Ordner.

## A sign-in with an identity provider

or = oder
provider-continue = Weiter mit { $provider }
browser-title = Weiter im Browser
browser-text = Der Browser wurde für { $provider } geöffnet. Sobald die Anmeldung dort erledigt ist, geht es hier von selbst weiter.
browser-text-unnamed = Der Browser wurde für den Identitätsanbieter geöffnet. Sobald die Anmeldung dort erledigt ist, geht es hier von selbst weiter.
browser-waiting = Warten auf { $provider } …
browser-waiting-unnamed = Warten auf den Browser …

## The second step of a sign-in

second-title = Noch ein Schritt
second-text = Dieses Konto verlangt neben dem Passwort einen Code.
second-text-provider = Dieses Konto verlangt zusätzlich einen Code.
second-code = 6-stelliger Code aus der Authenticator-App
second-recovery-code = Wiederherstellungscode
second-recovery-hint = Einer der zehn aufbewahrten. Jeder gilt einmal.
second-use-recovery = Stattdessen einen Wiederherstellungscode benutzen
second-use-code = Stattdessen die Authenticator-App benutzen
second-back = Zurück
recovery-code-used = { $count ->
    [0] Das war der letzte Wiederherstellungscode. Unter „Konto“ gibt es neue.
    [one] Noch ein Wiederherstellungscode übrig. Unter „Konto“ gibt es neue.
   *[other] Noch { $count } Wiederherstellungscodes übrig
}

welcome-sample-title = Beispieldaten erkunden
welcome-sample-text = Über hundert Tage erfundener Zahlen, deutlich gekennzeichnet und mit einem Klick wieder entfernt.
welcome-sample-action = Beispieldaten öffnen
sample-preparing-label = Beispieldaten entstehen
sample-preparing = Tag { $done } von { $total } …

signed-out-title = Bei { $server } anmelden
signed-out-text = Die Sitzung ist beendet. Alles, was auf diesem Computer liegt, ist noch da.
signed-out-local-text = Credits und Journal liegen auf diesem Computer und lassen sich jederzeit wieder öffnen.
signed-out-protected-title = Auf diesem Computer anmelden
signed-out-protected-text = E-Mail-Adresse und Passwort schützen dieses Konto. Credits und Journal sind noch da.
signed-out-sample-title = Diese Beispieldaten sind abgelaufen
signed-out-sample-text = Ihr erfundenes Konto lässt sich nicht mehr öffnen. Einfach entfernen und bei Bedarf neue Beispieldaten erkunden.

keyring-locked-text = Die Sitzung liegt im Schlüsselbund des Systems, und der ist gesperrt. Sie sind nicht abgemeldet. Sobald er entsperrt ist, geht es weiter.
keyring-missing-text = Die Sitzung liegt im Schlüsselbund des Systems, und auf diesem Desktop läuft keiner. Sie sind nicht abgemeldet. Sobald einer läuft, geht es weiter.
keyring-waiting = Infuse versucht es auch von selbst weiter.
keyring-unset-text = Die Sitzung liegt im Schlüsselbund des Systems, und dieser Desktop hat noch keinen. Bitte erneut versuchen und im Fenster, das danach fragt, ein Passwort dafür wählen. Erscheint kein Fenster, lässt sich in der Passwortverwaltung des Desktops ein Standard-Schlüsselbund anlegen.
