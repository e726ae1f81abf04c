usage-title = Nutzung
usage-purpose = Was da ist, wohin es ging, wie lange es reicht.

not-updated = Aktualisieren fehlgeschlagen.

## Balance

balance-title = Verfügbare Credits
balance-of = von { $total } · erneuert sich { $away }
balance-unknown = Die ersten Zahlen kommen gleich.
level-low = Knapp
level-exhausted = Aufgebraucht
parts-title = Wie es um die Credits steht
parts-used = <b>{ $used }</b> von { $total } verbraucht
parts-monthly = <b>{ $credits }</b> monatliche, bis { $ends }
parts-purchased = <b>{ $credits }</b> gekaufte, bleiben erhalten
parts-held = <b>{ $credits }</b> reserviert
parts-held-why = Für laufende Arbeit zurückgelegt. Was sie nicht braucht, kommt zurück.
memory = Gedächtnis
memory-of = von { $limit } Wörtern
workflows = Workflows
workflows-of = von { $limit } aktiv
memory-full = Alle { $limit } Wörter belegt
workflows-full = Alle { $limit } aktiv
meter-unreported = noch nicht gemeldet

## Outlook

outlook-short = <b>In diesem Tempo sind die Credits um den { $date } aufgebraucht</b>, { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} vor der Erneuerung. Wahrscheinlicher Zeitraum: { $span }.
outlook-enough = In diesem Tempo reichen die Credits bis zur Erneuerung am <b>{ $reset }</b>.
outlook-unknown = Nach ein paar Tagen Nutzung erscheint hier eine Vorhersage.
outlook-waiting = Die ersten Zahlen kommen gleich.
outlook-low = <b>{ $credits ->
    [one] Nur noch { $credits } Credit.
   *[other] Nur noch { $credits } Credits.
}</b> Neue gibt es am { $reset }.
outlook-exhausted = <b>Keine Credits mehr.</b> Neue Arbeit wird bis zum { $reset } abgelehnt.

## Alerts

alerts-title = Letzte Warnungen
alert-credits_low = Credits wurden knapp
alert-credits_exhausted = Credits waren aufgebraucht
alert-plan_upgraded = Der Tarif hat sich geändert
alert-elsewhere = In einem anderen Arbeitsbereich: { $title }
alert-notification-waiting = Wartet
alert-notification-left_out = Nicht als Benachrichtigung gezeigt
alerts-none = Noch keine Warnungen. Was gemeldet wird, steht dann hier.

## Actions of the catalogue

action-message = Nachrichten
action-agent_step = Schritte
action-web_fetch = Webseiten
action-image_generation = Bilder
action-image_edit = Bildbearbeitungen
action-deep_research = Tiefenrecherche
action-count-message = { $count ->
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
}
action-count-agent_step = { $count ->
    [one] { $count } Schritt
   *[other] { $count } Schritte
}
action-count-web_fetch = { $count ->
    [one] { $count } Webseite
   *[other] { $count } Webseiten
}
action-count-image_generation = { $count ->
    [one] { $count } Bild
   *[other] { $count } Bilder
}
action-count-image_edit = { $count ->
    [one] { $count } Bildbearbeitung
   *[other] { $count } Bildbearbeitungen
}
action-count-deep_research = { $count ->
    [one] { $count } Tiefenrecherche
   *[other] { $count } Tiefenrecherchen
}
action-count-other = { $count } × { $action }

## Credits over time

spending-day = Credits pro Tag
spending-week = Credits pro Woche
spending-month = Credits pro Monat
spending-sum = { $days } · { $credits ->
    [one] { $credits } Credit
   *[other] { $credits } Credits
} · { $daily ->
    [0] weniger als 1 am Tag
   *[other] { $daily } am Tag
}
spending-sum-nothing = { $days }
spending-nothing = In diesem Zeitraum wurden keine Credits verbraucht.
spending-untouched = Der erste Balken erscheint, sobald ein Agent seine Arbeit meldet.
period-label = Länge eines Balkens
period-day = Tag
period-week = Woche
period-month = Monat
chart-as-table = Als Tabelle zeigen
chart-label = Credits im Zeitverlauf. Pfeiltasten gehen von Balken zu Balken, die Eingabetaste zeigt einen allein.
chart-table-title = Credits im Zeitverlauf, als Tabelle
bar-part-day = Bisher
bar-part-week = Teil der Woche
bar-part-month = Teil des Monats
bar-spoken = { $when }: { $spent }, { $parts }
bar-spoken-empty = { $when }: keine Credits verbraucht
column-total = Summe

## Filters

filters-label = Filter
filters-clear = Filter zurücksetzen
filter-range = Zeitraum
filter-conversation = Unterhaltung
filter-action = Aktion
filter-all-conversations = Alle Unterhaltungen
filter-all-actions = Alle Aktionen
filter-by = Nur { $name } zeigen
range-7 = Letzte 7 Tage
range-30 = Letzte 30 Tage
range-90 = Letzte 90 Tage
range-cycle = Dieser Zyklus
range-custom = Eigener Zeitraum
range-from = Erster Tag
range-to = Letzter Tag
conversation-none = Ohne Unterhaltung
conversation-untitled = Unterhaltung ohne Titel

## Breakdowns

by-conversation = Nach Unterhaltung
by-action = Nach Aktion
breakdown-nothing = In diesem Zeitraum wurden keine Credits verbraucht.
show-more = { $count } weitere zeigen
show-fewer = Weniger zeigen

## Journal

journal-title = Journal
journal-purpose = jeder Zu- und Abgang, neueste zuerst
journal-nothing = Keine passenden Einträge.
journal-more = Frühere Einträge zeigen
journal-grant = Credits gutgeschrieben
journal-expiry = Ungenutzte Credits verfallen
journal-refund = Credits erstattet
journal-adjustment = Vom Betreiber des Servers angepasst
journal-other = Credits geändert
journal-balance = Danach verfügbare Credits
journal-left = { $credits } übrig
journal-entry = Eintrag
journal-source = von { $source }
journal-number = Nr. { $number }

## Connect an agent

connect-title = Agenten verbinden
connect-text = Ein Agent ist ein Programm, das Arbeit erledigt und meldet, was es verbraucht hat. Jeder bekommt sein eigenes Token.
connect-text-first = Ein Agent ist ein Programm, das Arbeit erledigt und meldet, was es verbraucht hat. Einen Namen wählen, dann eine Zeile in ein Terminal einfügen.
connect-name = Name des Agenten
connect-placeholder = Nachtagent
connect-action = Token erstellen
connect-ready = { $name } kann jetzt melden
connect-ready-text = Diese Zeile in ein Terminal einfügen. Sie meldet eine Nachricht, die einen Credit kostet.
connect-line = Befehl für das Terminal
connect-copy-line = Befehl kopieren
connect-copy-token = Nur das Token kopieren
connect-once = Bitte jetzt kopieren. Es wird nicht noch einmal gezeigt.
connect-waiting = Warten auf das erste Ereignis …
connect-heard = Erstes Ereignis empfangen.
