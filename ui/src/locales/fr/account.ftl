account-title = Compte
account-purpose = Votre profil, vos sessions et ce qui a accès à votre compte.

## Profile

profile-title = Profil
name = Nom
name-text = Visible par vous et par votre équipe
name-missing = Saisissez un nom.
email = E-mail
none = Aucun
email-local = Ce compte se trouve sur votre ordinateur et ne reçoit pas d’e-mails.
email-sample = Ce compte est fictif, comme ses chiffres.
email-verified = Confirmé
email-not-verified = Non confirmé
email-not-verified-text = Ouvrez le lien envoyé à cette adresse.
email-not-verified-files = Ouvrez le lien de l’e-mail, conservé dans un fichier sur cet ordinateur.
email-failing = Refusé
email-undeliverable = Les e-mails envoyés à cette adresse n’arrivent pas. Si elle fonctionne de nouveau, confirmez-la encore une fois.
email-change-ask = Modifier l’e-mail…
email-change = Envoyer le lien
email-change-title = Modifier votre e-mail
email-change-text = Un lien est envoyé à la nouvelle adresse, et le changement a lieu dès que vous l’ouvrez. L’ancienne adresse reçoit un e-mail qui permet de l’annuler pendant 7 jours.
email-new = Nouvel e-mail
email-pending-title = Nouvel e-mail
email-pending = Il vous reste à ouvrir le lien envoyé à { $email }
email-pending-files = Il vous reste à ouvrir le lien de l’e-mail destiné à { $email }, conservé dans un fichier sur cet ordinateur
email-pending-cancel = Annuler le changement
email-change-withdrawn = Votre e-mail reste inchangé
password = Mot de passe
password-hint = Au moins { $least } caractères. Quelques mots à la suite conviennent bien.
password-fault-too_short = Trop court : au moins { $least } caractères
password-fault-too_long = Trop long
password-fault-guessable = Trop facile à deviner : c’est l’un des premiers que l’on essaie
password-fault-own_name = Trop facile à deviner : il est formé de votre nom ou de votre e-mail
password-because-common = Faible : beaucoup de gens utilisent celui-ci, ou un semblable
password-because-walk = Faible : des touches ou des caractères qui se suivent
password-because-repeats = Faible : toujours la même chose
password-because-date = Faible : guère plus qu’une date
password-because-name = Faible : guère plus qu’un nom
password-because-few_words = Faible : ajoutez un mot ou deux
password-show = Afficher le mot de passe
password-weak = Trop facile à deviner
password-good = Bon
password-strong = Robuste
member-since = Membre depuis
lives-on = Serveur
lives-on-local = Fonctionne dans cette app. Tout reste sur cet ordinateur.
lives-on-sample = Fonctionne dans cette app, avec des chiffres fictifs.

## Sign-in and security

