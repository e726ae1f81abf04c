preferences-title = Preferencias
preferences-purpose = Tus alertas, y el aspecto y el idioma de Infuse.
preferences-unheard = Tus preferencias no se pueden cargar todavía. Aparecerán cuando el servidor responda.

## Alerts

alerts-card-title = Alertas
alerts-card-text = qué se te comunica y cómo
alerts-card-missed = ¿Te has perdido alguna? Puedes verlas todas, también las que hayas desactivado aquí.
threshold = Avisarme cuando queden
threshold-text = { $credits ->
    [0] Con 0, solo recibes una alerta cuando se agotan.
   *[other] Recibirás un aviso cuando quede esta cantidad o menos.
}
threshold-unit = { $credits ->
    [one] crédito
    [many] de créditos
   *[other] créditos
}
threshold-wrong = Escribe un número entero entre 0 y { $most }.
threshold-replay = Qué habría supuesto este umbral en los últimos { $days } días
threshold-replay-none = { $credits ->
    [0] En los últimos { $days } días, <b>nunca se te agotaron</b> los créditos.
   *[other] En los últimos { $days } días, no habrías recibido <b>ninguna alerta</b> sobre tus créditos.
}
threshold-replay-below = En los últimos { $days } días, tus créditos <b>nunca superaron esta cantidad</b>, así que no habría habido <b>ningún aviso nuevo</b>.
threshold-replay-low = { $low ->
    [one] En los últimos { $days } días, habrías recibido <b>{ $low } aviso de pocos créditos</b>.
   *[other] En los últimos { $days } días, habrías recibido <b>{ $low } avisos de pocos créditos</b>.
}
threshold-replay-exhausted = { $exhausted ->
    [one] En los últimos { $days } días, habrías sabido <b>una vez</b> que se agotaron los créditos, <b>sin aviso</b> previo.
   *[other] En los últimos { $days } días, habrías sabido <b>{ $exhausted } veces</b> que se agotaron los créditos, <b>sin aviso</b> previo.
}
threshold-replay-both = { $low ->
    [one] { $exhausted ->
        [one] En los últimos { $days } días, habrías recibido <b>{ $low } aviso de pocos créditos</b> y habrías sabido <b>una vez</b> que se agotaron.
       *[other] En los últimos { $days } días, habrías recibido <b>{ $low } aviso de pocos créditos</b> y habrías sabido <b>{ $exhausted } veces</b> que se agotaron.
    }
   *[other] { $exhausted ->
        [one] En los últimos { $days } días, habrías recibido <b>{ $low } avisos de pocos créditos</b> y habrías sabido <b>una vez</b> que se agotaron.
       *[other] En los últimos { $days } días, habrías recibido <b>{ $low } avisos de pocos créditos</b> y habrías sabido <b>{ $exhausted } veces</b> que se agotaron.
    }
}
threshold-replay-latest = La última vez, el { $date }.
threshold-replay-begins = Tu historial empieza el { $date }.
threshold-replay-unknown = Cuando se cargue tu historial, aquí verás qué habría supuesto el umbral en los últimos { $days } días.
threshold-replay-holds = No se tienen en cuenta los créditos reservados para trabajos en curso.
threshold-replay-key-low = Pocos
threshold-replay-key-exhausted = Agotados
threshold-replay-mark-credits_low = Aviso de pocos créditos, { $when }
threshold-replay-mark-credits_exhausted = Créditos agotados, { $when }
alert-kind-credits_low = Quedan pocos créditos
alert-kind-text-credits_low = { $credits ->
    [0] Desactivada mientras el umbral sea 0
    [one] Con 1 crédito
    [many] Con { $credits } de créditos o menos
   *[other] Con { $credits } créditos o menos
}
alert-kind-credits_exhausted = Se agotan los créditos
alert-kind-text-credits_exhausted = No se acepta trabajo nuevo hasta que tengas más créditos
alert-kind-workflow_failed = Falla un flujo de trabajo
alert-kind-text-workflow_failed = Con la explicación de su agente
alert-kind-integration_needs_reconnect = Hay que volver a conectar una integración
alert-kind-text-integration_needs_reconnect = Sus agentes no podrán usarla hasta que lo hagas
alert-kind-plan_upgraded = Cambia tu plan
alert-kind-text-plan_upgraded = Con el nombre del nuevo plan
alert-way-email = Correo
alert-way-desktop = Escritorio
alert-email-set = { $on ->
    [on] Correo activado
   *[other] Correo desactivado
}
alert-desktop-set = { $on ->
    [on] Escritorio activado
   *[other] Escritorio desactivado
}

