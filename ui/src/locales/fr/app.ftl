# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = Annuler
dismiss = Fermer
done = Terminé
saved = Enregistré
saving = Enregistrement…
saved-here = Enregistré ici. Le serveur recevra la modification à votre retour en ligne.
save-to-file = Enregistrer dans un fichier…
conflict = Valeur modifiée ailleurs pendant votre saisie : « { $theirs } ».
conflict-keep = Garder « { $mine } »
conflict-take = Utiliser « { $theirs } »
field-missing = Remplissez ce champ.
nothing-found = Aucun résultat.
confirm-type = Saisissez « { $word } » pour confirmer
copied = Copié
try-again = Réessayer
outbox-open = Ouvrir le dossier
email-filed = L’e-mail destiné à { $email } se trouve dans le dossier des e-mails
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
fresh-polling = Actualisé toutes les 30 secondes
fresh-offline = Hors ligne depuis { $since }
fresh-stale = Dernier relevé : { $at }

## Sidebar

sidebar-label = Réglages
gauge-resets = Renouvelés le { $date }
gauge-open = Voir où vont les crédits
workspace-personal = { $plan } · Personnel
workspace-team = { $plan } · Équipe

## Servers

homes-title = Serveurs
homes-open = Changer de serveur
homes-add-server = Ajouter un serveur…
homes-add-sample = Explorer des données d’exemple
homes-remove-sample = Supprimer les données d’exemple
homes-switch = Passer à « { $home } »
homes-other = Ou ouvrez
home-local = Cet ordinateur
home-sample = Données d’exemple
sample-badge = Exemple
sample-notice = Ces chiffres sont fictifs : ils servent à découvrir l’app. Aucun ne vous concerne.

## Banners

offline-notice = Le serveur ne répond plus depuis { $since }. Vous voyez les derniers chiffres reçus par cet ordinateur.
condition-no-notifications = Cet environnement de bureau n’affiche pas de notifications : les avertissements sur les crédits n’apparaissent qu’ici.
condition-notifications-off = Les notifications d’Infuse sont désactivées : les avertissements sur les crédits n’apparaissent qu’ici.
notifications-settings = Ouvrir les réglages de notification
condition-no-tray = Cet environnement de bureau n’a pas de zone de notification : Infuse garde sa fenêtre ouverte. L’icône apparaîtra dès qu’il y en aura une.
condition-cache-rebuilt = La copie locale de votre journal était endommagée. Infuse l’a mise de côté et en a créé une nouvelle.
condition-state-unsaved = Infuse ne peut rien enregistrer sur cet ordinateur. Vos serveurs et vos réglages seront perdus quand vous quitterez l’app.
condition-cache-newer = La copie locale de votre journal provient d’une version plus récente d’Infuse. Elle reste intacte, et rien n’est conservé hors ligne.
condition-state-locked = Un autre programme utilise les réglages d’Infuse, ou leur dossier ne peut pas être verrouillé. Infuse réessaie régulièrement.
condition-cache-locked = La copie locale de votre journal ne peut pas être ouverte pour l’instant. Infuse réessaie régulièrement et, d’ici là, n’enregistre rien hors ligne.
condition-disk-full = Le disque est plein. Infuse enregistrera ce qu’il reçoit dès qu’il y aura de la place.
condition-worker-restarted = Le suivi du serveur s’est interrompu. Infuse le relance.
local-server-port-taken = Un autre programme utilise le port { $port } : les agents ne peuvent pas joindre Infuse sur cet ordinateur. Si vous changez de port, donnez la nouvelle adresse à vos agents.
local-server-port-taken-by = { $holder } utilise le port { $port } : les agents ne peuvent pas joindre Infuse sur cet ordinateur. Si vous changez de port, donnez la nouvelle adresse à vos agents.
local-server-move = Utiliser le port { $port }
local-server-unreadable = Les données de cet ordinateur ne peuvent pas être ouvertes : les agents ne peuvent pas joindre Infuse.
local-server-unreadable-for-good = Les données de cet ordinateur ne peuvent pas être ouvertes, et il n’en existe encore aucune sauvegarde.
local-server-restore = Restaurer une sauvegarde…
restore-title = Restaurer une sauvegarde
restore-text = Tout ce qui a été enregistré après cette sauvegarde sera perdu. Les fichiers endommagés sont conservés.
restore-backup = Sauvegarde
restore-action = Restaurer
local-server-disk-full = Le disque est plein : Infuse ne peut pas enregistrer ce que déclarent les agents. Il reprendra de lui-même dès qu’il y aura de la place.
local-server-failed = Le serveur intégré à Infuse ne fonctionne pas : { $detail }. Infuse réessaie régulièrement.

