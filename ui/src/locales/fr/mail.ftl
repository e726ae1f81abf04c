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
mail-security-two_factor_disabled-body-without-password = Pour vous connecter à votre compte Infuse, votre fournisseur d’identité suffit désormais.
mail-security-second_factor_refused-subject = Codes erronés lors d’une connexion à Infuse
mail-security-second_factor_refused-body = Quelqu’un a saisi votre mot de passe, puis des codes erronés. Si ce n’était pas vous, choisissez un nouveau mot de passe.
mail-security-second_factor_refused-body-without-password = Quelqu’un s’est connecté avec votre fournisseur d’identité, puis a saisi des codes erronés. Si ce n’était pas vous, sécurisez votre compte chez ce fournisseur.
mail-security-recovery_code_used-subject = Un code de récupération a été utilisé
mail-security-recovery_code_used-body = Quelqu’un s’est connecté à votre compte Infuse avec un code de récupération au lieu de l’application d’authentification. Codes restants : { $detail }.
mail-security-recovery_codes_renewed-subject = Vous avez de nouveaux codes de récupération
mail-security-recovery_codes_renewed-body = Votre compte Infuse a reçu dix nouveaux codes de récupération. Les précédents ne fonctionnent plus.
mail-security-approvals_loosened-subject = InfuseOS vous demande moins d’accords
mail-security-approvals_loosened-body = Désormais, InfuseOS fait certaines choses sans vous demander d’abord. Ce qu’il vous demande est indiqué dans Infuse, sous Personnalisation.
mail-security-password_changed-subject = Votre mot de passe a été modifié
mail-security-password_changed-body = Le mot de passe de votre compte Infuse a été modifié, et tous les autres appareils ont été déconnectés.
mail-security-password_reset-subject = Votre mot de passe a été réinitialisé
mail-security-password_reset-body = Un nouveau mot de passe a été défini pour votre compte Infuse par un lien reçu par e-mail, et tous les appareils ont été déconnectés.
mail-security-identity_linked-subject = Votre fournisseur d’identité donne accès à votre compte
mail-security-identity_linked-body = Désormais, toute personne qui se connecte à { $detail } avec cette adresse accède aussi à votre compte Infuse. Si le compte a un mot de passe, il fonctionne toujours.
mail-security-identity_linked-body-without-password = Désormais, toute personne qui se connecte à { $detail } avec cette adresse accède aussi à votre compte Infuse.
mail-security-identity_unlinked-subject = Votre fournisseur d’identité ne donne plus accès
mail-security-identity_unlinked-body = La connexion avec un fournisseur d’identité avait été configurée pour votre compte Infuse ; cela a été annulé. Le fournisseur n’ouvre plus votre compte.
mail-security-email_change_asked-subject = Votre adresse est sur le point de changer
mail-security-email_change_asked-body = Votre compte Infuse doit prendre l’adresse « { $detail } ». Elle changera dès que le lien envoyé là-bas sera confirmé.
mail-security-email_change_undone-subject = Votre ancienne adresse est rétablie
mail-security-email_change_undone-body = Votre compte Infuse a de nouveau l’adresse « { $detail } ». Tous les appareils ont été déconnectés, et l’ancien mot de passe ne fonctionne plus.
mail-security-email_change_undone-body-without-password = Votre compte Infuse a de nouveau l’adresse « { $detail } ». Tous les appareils ont été déconnectés. Vous vous connectez comme avant avec votre fournisseur d’identité.
mail-security-not_me-subject = Tous les appareils ont été déconnectés
mail-security-not_me-body = Quelqu’un a suivi le lien « Ce n’était pas moi » d’un e-mail qui vous était adressé. Tous les appareils utilisant votre compte Infuse ont été déconnectés, et l’ancien mot de passe ne fonctionne plus. Les jetons d’accès créés depuis sont révoqués, et la double authentification est désactivée si elle a été activée depuis.
mail-security-not_me-body-without-password = Quelqu’un a suivi le lien « Ce n’était pas moi » d’un e-mail qui vous était adressé. Tous les appareils utilisant votre compte Infuse ont été déconnectés. Les jetons d’accès créés depuis sont révoqués, et la double authentification est désactivée si elle a été activée depuis. Vous vous connectez comme avant avec votre fournisseur d’identité ; si quelqu’un d’autre est entré par là, sécurisez votre compte chez ce fournisseur.
mail-not-me-link = Ce n’était pas moi
mail-not-me-expiry = Le lien déconnecte tous les appareils, annule ce qui a été mis en place depuis et vous laisse choisir un nouveau mot de passe. Il fonctionne une seule fois, pendant 7 jours.
mail-not-me-expiry-without-password = Le lien déconnecte tous les appareils et annule ce qui a été mis en place depuis. Il fonctionne une seule fois, pendant 7 jours.
mail-security-when = Date : { $moment }
mail-security-device = Appareil : { $device }
mail-security-address = Adresse : { $address }
mail-why-security = Vous recevez cet e-mail pour la sécurité de votre compte Infuse. Si quelque chose vous paraît anormal, changez votre mot de passe et fermez toutes les autres sessions dans Infuse, sous « Compte ».
mail-why-security-without-password = Vous recevez cet e-mail pour la sécurité de votre compte Infuse. Si quelque chose vous paraît anormal, sécurisez votre compte chez votre fournisseur d’identité et fermez toutes les autres sessions dans Infuse, sous « Compte ».
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

