usage-title = Utilisation
usage-purpose = Ce que vous avez, ce qui a été utilisé, et jusqu’à quand cela suffit.

not-updated = Échec de la mise à jour.

## Balance

balance-title = Crédits disponibles
balance-of = sur { $total } · renouvellement { $away }
balance-unknown = En attente des premiers chiffres.
level-low = Niveau bas
level-exhausted = Épuisés
parts-title = Répartition de vos crédits
parts-used = <b>{ $used }</b> utilisés sur { $total }
parts-monthly = <b>{ $credits }</b> mensuels, jusqu’au { $ends }
parts-purchased = <b>{ $credits }</b> achetés, sans expiration
parts-held = <b>{ $credits }</b> réservés
parts-held-why = Mis de côté pour les tâches en cours. Ce qu’elles n’utilisent pas vous revient.
memory = Mémoire
memory-of = sur { $limit } mots
workflows = Workflows
workflows-of = sur { $limit } actifs
memory-full = Limite de { $limit } mots atteinte
workflows-full = Limite de { $limit } actifs atteinte
meter-unreported = pas encore déclaré

## Outlook

outlook-short = <b>À ce rythme, vos crédits seront épuisés vers le { $date }</b>, { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} avant le renouvellement. Période probable : { $span }.
outlook-enough = À ce rythme, vos crédits suffiront jusqu’au renouvellement, le <b>{ $reset }</b>.
outlook-unknown = Une prévision apparaîtra ici après quelques jours d’utilisation.
outlook-waiting = En attente des premiers chiffres.
outlook-low = <b>{ $credits ->
    [one] Plus que { $credits } crédit.
   *[other] Plus que { $credits } crédits.
}</b> Prochains crédits le { $reset }.
outlook-exhausted = <b>Crédits épuisés.</b> Toute nouvelle tâche est refusée jusqu’au { $reset }.

## Alerts

alerts-title = Alertes récentes
alert-credits_low = Peu de crédits restants
alert-credits_exhausted = Crédits épuisés
alert-plan_upgraded = Changement de forfait
alert-elsewhere = Autre espace de travail : { $title }
alert-notification-waiting = En attente
alert-notification-left_out = Non affichée en notification
alerts-none = Aucune alerte pour l’instant. Toutes celles à venir figureront ici.

## Actions of the catalogue

action-message = Messages
action-agent_step = Étapes
action-web_fetch = Pages web
action-image_generation = Images
action-image_edit = Retouches d’image
action-deep_research = Recherche approfondie
action-count-message = { $count ->
    [one] { $count } message
   *[other] { $count } messages
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
    [one] { $count } image
   *[other] { $count } images
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
spending-untouched = Votre première barre apparaîtra ici quand un agent déclarera son utilisation.
period-label = Durée d’une barre
period-day = Jour
period-week = Semaine
period-month = Mois
chart-as-table = Afficher en tableau
chart-label = Crédits dans le temps. Les touches fléchées passent d’une barre à l’autre, et Entrée n’affiche que la barre choisie.
chart-table-title = Crédits dans le temps, en tableau
bar-part-day = Jusqu’à maintenant
bar-part-week = Semaine incomplète
bar-part-month = Mois incomplet
bar-spoken = { $when } : { $spent }, { $parts }
bar-spoken-empty = { $when } : aucun crédit utilisé
column-total = Total

## Filters

filters-label = Filtres
filters-clear = Effacer les filtres
filter-range = Période
filter-conversation = Conversation
filter-action = Action
filter-all-conversations = Toutes les conversations
filter-all-actions = Toutes les actions
filter-by = Afficher uniquement { $name }
range-7 = 7 derniers jours
range-30 = 30 derniers jours
range-90 = 90 derniers jours
range-cycle = Ce cycle
range-custom = Période personnalisée
range-from = Premier jour
range-to = Dernier jour
conversation-none = Hors conversation
conversation-untitled = Conversation sans titre

## Breakdowns

by-conversation = Par conversation
by-action = Par action
breakdown-nothing = Aucun crédit utilisé sur cette période.
show-more = Afficher { $count } de plus
show-fewer = Afficher moins

## Journal

journal-title = Journal
journal-purpose = tous les mouvements de crédits, du plus récent au plus ancien
journal-nothing = Aucune entrée trouvée.
journal-more = Afficher les entrées précédentes
journal-grant = Crédits accordés
journal-expiry = Expiration de crédits inutilisés
journal-refund = Crédits remboursés
journal-adjustment = Ajustement par la personne qui gère le serveur
journal-other = Modification des crédits
journal-balance = Solde après l’opération
journal-left = solde : { $credits }
journal-entry = Entrée
journal-source = via { $source }
journal-number = n° { $number }

## Connect an agent

connect-title = Connecter un agent
connect-text = Un agent est un programme qui travaille pour vous et déclare ce qu’il a utilisé. Chacun a son propre jeton.
connect-text-first = Un agent est un programme qui travaille pour vous et déclare ce qu’il a utilisé. Donnez un nom au vôtre, puis collez une ligne dans un terminal.
connect-name = Nom de l’agent
connect-placeholder = Agent de nuit
connect-action = Créer un jeton
connect-ready = « { $name } » peut déclarer son utilisation
connect-ready-text = Collez cette ligne dans un terminal. Elle déclare un message, qui coûte un crédit.
connect-line = Commande de terminal
connect-copy-line = Copier la commande
connect-copy-token = Copier le jeton seul
connect-once = À copier maintenant : vous ne pourrez plus l’afficher ensuite.
connect-waiting = En attente du premier événement…
connect-heard = Premier événement reçu.
