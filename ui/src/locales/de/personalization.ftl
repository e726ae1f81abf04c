personalization-title = Personalisierung
personalization-purpose = Wie InfuseOS antwortet, wie es klingt und was es vorher fragt.
personalization-unheard = Die Personalisierung lässt sich noch nicht laden. Sie erscheint, sobald der Server antwortet.

## Where a setting comes from

source-default = Voreinstellung
source-workspace = Von { $workspace }
source-personal = Eigene Wahl
source-locked = Für alle festgelegt von { $workspace }
inherit = Voreinstellung verwenden
inherited = Voreinstellung
newer-value = Auf etwas gesetzt, das nur eine neuere Version von Infuse kennt

## Replies

replies-title = Antworten
reply-language = Sprache
reply-language-text = Zum Lesen und zum Vorlesen
reply-language-auto = Wie meine Nachricht
reply-language-search = Sprache suchen …
reply-style = Stil
reply-style-concise = Knapp
reply-style-balanced = Ausgewogen
reply-style-detailed = Ausführlich
reply-style-step_by_step = Schrittweise
reply-style-formal = Förmlich
reply-style-friendly = Freundlich
reply-style-other = ein neuerer Stil
reply-example = Beispiel
reply-example-asked = Gefragt ist:
reply-example-question = Wann können wir am Donnerstag das Designteam treffen?
reply-example-concise = 10 Uhr oder 15:30 Uhr. 10 Uhr buchen?
reply-example-balanced = Am Donnerstag haben alle um 10 Uhr und um 15:30 Uhr Zeit. Der Vormittag passt besser, weil Kim an dem Tag früh geht. Soll ich ihn buchen?
reply-example-detailed = Ich habe alle fünf Kalender für Donnerstag verglichen. Von 10 bis 11 Uhr und von 15:30 bis 16:30 Uhr haben alle Zeit. Dazwischen ist Kim bei einer Kundin, und der große Raum ist belegt. Mein Vorschlag ist 10 Uhr: Dann bleibt der Nachmittag für Änderungen vor der Besprechung am Freitag. Soll ich die Einladungen verschicken?
reply-example-step_by_step =
    1. Ich habe alle fünf Kalender für Donnerstag verglichen.
    2. Um 10 Uhr und um 15:30 Uhr haben alle Zeit.
    3. Der große Raum ist nur um 10 Uhr frei.
    4. Als Nächstes würde ich 10 Uhr buchen und alle einladen. Soll ich?
reply-example-formal = Das Designteam steht Ihnen am Donnerstag um 10 Uhr und um 15:30 Uhr zur Verfügung. Ich würde Ihnen den früheren Termin empfehlen und versende die Einladungen gern nach Ihrer Bestätigung.
reply-example-friendly = Gute Nachricht: Donnerstag klappt! Um 10 Uhr und um 15:30 Uhr haben alle Zeit. Ich würde den Vormittag nehmen, da sind alle noch frisch. Soll ich ihn für dich buchen?

## Voice

voice-title = Stimme
voice-text = zum Vorlesen
voice-chosen = Vorlesestimme
voice-another = eine andere Stimme
voice-missing = Die gewählte Stimme gibt es auf diesem Server nicht. Bitte eine andere wählen.
voice-none = Dieser Server bietet noch keine Stimmen an.
voice-unheard = Die Stimmen lassen sich noch nicht laden. Sie erscheinen, sobald der Server antwortet.
voice-hear = { $voice } anhören
voice-stop = { $voice } anhalten
voice-playing = Zu hören: { $voice }, { $language }
voice-other-language = Spricht kein { $language }
voice-compare = Zwei vergleichen
voice-compare-group = Stimmen zum Vergleichen
voice-compare-text = Zwei Stimmen markieren, um sie nacheinander zu hören.
voice-compare-both = A ist { $a }, B ist { $b }.
voice-compare-play = Beide anhören
voice-compare-stop = Anhalten
voice-mark-a = A
voice-mark-b = B
voice-use = { $voice } verwenden
volume = Lautstärke
volume-text = Nur auf diesem Computer
voice-sounds = { $first }, { $second }
voice-sounds-warm = warm
voice-sounds-calm = ruhig
voice-sounds-clear = klar
voice-sounds-bright = hell
voice-sounds-deep = tief
voice-sounds-soft = sanft
voice-sounds-lively = lebhaft
voice-sounds-even = gleichmäßig
voice-sounds-crisp = prägnant
voice-sounds-gentle = behutsam
voice-sounds-friendly = freundlich
voice-sounds-steady = gefestigt
voice-sounds-smooth = geschmeidig
voice-sounds-light = leicht
voice-sounds-rich = volltönend
voice-sounds-quick = flott
voice-sounds-expressive = ausdrucksstark
voice-sounds-relaxed = entspannt
voice-sounds-poised = souverän

## Approvals

approvals-title = Freigaben
approvals-text = was InfuseOS ohne Rückfrage darf
approval-ask = Fragen
approval-never = Nie
approval-other = eine neuere Einstellung
approval-send_messages = Nachrichten senden
approval-change_calendar = Kalender ändern
approval-delete_data = Daten löschen
approval-run_commands = Befehle ausführen
approval-spend_credits = { $credits ->
    [one] Mehr als { $credits } Credit auf einmal ausgeben
   *[other] Mehr als { $credits } Credits auf einmal ausgeben
}
spend-over = Credits auf einmal ohne Rückfrage
spend-over-unit = { $credits ->
    [one] Credit
   *[other] Credits
}
spend-over-wrong = Bitte eine ganze Zahl von 0 bis { $most } eingeben.

## More is permitted

loosen-title = InfuseOS mehr erlauben?
loosen-allow-send_messages = InfuseOS darf dann ohne Rückfrage Nachrichten senden.
loosen-allow-change_calendar = InfuseOS darf dann ohne Rückfrage den Kalender ändern.
loosen-allow-delete_data = InfuseOS darf dann ohne Rückfrage Daten löschen.
loosen-allow-run_commands = InfuseOS darf dann ohne Rückfrage Befehle ausführen.
loosen-allow-spend_credits = InfuseOS darf dann ohne Rückfrage beliebig viele Credits auf einmal ausgeben.
loosen-ask-send_messages = InfuseOS darf dann Nachrichten senden, aber jede nur nach einem Ja.
loosen-ask-change_calendar = InfuseOS darf dann den Kalender ändern, aber jedes Mal nur nach einem Ja.
loosen-ask-delete_data = InfuseOS darf dann Daten löschen, aber jedes Mal nur nach einem Ja.
loosen-ask-run_commands = InfuseOS darf dann Befehle ausführen, aber jeden nur nach einem Ja.
loosen-ask-spend_credits = { $credits ->
    [one] InfuseOS darf dann mehr als { $credits } Credit auf einmal ausgeben, aber jedes Mal nur nach einem Ja.
   *[other] InfuseOS darf dann mehr als { $credits } Credits auf einmal ausgeben, aber jedes Mal nur nach einem Ja.
}
loosen-more = { $credits ->
    [one] InfuseOS darf dann ohne Rückfrage { $credits } Credit auf einmal ausgeben.
   *[other] InfuseOS darf dann ohne Rückfrage bis zu { $credits } Credits auf einmal ausgeben.
}
loosen-default = Die Voreinstellung erlaubt womöglich mehr als die eigene Wahl.
loosen-do-allow = Erlauben
loosen-do-ask = Fragen lassen
loosen-do-more = Grenze anheben
loosen-do-default = Voreinstellung verwenden