## Email

email-ready = Los correos se envían a { $email }.
email-ready-files = Los correos para { $email } se guardan como archivos en este equipo. Para que se envíen, configura un servidor de correo en «Correo».
email-unverified = Confirma tu dirección para recibir alertas por correo: abre el enlace que se envió a { $email }.
email-unverified-files = Confirma tu dirección para recibir alertas por correo: abre el enlace del correo para { $email }, que está guardado como archivo en este equipo.
email-refused = Los correos a { $email } no llegan. Si la dirección vuelve a funcionar, confírmala de nuevo.
email-none = Esta cuenta no tiene dirección de correo, así que las alertas llegan solo como notificaciones.
email-send-link = Enviar otro enlace
email-link-sent = Se ha enviado un enlace a { $email }.

## Quiet hours

quiet-title = Horas de silencio
quiet-text = cuándo esperan las notificaciones
quiet-enabled = Retener las notificaciones
quiet-enabled-text = Llegan juntas cuando terminan las horas de silencio
quiet-set = { $on ->
    [on] horas de silencio activadas
   *[other] horas de silencio desactivadas
}
quiet-now = En silencio hasta: { $until }
quiet-from = Desde
quiet-to = Hasta
quiet-to-next = Al día siguiente
quiet-none = Empiezan y terminan a la misma hora, así que nada espera
quiet-through = También se muestran en las horas de silencio
quiet-through-off = Su notificación está desactivada en «Alertas»
quiet-through-set = { $on ->
    [on] se muestra enseguida
   *[other] espera hasta el final
}
quiet-mails = Los correos se envían como siempre. Los inicios de sesión desde dispositivos nuevos se notifican siempre al momento.

## Mail server

mail-server-title = Correo
mail-server-text = del servidor de esta app
mail-server-none = Los correos se guardan como archivos en este equipo
mail-server-none-text = Configura un servidor de correo para que se envíen
mail-server-set-up-ask = Configurar servidor de correo…
mail-server-set-up-title = Configurar un servidor de correo
mail-server-set-up-text = Antes de guardar, Infuse comprueba que el servidor acepta correos.
mail-server-change-ask = Cambiar…
mail-server-change-title = Cambiar el servidor de correo
mail-server-from = Los correos se envían desde { $email }
mail-server-host = Servidor
mail-server-host-example = smtp.example.org
mail-server-port = Puerto
mail-server-port-wrong = Introduce un número entero del 1 al 65535.
mail-server-encryption = Cifrado
mail-server-tls = TLS
mail-server-start_tls = STARTTLS
mail-server-user = Usuario
mail-server-user-hint = Déjalo vacío si el servidor no lo pide.
mail-server-password-unchanged = Sin cambios
mail-server-sender = Remitente
mail-server-sender-hint = La dirección desde la que se envían los correos
mail-server-save = Guardar
mail-server-checking = Comprobando…
mail-server-saved = Los correos se envían a través de { $host }
mail-server-stop-ask = Dejar de usarlo…
mail-server-stop = Dejar de usarlo
mail-server-stop-title = ¿Dejar de usar { $host }?
mail-server-stop-text = Los correos vuelven a guardarse como archivos en este equipo y se olvida la contraseña.
mail-server-stopped = Los correos vuelven a guardarse como archivos

## Interface

interface-title = Interfaz
interface-text = en todos tus dispositivos
language = Idioma
language-text = También para notificaciones y correos
language-system = El del sistema
theme = Tema
theme-system = Sistema
theme-light = Claro
theme-dark = Oscuro
text-size = Tamaño del texto
text-size-text = Todo lo que hay en la ventana crece con él
density = Densidad
density-comfortable = Cómoda
density-compact = Compacta
reduce-motion = Reducir movimiento
reduce-motion-text = Nada se desliza ni se desvanece
reduce-motion-set = { $on ->
    [on] menos movimiento
   *[other] el movimiento del sistema
}

## This device

device-title = Este dispositivo
device-text = se guarda solo en este equipo
tray-icon = Icono de la bandeja
tray-icon-ring = Anillo
tray-icon-number = Anillo con número
tray-icon-monochrome = Monocromo
autostart = Abrir al iniciar sesión
autostart-text = Se inicia en la bandeja, sin abrir la ventana
quit-on-close = Salir al cerrar la ventana
quit-on-close-text = Si está desactivado, Infuse sigue en la bandeja, atento a tus créditos
test-title = Enviar una prueba
test-text = Comprueba que las alertas te llegan.
test-email = Correo
test-desktop = Notificación
test-email-sent = Se está enviando una prueba a { $email }
