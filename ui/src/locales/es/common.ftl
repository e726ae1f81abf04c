# What is said in more than one place: windows, tray, notifications.

product = Infuse
open-app = Abrir Infuse
open-usage = Abrir Uso
quit = Salir de Infuse
warnings-pause = Pausar avisos hasta la renovación
warnings-resume = Reanudar avisos
unknown-credits = Créditos: sin datos aún
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Why there are no figures: quick look, tray, and the page that asks for what is missing

standing-starting = Infuse se está iniciando
standing-welcome = Infuse aún no está configurado
standing-signed_out = No has iniciado sesión
standing-keyring_locked = El depósito de claves está bloqueado
standing-keyring_missing = No se ha encontrado ningún depósito de claves
standing-keyring_unset = El depósito de claves no está configurado
standing-preparing = Generando datos de ejemplo: día { $done } de { $total }

## What agents ask before they do it

approval-allow = Permitir
approval-deny = Denegar
approval-category-send_messages = Enviar mensajes
approval-category-change_calendar = Cambiar el calendario
approval-category-delete_data = Eliminar datos
approval-category-run_commands = Ejecutar comandos
approval-category-spend_credits = Gastar créditos
approval-category-other = Otra cosa
