preferences-title = 環境設定
preferences-purpose = アラート、Infuseの外観、言語。
preferences-unheard = 環境設定をまだ読み込めません。サーバーが応答すると表示されます。

## Alerts

alerts-card-title = アラート
alerts-card-text = お知らせの内容と方法
alerts-card-missed = 見逃したアラートは一覧で確認できます。ここでオフにしたものも含まれます。
threshold = 警告のしきい値
threshold-text = { $credits ->
    [0] 0にすると、クレジットがなくなったときにだけアラートが届きます。
   *[other] 残りがこのクレジット数以下になると警告が届きます。
}
threshold-unit = { $credits ->
   *[other] クレジット
}
threshold-wrong = 0〜{ $most }の整数を入力してください。
threshold-replay = 過去{ $days }日間にこのしきい値だった場合
threshold-replay-none = { $credits ->
    [0] 過去{ $days }日間、クレジットが<b>なくなったことはありません</b>。
   *[other] 過去{ $days }日間では、クレジットのアラートは<b>届きませんでした</b>。
}
threshold-replay-below = 過去{ $days }日間、クレジットは<b>このしきい値を上回らなかった</b>ため、<b>新しい警告はありませんでした</b>。
threshold-replay-low = 過去{ $days }日間では、残りわずかの警告が<b>{ $low }回</b>届いていました。
threshold-replay-exhausted = 過去{ $days }日間では、クレジット切れのアラートが<b>{ $exhausted }回</b>、<b>事前の警告なし</b>で届いていました。
threshold-replay-both = 過去{ $days }日間では、残りわずかの警告が<b>{ $low }回</b>、クレジット切れのアラートが<b>{ $exhausted }回</b>届いていました。
threshold-replay-latest = 直近は{ $date }です。
threshold-replay-begins = 履歴は{ $date }から始まっています。
threshold-replay-unknown = 履歴が読み込まれると、過去{ $days }日間にこのしきい値だった場合の結果が表示されます。
threshold-replay-holds = 実行中の作業のために確保されたクレジットは考慮されません。
threshold-replay-key-low = 残りわずか
threshold-replay-key-exhausted = クレジット切れ
threshold-replay-mark-credits_low = 残りわずかの警告、{ $when }
threshold-replay-mark-credits_exhausted = クレジット切れ、{ $when }
alert-kind-credits_low = クレジット残りわずか
alert-kind-text-credits_low = { $credits ->
    [0] しきい値が0の間はオフ
   *[other] 残り{ $credits }クレジット以下になったとき
}
alert-kind-credits_exhausted = クレジット切れ
alert-kind-text-credits_exhausted = クレジットが追加されるまで新しい作業は止まります
alert-kind-workflow_failed = ワークフローの失敗
alert-kind-text-workflow_failed = エージェントからの説明付き
alert-kind-integration_needs_reconnect = 連携の再接続
alert-kind-text-integration_needs_reconnect = 再接続するまでエージェントは連携を使えません
alert-kind-plan_upgraded = プランの変更
alert-kind-text-plan_upgraded = 新しいプランの名前付き
alert-way-email = メール
alert-way-desktop = デスクトップ
alert-email-set = { $on ->
    [on] メール: オン
   *[other] メール: オフ
}
alert-desktop-set = { $on ->
    [on] デスクトップ: オン
   *[other] デスクトップ: オフ
}

## Email

email-ready = メールの送信先は{ $email }です。
email-ready-files = { $email }宛てのメールは、このコンピューターにファイルとして保存されます。送信するには、「メール」でメールサーバーを設定してください。
email-unverified = アラートをメールで受け取るには、{ $email }に届いたメールのリンクを開いて、アドレスを確認してください。
email-unverified-files = アラートをメールで受け取るには、このコンピューターにファイルとして保存された{ $email }宛てのメールのリンクを開いて、アドレスを確認してください。
email-refused = { $email }にメールが届きません。アドレスが使えるようになったら、もう一度確認してください。
email-none = このアカウントにはメールアドレスがないため、アラートは通知でのみ届きます。
email-send-link = 新しいリンクを送信
email-link-sent = { $email }にリンクを送信しました。

