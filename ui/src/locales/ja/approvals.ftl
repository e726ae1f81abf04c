# What agents ask, at the head of every tab.

approval-region = 承認待ち
approval-asks = 「{ $agent }」が承認を求めています
approval-announced = 「{ $agent }」が承認を求めています: { $what }
approval-would-spend = { $credits }クレジットを使用します
approval-left-hours = 回答期限まで{ $hours }時間
approval-left-minutes = 回答期限まで{ $minutes }分
approval-left-seconds = { $seconds }秒後に拒否
approval-left-over = 期限切れ
approval-more = 他{ $count }件の依頼