mail-test-subject = Un test d’Infuse
mail-test-body = Les alertes vous parviennent ici.
mail-why-test = Vous recevez cet e-mail parce que vous avez demandé un test dans Infuse, sous « Préférences ».
mail-verify-subject = Cette adresse est-elle la vôtre ?
mail-verify-body = Infuse enverra ses alertes à cette adresse une fois que vous aurez confirmé qu’elle est à vous.
mail-verify-link = Confirmer cette adresse
mail-verify-expiry = Le lien fonctionne une seule fois, pendant 24 heures.
mail-why-verify = Vous recevez cet e-mail parce que quelqu’un, sans doute vous, a donné cette adresse à Infuse. Si ce n’est pas vous, ne cliquez pas sur le lien : aucune alerte ne sera envoyée ici.

## A new password

mail-reset-subject = Choisissez un nouveau mot de passe
mail-reset-body = Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour le compte Infuse de { $email }.
mail-reset-expiry = Le lien fonctionne une seule fois, pendant 1 heure. Tant que vous ne l’utilisez pas, votre mot de passe reste le même.
mail-reset-expiry-without-password = Le lien fonctionne une seule fois, pendant 1 heure. Tant que vous ne l’utilisez pas, rien ne change.
mail-reset-link = Choisir un nouveau mot de passe
mail-why-reset = Si vous ne l’avez pas demandé, ignorez le lien. La demande seule ne donne accès à rien.
mail-no-password-subject = Vous vous connectez avec { $provider }
mail-no-password-body = Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour le compte Infuse de { $email }. Ce compte n’en a pas.
mail-no-password-way = Connectez-vous avec { $provider } ; c’est là que se récupère un mot de passe oublié.
mail-why-no-password = Si vous ne l’avez pas demandé, il n’y a rien à faire. La demande seule ne donne accès à rien.

## Another address

