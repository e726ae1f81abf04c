preferences-title = Preferencias
preferences-purpose = Tus alertas, y el aspecto y el idioma de Infuse.
preferences-unheard = Tus preferencias aún no se pueden cargar. Aparecerán cuando responda el servidor.

## Alerts

alerts-card-title = Alertas
alerts-card-text = de qué te enteras, y cómo
alerts-card-missed = ¿Te has perdido una? «Alertas recientes», en la pestaña Uso, las muestra todas, también las que hayas desactivado aquí.
threshold = Avisarme con
threshold-text = { $credits ->
    [0] Con 0, solo te avisamos cuando se agotan.
   *[other] Recibirás un aviso cuando queden estos créditos o menos.
}
threshold-unit = { $credits ->
    [one] crédito
   *[other] créditos
}
threshold-wrong = Escribe un número entero de 0 a { $most }.
threshold-replay = Qué habría supuesto este umbral en los últimos { $days } días
threshold-replay-none = { $credits ->
    [0] En los últimos { $days } días, <b>nunca te has quedado</b> sin créditos.
   *[other] En los últimos { $days } días, <b>no habrías recibido</b> alertas sobre tus créditos.
}
threshold-replay-below = En los últimos { $days } días, tus créditos <b>nunca superaron este valor</b>, así que <b>no habría habido avisos nuevos</b>.
threshold-replay-low = { $low ->
    [one] En los últimos { $days } días habrías recibido <b>{ $low } aviso</b>.
   *[other] En los últimos { $days } días habrías recibido <b>{ $low } avisos</b>.
}
threshold-replay-exhausted = { $exhausted ->
    [one] En los últimos { $days } días, te habríamos dicho <b>una vez</b> que se agotaron los créditos, <b>sin aviso</b> previo.
   *[other] En los últimos { $days } días, te habríamos dicho <b>{ $exhausted } veces</b> que se agotaron los créditos, <b>sin aviso</b> previo.
}
threshold-replay-both = { $low ->
    [one] { $exhausted ->
        [one] En los últimos { $days } días habrías recibido <b>{ $low } aviso</b>, y <b>una vez</b> la noticia de que se agotaron los créditos.
       *[other] En los últimos { $days } días habrías recibido <b>{ $low } aviso</b>, y <b>{ $exhausted } veces</b> la noticia de que se agotaron los créditos.
    }
   *[other] { $exhausted ->
        [one] En los últimos { $days } días habrías recibido <b>{ $low } avisos</b>, y <b>una vez</b> la noticia de que se agotaron los créditos.
       *[other] En los últimos { $days } días habrías recibido <b>{ $low } avisos</b>, y <b>{ $exhausted } veces</b> la noticia de que se agotaron los créditos.
    }
}
threshold-replay-latest = El más reciente, el { $date }.
threshold-replay-begins = Tu historial empieza el { $date }.
threshold-replay-unknown = Cuando se cargue tu historial, aquí verás qué habría supuesto el umbral en los últimos { $days } días.
threshold-replay-holds = No se tienen en cuenta los créditos reservados para el trabajo en curso.
threshold-replay-key-low = Pocos
threshold-replay-key-exhausted = Agotados
threshold-replay-mark-credits_low = Aviso de pocos créditos, { $when }
threshold-replay-mark-credits_exhausted = Créditos agotados, { $when }
alert-kind-credits_low = Quedan pocos créditos
alert-kind-text-credits_low = { $credits ->
    [0] Desactivado mientras el umbral sea 0
    [one] Con 1 crédito
   *[other] Con { $credits } créditos o menos
}
alert-kind-credits_exhausted = Se agotan los créditos
alert-kind-text-credits_exhausted = El trabajo nuevo se detiene hasta que tengas más
alert-kind-workflow_failed = Falla un flujo de trabajo
alert-kind-text-workflow_failed = Con lo que diga su agente
alert-kind-integration_needs_reconnect = Hay que volver a conectar una integración
alert-kind-text-integration_needs_reconnect = Hasta entonces, sus agentes no pueden usarla
alert-kind-plan_upgraded = Cambia tu plan
alert-kind-text-plan_upgraded = Con el nombre del plan nuevo
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

email-ready = Los correos van a { $email }.
email-unverified = Confirma tu dirección para recibir alertas por correo: abre el enlace enviado a { $email }.
email-refused = Los correos a { $email } no llegan. Si la dirección vuelve a funcionar, confírmala otra vez.
email-none = Esta cuenta no tiene dirección de correo, así que las alertas llegan solo como notificaciones.
email-send-link = Enviar otro enlace
email-link-sent = Hay un enlace nuevo en camino a { $email }.

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
text-size-text = Todo lo de la ventana crece con él
density = Densidad
density-comfortable = Amplia
density-compact = Compacta
reduce-motion = Reducir movimiento
reduce-motion-text = Nada se desliza ni se desvanece
reduce-motion-set = { $on ->
    [on] menos movimiento
   *[other] el movimiento del sistema
}

## This device

device-title = Este dispositivo
device-text = se guarda solo en este ordenador
tray-icon = Icono de la bandeja
tray-icon-ring = Anillo
tray-icon-number = Anillo con número
tray-icon-monochrome = Monocromo
autostart = Abrir al iniciar sesión
autostart-text = Se inicia en la bandeja, sin ventana
quit-on-close = Salir al cerrar la ventana
quit-on-close-text = Si no, Infuse se queda en la bandeja y sigue vigilando