sign-in-title = Connexion et sécurité
signing-in-title = Connexion
protect-none = Ce compte n’a ni e-mail ni mot de passe, et donc pas de double authentification. L’ouverture de session de votre ordinateur le protège.
protect-ask = Protéger ce compte…
protect = Protéger le compte
protect-title = Protéger ce compte
protect-text = Infuse demandera alors cet e-mail et ce mot de passe à chaque connexion ici. Un lien de confirmation est envoyé à cette adresse.
protect-text-files = Infuse demandera alors cet e-mail et ce mot de passe à chaque connexion ici. L’e-mail de confirmation de l’adresse est conservé dans un fichier sur cet ordinateur.
protected-title = Ce compte est protégé
protected-filed = L’e-mail destiné à { $email } se trouve dans le dossier. Ouvrez le lien qu’il contient pour confirmer l’adresse.
protected-mailed = Ce compte est protégé. Un lien de confirmation est en route vers { $email }
password-text = Le modifier déconnecte tous vos autres appareils.
signing-in-elsewhere = Vous vous connectez avec un fournisseur d’identité, qui gère votre mot de passe.
signing-in-with = Vous vous connectez avec { $provider }, qui gère votre mot de passe.
sign-in-again-ask = Se reconnecter…
sign-in-again = Se reconnecter
signed-in-again = Reconnexion effectuée. Vous pouvez maintenant faire la modification.
password-change-ask = Modifier le mot de passe…
password-change = Modifier le mot de passe
password-change-title = Modifier votre mot de passe
password-change-text = Tous vos autres appareils sont déconnectés. Celui-ci reste connecté.
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
password-changed = Mot de passe modifié. Tous vos autres appareils sont déconnectés.
password-unknown = Je ne connais pas le mot de passe
password-link-sent = Un lien pour choisir un nouveau mot de passe est en route vers { $email }
not-me-ask = Ce n’était pas moi…
not-me-title = Se déconnecter partout ailleurs et choisir un nouveau mot de passe
not-me-text = La personne qui s’est connectée est déconnectée, et l’ancien mot de passe n’ouvre plus votre compte.
not-me-tokens = Les jetons d’accès continuent de fonctionner. Si l’un d’eux vous est inconnu, révoquez-le sous « Jetons d’accès ».
not-me-refused-title = Choisir un nouveau mot de passe
not-me-refused-text = Personne n’est entré : les codes étaient erronés. Mais quelqu’un connaît votre mot de passe : choisissez-en un nouveau. Tous vos autres appareils sont déconnectés.

## Two-factor

two-factor-title = Double authentification
two-factor-on = Activée
two-factor-off = Désactivée
two-factor-sign-in = Code à la connexion
two-factor-text-on = Pour vous connecter, il faut votre mot de passe et un code de votre application d’authentification.
two-factor-text-on-provider = Pour vous connecter, il faut aussi un code de votre application d’authentification.
two-factor-text-off = Une fois qu’elle est activée, il faut votre mot de passe et un code d’une application de votre téléphone pour vous connecter. Un mot de passe volé ne suffit plus.
two-factor-text-off-provider = Une fois qu’elle est activée, il faut aussi un code d’une application de votre téléphone pour vous connecter. Un accès à votre fournisseur d’identité ne suffit plus.
two-factor-since = Activée depuis le { $date }.
two-factor-sample = Ce compte est inventé et personne ne s’y connecte.
two-factor-offline = Le serveur ne répond pas. Dès qu’il répondra, vous pourrez modifier ce réglage.
two-factor-turn-on-ask = Activer…
two-factor-turn-on = Activer
two-factor-turn-on-title = Activer la double authentification
two-factor-turn-on-text = Saisissez d’abord votre mot de passe, pour que personne ne puisse le faire à votre place.
two-factor-turn-on-text-provider = Il vous faut, sur votre téléphone, une application qui génère des codes à usage unique. À l’étape suivante, elle scannera une image.
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
two-factor-turn-off-text-provider = La connexion ne demandera plus de code, et vos codes de récupération ne fonctionneront plus.
two-factor-turned-off = La double authentification est désactivée
two-factor-already-title = La double authentification est déjà activée
two-factor-already-text = Assurez-vous d’avoir ses codes de récupération : un code de votre application d’authentification vous en donne dix nouveaux. Les anciens ne fonctionnent plus.
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
recovery-codes-what-provider = Chacun permet de vous connecter une fois si vous perdez votre application d’authentification. Gardez-les loin de cet ordinateur.
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
sessions-text = là où votre compte est ouvert
sessions-offline = Le serveur ne répond pas. Vos sessions s’afficheront dès qu’il répondra.
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
session-seen = Première activité le { $first } · dernière activité : { $last }
session-seen-now = Première activité le { $first } · active en ce moment
session-ended = Session fermée sur { $device }
sessions-end-others-ask = Fermer les autres sessions…
sessions-end-others = Fermer les autres sessions
sessions-end-others-title = Fermer toutes les autres sessions ?
sessions-end-others-text = { $count ->
    [one] Une autre session sera fermée immédiatement. Celle de cet appareil reste ouverte.
   *[other] { $count } autres sessions seront fermées immédiatement. Celle de cet appareil reste ouverte.
}
sessions-ended = { $count ->
    [0] Aucune autre session n’était ouverte
    [one] { $count } session fermée
   *[other] { $count } sessions fermées
}

