# What mails say, and the pages that their links open. The server alone says it; each of these messages is one of its own.

mail-greeting = Hola, { $name }:
mail-greeting-unnamed = Hola:
mail-day = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}

mail-moment = { $day }, { $time } UTC

## Security

mail-security-signed_in_from_new_device-subject = Nuevo dispositivo en tu cuenta
mail-security-signed_in_from_new_device-body = Alguien ha iniciado sesión en tu cuenta de Infuse desde un dispositivo o una red que no se habían usado últimamente.
mail-security-session_ended-subject = Se ha cerrado la sesión de un dispositivo
mail-security-session_ended-body = La sesión de «{ $detail }» se ha cerrado desde otro de tus dispositivos.
mail-security-other_sessions_ended-subject = Se ha cerrado la sesión de tus otros dispositivos
mail-security-other_sessions_ended-body = Se han cerrado todas las sesiones de tu cuenta, salvo aquella desde la que se pidió. En total: { $detail }.
mail-security-token_issued-subject = Se ha creado un token de acceso
mail-security-token_issued-body = «{ $detail }» es un nuevo token de acceso de tu cuenta. Quien tenga su secreto podrá hacer todo lo que permite.
mail-security-token_rotated-subject = Un token de acceso tiene un secreto nuevo
mail-security-token_rotated-body = El token de acceso «{ $detail }» ha recibido un secreto nuevo.
mail-security-token_revoked-subject = Se ha revocado un token de acceso
mail-security-token_revoked-body = El token de acceso «{ $detail }» ya no funciona.
mail-security-exported-subject = Tus datos se han exportado
mail-security-exported-body = Todo lo que Infuse guarda sobre ti se ha descargado en un archivo.
mail-security-deletion_scheduled-subject = Tu cuenta se va a eliminar
mail-security-deletion_scheduled-body = Tu cuenta de Infuse y todo lo que contiene se eliminarán el { $detail }. Hasta entonces, puedes iniciar sesión y restaurarla. Mientras tanto, tus tokens de acceso no funcionan y no se envían alertas por correo.
mail-security-deletion_cancelled-subject = Tu cuenta no se eliminará
mail-security-deletion_cancelled-body = Tu cuenta de Infuse se ha restaurado y ya no se eliminará. Sus tokens de acceso vuelven a funcionar.
mail-security-two_factor_enabled-subject = La verificación en dos pasos está activada
mail-security-two_factor_enabled-body = A partir de ahora, para entrar en tu cuenta de Infuse también hace falta un código de tu app de autenticación.
mail-security-two_factor_disabled-subject = La verificación en dos pasos está desactivada
mail-security-two_factor_disabled-body = A partir de ahora, para entrar en tu cuenta de Infuse basta con la contraseña.
mail-security-two_factor_disabled-body-without-password = A partir de ahora, para entrar en tu cuenta de Infuse basta con tu proveedor de identidad.
mail-security-second_factor_refused-subject = Códigos incorrectos en un inicio de sesión de Infuse
mail-security-second_factor_refused-body = Alguien ha introducido tu contraseña y después códigos incorrectos. Si no has sido tú, elige una contraseña nueva.
mail-security-second_factor_refused-body-without-password = Alguien ha iniciado sesión con tu proveedor de identidad y después ha introducido códigos incorrectos. Si no has sido tú, protege tu cuenta allí.
mail-security-recovery_code_used-subject = Se ha usado un código de recuperación
mail-security-recovery_code_used-body = Alguien ha iniciado sesión en tu cuenta de Infuse con un código de recuperación en lugar de la app de autenticación. Códigos que quedan: { $detail }.
mail-security-recovery_codes_renewed-subject = Tienes códigos de recuperación nuevos
mail-security-recovery_codes_renewed-body = Tu cuenta de Infuse tiene diez códigos de recuperación nuevos. Los anteriores ya no funcionan.
mail-security-approvals_loosened-subject = InfuseOS te pregunta menos antes de actuar
mail-security-approvals_loosened-body = A partir de ahora, InfuseOS hace algunas cosas sin preguntarte antes. Lo que consulta contigo está en Infuse, en Personalización.
mail-security-password_changed-subject = Se ha cambiado tu contraseña
mail-security-password_changed-body = Se ha cambiado la contraseña de tu cuenta de Infuse y se ha cerrado la sesión en los demás dispositivos.
mail-security-password_reset-subject = Se ha restablecido tu contraseña
mail-security-password_reset-body = Se ha puesto una contraseña nueva a tu cuenta de Infuse con un enlace de un correo y se ha cerrado la sesión en todos los dispositivos.
mail-security-identity_linked-subject = Tu proveedor de identidad ya da acceso a tu cuenta
mail-security-identity_linked-body = A partir de ahora, quien inicie sesión en { $detail } con esta dirección también entra en tu cuenta de Infuse. Si la cuenta tiene contraseña, sigue funcionando.
mail-security-identity_linked-body-without-password = A partir de ahora, quien inicie sesión en { $detail } con esta dirección también entra en tu cuenta de Infuse.
mail-security-identity_unlinked-subject = Tu proveedor de identidad ya no da acceso
mail-security-identity_unlinked-body = Se había configurado el inicio de sesión con un proveedor de identidad en tu cuenta de Infuse y se ha deshecho. El proveedor ya no abre tu cuenta.
mail-security-email_change_asked-subject = Se quiere cambiar tu dirección
mail-security-email_change_asked-body = Tu cuenta de Infuse va a tener la dirección «{ $detail }». Cambiará cuando se confirme el enlace enviado allí.
mail-security-email_change_undone-subject = Tu dirección anterior vuelve a valer
mail-security-email_change_undone-body = Tu cuenta de Infuse vuelve a tener la dirección «{ $detail }». Se ha cerrado la sesión en todos los dispositivos y la contraseña anterior ya no funciona.
mail-security-email_change_undone-body-without-password = Tu cuenta de Infuse vuelve a tener la dirección «{ $detail }». Se ha cerrado la sesión en todos los dispositivos. Puedes iniciar sesión como siempre, con tu proveedor de identidad.
mail-security-not_me-subject = Se ha cerrado la sesión en todos los dispositivos
mail-security-not_me-body = Alguien ha usado el enlace «No he sido yo» de un correo que te enviamos. Se ha cerrado la sesión en todos los dispositivos con tu cuenta de Infuse y la contraseña anterior ya no funciona. Los tokens de acceso creados desde entonces se han revocado, y la verificación en dos pasos está desactivada si se activó desde entonces.
mail-security-not_me-body-without-password = Alguien ha usado el enlace «No he sido yo» de un correo que te enviamos. Se ha cerrado la sesión en todos los dispositivos con tu cuenta de Infuse. Los tokens de acceso creados desde entonces se han revocado, y la verificación en dos pasos está desactivada si se activó desde entonces. Puedes iniciar sesión como siempre, con tu proveedor de identidad; si otra persona ha entrado a través de él, protege tu cuenta allí.
mail-not-me-link = No he sido yo
mail-not-me-expiry = El enlace cierra la sesión en todos los dispositivos, deshace lo que se configuró desde entonces y te deja elegir una contraseña nueva. Funciona una sola vez, durante 7 días.
mail-not-me-expiry-without-password = El enlace cierra la sesión en todos los dispositivos y deshace lo que se configuró desde entonces. Funciona una sola vez, durante 7 días.
mail-security-when = Cuándo: { $moment }
mail-security-device = Dispositivo: { $device }
mail-security-address = Dirección: { $address }
mail-why-security = Recibes este correo por la seguridad de tu cuenta de Infuse. Si algo no cuadra, cambia tu contraseña y cierra las demás sesiones en Infuse, en «Cuenta».
mail-why-security-without-password = Recibes este correo por la seguridad de tu cuenta de Infuse. Si algo no cuadra, protege tu cuenta en tu proveedor de identidad y cierra las demás sesiones en Infuse, en «Cuenta».
mail-security-unverified-body = Algo ha cambiado en el acceso a la cuenta de Infuse de esta dirección. Como nadie ha confirmado aún la dirección, este correo no dice más; Infuse lo muestra en la actividad de la cuenta.
mail-security-more-subject = Muchos cambios en tu cuenta
mail-security-more-body = En el acceso a tu cuenta ha habido más cambios de los que Infuse envía por separado. Cambios en la hora desde { $moment } de los que no habla ningún otro correo: { $count }. Infuse los muestra todos en la actividad de la cuenta.

