account-title = Compte
account-purpose = Votre profil, vos connexions et ce qui a accès.

## Profile

profile-title = Profil
name = Nom
name-text = Visible par vous et par votre équipe
name-missing = Saisissez un nom.
email = E-mail
none = Aucun
email-local = Ce compte réside sur votre ordinateur et ne reçoit pas d’e-mails.
email-sample = Ce compte est fictif, comme ses chiffres.
password = Mot de passe
password-hint = Au moins 15 caractères. Quelques mots à la suite conviennent bien.
password-show = Afficher le mot de passe
password-weak = Trop facile à deviner
password-good = Bon
password-strong = Robuste
member-since = Membre depuis
lives-on = Serveur
lives-on-local = Fonctionne dans cette app. Tout reste sur cet ordinateur.
lives-on-sample = Fonctionne dans cette app, avec des chiffres fictifs.

## Two-factor

two-factor-title = Double authentification
two-factor-on = Activée
two-factor-off = Désactivée
two-factor-sign-in = Code à la connexion
two-factor-text-on = Pour vous connecter, il faut votre mot de passe et un code de votre application d’authentification.
two-factor-text-off = Une fois activée, il faut votre mot de passe et un code d’une application de votre téléphone pour vous connecter. Un mot de passe volé ne suffit plus.
two-factor-since = Activée depuis le { $date }.
two-factor-local = Vous ouvrez ce compte sans mot de passe : il n’y a pas de connexion à laquelle ajouter un code. L’ouverture de session de votre ordinateur le protège.
two-factor-sample = Ce compte est inventé et personne ne s’y connecte.
two-factor-offline = Le serveur ne répond pas. Dès qu’il répondra, vous pourrez modifier ce réglage.
two-factor-turn-on-ask = Activer…
two-factor-turn-on = Activer
two-factor-turn-on-title = Activer la double authentification
two-factor-turn-on-text = Saisissez d’abord votre mot de passe, pour que personne ne puisse le faire à votre place.
two-factor-continue = Continuer
two-factor-scan-title = Ajoutez Infuse à votre application d’authentification
two-factor-scan-text = Scannez l’image avec une application qui génère des codes à usage unique, sur votre téléphone ou dans votre gestionnaire de mots de passe. Saisissez ensuite le code affiché.
two-factor-picture = Code QR pour votre application d’authentification
two-factor-key = Impossible de scanner ? Saisissez cette clé :
two-factor-key-copy = Copier la clé
two-factor-code = Code à 6 chiffres de l’application
two-factor-code-incomplete = Saisissez les 6 chiffres.
two-factor-turn-off-ask = Désactiver…
two-factor-turn-off = Désactiver
two-factor-turn-off-title = Désactiver la double authentification ?
two-factor-turn-off-text = Votre mot de passe suffira de nouveau, et vos codes de récupération ne fonctionneront plus.
two-factor-turned-off = La double authentification est désactivée
any-code = Code
any-code-hint = De votre application d’authentification, ou un code de récupération
recovery-codes = Codes de récupération
recovery-codes-text = { $count } restants. Chacun permet de vous connecter une fois si vous perdez votre application d’authentification.
recovery-codes-few = { $count ->
    [0] Il n’en reste aucun. Sans votre application d’authentification, vous ne pourriez plus vous connecter. Renouvelez-les maintenant.
    [one] Il n’en reste qu’un. Renouvelez-les avant d’en manquer.
   *[other] Il n’en reste que { $count }. Renouvelez-les avant d’en manquer.
}
recovery-codes-title = Conservez ces codes de récupération
recovery-codes-what = Chacun permet de vous connecter une fois si vous perdez votre application d’authentification. Gardez-les loin de cet ordinateur et de votre mot de passe.
recovery-codes-once = Vous ne les reverrez pas.
recovery-codes-copy = Copier
recovery-codes-print = Imprimer…
recovery-codes-file = infuse-codes-de-recuperation
recovery-codes-head = Codes de récupération Infuse de { $email } sur { $server }
recovery-codes-kept = Je les ai conservés
recovery-codes-renew-ask = Renouveler…
recovery-codes-renew = Renouveler
recovery-codes-renew-title = Renouveler vos codes de récupération ?
recovery-codes-renew-text = Vous en recevez dix nouveaux, et les anciens ne fonctionnent plus.

## Sessions