## Access tokens

tokens-title = Jetons d’accès
tokens-text = un par intégration
tokens-about = Chaque jeton sert à une seule intégration : vous pouvez en révoquer un sans arrêter les autres.
tokens-none = Aucun jeton pour l’instant. Créez-en un par intégration, pour pouvoir en révoquer un sans arrêter les autres.
tokens-offline = Le serveur ne répond pas. Vos jetons s’afficheront dès qu’il répondra.
tokens-unused = { $count ->
    [one] Un jeton n’a pas servi depuis 90 jours. Révoquez-le s’il n’est plus utile.
   *[other] { $count } jetons n’ont pas servi depuis 90 jours. Révoquez ceux qui ne sont plus utiles.
}
scope-usage_write = déclarer l’utilisation
scope-usage_read = lire l’utilisation
scope-usage_refund = rembourser des crédits
scope-signals_write = envoyer des signaux
scope-settings_read = lire les réglages
scope-approvals_ask = demander une approbation
scope-billing_read = lire la facturation
scope-choice-usage_write = Déclarer l’utilisation
scope-choice-usage_read = Lire l’utilisation
scope-choice-usage_refund = Rembourser des crédits
scope-choice-signals_write = Envoyer des signaux
scope-choice-settings_read = Lire les réglages
scope-choice-approvals_ask = Demander une approbation
scope-choice-billing_read = Lire la facturation
token-may = Peut { $scopes } dans « { $workspace } »
token-may-left = Peut { $scopes } dans un espace de travail que vous avez quitté
token-times = Créé le { $created } · { $used } · { $ends }
token-used = dernière utilisation : { $at } ({ $address })
token-never-used = jamais utilisé
token-expires-on = expire le { $date }
token-expired-on = a expiré le { $date }
token-never-expires = n’expire jamais
token-expired = Expiré
token-unused = Inutilisé depuis 90 jours
token-new = Nouveau jeton…
token-new-title = Nouveau jeton d’accès
token-new-text = Créez un jeton par intégration. Il ne sera valable que dans « { $workspace } ».
token-name = Nom du jeton
token-scopes = Autorisations
token-scopes-missing = Choisissez au moins une autorisation.
token-lifetime = Expiration
token-lifetime-forever = Jamais
token-lifetime-days30 = Dans 30 jours
token-lifetime-days90 = Dans 90 jours
token-lifetime-year = Dans 1 an
token-issue = Créer le jeton
token-ready-title = « { $name } » est prêt
token-ready-text = Collez ce secret là où l’intégration demande un jeton.
token-secret = Secret
token-copy = Copier le secret
token-file = jeton-infuse
token-rotate-ask = Changer le secret…
token-rotate = Changer le secret
token-rotate-title = Changer le secret de « { $name } » ?
token-rotate-text = Le jeton reçoit un nouveau secret ; le reste ne change pas. Remplacez l’ancien secret partout où il est utilisé.
token-overlap = Validité de l’ancien secret
token-overlap-nothing = Aucune
token-overlap-hour = 1 heure
token-overlap-day = 1 jour
token-rotated-title = « { $name } » a un nouveau secret
token-rotated-nothing = L’ancien ne fonctionne plus.
token-rotated-hour = L’ancien fonctionne encore pendant 1 heure.
token-rotated-day = L’ancien fonctionne encore pendant 1 jour.
token-revoke-ask = Révoquer…
token-revoke = Révoquer le jeton
token-revoke-title = Révoquer « { $name } » ?
token-revoke-text = Le serveur refusera désormais tout ce qui l’utilise. Cette action est irréversible.
token-revoked = « { $name } » est révoqué

