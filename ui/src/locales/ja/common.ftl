# What is said in more than one place: windows, tray, notifications.

product = Infuse
open-app = Infuseを開く
open-usage = 使用状況を開く
quit = Infuseを終了
warnings-pause = リセットまで警告を一時停止
warnings-resume = 警告を再開
unknown-credits = クレジットは未取得です
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Why there are no figures: quick look, tray, and the page that asks for what is missing

standing-starting = Infuseを起動しています
standing-welcome = Infuseはまだ設定されていません
standing-signed_out = サインアウトしています
standing-keyring_locked = キーリングがロックされています
standing-keyring_missing = キーリングが見つかりません
standing-keyring_unset = キーリングが設定されていません
standing-preparing = サンプルデータを作成中: { $done } / { $total }日目