sessions-title = Sessions
sessions-text = où vous êtes connecté
sessions-offline = Le serveur ne répond pas. Dès qu’il répondra, vous verrez où vous êtes connecté.
sessions-current = Cet appareil
session-device-unknown = Appareil inconnu
session-system-linux = Linux
session-system-macos = macOS
session-system-windows = Windows
session-system-web = Navigateur web
session-system-unknown = Système inconnu
session-address-here = cet ordinateur
session-address-unknown = adresse inconnue
session-where = { $system } · { $address }
session-seen = Première activité { $first } · dernière activité { $last }
session-seen-now = Première activité { $first } · active maintenant
session-ended = { $device } est déconnecté
sessions-end-others-ask = Déconnecter tous les autres…
sessions-end-others = Déconnecter tous les autres
sessions-end-others-title = Se déconnecter partout ailleurs ?
sessions-end-others-text = { $count ->
    [one] Une autre session prend fin aussitôt. Cet appareil reste connecté.
   *[other] { $count } autres sessions prennent fin aussitôt. Cet appareil reste connecté.
}
sessions-ended = { $count ->
    [0] Vous n’étiez connecté nulle part ailleurs
    [one] { $count } session terminée
   *[other] { $count } sessions terminées
}

## Access tokens

tokens-title = Jetons d’accès
tokens-text = un par intégration
tokens-about = Chaque jeton sert à une seule intégration : vous pouvez en révoquer un sans arrêter les autres.
tokens-none = Aucun jeton pour l’instant. Créez-en un par intégration, pour pouvoir en révoquer un sans arrêter les autres.
tokens-offline = Le serveur ne répond pas. Dès qu’il répondra, vous verrez vos jetons.
tokens-unused = { $count ->
    [one] Un jeton n’a pas servi depuis 90 jours. Révoquez-le si plus rien n’en a besoin.
   *[other] { $count } jetons n’ont pas servi depuis 90 jours. Révoquez ceux dont plus rien n’a besoin.
}
scope-usage_write = déclarer l’utilisation
scope-usage_read = lire l’utilisation
scope-usage_refund = rembourser
scope-signals_write = envoyer des signaux
scope-settings_read = lire les réglages
scope-approvals_ask = demander une approbation
scope-billing_read = lire la facturation
scope-choice-usage_write = Déclarer l’utilisation
scope-choice-usage_read = Lire l’utilisation
scope-choice-usage_refund = Rembourser
scope-choice-signals_write = Envoyer des signaux
scope-choice-settings_read = Lire les réglages
scope-choice-approvals_ask = Demander une approbation
scope-choice-billing_read = Lire la facturation
token-may = Peut, dans « { $workspace } » : { $scopes }
token-may-left = Peut, dans un espace que vous avez quitté : { $scopes }
token-times = Créé { $created } · { $used } · { $ends }
token-used = dernière utilisation { $at }
token-never-used = jamais utilisé
token-expires-on = expire le { $date }
token-expired-on = expiré le { $date }
token-never-expires = n’expire jamais
token-expired = Expiré
token-unused = Inutilisé depuis 90 jours
token-new = Nouveau jeton…
token-new-title = Nouveau jeton d’accès
token-new-text = Créez un jeton par intégration. Il ne fonctionne que dans « { $workspace } ».
token-name = Nom du jeton
token-scopes = Ce qu’il peut faire
token-scopes-missing = Choisissez au moins un droit.
token-lifetime = Expiration
token-lifetime-forever = Jamais
token-lifetime-days30 = Dans 30 jours
token-lifetime-days90 = Dans 90 jours
token-lifetime-year = Dans 1 an
token-issue = Créer le jeton
token-ready-title = « { $name } » est prêt
token-ready-text = Collez ce secret là où l’intégration demande un jeton.
token-secret = Secret
token-copy = Copier le secret
token-file = jeton-infuse
token-rotate-ask = Renouveler…
token-rotate = Renouveler
token-rotate-title = Renouveler « { $name } » ?
token-rotate-text = Le jeton reçoit un nouveau secret et garde tout le reste. Remplacez l’ancien secret partout où il sert.
token-overlap = L’ancien secret reste valable
token-overlap-nothing = Plus du tout
token-overlap-hour = Pendant 1 heure
token-overlap-day = Pendant 1 jour
token-rotated-title = « { $name } » a un nouveau secret
token-rotated-nothing = L’ancien ne fonctionne plus.
token-rotated-hour = L’ancien fonctionne encore pendant 1 heure.
token-rotated-day = L’ancien fonctionne encore pendant 1 jour.
token-revoke-ask = Révoquer…
token-revoke = Révoquer le jeton
token-revoke-title = Révoquer « { $name } » ?
token-revoke-text = Le serveur refusera désormais tout ce qui l’utilise. Cette action est irréversible.
token-revoked = « { $name } » est révoqué

