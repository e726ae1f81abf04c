# What is said in more than one place: windows, tray, notifications.

product = Infuse
open-app = Abrir Infuse
open-usage = Abrir uso
quit = Salir de Infuse
warnings-pause = Pausar avisos hasta la renovación
warnings-resume = Reanudar avisos
unknown-credits = Créditos aún desconocidos
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Why there are no figures: quick look, tray, and the page that asks for what is missing

standing-starting = Infuse se está iniciando
standing-welcome = Infuse aún no está configurado
standing-signed_out = Has cerrado la sesión
standing-keyring_locked = El llavero está bloqueado
standing-keyring_missing = No se ha encontrado ningún llavero
standing-keyring_unset = El llavero nunca se configuró
standing-preparing = Creando datos de ejemplo: día { $done } de { $total }