## Alerts

mail-credits_low-subject = Quedan pocos créditos
mail-credits_low-body = Los agentes se detienen cuando se agotan los créditos. Recibirás más el { $day }.
mail-credits_exhausted-subject = No quedan créditos
mail-credits_exhausted-body = No se acepta trabajo nuevo hasta que se añadan créditos. Recibirás más el { $day }.
mail-workflow_failed-subject = Ha fallado un flujo de trabajo: { $title }
mail-integration_needs_reconnect-subject = Una integración requiere tu atención: { $title }
mail-plan_upgraded-subject = Has pasado a un plan superior
mail-open-usage = Abrir Uso en Infuse
mail-why-alert = Recibes este correo por el espacio de trabajo «{ $workspace }». Puedes elegir qué correos recibes en la pestaña Preferencias de Infuse.

## Verifying an address

mail-test-subject = Una prueba de Infuse
mail-test-body = Las alertas te llegan aquí.
mail-why-test = Recibes este correo porque has pedido una prueba en la pestaña Preferencias de Infuse.
mail-verify-subject = ¿Es esta tu dirección?
mail-verify-body = Infuse enviará avisos a esta dirección cuando confirmes que es tuya.
mail-verify-link = Confirmar esta dirección
mail-verify-expiry = El enlace funciona una sola vez, durante 24 horas.
mail-why-verify = Recibes este correo porque alguien, seguramente tú, indicó esta dirección en Infuse. Si no has sido tú, no abras el enlace y no se enviará ninguna alerta aquí.