## Activity

activity-title = Activité
activity-text = ce qui s’est passé pour l’accès à votre compte
activity-offline = Le serveur ne répond pas. Dès qu’il répondra, vous verrez ce qui s’est passé pour l’accès à votre compte.
activity-none = Rien de ce genre au cours des 400 derniers jours.
activity-more = Afficher plus
activity-filter = Afficher
activity-where = { $moment } · { $device } · { $address }
activity-deletion-on = Le { $date }
activity-sessions = { $count ->
    [one] Une session
    [many] { $count } sessions
   *[other] { $count } sessions
}
activity-unknown = Un événement que seule une version plus récente d’Infuse sait décrire
activity-group-all = Tout
activity-group-sign_ins = Connexions
activity-group-sessions = Sessions
activity-group-tokens = Jetons d’accès
activity-group-secrets = Mot de passe et double authentification
activity-group-email = E-mail
activity-group-account = Compte
activity-kind-signed_up = Vous avez créé ce compte
activity-kind-signed_in = Connexion
activity-kind-signed_in_from_new_device = Connexion depuis un nouvel appareil ou réseau
activity-kind-signed_out = Déconnexion
activity-kind-session_ended = Un appareil a été déconnecté
activity-kind-other_sessions_ended = Tous les autres appareils ont été déconnectés
activity-kind-not_me = Une connexion a été signalée comme n’étant pas la vôtre
activity-kind-token_issued = Jeton d’accès créé
activity-kind-token_rotated = Jeton d’accès doté d’un nouveau secret
activity-kind-token_revoked = Jeton d’accès révoqué
activity-kind-password_changed = Mot de passe modifié
activity-kind-password_reset = Mot de passe réinitialisé par e-mail
activity-kind-account_protected = Adresse e-mail et mot de passe définis
activity-kind-two_factor_enabled = Double authentification activée
activity-kind-two_factor_disabled = Double authentification désactivée
activity-kind-recovery_code_used = Connexion avec un code de récupération
activity-kind-recovery_codes_renewed = Nouveaux codes de récupération
activity-kind-email_verified = Adresse e-mail vérifiée
activity-kind-email_change_asked = Changement d’adresse e-mail demandé
activity-kind-email_changed = Adresse e-mail modifiée
activity-kind-email_change_undone = Changement d’adresse e-mail annulé
activity-kind-exported = Vos données ont été exportées
activity-kind-deletion_scheduled = Suppression du compte demandée
activity-kind-deletion_cancelled = Compte restauré

## Your data

data-title = Vos données
export-account = Exportation
export-account-text = Tout ce que le serveur conserve à votre sujet, dans un fichier ZIP qui s’explique de lui-même.
export-account-ask = Exporter mes données…
export-account-first = Exporter d’abord mes données…
export-account-file = infuse-compte
export-account-saved = Vos données sont enregistrées
delete-account = Supprimer le compte
delete-account-ask = Supprimer le compte…
delete-account-text = Vous pouvez le restaurer pendant 14 jours.
delete-account-local = Ce compte n’existe que sur cet ordinateur. Pour le supprimer avec tout son contenu, quittez Infuse et supprimez son dossier de données.
delete-account-title = Supprimer votre compte ?
delete-account-what = Votre compte est supprimé, avec vos sessions, vos jetons d’accès, votre activité et les espaces de travail qui n’appartiennent qu’à vous : leurs crédits, y compris ceux achetés, et leurs journaux.
delete-account-when = Vous avez 14 jours pour changer d’avis : connectez-vous et choisissez Restaurer. Ensuite, ce sera irréversible.
delete-account-meanwhile = D’ici là, vos jetons d’accès ne fonctionnent pas et aucune alerte n’est envoyée par e-mail.
delete-account-others = Les espaces de travail qui ont d’autres membres continuent sans vous ; votre nom est retiré de leurs journaux.
delete-account-email = Saisissez votre adresse e-mail pour confirmer
delete-account-other-email = Ce n’est pas l’adresse e-mail de ce compte.
deletion-scheduled = Votre compte sera supprimé le { $date }

## Sign out

sign-out-local-hint = Vos données restent sur cet ordinateur.
sign-out-remote-hint = Ne met fin qu’à la session sur cet ordinateur.
