# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = Annuler
dismiss = Masquer
done = Terminé
saved = Enregistré
saving = Enregistrement…
saved-here = Enregistré ici. Le serveur le recevra à votre retour en ligne.
save-to-file = Enregistrer dans un fichier…
conflict = Modifié ailleurs en « { $theirs } » pendant votre saisie.
conflict-keep = Garder « { $mine } »
conflict-take = Utiliser « { $theirs } »
field-missing = Remplissez ce champ.
nothing-found = Aucun résultat.
confirm-type = Saisissez « { $word } » pour confirmer
copied = Copié
try-again = Réessayer
refresh = Actualiser
today = Aujourd’hui
yesterday = Hier
unknown = Pas encore connu
unknown-figure = –
credits = { $credits ->
    [one] { $credits } crédit
   *[other] { $credits } crédits
}

## Freshness of the figures

fresh-live = En direct
fresh-connecting = Connexion…
fresh-polling = Mis à jour toutes les 30 secondes
fresh-offline = Hors ligne depuis { $since }
fresh-stale = État : { $at }

## Sidebar

sidebar-label = Réglages
gauge-resets = Renouvellement le { $date }
gauge-open = Voir où vont les crédits
workspace-personal = { $plan } · Personnel
workspace-team = { $plan } · Équipe

## Servers

homes-title = Serveurs
homes-open = Changer de serveur
homes-add-server = Ajouter un serveur…
homes-add-sample = Explorer les données d’exemple
homes-remove-sample = Supprimer les données d’exemple
homes-switch = Passer à { $home }
homes-other = Ou ouvrir
home-local = Cet ordinateur
home-sample = Données d’exemple
sample-badge = Exemple
sample-notice = Ces chiffres sont inventés pour l’exploration. Aucun n’est le vôtre.

## Banners

offline-notice = Le serveur n’a pas répondu depuis { $since }. Vous voyez les derniers chiffres reçus par cet ordinateur.
condition-no-notifications = Ce bureau n’affiche pas de notifications : les avertissements n’apparaissent qu’ici.
condition-notifications-off = Les notifications sont désactivées pour Infuse : les avertissements n’apparaissent qu’ici.
notifications-settings = Ouvrir les réglages de notification
condition-no-tray = Ce bureau n’a pas de zone de notification : Infuse garde sa fenêtre ouverte. L’icône apparaîtra dès qu’il y en aura une.
condition-cache-rebuilt = La copie locale de votre journal était endommagée. Infuse l’a mise de côté et en a créé une nouvelle.
condition-state-unsaved = Infuse ne peut rien enregistrer sur cet ordinateur. Serveurs et réglages durent jusqu’à la fermeture.
condition-cache-newer = Une version plus récente d’Infuse a écrit la copie locale de votre journal. Elle reste intacte, et rien n’est conservé hors ligne.
condition-state-locked = Un autre programme utilise les réglages d’Infuse, ou leur dossier ne peut pas être verrouillé. Infuse continue d’essayer.
condition-cache-locked = La copie locale de votre journal ne peut pas être ouverte pour l’instant. Infuse continue d’essayer et n’enregistre rien hors ligne entre-temps.
condition-disk-full = Le disque est plein. Infuse enregistrera ce qu’il reçoit dès qu’il y aura de la place.
condition-worker-restarted = Le suivi du serveur a échoué. Infuse le relance.
local-server-port-taken = Un autre programme utilise le port { $port } : les agents ne peuvent pas joindre Infuse sur cet ordinateur. Si vous changez de port, indiquez la nouvelle adresse à vos agents.
local-server-port-taken-by = { $holder } utilise le port { $port } : les agents ne peuvent pas joindre Infuse sur cet ordinateur. Si vous changez de port, indiquez la nouvelle adresse à vos agents.
local-server-move = Utiliser le port { $port }
local-server-unreadable = Les données de cet ordinateur ne peuvent pas être ouvertes : les agents ne peuvent pas joindre Infuse.
local-server-unreadable-for-good = Les données de cet ordinateur ne peuvent pas être ouvertes, et il n’en existe pas encore de sauvegarde.
local-server-restore = Restaurer une sauvegarde…
restore-title = Restaurer une sauvegarde
restore-text = Tout ce qui a été enregistré après cette sauvegarde sera perdu. Les fichiers endommagés sont conservés.
restore-backup = Sauvegarde
restore-action = Restaurer
local-server-disk-full = Le disque est plein : Infuse ne peut pas enregistrer ce que déclarent les agents. Dès qu’il y aura de la place, Infuse reprendra tout seul.
local-server-failed = Le serveur intégré à Infuse ne fonctionne pas : { $detail }. Infuse continue d’essayer.