## A new password

mail-reset-subject = Elige una contraseña nueva
mail-reset-body = Alguien, seguramente tú, ha pedido una contraseña nueva para la cuenta de Infuse de { $email }.
mail-reset-expiry = El enlace funciona una sola vez, durante 1 hora. Hasta que lo uses, tu contraseña sigue igual.
mail-reset-expiry-without-password = El enlace funciona una sola vez, durante 1 hora. Hasta que lo uses, no cambia nada.
mail-reset-link = Elegir una contraseña nueva
mail-why-reset = Si no la has pedido tú, no abras el enlace. Con solo pedirla no entra nadie.
mail-no-password-subject = Inicias sesión con { $provider }
mail-no-password-body = Alguien, seguramente tú, ha pedido una contraseña nueva para la cuenta de Infuse de { $email }. Esta cuenta no tiene contraseña.
mail-no-password-way = Inicia sesión con { $provider }; si olvidaste la contraseña, se recupera allí.
mail-why-no-password = Si no la has pedido tú, no tienes que hacer nada. Con solo pedirla no entra nadie.

## Another address

mail-change-subject = ¿Es esta tu dirección nueva?
mail-change-body = Abre el enlace para que tu cuenta de Infuse use esta dirección en lugar de { $email }.
mail-change-expiry = El enlace funciona una sola vez, durante 24 horas.
mail-change-link = Usar esta dirección
mail-why-change = Recibes este correo porque alguien, seguramente tú, dio esta dirección a Infuse. Si no has sido tú, no abras el enlace.
mail-undo-subject = Se ha cambiado tu dirección
mail-undo-body = Tu cuenta de Infuse ya no usa esta dirección, sino { $email }. A partir de ahora los correos llegan allí.
mail-undo-expiry = Si no has sido tú, deshazlo: tu cuenta recupera esta dirección, se cierra la sesión en todos los dispositivos y eliges una contraseña nueva. El enlace funciona una sola vez, durante 7 días.
mail-undo-expiry-without-password = Si no has sido tú, deshazlo: tu cuenta recupera esta dirección y se cierra la sesión en todos los dispositivos. El enlace funciona una sola vez, durante 7 días.
mail-undo-link = Deshacer el cambio
mail-why-undo = Recibes este correo porque esta era la dirección de tu cuenta de Infuse.

## Pages

