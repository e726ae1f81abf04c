# What the shell alone says, outside of its windows: tray, notifications and dialogs of the system.

## Numbers and dates

group-separator = { "\u202F" }
# As in 3 déc.
day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
# A moment of today is a time alone.
moment-today = { $time }
moment-other-day = { $day } à { $time }

## Tray tooltip

tooltip-sample = Données d’exemple · { $tooltip }
tooltip = { $available } crédits sur { $total } · renouvellement le { $day }
tooltip-purchased = { $available } crédits sur { $total } + { $purchased } achetés · renouvellement le { $day }
tooltip-stale = { $available } crédits sur { $total } · renouvellement le { $day } · relevé : { $moment }
tooltip-purchased-stale = { $available } crédits sur { $total } + { $purchased } achetés · renouvellement le { $day } · relevé : { $moment }

## Tray menu

menu-credits = Crédits : { $available } sur { $total }
menu-credits-held = Crédits : { $available } sur { $total }, { $held } réservés
menu-credits-unknown = Crédits : pas encore connus
menu-purchased = Crédits achetés : { $credits }
menu-purchased-unknown = Crédits achetés : pas encore connus
menu-memory = Mémoire : { $used } mots sur { $limit }
menu-memory-unknown = Mémoire : pas encore déclarée
menu-workflows = Workflows : { $active } sur { $limit }
menu-workflows-unknown = Workflows : pas encore déclarés
menu-updated = Mis à jour : { $moment }
menu-updated-never = Pas encore mis à jour
menu-updated-offline = Hors ligne, mis à jour : { $moment }
tray-approval = Demandé : { $what }
tray-approvals-more = { $count ->
    [one] { $count } autre demande
   *[other] { $count } autres demandes
}

## Notifications

notice-low-title = { $available ->
    [one] Il reste { $credits } crédit
   *[other] Il reste { $credits } crédits
}
notice-low-title-unknown = Il vous reste peu de crédits
notice-low-body = Les agents s’arrêtent quand les crédits sont épuisés. Prochains crédits le { $day }.
notice-low-body-no-reset = Les agents s’arrêtent quand les crédits sont épuisés.
notice-exhausted-title = Crédits épuisés
notice-exhausted-body = Toute nouvelle tâche est refusée jusqu’au { $day }.
notice-exhausted-body-no-reset = Toute nouvelle tâche est refusée jusqu’à l’ajout de crédits.
notice-were-exhausted = Vos crédits ont été épuisés le { $day }. { $available ->
    [one] { $credits } crédit est de nouveau disponible.
   *[other] { $credits } crédits sont de nouveau disponibles.
}
notice-were-exhausted-granted = Vos crédits ont été épuisés le { $day }. Depuis, votre forfait en a accordé { $granted }.
notice-elsewhere-title = Autre espace de travail : { $title }
notice-plan-title = Votre forfait a changé
notice-plan-body = Votre forfait est maintenant { $plan }.
notice-approval = « { $agent } » demande votre accord
notice-approval-body = { $what } · { $category }
notice-approval-credits = { $count ->
    [one] Dépenserait { $credits } crédit
   *[other] Dépenserait { $credits } crédits
}
notice-test-title = Ceci est un test
notice-test-body = Voici à quoi ressemblent les notifications d’Infuse.
notice-digest-title = Ce que vous avez manqué
notice-digest-low = { $count ->
    [one] Vos crédits ont atteint le seuil d’avertissement une fois.
   *[other] Vos crédits ont atteint le seuil d’avertissement { $count } fois.
}
notice-digest-exhausted = { $count ->
    [one] Vos crédits ont été épuisés une fois.
   *[other] Vos crédits ont été épuisés { $count } fois.
}
notice-digest-workflows = { $count ->
    [one] Un workflow a échoué.
   *[other] { $count } workflows ont échoué.
}
notice-digest-reconnects = { $count ->
    [one] Une intégration doit être reconnectée.
   *[other] { $count } intégrations doivent être reconnectées.
}
notice-digest-plan-changes = { $count ->
    [one] Votre forfait a changé.
   *[other] Votre forfait a changé { $count } fois.
}
notice-digest-others = { $count ->
    [one] Un autre avertissement.
   *[other] { $count } autres avertissements.
}
notice-digest-elsewhere = { $count ->
    [one] Un avertissement d’un autre espace de travail.
   *[other] { $count } avertissements d’autres espaces de travail.
}
notice-burst = { $count } avertissements à la fois
notice-burst-workflows = { $count } workflows ont échoué
notice-digest-available = { $available ->
    [one] { $credits } crédit est maintenant disponible.
   *[other] { $credits } crédits sont maintenant disponibles.
}
notice-open-alerts = Voir les alertes
notice-snooze = Suspendre jusqu’au renouvellement

## Dialogs

file-csv = Fichier CSV
file-json = Fichier JSON
file-text = Fichier texte
start-failed = Infuse n’a pas pu démarrer
notice-new-device-title = Connexion depuis un nouvel appareil
notice-new-device-body = { $device }, { $address }
notice-new-device-unknown = Appareil inconnu
notice-open-account = Ouvrir Compte
file-zip = Archive ZIP

## Last page of the browser

landing-title = Retour à Infuse
landing-text = Vous pouvez fermer cette page. Infuse continue tout seul.
