# What is said in more than one place: windows, tray, notifications.

product = Infuse
open-app = Ouvrir Infuse
open-usage = Voir l’utilisation
quit = Quitter Infuse
warnings-pause = Suspendre les avertissements jusqu’au renouvellement
warnings-resume = Reprendre les avertissements
unknown-credits = Crédits pas encore connus
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Why there are no figures: quick look, tray, and the page that asks for what is missing

standing-starting = Infuse démarre
standing-welcome = Infuse n’est pas encore configuré
standing-signed_out = Aucune session ouverte
standing-keyring_locked = Le trousseau est verrouillé
standing-keyring_missing = Aucun trousseau trouvé
standing-keyring_unset = Le trousseau n’a pas été configuré
standing-preparing = Création des données d’exemple : jour { $done } sur { $total }

## What agents ask before they do it

approval-allow = Autoriser
approval-deny = Refuser
approval-category-send_messages = Envoyer des messages
approval-category-change_calendar = Modifier l’agenda
approval-category-delete_data = Supprimer des données
approval-category-run_commands = Exécuter des commandes
approval-category-spend_credits = Dépenser des crédits
approval-category-other = Autre chose