mail-change-subject = Est-ce votre nouvelle adresse ?
mail-change-body = Ouvrez le lien pour que votre compte Infuse utilise cette adresse à la place de { $email }.
mail-change-expiry = Le lien fonctionne une seule fois, pendant 24 heures.
mail-change-link = Utiliser cette adresse
mail-why-change = Vous recevez cet e-mail car quelqu’un, sans doute vous, a donné cette adresse à Infuse. Si ce n’était pas vous, ignorez le lien.
mail-undo-subject = Votre adresse a été modifiée
mail-undo-body = Votre compte Infuse n’utilise plus cette adresse, mais { $email }. Les e-mails y arrivent désormais.
mail-undo-expiry = Si ce n’était pas vous, annulez : votre compte reprend cette adresse, tous les appareils sont déconnectés et vous choisissez un nouveau mot de passe. Le lien fonctionne une seule fois, pendant 7 jours.
mail-undo-expiry-without-password = Si ce n’était pas vous, annulez : votre compte reprend cette adresse et tous les appareils sont déconnectés. Le lien fonctionne une seule fois, pendant 7 jours.
mail-undo-link = Annuler la modification
mail-why-undo = Vous recevez cet e-mail car cette adresse était celle de votre compte Infuse.

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
mail-page-void-body = Il a déjà servi, a expiré, ou un plus récent a été envoyé. Vous pouvez en demander un autre dans Infuse.
mail-page-change-title = Utiliser cette adresse ?
mail-page-change-body = Votre compte Infuse prend cette adresse. L’ancienne en est avertie et peut annuler pendant 7 jours.
mail-page-change-button = Utiliser cette adresse
mail-page-changed-title = Votre adresse a été modifiée
mail-page-changed-body = Vous vous connectez désormais avec cette adresse. Vous pouvez fermer cette page.
mail-page-taken-title = Cette adresse a déjà un compte
mail-page-taken-body = Un autre compte Infuse l’utilise : rien n’a été modifié. Connectez-vous avec cette adresse ou choisissez-en une autre.
mail-page-undo-title = Annuler la modification ?
mail-page-undo-body = Votre compte Infuse reprend cette adresse. Tous les appareils sont déconnectés, le mot de passe ne fonctionne plus et les jetons d’accès créés depuis la modification sont révoqués. Vous choisissez ensuite un nouveau mot de passe.
mail-page-undo-body-without-password = Votre compte Infuse reprend cette adresse. Tous les appareils sont déconnectés et les jetons d’accès créés depuis la modification sont révoqués. Vous vous connectez ensuite comme avant avec votre fournisseur d’identité.
mail-page-undo-button = Annuler la modification
mail-page-undone-title = Votre ancienne adresse est rétablie
mail-page-undone-body = Tous les appareils ont été déconnectés. Un e-mail contenant un lien est en route : il vous permettra de choisir un nouveau mot de passe, pour que vous seul puissiez vous connecter.
mail-page-undone-body-without-password = Tous les appareils ont été déconnectés. Vous vous connectez comme avant avec votre fournisseur d’identité. Vous pouvez fermer cette page.
mail-page-not-me-title = Ce n’était pas vous ?
mail-page-not-me-body = Tous les appareils sont aussitôt déconnectés et le mot de passe ne fonctionne plus. Ce qui a été mis en place depuis est annulé : jetons d’accès, nouvelle adresse, double authentification. Vous choisissez ensuite un nouveau mot de passe.
mail-page-not-me-body-without-password = Tous les appareils sont aussitôt déconnectés. Ce qui a été mis en place depuis est annulé : jetons d’accès, nouvelle adresse, double authentification. Vous vous connectez ensuite comme avant avec votre fournisseur d’identité.
mail-page-not-me-button = Déconnecter tous les appareils
mail-page-ended-title = Tous les appareils ont été déconnectés
mail-page-ended-body = Un e-mail contenant un lien est en route : il vous permettra de choisir un nouveau mot de passe, pour que vous seul puissiez vous connecter.
mail-page-ended-body-without-password = Vous vous connectez comme avant avec votre fournisseur d’identité. Vous pouvez fermer cette page.
mail-page-reset-title = Choisissez un nouveau mot de passe
mail-page-reset-body = Tous les appareils connectés à votre compte Infuse seront déconnectés.
mail-page-reset-done-title = Votre mot de passe a été modifié
mail-page-reset-done-body = Tous les appareils ont été déconnectés. Connectez-vous dans Infuse avec votre nouveau mot de passe. Vous pouvez fermer cette page.
mail-page-password-label = Nouveau mot de passe
mail-page-password-hint = Au moins { $least } caractères. Quelques mots à la suite conviennent bien.
mail-page-password-button = Enregistrer le mot de passe
mail-page-fault-short = Utilisez au moins { $least } caractères.
mail-page-fault-long = Utilisez { $most } caractères au plus.
mail-page-fault-own = Utilisez autre chose que votre nom ou votre adresse.
mail-page-fault-common = Beaucoup de gens utilisent ce mot de passe. Choisissez-en un qui ne soit qu’à vous.
mail-page-fault-walk = Des touches ou des signes qui se suivent sont faciles à deviner. Utilisez quelques mots.
mail-page-fault-repeats = Il se répète. Utilisez quelques mots différents.
mail-page-fault-date = Les années et les dates sont faciles à deviner. Ajoutez quelques mots.
mail-page-fault-name = Les noms sont faciles à deviner. Ajoutez quelques mots.
mail-page-fault-words = C’est facile à deviner. Ajoutez un ou deux mots.
