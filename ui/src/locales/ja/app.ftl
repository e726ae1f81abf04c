# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = キャンセル
dismiss = 閉じる
done = 完了
saved = 保存しました
saving = 保存中…
saved-here = このコンピューターに保存しました。オンラインに戻るとサーバーに送信されます。
save-to-file = ファイルに保存…
conflict = 編集中に、別の場所で「{ $theirs }」に変更されました。
conflict-keep = 「{ $mine }」のままにする
conflict-take = 「{ $theirs }」を使う
field-missing = この項目を入力してください。
nothing-found = 見つかりませんでした。
confirm-type = 確認のため「{ $word }」と入力してください
copied = コピーしました
try-again = 再試行
outbox-open = フォルダーを開く
email-filed = { $email }宛てのメールを、メールのフォルダーに保存しました
refresh = 更新
today = 今日
yesterday = 昨日
unknown = 未取得
unknown-figure = –
credits = { $credits }クレジット

## Freshness of the figures

fresh-live = リアルタイム
fresh-connecting = 接続中…
fresh-polling = 30秒ごとに更新
fresh-offline = { $since }からオフライン
fresh-stale = { $at }時点

## Sidebar

sidebar-label = 設定
gauge-resets = { $date }にリセット
gauge-open = クレジットの使いみちを見る
workspace-personal = { $plan } · 個人用
workspace-team = { $plan } · チーム

## Servers

homes-title = サーバー
homes-open = サーバーを切り替え
homes-add-server = サーバーを追加…
homes-add-sample = サンプルデータを試す
homes-remove-sample = サンプルデータを削除
homes-switch = { $home }に切り替え
homes-other = ほかを開く
home-local = このコンピューター
home-sample = サンプルデータ
sample-badge = サンプル
sample-notice = ここにあるのは、お試し用の架空の数値です。実際のデータは含まれていません。

## Banners

offline-notice = { $since }からサーバーの応答がありません。最後に受信した数値を表示しています。
condition-no-notifications = このデスクトップでは通知を表示できないため、クレジットの警告はここにのみ表示されます。
condition-notifications-off = Infuseの通知がオフになっているため、クレジットの警告はここにのみ表示されます。
notifications-settings = 通知設定を開く
condition-no-tray = このデスクトップにはトレイがないため、Infuseはウィンドウを開いたままにします。トレイが使えるようになると、アイコンが表示されます。
condition-cache-rebuilt = 履歴のローカルコピーが破損していたため、退避して新しく作り直しました。
condition-state-unsaved = このコンピューターに保存できません。サーバーと設定は、Infuseを終了すると失われます。
condition-cache-newer = 履歴のローカルコピーは、新しいバージョンのInfuseで作成されたものです。コピーには手を加えず、オフライン用の保存も行いません。
condition-state-locked = Infuseの設定を別のプログラムが使用中か、設定のフォルダーをロックできません。再試行を続けています。
condition-cache-locked = 履歴のローカルコピーを現在開けません。再試行を続けています。その間、オフライン用の保存は行われません。
condition-disk-full = ディスクに空きがありません。空きができしだい、受信したデータを保存します。
condition-worker-restarted = サーバーとの同期に失敗しました。やり直しています。
local-server-port-taken = 別のプログラムがポート{ $port }を使用しているため、エージェントがこのコンピューターのInfuseに接続できません。Infuseのポートを変更した場合は、エージェントにも新しいアドレスを設定してください。
local-server-port-taken-by = { $holder }がポート{ $port }を使用しているため、エージェントがこのコンピューターのInfuseに接続できません。Infuseのポートを変更した場合は、エージェントにも新しいアドレスを設定してください。
local-server-move = ポート{ $port }を使う
local-server-unreadable = このコンピューターのデータを開けないため、エージェントがInfuseに接続できません。
local-server-unreadable-for-good = このコンピューターのデータを開けません。バックアップもまだありません。
local-server-restore = バックアップを復元…
restore-title = バックアップを復元
restore-text = このバックアップより後の記録は失われます。破損したファイルは残されます。
restore-backup = バックアップ
restore-action = 復元
local-server-disk-full = ディスクに空きがないため、エージェントからの報告を記録できません。空きができると自動的に再開します。
local-server-failed = Infuse内のサーバーが動作していません: { $detail }。再試行を続けています。

## Command palette

palette-open = コマンド
palette-title = コマンド
palette-placeholder = コマンドを検索…
palette-empty = 一致するコマンドはありません。
palette-go = 移動
palette-look = 外観
palette-app = アプリ
palette-theme-system = テーマ: システムに合わせる
palette-theme-light = テーマ: ライト
palette-theme-dark = テーマ: ダーク
palette-text-larger = 文字を大きく
palette-text-smaller = 文字を小さく
palette-density-comfortable = 表示密度: ゆったり
palette-density-compact = 表示密度: コンパクト
palette-language = 言語: { $language }
palette-pause-tomorrow = 明日の午前8時まで警告を一時停止

## Warnings

warnings = 警告
warnings-on = クレジットが残りわずかになったときと、なくなったときに表示します
warnings-paused = { $until }まで一時停止中
warnings-quiet = おやすみ時間が終わる{ $until }まで保留中
warnings-pause-menu = 一時停止…
warnings-pause-reset = リセットまで
warnings-pause-tomorrow = 明日の午前8時まで

## Export

export = エクスポート
export-csv = CSV（表計算ソフト用）
export-json = JSON（プログラム用）
export-all-csv = すべての履歴をCSVでエクスポート
export-all-json = すべての履歴をJSONでエクスポート
export-file-range = infuse-usage-{ $from }-{ $to }
export-file-all = infuse-usage
export-saved = { $count ->
    [0] 保存しました。一致する記録がないため、ファイルは空です。
   *[other] { $count }件の記録を保存しました。
}

## Changes that were not sent

unsent-unknown = 未送信の変更が残っているかどうかを確認できません。

## Sign out

sign-out = サインアウト
sign-out-ask = サインアウト…
sign-out-title = Infuseからサインアウトしますか？
sign-out-local-text = クレジットと履歴はこのコンピューターに残り、パスワードなしで戻れます。エージェントが報告できるのは、Infuseの実行中だけです。
sign-out-protected-text = クレジットと履歴はこのコンピューターに残ります。戻るにはメールアドレスとパスワードが必要です。エージェントが報告できるのは、Infuseの実行中だけです。
sign-out-unsent = まだサーバーに届いていない変更が{ $count }件あります。このコンピューターで次にサインインしたときに送信されますが、先に別の人がサインインすると失われます。
sign-out-remote-text = { $server }でのセッションが終了します。もう一度サインインするにはパスワードが必要です。
sign-out-provider-text = { $server }でのセッションが終了します。もう一度サインインするにはIDプロバイダーが必要です。

## Forget a server

forget = 登録を解除
forget-ask = { $server }の登録を解除…
forget-this-ask = このサーバーの登録を解除…
forget-title = { $server }の登録を解除しますか？
forget-unsent = まだサーバーに届いていない変更が{ $count }件あり、失われます。
forget-text = アドレス、セッション、このコンピューターに保存された履歴が削除されます。アカウントとクレジットは{ $server }に残ります。

## What takes long

job-export = 履歴を保存中
job-export-done = { $total }件中{ $done }件の記録
deletion-on = このアカウントは{ $date }に削除されます。
deletion-cancel = 復元
deletion-cancelled = アカウントの削除を取り消しました
job-account = データを保存中
job-account-done = データを保存中: { $done } KB保存済み
