usage-title = 使用状況
usage-purpose = クレジットの残り、使いみち、いつまで持つか。

not-updated = 更新できませんでした。

## Balance

balance-title = 利用可能なクレジット
balance-of = / { $total } · リセットは{ $away }
balance-unknown = 最初のデータを待っています。
level-low = 残りわずか
level-exhausted = 残りなし
parts-title = クレジットの内訳
parts-used = { $total }のうち<b>{ $used }</b>使用
parts-monthly = 月間分<b>{ $credits }</b>（{ $ends }まで）
parts-purchased = 購入分<b>{ $credits }</b>（期限なし）
parts-held = 確保中<b>{ $credits }</b>
parts-held-why = 実行中の作業のために確保されています。使われなかった分は戻ります。
memory = メモリ
memory-of = 上限{ $limit }語
workflows = ワークフロー
workflows-of = 実行中（上限{ $limit }件）
memory-full = { $limit }語をすべて使用
workflows-full = { $limit }件すべて実行中
meter-unreported = 未報告

## Outlook

outlook-short = このペースでは、<b>{ $date }ごろにクレジットがなくなります</b>。リセットの{ $days }日前です。予測の範囲は{ $span }です。
outlook-enough = このペースでは、クレジットは<b>{ $reset }</b>のリセットまで持ちます。
outlook-unknown = 数日間使うと、ここに予測が表示されます。
outlook-waiting = 最初のデータを待っています。
outlook-low = <b>クレジットは残り{ $credits }です。</b>次の補充は{ $reset }です。
outlook-exhausted = <b>クレジットがなくなりました。</b>{ $reset }まで、新しい作業は受け付けられません。

## Alerts

alerts-title = 最近のアラート
alert-credits_low = クレジットが残りわずかになりました
alert-credits_exhausted = クレジットがなくなりました
alert-plan_upgraded = プランが変更されました
alert-elsewhere = 別のワークスペース: { $title }
alert-notification-waiting = 待機中
alert-notification-left_out = 通知には表示されませんでした
alerts-none = アラートはまだありません。届いたアラートがここに並びます。

## Actions of the catalogue

action-message = メッセージ
action-agent_step = ステップ
action-web_fetch = Webページ
action-image_generation = 画像
action-image_edit = 画像編集
action-deep_research = ディープリサーチ
action-count-message = メッセージ{ $count }件
action-count-agent_step = ステップ{ $count }件
action-count-web_fetch = Webページ{ $count }件
action-count-image_generation = 画像{ $count }枚
action-count-image_edit = 画像編集{ $count }回
action-count-deep_research = ディープリサーチ{ $count }回
action-count-other = { $action } × { $count }

## Credits over time

spending-day = 1日ごとのクレジット
spending-week = 1週間ごとのクレジット
spending-month = 1か月ごとのクレジット
spending-sum = { $days } · { $credits }クレジット · { $daily ->
    [0] 1日あたり1未満
   *[other] 1日あたり{ $daily }
}
spending-sum-nothing = { $days }
spending-nothing = この期間に使われたクレジットはありません。
spending-untouched = エージェントが作業を報告すると、ここに最初の棒が表示されます。
period-label = 棒の期間
period-day = 日
period-week = 週
period-month = 月
chart-as-table = 表で表示
chart-label = クレジットの推移。矢印キーで棒を移動し、Enterキーでその棒だけを表示します。
chart-table-title = クレジットの推移（表）
bar-part-day = 現時点まで
bar-part-week = 週の一部
bar-part-month = 月の一部
bar-spoken = { $when }: { $spent }、{ $parts }
bar-spoken-empty = { $when }: クレジットの使用なし
column-total = 合計

## Filters

filters-label = フィルター
filters-clear = フィルターを解除
filter-range = 期間
filter-conversation = 会話
filter-action = アクション
filter-all-conversations = すべての会話
filter-all-actions = すべてのアクション
filter-by = { $name }のみ表示
range-7 = 過去7日間
range-30 = 過去30日間
range-90 = 過去90日間
range-cycle = 今回のサイクル
range-custom = 期間を指定
range-from = 開始日
range-to = 終了日
conversation-none = 会話なし
conversation-untitled = 無題の会話

## Breakdowns

by-conversation = 会話別
by-action = アクション別
breakdown-nothing = この期間に使われたクレジットはありません。
show-more = さらに{ $count }件表示
show-fewer = 表示を減らす

## Journal

journal-title = 履歴
journal-purpose = クレジットのすべての増減（新しい順）
journal-nothing = 一致する記録はありません。
journal-more = 以前の記録を表示
journal-grant = クレジットの付与
journal-expiry = 未使用クレジットの失効
journal-refund = クレジットの返還
journal-adjustment = サーバー管理者による調整
journal-other = クレジットの変更
journal-balance = 処理後の残高
journal-left = 残り{ $credits }
journal-entry = 記録
journal-source = 報告元: { $source }
journal-number = #{ $number }

## Connect an agent

connect-title = エージェントを接続
connect-text = エージェントは、あなたに代わって作業し、使用量を報告するプログラムです。トークンはエージェントごとに用意します。
connect-text-first = エージェントは、あなたに代わって作業し、使用量を報告するプログラムです。名前を付けて、表示される1行をターミナルに貼り付けてください。
connect-name = エージェント名
connect-placeholder = 夜間エージェント
connect-action = トークンを作成
connect-ready = { $name }が報告できるようになりました
connect-ready-text = この行をターミナルに貼り付けてください。メッセージが1件報告され、1クレジットが使われます。
connect-line = ターミナルのコマンド
connect-copy-line = コマンドをコピー
connect-copy-token = トークンのみコピー
connect-once = 今すぐコピーしてください。再表示はできません。
connect-waiting = 最初のイベントを待っています…
connect-heard = 最初のイベントを受信しました。
