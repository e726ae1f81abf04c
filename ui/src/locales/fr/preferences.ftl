preferences-title = Préférences
preferences-purpose = Vos alertes, l’apparence et la langue d’Infuse.
preferences-unheard = Vos préférences ne peuvent pas encore être chargées. Elles s’afficheront dès que le serveur répondra.

## Alerts

alerts-card-title = Alertes
alerts-card-text = ce qui vous est signalé, et comment
alerts-card-missed = Une alerte manquée ? Elles sont toutes dans la liste, même celles que vous avez désactivées ici.
threshold = M’avertir à
threshold-text = { $credits ->
    [0] À 0, une alerte n’est émise qu’une fois les crédits épuisés.
   *[other] Vous recevrez un avertissement quand il restera ce nombre de crédits ou moins.
}
threshold-unit = { $credits ->
    [one] crédit
   *[other] crédits
}
threshold-wrong = Saisissez un nombre entier de 0 à { $most }.
threshold-replay = Ce que ce seuil aurait donné au cours des { $days } derniers jours
threshold-replay-none = { $credits ->
    [0] Au cours des { $days } derniers jours, vous n’avez <b>jamais épuisé</b> vos crédits.
   *[other] Au cours des { $days } derniers jours, vous n’auriez reçu <b>aucune alerte</b> sur vos crédits.
}
threshold-replay-below = Au cours des { $days } derniers jours, vos crédits ne sont <b>jamais remontés au-dessus de ce seuil</b> : il n’y aurait eu <b>aucun nouvel avertissement</b>.
threshold-replay-low = { $low ->
    [one] Au cours des { $days } derniers jours, vous auriez reçu <b>{ $low } avertissement</b>.
   *[other] Au cours des { $days } derniers jours, vous auriez reçu <b>{ $low } avertissements</b>.
}
threshold-replay-exhausted = { $exhausted ->
    [one] Au cours des { $days } derniers jours, l’épuisement des crédits vous aurait été signalé <b>une fois</b>, <b>sans avertissement</b> préalable.
   *[other] Au cours des { $days } derniers jours, l’épuisement des crédits vous aurait été signalé <b>{ $exhausted } fois</b>, <b>sans avertissement</b> préalable.
}
threshold-replay-both = { $low ->
    [one] { $exhausted ->
        [one] Au cours des { $days } derniers jours, vous auriez reçu <b>{ $low } avertissement</b>, et l’épuisement des crédits vous aurait été signalé <b>une fois</b>.
       *[other] Au cours des { $days } derniers jours, vous auriez reçu <b>{ $low } avertissement</b>, et l’épuisement des crédits vous aurait été signalé <b>{ $exhausted } fois</b>.
    }
   *[other] { $exhausted ->
        [one] Au cours des { $days } derniers jours, vous auriez reçu <b>{ $low } avertissements</b>, et l’épuisement des crédits vous aurait été signalé <b>une fois</b>.
       *[other] Au cours des { $days } derniers jours, vous auriez reçu <b>{ $low } avertissements</b>, et l’épuisement des crédits vous aurait été signalé <b>{ $exhausted } fois</b>.
    }
}
threshold-replay-latest = Dernière fois : le { $date }.
threshold-replay-begins = Votre historique commence le { $date }.
threshold-replay-unknown = Une fois votre historique chargé, vous verrez ici ce que le seuil aurait donné au cours des { $days } derniers jours.
threshold-replay-holds = Les crédits réservés aux tâches en cours ne sont pas pris en compte.
threshold-replay-key-low = Peu de crédits
threshold-replay-key-exhausted = Épuisés
threshold-replay-mark-credits_low = Peu de crédits, { $when }
threshold-replay-mark-credits_exhausted = Crédits épuisés, { $when }
alert-kind-credits_low = Il reste peu de crédits
alert-kind-text-credits_low = { $credits ->
    [0] Inactif tant que le seuil est à 0
    [one] À 1 crédit
   *[other] À { $credits } crédits ou moins
}
alert-kind-credits_exhausted = Les crédits sont épuisés
alert-kind-text-credits_exhausted = Toute nouvelle tâche attend de nouveaux crédits
alert-kind-workflow_failed = Un workflow échoue
alert-kind-text-workflow_failed = Avec les précisions de son agent
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
email-ready-files = Les e-mails destinés à { $email } sont conservés dans des fichiers sur cet ordinateur. Pour qu’ils soient envoyés, configurez un serveur sous « E-mails ».
email-unverified = Confirmez votre adresse pour recevoir les alertes par e-mail : ouvrez le lien envoyé à { $email }.
email-unverified-files = Confirmez votre adresse pour recevoir les alertes par e-mail : ouvrez le lien de l’e-mail destiné à { $email }, conservé dans un fichier sur cet ordinateur.
email-refused = Les e-mails envoyés à { $email } n’arrivent pas. Si l’adresse fonctionne de nouveau, confirmez-la encore une fois.
email-none = Ce compte n’a pas d’adresse e-mail : les alertes n’arrivent que sous forme de notifications.
email-send-link = Envoyer un nouveau lien
email-link-sent = Un lien a été envoyé à { $email }.