## Command palette

palette-open = Commandes
palette-title = Commandes
palette-placeholder = Rechercher une commande…
palette-empty = Aucune commande trouvée.
palette-go = Aller à
palette-look = Apparence
palette-app = App
palette-theme-system = Thème : celui du système
palette-theme-light = Thème : clair
palette-theme-dark = Thème : sombre
palette-text-larger = Texte plus grand
palette-text-smaller = Texte plus petit
palette-density-comfortable = Densité : aérée
palette-density-compact = Densité : compacte
palette-language = Langue : { $language }
palette-pause-tomorrow = Suspendre les avertissements jusqu’à demain, 8 h

## Warnings

warnings = Avertissements
warnings-on = Affichés quand il reste peu de crédits, puis quand il n’y en a plus
warnings-paused = Suspendus · reprise : { $until }
warnings-quiet = En attente jusqu’à la fin des heures calmes : { $until }
warnings-pause-menu = Suspendre…
warnings-pause-reset = Jusqu’au renouvellement
warnings-pause-tomorrow = Jusqu’à demain, 8 h

## Export

export = Exporter
export-csv = CSV, pour les tableurs
export-json = JSON, pour les programmes
export-all-csv = Exporter tout le journal en CSV
export-all-json = Exporter tout le journal en JSON
export-file-range = infuse-utilisation-{ $from }-{ $to }
export-file-all = infuse-utilisation
export-saved = { $count ->
    [0] Enregistré. Aucune entrée ne correspondait : le fichier est vide.
    [one] { $count } entrée enregistrée.
   *[other] { $count } entrées enregistrées.
}

## Changes that were not sent

unsent-unknown = Infuse ne peut pas déterminer si certaines de vos modifications restent à envoyer.

## Sign out

sign-out = Se déconnecter
sign-out-ask = Se déconnecter…
sign-out-title = Se déconnecter d’Infuse ?
sign-out-local-text = Vos crédits et votre journal restent sur cet ordinateur, et vous pourrez revenir sans mot de passe. Les agents ne peuvent déclarer leur utilisation que lorsqu’Infuse est ouvert.
sign-out-protected-text = Vos crédits et votre journal restent sur cet ordinateur, et il vous faudra votre e-mail et votre mot de passe pour revenir. Les agents ne peuvent déclarer leur utilisation que lorsqu’Infuse est ouvert.
sign-out-unsent = { $count ->
    [one] Une de vos modifications n’est pas encore parvenue au serveur. Elle sera envoyée à votre prochaine connexion sur cet ordinateur, mais sera perdue si quelqu’un d’autre s’y connecte avant.
   *[other] { $count } de vos modifications ne sont pas encore parvenues au serveur. Elles seront envoyées à votre prochaine connexion sur cet ordinateur, mais seront perdues si quelqu’un d’autre s’y connecte avant.
}
sign-out-remote-text = Votre session sur { $server } sera fermée. Il vous faudra votre mot de passe pour vous reconnecter.
sign-out-provider-text = Votre session sur { $server } sera fermée. Il vous faudra votre fournisseur d’identité pour vous reconnecter.

## Forget a server

forget = Oublier le serveur
forget-ask = Oublier { $server }…
forget-this-ask = Oublier ce serveur…
forget-title = Oublier { $server } ?
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
deletion-cancelled = Votre compte ne sera pas supprimé
job-account = Enregistrement de vos données
job-account-done = Enregistrement de vos données : { $done } Ko pour l’instant
