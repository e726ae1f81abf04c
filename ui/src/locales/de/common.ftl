# What is said in more than one place: windows, tray, notifications.

product = Infuse
open-app = Infuse öffnen
open-usage = Nutzung öffnen
quit = Infuse beenden
warnings-pause = Warnungen bis zur Erneuerung pausieren
warnings-resume = Warnungen fortsetzen
unknown-credits = Credits noch nicht bekannt
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Why there are no figures: quick look, tray, and the page that asks for what is missing

standing-starting = Infuse startet
standing-welcome = Infuse ist noch nicht eingerichtet
standing-signed_out = Abgemeldet
standing-keyring_locked = Der Schlüsselbund ist gesperrt
standing-keyring_missing = Kein Schlüsselbund gefunden
standing-keyring_unset = Der Schlüsselbund wurde nie eingerichtet
standing-preparing = Beispieldaten entstehen: Tag { $done } von { $total }

## What agents ask before they do it

approval-allow = Erlauben
approval-deny = Ablehnen
approval-category-send_messages = Nachrichten senden
approval-category-change_calendar = Kalender ändern
approval-category-delete_data = Daten löschen
approval-category-run_commands = Befehle ausführen
approval-category-spend_credits = Credits ausgeben
approval-category-other = Etwas anderes