## Command palette

palette-open = Commandes
palette-title = Commandes
palette-placeholder = Rechercher une commande…
palette-empty = Aucune commande correspondante.
palette-go = Aller à
palette-look = Apparence
palette-app = Application
palette-theme-system = Thème : comme le système
palette-theme-light = Thème : clair
palette-theme-dark = Thème : sombre
palette-text-larger = Texte plus grand
palette-text-smaller = Texte plus petit
palette-density-comfortable = Densité : aérée
palette-density-compact = Densité : compacte
palette-language = Langue : { $language }

## Warnings

warnings = Avertissements
warnings-on = Affichés quand les crédits baissent et quand ils sont épuisés
warnings-paused = Suspendus jusqu’à { $until }

## Export

export = Exporter
export-csv = CSV, pour les tableurs
export-json = JSON, pour les programmes
export-all-csv = Exporter tout le journal en CSV
export-all-json = Exporter tout le journal en JSON
export-file-range = infuse-utilisation-{ $from }-{ $to }
export-file-all = infuse-utilisation
export-saved = { $count ->
    [0] Enregistré. Aucune entrée ne correspondait : le fichier est vide.
    [one] { $count } entrée enregistrée.
   *[other] { $count } entrées enregistrées.
}

## Changes that were not sent

unsent-unknown = Infuse ne peut pas savoir si certaines de vos modifications restent à envoyer.

## Sign out

sign-out = Se déconnecter
sign-out-ask = Se déconnecter…
sign-out-title = Se déconnecter d’Infuse ?
sign-out-local-text = Vos crédits et votre journal restent sur cet ordinateur, et vous pourrez revenir sans mot de passe. Les agents ne peuvent déclarer que lorsqu’Infuse est ouvert.
sign-out-unsent = { $count ->
    [one] Une de vos modifications n’est pas encore parvenue au serveur. Elle sera envoyée à votre prochaine connexion sur cet ordinateur. Elle sera perdue si quelqu’un d’autre se connecte avant.
   *[other] { $count } de vos modifications ne sont pas encore parvenues au serveur. Elles seront envoyées à votre prochaine connexion sur cet ordinateur. Elles seront perdues si quelqu’un d’autre se connecte avant.
}
sign-out-remote-text = Votre session sur { $server } prend fin. Il vous faudra votre mot de passe pour vous reconnecter.

## Forget a server

forget = Oublier le serveur
forget-ask = Oublier { $server }…
forget-this-ask = Oublier ce serveur…
forget-title = Oublier { $server } ?
forget-unsent = { $count ->
    [one] Une de vos modifications ne lui est pas encore parvenue et sera perdue.
   *[other] { $count } de vos modifications ne lui sont pas encore parvenues et seront perdues.
}
forget-text = Son adresse, votre session et le journal conservé sur cet ordinateur seront supprimés. Votre compte et vos crédits restent sur { $server }.

## What takes long

job-export = Enregistrement du journal
job-export-done = { $done } entrées sur { $total }
deletion-on = Ce compte sera supprimé le { $date }.
deletion-cancel = Restaurer
deletion-cancelled = Votre compte est conservé
job-account = Enregistrement de vos données
job-account-done = Enregistrement de vos données : { $done } Ko pour l’instant
