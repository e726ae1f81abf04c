preferences-title = Préférences
preferences-purpose = Vos alertes, l’apparence et la langue d’Infuse.
preferences-unheard = Vos préférences ne peuvent pas encore être chargées. Elles apparaîtront quand le serveur répondra.

## Alerts

alerts-card-title = Alertes
alerts-card-text = ce qui vous est signalé, et comment
alerts-card-missed = Une alerte manquée ? « Alertes récentes », dans l’onglet Utilisation, les liste toutes, même celles désactivées ici.
threshold = M’avertir à
threshold-text = { $credits ->
    [0] À 0, vous n’êtes alerté qu’une fois les crédits épuisés.
   *[other] Vous serez averti quand il restera ce nombre de crédits ou moins.
}
threshold-unit = { $credits ->
    [one] crédit
   *[other] crédits
}
threshold-wrong = Saisissez un nombre entier de 0 à { $most }.
threshold-replay = Ce que ce seuil aurait donné ces { $days } derniers jours
threshold-replay-none = { $credits ->
    [0] Ces { $days } derniers jours, vous n’avez <b>jamais manqué</b> de crédits.
   *[other] Ces { $days } derniers jours, vous n’auriez eu <b>aucune alerte</b> sur vos crédits.
}
threshold-replay-below = Ces { $days } derniers jours, vos crédits ne sont <b>jamais remontés au-dessus</b> : il n’y aurait eu <b>aucun nouvel avertissement</b>.
threshold-replay-low = { $low ->
    [one] Ces { $days } derniers jours, vous auriez eu <b>{ $low } avertissement</b>.
   *[other] Ces { $days } derniers jours, vous auriez eu <b>{ $low } avertissements</b>.
}
threshold-replay-exhausted = { $exhausted ->
    [one] Ces { $days } derniers jours, vous auriez appris <b>une fois</b> que les crédits étaient épuisés, <b>sans avertissement</b> préalable.
   *[other] Ces { $days } derniers jours, vous auriez appris <b>{ $exhausted } fois</b> que les crédits étaient épuisés, <b>sans avertissement</b> préalable.
}
threshold-replay-both = { $low ->
    [one] { $exhausted ->
        [one] Ces { $days } derniers jours, vous auriez eu <b>{ $low } avertissement</b> et appris <b>une fois</b> que les crédits étaient épuisés.
       *[other] Ces { $days } derniers jours, vous auriez eu <b>{ $low } avertissement</b> et appris <b>{ $exhausted } fois</b> que les crédits étaient épuisés.
    }
   *[other] { $exhausted ->
        [one] Ces { $days } derniers jours, vous auriez eu <b>{ $low } avertissements</b> et appris <b>une fois</b> que les crédits étaient épuisés.
       *[other] Ces { $days } derniers jours, vous auriez eu <b>{ $low } avertissements</b> et appris <b>{ $exhausted } fois</b> que les crédits étaient épuisés.
    }
}
threshold-replay-latest = En dernier le { $date }.
threshold-replay-begins = Votre historique commence le { $date }.
threshold-replay-unknown = Une fois votre historique chargé, vous verrez ici ce que le seuil aurait donné ces { $days } derniers jours.
threshold-replay-holds = Les crédits réservés au travail en cours ne sont pas pris en compte.
threshold-replay-key-low = Bas
threshold-replay-key-exhausted = Épuisés
threshold-replay-mark-credits_low = Avertissement, { $when }
threshold-replay-mark-credits_exhausted = Crédits épuisés, { $when }
alert-kind-credits_low = Les crédits baissent
alert-kind-text-credits_low = { $credits ->
    [0] Inactif tant que le seuil est à 0
    [one] À 1 crédit
   *[other] À { $credits } crédits ou moins
}
alert-kind-credits_exhausted = Les crédits sont épuisés
alert-kind-text-credits_exhausted = Tout nouveau travail s’arrête jusqu’à ce qu’il y en ait d’autres
alert-kind-workflow_failed = Un workflow échoue
alert-kind-text-workflow_failed = Avec ce qu’en dit son agent
alert-kind-integration_needs_reconnect = Une intégration doit être reconnectée
alert-kind-text-integration_needs_reconnect = D’ici là, ses agents ne peuvent pas l’utiliser
alert-kind-plan_upgraded = Votre forfait change
alert-kind-text-plan_upgraded = Avec le nom du nouveau forfait
alert-way-email = E-mail
alert-way-desktop = Bureau
alert-email-set = { $on ->
    [on] E-mail activé
   *[other] E-mail désactivé
}
alert-desktop-set = { $on ->
    [on] Bureau activé
   *[other] Bureau désactivé
}

## Email

email-ready = Les e-mails sont envoyés à { $email }.
email-unverified = Confirmez votre adresse pour recevoir les alertes par e-mail : ouvrez le lien envoyé à { $email }.
email-refused = Les e-mails n’arrivent pas à { $email }. Si l’adresse fonctionne à nouveau, confirmez-la encore une fois.
email-none = Ce compte n’a pas d’adresse e-mail : les alertes n’arrivent que sous forme de notifications.
email-send-link = Envoyer un nouveau lien
email-link-sent = Un nouveau lien est en route vers { $email }.

## Interface

interface-title = Interface
interface-text = sur tous vos appareils
language = Langue
language-text = Aussi pour les notifications et les e-mails
language-system = Celle du système
theme = Thème
theme-system = Système
theme-light = Clair
theme-dark = Sombre
text-size = Taille du texte
text-size-text = Tout grandit avec elle dans la fenêtre
density = Densité
density-comfortable = Aérée
density-compact = Compacte
reduce-motion = Réduire les animations
reduce-motion-text = Rien ne glisse ni ne s’estompe
reduce-motion-set = { $on ->
    [on] moins d’animations
   *[other] animations du système
}

## This device

device-title = Cet appareil
device-text = conservé sur cet ordinateur seulement
tray-icon = Icône de notification
tray-icon-ring = Anneau
tray-icon-number = Anneau avec nombre
tray-icon-monochrome = Monochrome
autostart = Ouvrir à la connexion
autostart-text = Démarre dans la zone de notification, sans fenêtre
quit-on-close = Quitter à la fermeture de la fenêtre
quit-on-close-text = Sinon, Infuse reste dans la zone de notification et continue de veiller
