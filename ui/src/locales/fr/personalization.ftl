personalization-title = Personnalisation
personalization-purpose = Les réponses et la voix d’InfuseOS, et ce qu’il vous demande d’abord.
personalization-unheard = Votre personnalisation ne peut pas encore être chargée. Elle s’affichera dès que le serveur répondra.

## Where a setting comes from

source-default = Réglage par défaut
source-workspace = Réglage de { $workspace }
source-personal = Votre choix
source-locked = Imposé à tous par { $workspace }
inherit = Rétablir le réglage par défaut
inherited = réglage par défaut
newer-value = Réglage que seule une version plus récente d’Infuse connaît

## Replies

replies-title = Réponses
reply-language = Langue
reply-language-text = Pour les réponses et la lecture à voix haute
reply-language-auto = Celle de mon message
reply-language-search = Rechercher une langue…
reply-style = Style
reply-style-concise = Concis
reply-style-balanced = Équilibré
reply-style-detailed = Détaillé
reply-style-step_by_step = Étape par étape
reply-style-formal = Soutenu
reply-style-friendly = Chaleureux
reply-style-other = un style plus récent
reply-example = Exemple
reply-example-asked = Vous demandez :
reply-example-question = Quand pouvons-nous rencontrer l’équipe design jeudi ?
reply-example-concise = À 10 h ou à 15 h 30. Je réserve 10 h ?
reply-example-balanced = Jeudi, tout le monde est libre à 10 h et à 15 h 30. Le matin convient mieux, car Kim part tôt ce jour-là. Je le réserve ?
reply-example-detailed = J’ai comparé les cinq agendas de jeudi. Tout le monde est libre de 10 h à 11 h et de 15 h 30 à 16 h 30. Entre les deux, Kim est chez une cliente et la grande salle est prise. Je propose 10 h : l’après-midi reste disponible pour les corrections avant la revue de vendredi. Dois-je envoyer les invitations ?
reply-example-step_by_step =
    1. J’ai comparé les cinq agendas de jeudi.
    2. Tout le monde est libre à 10 h et à 15 h 30.
    3. La grande salle n’est libre qu’à 10 h.
    4. Ensuite, je réserverais 10 h et j’inviterais tout le monde. D’accord ?
reply-example-formal = L’équipe design est disponible jeudi à 10 h et à 15 h 30. Je me permets de vous recommander le premier créneau et adresserai les invitations dès votre confirmation.
reply-example-friendly = Bonne nouvelle : jeudi, ça marche ! Tout le monde est libre à 10 h et à 15 h 30. Je prendrais le matin, quand on est encore frais. Je te réserve ça ?

## Voice

voice-title = Voix
voice-text = pour la lecture à voix haute
voice-chosen = Voix de lecture
voice-another = une autre voix
voice-missing = Ce serveur ne propose pas la voix choisie. Choisissez-en une autre.
voice-none = Ce serveur ne propose pas encore de voix.
voice-unheard = Les voix ne peuvent pas encore être chargées. Elles s’afficheront dès que le serveur répondra.
voice-hear = Écouter { $voice }
voice-stop = Arrêter { $voice }
voice-playing = Lecture : { $voice }, { $language }
voice-other-language = Ne parle pas { $language }
voice-compare = Comparer deux voix
voice-compare-group = Voix à comparer
voice-compare-text = Marquez deux voix pour les écouter l’une après l’autre.
voice-compare-both = A est { $a }, B est { $b }.
voice-compare-play = Écouter les deux
voice-compare-stop = Arrêter
voice-mark-a = A
voice-mark-b = B
voice-use = Utiliser { $voice }
volume = Volume
volume-text = Sur cet ordinateur uniquement
voice-sounds = { $first }, { $second }
voice-sounds-warm = chaleureuse
voice-sounds-calm = calme
voice-sounds-clear = claire
voice-sounds-bright = lumineuse
voice-sounds-deep = grave
voice-sounds-soft = douce
voice-sounds-lively = enjouée
voice-sounds-even = régulière
voice-sounds-crisp = nette
voice-sounds-gentle = délicate
voice-sounds-friendly = amicale
voice-sounds-steady = posée
voice-sounds-smooth = fluide
voice-sounds-light = légère
voice-sounds-rich = ample
voice-sounds-quick = vive
voice-sounds-expressive = nuancée
voice-sounds-relaxed = détendue
voice-sounds-poised = assurée

## Approvals

approvals-title = Autorisations
approvals-text = ce qu’InfuseOS peut faire sans demander
approval-ask = Demander
approval-never = Jamais
approval-other = un réglage plus récent
approval-send_messages = Envoyer des messages
approval-change_calendar = Modifier l’agenda
approval-delete_data = Supprimer des données
approval-run_commands = Exécuter des commandes
approval-spend_credits = { $credits ->
    [one] Dépenser plus de { $credits } crédit à la fois
   *[other] Dépenser plus de { $credits } crédits à la fois
}
spend-over = Crédits à la fois sans demander
spend-over-unit = { $credits ->
    [one] crédit
   *[other] crédits
}
spend-over-wrong = Saisissez un nombre entier de 0 à { $most }.

## More is permitted

loosen-title = Autoriser InfuseOS à en faire plus ?
loosen-allow-send_messages = InfuseOS pourra envoyer des messages sans vous demander.
loosen-allow-change_calendar = InfuseOS pourra modifier votre agenda sans vous demander.
loosen-allow-delete_data = InfuseOS pourra supprimer des données sans vous demander.
loosen-allow-run_commands = InfuseOS pourra exécuter des commandes sans vous demander.
loosen-allow-spend_credits = InfuseOS pourra dépenser n’importe quel nombre de crédits à la fois sans vous demander.
loosen-ask-send_messages = InfuseOS pourra envoyer des messages si vous acceptez chacun d’eux.
loosen-ask-change_calendar = InfuseOS pourra modifier votre agenda si vous acceptez chaque modification.
loosen-ask-delete_data = InfuseOS pourra supprimer des données si vous l’acceptez à chaque fois.
loosen-ask-run_commands = InfuseOS pourra exécuter des commandes si vous acceptez chacune d’elles.
loosen-ask-spend_credits = { $credits ->
    [one] InfuseOS pourra dépenser plus de { $credits } crédit à la fois si vous l’acceptez à chaque fois.
   *[other] InfuseOS pourra dépenser plus de { $credits } crédits à la fois si vous l’acceptez à chaque fois.
}
loosen-more = { $credits ->
    [one] InfuseOS pourra dépenser { $credits } crédit à la fois sans vous demander.
   *[other] InfuseOS pourra dépenser jusqu’à { $credits } crédits à la fois sans vous demander.
}
loosen-default = Le réglage par défaut autorise peut-être plus que votre choix.
loosen-do-allow = Autoriser
loosen-do-ask = Le laisser demander
loosen-do-more = Relever la limite
loosen-do-default = Utiliser le réglage par défaut