mail-page-verify-title = Confirma tu dirección
mail-page-verify-body = Infuse enviará avisos a tu dirección cuando confirmes que es tuya.
mail-page-verify-button = Confirmar esta dirección
mail-page-verified-title = Tu dirección está confirmada
mail-page-verified-body = A partir de ahora, Infuse enviará avisos a esa dirección. Ya puedes cerrar esta página.
mail-page-unsubscribe-title = ¿Dejar de recibir estos correos?
mail-page-unsubscribe-body = No recibirás más correos de este tipo. Todo seguirá apareciendo en la lista de alertas de Infuse, y podrás volver a activarlos en Preferencias.
mail-page-unsubscribe-button = Dejar de recibirlos
mail-page-unsubscribed-title = Ya no recibirás estos correos
mail-page-unsubscribed-body = Puedes volver a activarlos en Preferencias, en Infuse. Ya puedes cerrar esta página.
mail-page-void-title = Este enlace ya no es válido
mail-page-void-body = Ya se usó, ha caducado o se envió uno más reciente. Puedes pedir otro en Infuse.
mail-page-change-title = ¿Usar esta dirección?
mail-page-change-body = Tu cuenta de Infuse pasa a tener esta dirección. Se avisa a la anterior, que puede deshacerlo durante 7 días.
mail-page-change-button = Usar esta dirección
mail-page-changed-title = Se ha cambiado tu dirección
mail-page-changed-body = A partir de ahora inicias sesión con esta dirección. Puedes cerrar esta página.
mail-page-taken-title = Esta dirección ya tiene una cuenta
mail-page-taken-body = La usa otra cuenta de Infuse, así que no se ha cambiado nada. Inicia sesión con esta dirección o elige otra.
mail-page-undo-title = ¿Deshacer el cambio?
mail-page-undo-body = Tu cuenta de Infuse recupera esta dirección. Se cierra la sesión en todos los dispositivos, la contraseña deja de funcionar y se revocan los tokens de acceso creados desde el cambio. Después eliges una contraseña nueva.
mail-page-undo-body-without-password = Tu cuenta de Infuse recupera esta dirección. Se cierra la sesión en todos los dispositivos y se revocan los tokens de acceso creados desde el cambio. Después puedes iniciar sesión como siempre, con tu proveedor de identidad.
mail-page-undo-button = Deshacer el cambio
mail-page-undone-title = Tu dirección anterior vuelve a valer
mail-page-undone-body = Se ha cerrado la sesión en todos los dispositivos. Te llegará un correo con un enlace: elige con él una contraseña nueva para que solo tú puedas entrar.
mail-page-undone-body-without-password = Se ha cerrado la sesión en todos los dispositivos. Puedes iniciar sesión como siempre, con tu proveedor de identidad. Ya puedes cerrar esta página.
mail-page-not-me-title = ¿No has sido tú?
mail-page-not-me-body = Se cierra la sesión en todos los dispositivos al momento y la contraseña deja de funcionar. Se deshace lo que se configuró desde entonces: tokens de acceso, una dirección nueva, la verificación en dos pasos. Después eliges una contraseña nueva.
mail-page-not-me-body-without-password = Se cierra la sesión en todos los dispositivos al momento. Se deshace lo que se configuró desde entonces: tokens de acceso, una dirección nueva, la verificación en dos pasos. Después puedes iniciar sesión como siempre, con tu proveedor de identidad.
mail-page-not-me-button = Cerrar todas las sesiones
mail-page-ended-title = Se ha cerrado la sesión en todos los dispositivos
mail-page-ended-body = Te llegará un correo con un enlace: elige con él una contraseña nueva para que solo tú puedas entrar.
mail-page-ended-body-without-password = Puedes iniciar sesión como siempre, con tu proveedor de identidad. Ya puedes cerrar esta página.
mail-page-reset-title = Elige una contraseña nueva
mail-page-reset-body = Se cerrará la sesión en todos los dispositivos que usan tu cuenta de Infuse.
mail-page-reset-done-title = Se ha cambiado tu contraseña
mail-page-reset-done-body = Se ha cerrado la sesión en todos los dispositivos. Inicia sesión en Infuse con tu contraseña nueva. Puedes cerrar esta página.
mail-page-password-label = Contraseña nueva
mail-page-password-hint = Al menos { $least } caracteres. Unas cuantas palabras seguidas van bien.
mail-page-password-button = Guardar contraseña
mail-page-fault-short = Usa al menos { $least } caracteres.
mail-page-fault-long = Usa { $most } caracteres como máximo.
mail-page-fault-own = Usa algo más que tu nombre o tu dirección.
mail-page-fault-common = Mucha gente usa esta contraseña. Elige una que sea solo tuya.
mail-page-fault-walk = Las teclas y los signos seguidos son fáciles de adivinar. Usa unas cuantas palabras.
mail-page-fault-repeats = Se repite. Usa unas cuantas palabras distintas.
mail-page-fault-date = Los años y las fechas son fáciles de adivinar. Añade unas cuantas palabras.
mail-page-fault-name = Los nombres son fáciles de adivinar. Añade unas cuantas palabras.
mail-page-fault-words = Es fácil de adivinar. Añade una o dos palabras.
