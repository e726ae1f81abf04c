usage-title = Utilisation
usage-purpose = Ce que vous avez, où c’est allé, combien de temps cela dure.

not-updated = Échec de la mise à jour.

## Balance

balance-title = Crédits disponibles
balance-of = sur { $total } · renouvellement { $away }
balance-unknown = En attente des premiers chiffres.
level-low = Bas
level-exhausted = Épuisés
parts-title = Où en sont vos crédits
parts-used = <b>{ $used }</b> utilisés sur { $total }
parts-monthly = <b>{ $credits }</b> mensuels, jusqu’au { $ends }
parts-purchased = <b>{ $credits }</b> achetés, conservés
parts-held = <b>{ $credits }</b> réservés
parts-held-why = Mis de côté pour le travail en cours. Ce qui n’est pas utilisé revient.
memory = Mémoire
memory-of = sur { $limit } mots
workflows = Workflows
workflows-of = sur { $limit } actifs
memory-full = Les { $limit } mots sont utilisés
workflows-full = Les { $limit } sont actifs
meter-unreported = pas encore déclaré

## Outlook

outlook-short = <b>À ce rythme, vos crédits seront épuisés vers le { $date }</b>, { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} avant le renouvellement. Période probable : { $span }.
outlook-enough = À ce rythme, vos crédits dureront jusqu’au renouvellement, le <b>{ $reset }</b>.
outlook-unknown = Une prévision apparaîtra ici après quelques jours d’utilisation.
outlook-waiting = En attente des premiers chiffres.
outlook-low = <b>{ $credits ->
    [one] Plus que { $credits } crédit.
   *[other] Plus que { $credits } crédits.
}</b> D’autres arrivent le { $reset }.
outlook-exhausted = <b>Plus de crédits.</b> Tout nouveau travail est refusé jusqu’au { $reset }.

## Alerts

alerts-title = Alertes récentes
alert-credits_low = Les crédits ont baissé
alert-credits_exhausted = Les crédits ont été épuisés
alert-plan_upgraded = Votre forfait a changé
alert-elsewhere = Dans un autre espace : { $title }

## Actions of the catalogue

action-message = Messages envoyés
action-agent_step = Étapes
action-web_fetch = Pages web
action-image_generation = Images créées
action-image_edit = Retouches d’image
action-deep_research = Recherche approfondie
action-count-message = { $count ->
    [one] { $count } message envoyé
   *[other] { $count } messages envoyés
}
action-count-agent_step = { $count ->
    [one] { $count } étape
   *[other] { $count } étapes
}
action-count-web_fetch = { $count ->
    [one] { $count } page web
   *[other] { $count } pages web
}
action-count-image_generation = { $count ->
    [one] { $count } image créée
   *[other] { $count } images créées
}
action-count-image_edit = { $count ->
    [one] { $count } retouche d’image
   *[other] { $count } retouches d’image
}
action-count-deep_research = { $count ->
    [one] { $count } recherche approfondie
   *[other] { $count } recherches approfondies
}
action-count-other = { $count } × { $action }

## Credits over time

spending-day = Crédits par jour
spending-week = Crédits par semaine
spending-month = Crédits par mois
spending-sum = { $days } · { $credits ->
    [one] { $credits } crédit
   *[other] { $credits } crédits
} · { $daily ->
    [0] moins de 1 par jour
   *[other] { $daily } par jour
}
spending-sum-nothing = { $days }
spending-nothing = Aucun crédit utilisé sur cette période.
spending-untouched = Votre première barre apparaîtra quand un agent déclarera son travail.
period-label = Durée d’une barre
period-day = Jour
period-week = Semaine
period-month = Mois
chart-as-table = Afficher en tableau
chart-label = Crédits dans le temps. Les flèches passent d’une barre à l’autre, Entrée en affiche une seule.
chart-table-title = Crédits dans le temps, en tableau
bar-part-day = Jusqu’ici
bar-part-week = Une partie de la semaine
bar-part-month = Une partie du mois
bar-spoken = { $when } : { $spent }, { $parts }
bar-spoken-empty = { $when } : aucun crédit utilisé
column-total = Somme

## Filters

filters-label = Filtres
filters-clear = Effacer les filtres
filter-range = Période
filter-conversation = Discussion
filter-action = Type d’action
filter-all-conversations = Toutes les discussions
filter-all-actions = Toutes les actions
filter-by = Afficher seulement { $name }
range-7 = 7 derniers jours
range-30 = 30 derniers jours
range-90 = 90 derniers jours
range-cycle = Ce cycle
range-custom = Période personnalisée
range-from = Premier jour
range-to = Dernier jour
conversation-none = Hors discussion
conversation-untitled = Discussion sans titre

## Breakdowns

by-conversation = Par discussion
by-action = Par action
breakdown-nothing = Aucun crédit utilisé sur cette période.
show-more = En afficher { $count } de plus
show-fewer = En afficher moins

## Journal

journal-title = Journal
journal-purpose = chaque crédit entré et sorti, le plus récent d’abord
journal-nothing = Aucune entrée correspondante.
journal-more = Afficher les entrées précédentes
journal-grant = Crédits accordés
journal-expiry = Crédits inutilisés expirés
journal-refund = Crédits rendus
journal-adjustment = Ajusté par la personne qui gère le serveur
journal-other = Crédits modifiés
journal-balance = Crédits restants ensuite
journal-left = { $credits } restants
journal-entry = Entrée
journal-source = de { $source }
journal-number = nº { $number }

## Connect an agent

connect-title = Connecter un agent
connect-text = Un agent est un programme qui travaille pour vous et déclare ce qu’il a utilisé. Chacun reçoit son propre jeton.
connect-text-first = Un agent est un programme qui travaille pour vous et déclare ce qu’il a utilisé. Donnez un nom au vôtre, puis collez une ligne dans un terminal.
connect-name = Nom de l’agent
connect-placeholder = Agent de nuit
connect-action = Créer un jeton
connect-ready = { $name } est prêt à déclarer
connect-ready-text = Collez cette ligne dans un terminal. Elle déclare un message, qui coûte un crédit.
connect-line = Commande de terminal
connect-copy-line = Copier la commande
connect-copy-token = Copier seulement le jeton
connect-once = Copiez-le maintenant. Vous ne le reverrez pas.
connect-waiting = En attente du premier événement…
connect-heard = Premier événement reçu.