## Activity

activity-title = Activité
activity-text = ce qui a concerné l’accès à votre compte
activity-offline = Le serveur ne répond pas. L’activité de votre compte s’affichera dès qu’il répondra.
activity-none = Aucun événement de ce type au cours des 400 derniers jours.
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
activity-kind-session_ended = Session fermée sur un appareil
activity-kind-other_sessions_ended = Sessions fermées sur tous les autres appareils
activity-kind-not_me = Vous avez signalé une connexion qui n’était pas la vôtre
activity-kind-token_issued = Jeton d’accès créé
activity-kind-token_rotated = Secret d’un jeton d’accès changé
activity-kind-token_revoked = Jeton d’accès révoqué
activity-kind-password_changed = Mot de passe modifié
activity-kind-password_reset_asked = Nouveau mot de passe demandé par e-mail
activity-kind-password_reset = Mot de passe réinitialisé par e-mail
activity-kind-identity_linked = Connexion avec un fournisseur d’identité configurée
activity-kind-identity_unlinked = Connexion avec un fournisseur d’identité annulée
activity-kind-account_protected = Adresse e-mail et mot de passe ajoutés
activity-kind-two_factor_enabled = Double authentification activée
activity-kind-two_factor_disabled = Double authentification désactivée
activity-kind-second_factor_refused = Codes erronés lors d’une connexion
activity-kind-recovery_code_used = Connexion avec un code de récupération
activity-kind-recovery_codes_renewed = Nouveaux codes de récupération
activity-kind-approvals_loosened = InfuseOS vous demande moins d’accords
activity-kind-email_verified = Adresse e-mail vérifiée
activity-kind-email_change_asked = Changement d’adresse e-mail demandé
activity-kind-email_changed = Adresse e-mail modifiée
activity-kind-email_change_undone = Changement d’adresse e-mail annulé
activity-kind-exported = Données exportées
activity-kind-deletion_scheduled = Suppression du compte demandée
activity-kind-deletion_cancelled = Compte restauré

## Your data

data-title = Vos données
export-account = Exporter
export-account-text = Tout ce que le serveur conserve à votre sujet, dans un fichier ZIP accompagné d’explications.
export-account-ask = Exporter mes données…
export-account-first = Exporter d’abord mes données…
export-account-file = infuse-compte
export-account-saved = Vos données sont enregistrées
delete-account = Supprimer le compte
delete-account-ask = Supprimer le compte…
delete-account-text = Vous pouvez le restaurer pendant 14 jours.
delete-account-local = Ce compte n’existe que sur cet ordinateur. Pour le supprimer avec tout son contenu, quittez Infuse et supprimez son dossier de données.
delete-account-title = Supprimer votre compte ?
delete-account-what = Votre compte sera supprimé, avec vos sessions, vos jetons d’accès, votre activité et les espaces de travail dont vous êtes l’unique membre : leurs crédits, même achetés, et leur journal.
delete-account-when = Vous avez 14 jours pour changer d’avis : connectez-vous et choisissez Restaurer. Passé ce délai, la suppression est définitive.
delete-account-meanwhile = D’ici là, vos jetons d’accès ne fonctionnent pas et aucune alerte n’est envoyée par e-mail.
delete-account-others = Les espaces de travail qui ont d’autres membres continuent sans vous ; votre nom est retiré de leur journal.
delete-account-email = Saisissez votre adresse e-mail pour confirmer
delete-account-other-email = Ce n’est pas l’adresse e-mail de ce compte.
deletion-scheduled = Votre compte sera supprimé le { $date }

## Sign out

sign-out-local-hint = Vos données restent sur cet ordinateur.
sign-out-remote-hint = Ne ferme que la session de cet ordinateur.
