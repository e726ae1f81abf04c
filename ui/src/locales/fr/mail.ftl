# What mails say, and the pages that their links open. The server alone says it; each of these messages is one of its own.

mail-greeting = Bonjour { $name },
mail-greeting-unnamed = Bonjour,
mail-day = { $day ->
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

mail-moment = { $day } à { $time } UTC

## Security

mail-security-signed_in_from_new_device-subject = Connexion à votre compte depuis un nouvel appareil
mail-security-signed_in_from_new_device-body = Quelqu’un s’est connecté à votre compte Infuse depuis un appareil ou un réseau qui n’avait pas servi récemment.
mail-security-session_ended-subject = Une session a été fermée
mail-security-session_ended-body = La session de « { $detail } » a été fermée depuis un autre de vos appareils.
mail-security-other_sessions_ended-subject = Vos autres sessions ont été fermées
mail-security-other_sessions_ended-body = Toutes les sessions de votre compte ont été fermées, sauf celle qui l’a demandé. Sessions fermées : { $detail }.
mail-security-token_issued-subject = Un jeton d’accès a été créé
mail-security-token_issued-body = « { $detail } » est un nouveau jeton d’accès de votre compte. Toute personne qui détient son secret dispose de ses autorisations.
mail-security-token_rotated-subject = Le secret d’un jeton d’accès a changé
mail-security-token_rotated-body = Le jeton d’accès « { $detail } » a reçu un nouveau secret.
mail-security-token_revoked-subject = Un jeton d’accès a été révoqué
mail-security-token_revoked-body = Le jeton d’accès « { $detail } » ne fonctionne plus.
mail-security-exported-subject = Vos données ont été exportées
mail-security-exported-body = Tout ce qu’Infuse conserve à votre sujet a été téléchargé dans un fichier.
mail-security-deletion_scheduled-subject = Votre compte va être supprimé
mail-security-deletion_scheduled-body = Votre compte Infuse et tout ce qu’il contient seront supprimés le { $detail }. D’ici là, vous pouvez vous connecter et le restaurer. En attendant, vos jetons d’accès ne fonctionnent pas et aucune alerte n’est envoyée par e-mail.
mail-security-deletion_cancelled-subject = Votre compte ne sera pas supprimé
mail-security-deletion_cancelled-body = Votre compte Infuse a été restauré et ne sera pas supprimé. Ses jetons d’accès fonctionnent à nouveau.
mail-security-two_factor_enabled-subject = La double authentification est activée
mail-security-two_factor_enabled-body = Pour vous connecter à votre compte Infuse, il faut désormais aussi un code de votre application d’authentification.
mail-security-two_factor_disabled-subject = La double authentification est désactivée
mail-security-two_factor_disabled-body = Pour vous connecter à votre compte Infuse, le mot de passe suffit désormais.
mail-security-recovery_code_used-subject = Un code de récupération a été utilisé
mail-security-recovery_code_used-body = Quelqu’un s’est connecté à votre compte Infuse avec un code de récupération au lieu de l’application d’authentification. Codes restants : { $detail }.
mail-security-recovery_codes_renewed-subject = Vous avez de nouveaux codes de récupération
mail-security-recovery_codes_renewed-body = Votre compte Infuse a reçu dix nouveaux codes de récupération. Les précédents ne fonctionnent plus.
mail-security-when = Date : { $moment }
mail-security-device = Appareil : { $device }
mail-security-address = Adresse : { $address }
mail-why-security = Cet e-mail concerne la sécurité de votre compte Infuse. Si vous n’êtes pas à l’origine de cette action, changez votre mot de passe et fermez toutes les autres sessions dans Infuse, sous « Compte ».
mail-security-unverified-body = L’accès au compte Infuse de cette adresse a changé. Personne n’ayant encore confirmé l’adresse, cet e-mail n’en dit pas plus ; le détail figure dans Infuse, sous l’activité du compte.
mail-security-more-subject = De nombreux changements sur votre compte
mail-security-more-body = L’accès à votre compte a connu plus de changements qu’Infuse n’en signale un par un. Changements dans l’heure à partir de { $moment } dont aucun autre e-mail ne parle : { $count }. Infuse les liste tous sous l’activité du compte.

## Alerts

mail-credits_low-subject = Il vous reste peu de crédits
mail-credits_low-body = Les agents s’arrêtent quand les crédits sont épuisés. Prochains crédits le { $day }.
mail-credits_exhausted-subject = Crédits épuisés
mail-credits_exhausted-body = Toute nouvelle tâche est refusée jusqu’à l’ajout de crédits. Prochains crédits le { $day }.
mail-workflow_failed-subject = Un workflow a échoué : { $title }
mail-integration_needs_reconnect-subject = Une intégration attend votre intervention : { $title }
mail-plan_upgraded-subject = Votre forfait a évolué
mail-open-usage = Voir l’utilisation dans Infuse
mail-why-alert = Vous recevez cet e-mail au titre de l’espace de travail « { $workspace } ». Pour choisir les e-mails que vous recevez, ouvrez « Préférences » dans Infuse.

## Verifying an address

mail-verify-subject = Cette adresse est-elle la vôtre ?
mail-verify-body = Infuse enverra ses alertes à cette adresse une fois que vous aurez confirmé qu’elle est à vous.
mail-verify-link = Confirmer cette adresse
mail-verify-expiry = Le lien fonctionne une seule fois, pendant 24 heures.
mail-why-verify = Vous recevez cet e-mail parce que quelqu’un, sans doute vous, a donné cette adresse à Infuse. Si ce n’est pas vous, ne cliquez pas sur le lien : aucune alerte ne sera envoyée ici.

## Pages

mail-page-verify-title = Confirmez votre adresse
mail-page-verify-body = Infuse enverra ses alertes à votre adresse une fois que vous aurez confirmé qu’elle est à vous.
mail-page-verify-button = Confirmer cette adresse
mail-page-verified-title = Votre adresse est confirmée
mail-page-verified-body = Infuse y enverra désormais ses alertes. Vous pouvez fermer cette page.
mail-page-unsubscribe-title = Ne plus recevoir ces e-mails ?
mail-page-unsubscribe-body = Vous ne recevrez plus d’e-mails de ce type. Les alertes restent visibles dans Infuse, et vous pourrez réactiver ces e-mails sous « Préférences ».
mail-page-unsubscribe-button = Se désabonner
mail-page-unsubscribed-title = Vous ne recevrez plus ces e-mails
mail-page-unsubscribed-body = Vous pouvez les réactiver dans Infuse, sous « Préférences ». Vous pouvez fermer cette page.
mail-page-void-title = Ce lien n’est plus valable
mail-page-void-body = Il a déjà servi, a expiré ou a été remplacé par un plus récent. L’état de votre adresse est indiqué dans Infuse, sous « Préférences ».
