# What the shell alone says, outside of its windows: tray, notifications and dialogs of the system.

## Numbers and dates

group-separator = .
# As in 3. Dezember.
day = { $day }. { $month ->
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
# A moment of today is a time alone.
moment-today = { $time }
moment-other-day = { $day }, { $time }

## Tray tooltip

tooltip-sample = Beispieldaten · { $tooltip }
tooltip = { $available } von { $total } Credits · neu am { $day }
tooltip-purchased = { $available } von { $total } Credits + { $purchased } gekauft · neu am { $day }
tooltip-stale = { $available } von { $total } Credits · neu am { $day } · Stand { $moment }
tooltip-purchased-stale = { $available } von { $total } Credits + { $purchased } gekauft · neu am { $day } · Stand { $moment }

## Tray menu

menu-credits = Credits: { $available } von { $total }
menu-credits-held = Credits: { $available } von { $total }, { $held } reserviert
menu-credits-unknown = Credits: noch nicht bekannt
menu-purchased = Gekauft: { $credits }
menu-purchased-unknown = Gekauft: noch nicht bekannt
menu-memory = Gedächtnis: { $used } von { $limit } Wörtern
menu-memory-unknown = Gedächtnis: noch nicht gemeldet
menu-workflows = Workflows: { $active } von { $limit }
menu-workflows-unknown = Workflows: noch nicht gemeldet
menu-updated = Aktualisiert: { $moment }
menu-updated-never = Noch nicht aktualisiert
menu-updated-offline = Offline, aktualisiert: { $moment }
tray-approval = Angefragt: { $what }
tray-approvals-more = { $count ->
    [one] { $count } weitere Anfrage
   *[other] { $count } weitere Anfragen
}

## Notifications

notice-low-title = { $available ->
    [one] Noch { $credits } Credit
   *[other] Noch { $credits } Credits
}
notice-low-title-unknown = Die Credits werden knapp
notice-low-body = Ohne Credits bleiben Agenten stehen. Neue gibt es am { $day }.
notice-low-body-no-reset = Ohne Credits bleiben Agenten stehen.
notice-exhausted-title = Keine Credits mehr
notice-exhausted-body = Neue Arbeit wird bis zum { $day } abgelehnt.
notice-exhausted-body-no-reset = Neue Arbeit wird abgelehnt, bis Credits hinzukommen.
notice-were-exhausted = Aufgebraucht waren die Credits am { $day }. { $available ->
    [one] Jetzt ist { $credits } Credit verfügbar.
   *[other] Jetzt sind { $credits } Credits verfügbar.
}
notice-were-exhausted-granted = Aufgebraucht waren die Credits am { $day }. Seither hat der Tarif { $granted } gutgeschrieben.
notice-elsewhere-title = In einem anderen Arbeitsbereich: { $title }
notice-plan-title = Der Tarif hat sich geändert
notice-plan-body = Ab jetzt gilt { $plan }.
notice-approval = „{ $agent }“ bittet um Freigabe
notice-approval-body = { $what } · { $category }
notice-approval-credits = { $count ->
    [one] Würde { $credits } Credit ausgeben
   *[other] Würde { $credits } Credits ausgeben
}
notice-test-title = Das ist ein Test
notice-test-body = So sehen Mitteilungen von Infuse aus.
notice-digest-title = In der Zwischenzeit
notice-digest-low = { $count ->
    [one] Credits wurden einmal knapp.
   *[other] Credits wurden { $count }-mal knapp.
}
notice-digest-exhausted = { $count ->
    [one] Credits waren einmal aufgebraucht.
   *[other] Credits waren { $count }-mal aufgebraucht.
}
notice-digest-workflows = { $count ->
    [one] Ein Workflow ist fehlgeschlagen.
   *[other] { $count } Workflows sind fehlgeschlagen.
}
notice-digest-reconnects = { $count ->
    [one] Eine Integration muss neu verbunden werden.
   *[other] { $count } Integrationen müssen neu verbunden werden.
}
notice-digest-plan-changes = { $count ->
    [one] Der Tarif hat sich geändert.
   *[other] Der Tarif hat sich { $count }-mal geändert.
}
notice-digest-others = { $count ->
    [one] Eine weitere Warnung.
   *[other] { $count } weitere Warnungen.
}
notice-digest-elsewhere = { $count ->
    [one] Eine Warnung aus einem anderen Arbeitsbereich.
   *[other] { $count } Warnungen aus anderen Arbeitsbereichen.
}
notice-burst = { $count } Warnungen auf einmal
notice-burst-workflows = { $count } Workflows sind fehlgeschlagen
notice-digest-available = { $available ->
    [one] Jetzt ist { $credits } Credit verfügbar.
   *[other] Jetzt sind { $credits } Credits verfügbar.
}
notice-open-alerts = Warnungen ansehen
notice-snooze = Pausieren bis zur Erneuerung

## Dialogs

file-csv = CSV-Datei
file-json = JSON-Datei
file-text = Textdatei
start-failed = Infuse konnte nicht starten
notice-new-device-title = Anmeldung von einem neuen Gerät
notice-new-device-body = { $device }, { $address }
notice-new-device-unknown = Unbekanntes Gerät
notice-open-account = Konto öffnen
file-zip = ZIP-Archiv

## Last page of the browser

landing-title = Zurück zu Infuse
landing-text = Sie können diese Seite schließen. In Infuse geht es von selbst weiter.
