starting = Démarrage…
welcome-title = Sachez ce que dépensent vos agents
welcome-text = Infuse compte chaque crédit utilisé par vos agents, montre à quoi il a servi et vous avertit avant qu’il n’en reste plus.
welcome-promise = Aucune télémétrie. Infuse ne se connecte qu’au serveur que vous choisissez.

welcome-local-title = Utiliser sur cet ordinateur
welcome-local-text = Les agents sont des programmes qui travaillent pour vous. Mesurez ici même l’utilisation des vôtres : rien ne quitte cet ordinateur.
local-name = Votre nom
local-action = Commencer ici
local-action-again = Continuer
local-opening = Ouverture…

welcome-server-title = Se connecter à un serveur
welcome-server-text = Utilisez le serveur Infuse de votre entreprise ou d’un proche, avec votre propre compte.
welcome-server-action = Se connecter…
server-title = Se connecter à un serveur
server-text = La personne qui gère le serveur peut vous donner son adresse.
server-mode = Compte
server-sign-in = Se connecter
server-sign-up = Créer un compte
server-asking = Connexion…
server-url = Adresse du serveur
server-url-example = https://infuse.example.org
forgotten-ask = Mot de passe oublié ?
forgotten-text = Vous recevrez par e-mail un lien pour choisir un nouveau mot de passe.
forgotten-send = Envoyer le lien
forgotten-sent = S’il existe un compte avec cette adresse, un e-mail contenant un lien est en route.
forgotten-local-text = Le serveur intégré à cette app rédige un e-mail contenant un lien pour choisir un nouveau mot de passe. Sans serveur de messagerie, cet e-mail est un fichier sur cet ordinateur.
forgotten-filed = S’il existe un compte avec cette adresse, l’e-mail contenant le lien se trouve dans le dossier.

## A sign-in with an identity provider

or = ou
provider-continue = Continuer avec { $provider }
browser-title = Continuez dans votre navigateur
browser-text = Votre navigateur s’est ouvert pour { $provider }. Une fois la connexion effectuée, cette fenêtre continuera d’elle-même.
browser-text-unnamed = Votre navigateur s’est ouvert pour votre fournisseur d’identité. Une fois la connexion effectuée, cette fenêtre continuera d’elle-même.
browser-waiting = En attente de { $provider }…
browser-waiting-unnamed = En attente du navigateur…

## The second step of a sign-in

second-title = Encore une étape
second-text = Ce compte demande un code en plus du mot de passe.
second-text-provider = Ce compte demande aussi un code.
second-code = Code à 6 chiffres de votre application d’authentification
second-recovery-code = Code de récupération
second-recovery-hint = L’un des dix que vous avez conservés. Chacun sert une fois.
second-use-recovery = Utiliser un code de récupération
second-use-code = Utiliser l’application d’authentification
second-back = Retour
recovery-code-used = { $count ->
    [0] C’était votre dernier code de récupération. Renouvelez-les dans Compte.
    [one] Il vous reste un code de récupération. Renouvelez-les dans Compte.
   *[other] Il vous reste { $count } codes de récupération
}

welcome-sample-title = Explorer des données d’exemple
welcome-sample-text = Plus de cent jours de chiffres fictifs, clairement signalés, à supprimer d’un clic.
welcome-sample-action = Ouvrir les données d’exemple
sample-preparing-label = Création des données d’exemple
sample-preparing = Jour { $done } sur { $total }…

signed-out-title = Se connecter à { $server }
signed-out-text = Votre session a pris fin. Tout ce qui est conservé sur cet ordinateur est toujours là.
signed-out-local-text = Vos crédits et votre journal sont sur cet ordinateur. Revenez quand vous voulez.
signed-out-protected-title = Se connecter sur cet ordinateur
signed-out-protected-text = Un e-mail et un mot de passe protègent ce compte. Vos crédits et votre journal sont toujours là.
signed-out-sample-title = Ces données d’exemple ne sont plus accessibles
signed-out-sample-text = Leur compte fictif ne peut plus être ouvert. Supprimez-les, puis explorez-en de nouvelles quand vous voulez.

keyring-locked-text = Votre session est conservée dans le trousseau du système, qui est verrouillé. Elle reste ouverte : déverrouillez le trousseau, et Infuse continuera.
keyring-missing-text = Votre session est conservée dans le trousseau du système, et aucun n’est actif dans cet environnement de bureau. Elle reste ouverte : lancez un trousseau, et Infuse continuera.
keyring-waiting = Infuse réessaie aussi de lui-même.
keyring-unset-text = Votre session est conservée dans le trousseau du système, et cet environnement de bureau n’en a pas encore. Réessayez, et choisissez son mot de passe dans la fenêtre qui le demande. Si aucune fenêtre n’apparaît, créez un trousseau par défaut dans le gestionnaire de mots de passe du système.
