personalization-title = Personalización
personalization-purpose = Cómo responde y suena InfuseOS, y qué te pregunta antes.
personalization-unheard = Tu personalización no se puede cargar todavía. Aparecerá cuando el servidor responda.

## Where a setting comes from

source-default = Valor predeterminado
source-workspace = De { $workspace }
source-personal = Tu elección
source-locked = { $workspace } lo ha fijado para todos
inherit = Usar el predeterminado
inherited = valor predeterminado
newer-value = Tiene un valor que solo conoce una versión más reciente de Infuse

## Replies

replies-title = Respuestas
reply-language = Idioma
reply-language-text = Para las respuestas y la lectura en voz alta
reply-language-auto = El mismo que el de mi mensaje
reply-language-search = Buscar un idioma…
reply-style = Estilo
reply-style-concise = Conciso
reply-style-balanced = Equilibrado
reply-style-detailed = Detallado
reply-style-step_by_step = Paso a paso
reply-style-formal = Formal
reply-style-friendly = Cercano
reply-style-other = un estilo más reciente
reply-example = Ejemplo
reply-example-asked = Preguntas:
reply-example-question = ¿Cuándo podemos reunirnos el jueves con el equipo de diseño?
reply-example-concise = A las 10:00 o a las 15:30. ¿Reservo a las 10:00?
reply-example-balanced = El jueves todos están libres a las 10:00 y a las 15:30. Por la mañana es mejor, porque Kim se va pronto ese día. ¿Lo reservo?
reply-example-detailed = He comparado los cinco calendarios del jueves. Todos están libres de 10:00 a 11:00 y de 15:30 a 16:30. Entre medias, Kim está con una clienta y la sala grande está ocupada. Propongo las 10:00: así queda la tarde para hacer cambios antes de la revisión del viernes. ¿Envío las invitaciones?
reply-example-step_by_step =
    1. He comparado los cinco calendarios del jueves.
    2. Todos están libres a las 10:00 y a las 15:30.
    3. La sala grande solo está libre a las 10:00.
    4. Ahora reservaría a las 10:00 e invitaría a todos. ¿Lo hago?
reply-example-formal = El equipo de diseño está disponible el jueves a las 10:00 y a las 15:30. Le recomendaría la primera hora y enviaré las invitaciones en cuanto usted lo confirme.
reply-example-friendly = ¡Buenas noticias: el jueves se puede! Todos están libres a las 10:00 y a las 15:30. Yo elegiría la mañana, que estamos más frescos. ¿Te lo reservo?

## Voice

voice-title = Voz
voice-text = para leer en voz alta
voice-chosen = Voz de lectura
voice-another = otra voz
voice-missing = Este servidor no ofrece la voz elegida. Elige otra.
voice-none = Este servidor todavía no ofrece voces.
voice-unheard = Las voces no se pueden cargar todavía. Aparecerán cuando el servidor responda.
voice-hear = Escuchar a { $voice }
voice-stop = Detener a { $voice }
voice-playing = Suena { $voice }, { $language }
voice-other-language = No habla { $language }
voice-compare = Comparar dos
voice-compare-group = Voces que comparar
voice-compare-text = Marca dos voces para escucharlas una tras otra.
voice-compare-both = A es { $a }, B es { $b }.
voice-compare-play = Escuchar ambas
voice-compare-stop = Detener
voice-mark-a = A
voice-mark-b = B
voice-use = Usar { $voice }
volume = Volumen
volume-text = Solo en este equipo
voice-sounds = { $first }, { $second }
voice-sounds-warm = cálida
voice-sounds-calm = serena
voice-sounds-clear = clara
voice-sounds-bright = luminosa
voice-sounds-deep = grave
voice-sounds-soft = suave
voice-sounds-lively = animada
voice-sounds-even = uniforme
voice-sounds-crisp = nítida
voice-sounds-gentle = delicada
voice-sounds-friendly = cercana
voice-sounds-steady = firme
voice-sounds-smooth = fluida
voice-sounds-light = ligera
voice-sounds-rich = plena
voice-sounds-quick = ágil
voice-sounds-expressive = expresiva
voice-sounds-relaxed = relajada
voice-sounds-poised = segura

## Approvals

approvals-title = Permisos
approvals-text = qué puede hacer InfuseOS sin preguntar
approval-ask = Preguntar
approval-never = Nunca
approval-other = un valor más reciente
approval-send_messages = Enviar mensajes
approval-change_calendar = Cambiar el calendario
approval-delete_data = Eliminar datos
approval-run_commands = Ejecutar comandos
approval-spend_credits = { $credits ->
    [one] Gastar más de { $credits } crédito de una vez
    [many] Gastar más de { $credits } de créditos de una vez
   *[other] Gastar más de { $credits } créditos de una vez
}
spend-over = Créditos de una vez sin preguntar
spend-over-unit = { $credits ->
    [one] crédito
    [many] de créditos
   *[other] créditos
}
spend-over-wrong = Escribe un número entero entre 0 y { $most }.

## More is permitted

loosen-title = ¿Permitir más a InfuseOS?
loosen-allow-send_messages = InfuseOS podrá enviar mensajes sin preguntarte.
loosen-allow-change_calendar = InfuseOS podrá cambiar tu calendario sin preguntarte.
loosen-allow-delete_data = InfuseOS podrá eliminar datos sin preguntarte.
loosen-allow-run_commands = InfuseOS podrá ejecutar comandos sin preguntarte.
loosen-allow-spend_credits = InfuseOS podrá gastar cualquier cantidad de créditos de una vez sin preguntarte.
loosen-ask-send_messages = InfuseOS podrá enviar mensajes si dices que sí a cada uno.
loosen-ask-change_calendar = InfuseOS podrá cambiar tu calendario si dices que sí a cada cambio.
loosen-ask-delete_data = InfuseOS podrá eliminar datos si dices que sí cada vez.
loosen-ask-run_commands = InfuseOS podrá ejecutar comandos si dices que sí a cada uno.
loosen-ask-spend_credits = { $credits ->
    [one] InfuseOS podrá gastar más de { $credits } crédito de una vez si dices que sí cada vez.
    [many] InfuseOS podrá gastar más de { $credits } de créditos de una vez si dices que sí cada vez.
   *[other] InfuseOS podrá gastar más de { $credits } créditos de una vez si dices que sí cada vez.
}
loosen-more = { $credits ->
    [one] InfuseOS podrá gastar { $credits } crédito de una vez sin preguntarte.
    [many] InfuseOS podrá gastar hasta { $credits } de créditos de una vez sin preguntarte.
   *[other] InfuseOS podrá gastar hasta { $credits } créditos de una vez sin preguntarte.
}
loosen-default = El valor predeterminado quizá permita más que tu elección.
loosen-do-allow = Permitir
loosen-do-ask = Dejar que pregunte
loosen-do-more = Subir el límite
loosen-do-default = Usar el predeterminado
