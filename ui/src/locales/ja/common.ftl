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

## What agents ask before they do it

approval-allow = 許可
approval-deny = 拒否
approval-category-send_messages = メッセージの送信
approval-category-change_calendar = カレンダーの変更
approval-category-delete_data = データの削除
approval-category-run_commands = コマンドの実行
approval-category-spend_credits = クレジットの使用
approval-category-other = その他の操作
