quick-title = クレジットの概要
quick-resets = { $credits ->
   *[other] クレジット
} · { $date }にリセット
quick-monthly = 月間分
quick-purchased = 購入分
quick-of = { $used } / { $limit }
quick-held = { $used } / { $limit } · 確保中{ $held }
quick-words = { $used } / { $limit }語
quick-today = 今日の使用: { $credits }
quick-enough = リセットまで持つ見込み
quick-short = { $date }まで持つ見込み
quick-days-label = 過去14日間の1日ごとのクレジット（最後が今日）: { $days }。使用状況を開く
quick-pause = 一時停止
quick-resume = 再開
quick-approvals = 承認待ち{ $count }件