## Quiet hours

quiet-title = おやすみ時間
quiet-text = 通知を保留する時間帯
quiet-enabled = 通知を保留
quiet-enabled-text = おやすみ時間が終わると、まとめて届きます
quiet-set = { $on ->
    [on] おやすみ時間: オン
   *[other] おやすみ時間: オフ
}
quiet-now = { $until }までおやすみ時間中
quiet-from = 開始
quiet-to = 終了
quiet-to-next = 翌日
quiet-none = 開始と終了が同じ時刻のため、通知は保留されません
quiet-through = おやすみ時間中も表示する通知
quiet-through-off = 「アラート」で通知がオフになっています
quiet-through-set = { $on ->
    [on] すぐに表示
   *[other] 終了まで保留
}
quiet-mails = メールは通常どおり届きます。新しいデバイスからのサインインは、いつでもすぐにお知らせします。

## Mail server

mail-server-title = メール
mail-server-text = アプリ内のサーバーから
mail-server-none = メールはこのコンピューターにファイルとして保存されます
mail-server-none-text = 送信するには、メールサーバーを設定してください
mail-server-set-up-ask = メールサーバーを設定…
mail-server-set-up-title = メールサーバーを設定
mail-server-set-up-text = 保存する前に、サーバーがメールを受け付けるかどうかを確認します。
mail-server-change-ask = 変更…
mail-server-change-title = メールサーバーを変更
mail-server-from = 差出人は{ $email }です
mail-server-host = サーバー
mail-server-host-example = smtp.example.org
mail-server-port = ポート
mail-server-port-wrong = 1〜65535の整数を入力してください。
mail-server-encryption = 暗号化
mail-server-tls = TLS
mail-server-start_tls = STARTTLS
mail-server-user = ユーザー
mail-server-user-hint = サーバーが必要としない場合は空のままにします。
mail-server-password-unchanged = 変更なし
mail-server-sender = 差出人
mail-server-sender-hint = メールの差出人になるアドレス
mail-server-save = 保存
mail-server-checking = 確認中…
mail-server-saved = メールは{ $host }から送信されます
mail-server-stop-ask = 使用を停止…
mail-server-stop = 使用を停止
mail-server-stop-title = { $host }の使用を停止しますか？
mail-server-stop-text = メールは再びこのコンピューターにファイルとして保存され、パスワードは削除されます。
mail-server-stopped = メールは再びファイルとして保存されます

## Interface

interface-title = インターフェース
interface-text = お使いのすべてのデバイスで共通
language = 言語
language-text = 通知とメールにも使われます
language-system = システムと同じ
theme = テーマ
theme-system = システム
theme-light = ライト
theme-dark = ダーク
text-size = 文字サイズ
text-size-text = ウィンドウ全体が文字に合わせて拡大されます
density = 表示密度
density-comfortable = ゆったり
density-compact = コンパクト
reduce-motion = 動きを減らす
reduce-motion-text = スライドやフェードを使いません
reduce-motion-set = { $on ->
    [on] 動きを減らす
   *[other] システムの設定どおり
}

## This device

device-title = このデバイス
device-text = このコンピューターにのみ保存
tray-icon = トレイのアイコン
tray-icon-ring = リング
tray-icon-number = リングと数字
tray-icon-monochrome = モノクロ
autostart = ログイン時に開く
autostart-text = ウィンドウを表示せず、トレイで起動します
quit-on-close = ウィンドウを閉じたら終了
quit-on-close-text = オフの場合、Infuseはトレイに残って監視を続けます
test-title = テストを送信
test-text = アラートが届くことを確かめられます。
test-email = メール
test-desktop = 通知
test-email-sent = { $email }にテストを送信しています
