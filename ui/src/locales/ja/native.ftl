# What the shell alone says, outside of its windows: tray, notifications and dialogs of the system.

## Numbers and dates

group-separator = ,
# As in 3 Dec.
day = { $month }月{ $day }日
# A moment of today is a time alone.
moment-today = { $time }
moment-other-day = { $day } { $time }

## Tray tooltip

tooltip-sample = サンプルデータ · { $tooltip }
tooltip = { $available } / { $total }クレジット · { $day }にリセット
tooltip-purchased = { $available } / { $total }クレジット + 購入分{ $purchased } · { $day }にリセット
tooltip-stale = { $available } / { $total }クレジット · { $day }にリセット · { $moment }時点
tooltip-purchased-stale = { $available } / { $total }クレジット + 購入分{ $purchased } · { $day }にリセット · { $moment }時点

## Tray menu

menu-credits = クレジット: { $available } / { $total }
menu-credits-held = クレジット: { $available } / { $total }（確保中{ $held }）
menu-credits-unknown = クレジット: 未取得
menu-purchased = 購入分: { $credits }
menu-purchased-unknown = 購入分: 未取得
menu-memory = メモリ: { $used } / { $limit }語
menu-memory-unknown = メモリ: 未報告
menu-workflows = ワークフロー: { $active } / { $limit }
menu-workflows-unknown = ワークフロー: 未報告
menu-updated = { $moment }に更新
menu-updated-never = 未更新
menu-updated-offline = オフライン（{ $moment }に更新）
tray-approval = 依頼: { $what }
tray-approvals-more = 他{ $count }件の依頼

## Notifications

notice-low-title = { $available ->
   *[other] 残り{ $credits }クレジット
}
notice-low-title-unknown = クレジットが残りわずかです
notice-low-body = クレジットがなくなると、エージェントは停止します。次の補充は{ $day }です。
notice-low-body-no-reset = クレジットがなくなると、エージェントは停止します。
notice-exhausted-title = クレジットがなくなりました
notice-exhausted-body = { $day }まで、新しい作業は受け付けられません。
notice-exhausted-body-no-reset = クレジットが追加されるまで、新しい作業は受け付けられません。
notice-were-exhausted = { $day }にクレジットがなくなりました。{ $available ->
   *[other] 現在は{ $credits }クレジット使えます。
}
notice-were-exhausted-granted = { $day }にクレジットがなくなりました。その後、プランから{ $granted }クレジット付与されました。
notice-elsewhere-title = 別のワークスペース: { $title }
notice-plan-title = プランが変更されました
notice-plan-body = 現在のプランは{ $plan }です。
notice-approval = 「{ $agent }」が承認を求めています
notice-approval-body = { $what } · { $category }
notice-approval-credits = { $count ->
   *[other] { $credits }クレジットを使用します
}
notice-test-title = これはテストです
notice-test-body = Infuseの通知はこのように表示されます。
notice-digest-title = 不在中のお知らせ
notice-digest-low = クレジットが{ $count }回、残りわずかになりました。
notice-digest-exhausted = クレジットが{ $count }回なくなりました。
notice-digest-workflows = { $count }件のワークフローが失敗しました。
notice-digest-reconnects = { $count }件の連携で再接続が必要です。
notice-digest-plan-changes = プランが{ $count }回変更されました。
notice-digest-others = ほかに{ $count }件のアラートがあります。
notice-digest-elsewhere = 別のワークスペースのアラートが{ $count }件あります。
notice-burst = { $count }件のアラート
notice-burst-workflows = { $count }件のワークフローが失敗しました
notice-digest-available = { $available ->
   *[other] 現在は{ $credits }クレジット使えます。
}
notice-open-alerts = アラートを表示
notice-snooze = リセットまで一時停止

## Dialogs

file-csv = CSVファイル
file-json = JSONファイル
file-text = テキストファイル
start-failed = Infuseを起動できませんでした
notice-new-device-title = 新しいデバイスからサインインがありました
notice-new-device-body = { $device }、{ $address }
notice-new-device-unknown = 不明なデバイス
notice-open-account = アカウントを開く
file-zip = ZIPアーカイブ

## Last page of the browser

landing-title = Infuseに戻ってください
landing-text = このページは閉じてかまいません。Infuseで自動的に続きが行われます。
