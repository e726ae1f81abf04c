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
mail-security-recovery_code_used-subject = Se ha usado un código de recuperación
mail-security-recovery_code_used-body = Alguien ha iniciado sesión en tu cuenta de Infuse con un código de recuperación en lugar de la app de autenticación. Códigos que quedan: { $detail }.
mail-security-recovery_codes_renewed-subject = Tienes códigos de recuperación nuevos
mail-security-recovery_codes_renewed-body = Tu cuenta de Infuse tiene diez códigos de recuperación nuevos. Los anteriores ya no funcionan.
mail-security-unverified-body = Algo ha cambiado en el acceso a la cuenta de Infuse de esta dirección. Como nadie ha confirmado aún la dirección, este correo no dice más; Infuse lo muestra en la actividad de la cuenta.
mail-security-more-subject = Muchos cambios en tu cuenta
mail-security-more-body = En el acceso a tu cuenta ha habido más cambios de los que Infuse envía por separado. Cambios en la hora desde { $moment } de los que no habla ningún otro correo: { $count }. Infuse los muestra todos en la actividad de la cuenta.
mail-security-when = Cuándo: { $moment }
mail-security-device = Dispositivo: { $device }
mail-security-address = Dirección: { $address }
mail-why-security = Recibes este correo por la seguridad de tu cuenta de Infuse. Si no has sido tú, cambia tu contraseña y cierra las demás sesiones en la pestaña Cuenta de Infuse.

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

mail-verify-subject = ¿Es esta tu dirección?
mail-verify-body = Infuse enviará avisos a esta dirección cuando confirmes que es tuya.
mail-verify-link = Confirmar esta dirección
mail-verify-expiry = El enlace funciona una sola vez, durante 24 horas.
mail-why-verify = Recibes este correo porque alguien, seguramente tú, indicó esta dirección en Infuse. Si no has sido tú, no abras el enlace y no se enviará ninguna alerta aquí.

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
mail-page-void-body = Ya se usó, ha caducado o se envió otro más reciente. En Infuse, en Preferencias, puedes ver el estado de tu dirección.