## Quiet hours

quiet-title = Heures calmes
quiet-text = quand les notifications attendent
quiet-enabled = Retenir les notifications
quiet-enabled-text = Elles arrivent ensemble à la fin des heures calmes
quiet-set = { $on ->
    [on] heures calmes activées
   *[other] heures calmes désactivées
}
quiet-now = Au calme · fin : { $until }
quiet-from = Début
quiet-to = Fin
quiet-to-next = Le lendemain
quiet-none = Début et fin sont identiques : rien n’attend
quiet-through = Affichées même pendant les heures calmes
quiet-through-off = Notification désactivée sous « Alertes »
quiet-through-set = { $on ->
    [on] affichée aussitôt
   *[other] retenue jusqu’à la fin
}
quiet-mails = Les e-mails partent comme d’habitude. Les connexions depuis un nouvel appareil sont toujours signalées aussitôt.

## Mail server

mail-server-title = E-mails
mail-server-text = du serveur intégré à cette app
mail-server-none = Les e-mails sont conservés dans des fichiers sur cet ordinateur
mail-server-none-text = Configurez un serveur de messagerie pour qu’ils soient envoyés
mail-server-set-up-ask = Configurer un serveur de messagerie…
mail-server-set-up-title = Configurer un serveur de messagerie
mail-server-set-up-text = Avant d’enregistrer, Infuse vérifie que le serveur accepte les e-mails.
mail-server-change-ask = Modifier…
mail-server-change-title = Modifier le serveur de messagerie
mail-server-from = Les e-mails proviennent de { $email }
mail-server-host = Serveur
mail-server-host-example = smtp.example.org
mail-server-port = Port
mail-server-port-wrong = Saisissez un nombre entier de 1 à 65535.
mail-server-encryption = Chiffrement
mail-server-tls = TLS
mail-server-start_tls = STARTTLS
mail-server-user = Utilisateur
mail-server-user-hint = Laissez vide si le serveur n’en demande pas.
mail-server-password-unchanged = Inchangé
mail-server-sender = Expéditeur
mail-server-sender-hint = L’adresse d’où proviennent les e-mails
mail-server-save = Enregistrer
mail-server-checking = Vérification…
mail-server-saved = Les e-mails passent par { $host }
mail-server-stop-ask = Ne plus l’utiliser…
mail-server-stop = Ne plus l’utiliser
mail-server-stop-title = Ne plus utiliser { $host } ?
mail-server-stop-text = Les e-mails seront de nouveau conservés dans des fichiers sur cet ordinateur, et le mot de passe sera oublié.
mail-server-stopped = Les e-mails sont de nouveau conservés dans des fichiers

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
text-size-text = Tout ce qui est dans la fenêtre s’agrandit aussi
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
tray-icon = Icône de la zone de notification
tray-icon-ring = Anneau
tray-icon-number = Anneau avec nombre
tray-icon-monochrome = Monochrome
autostart = Ouvrir à la connexion
autostart-text = Démarre dans la zone de notification, sans fenêtre
quit-on-close = Quitter à la fermeture de la fenêtre
quit-on-close-text = Sinon, Infuse reste dans la zone de notification et continue de veiller
test-title = Envoyer un test
test-text = Vérifiez que les alertes vous parviennent.
test-email = Un e-mail
test-desktop = Une notification
test-email-sent = Un test est en route vers { $email }
