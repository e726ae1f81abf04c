quick-title = لمحة عن الرصيد
quick-resets = { $credits ->
    [zero] رصيد
    [one] رصيد
    [two] رصيد
    [few] أرصدة
    [many] رصيدًا
   *[other] رصيد
} · يتجدد في { $date }
quick-monthly = شهري
quick-purchased = مشترى
quick-of = { $used } من { $limit }
quick-held = { $used } من { $limit } · محجوز { $held }
quick-words = { $used } من { $limit } كلمة
quick-today = المستخدم اليوم: { $credits }
quick-enough = يكفي حتى التجدد
quick-short = يكفي حتى { $date }
quick-days-label = الرصيد في كل يوم من آخر 14 يومًا، وآخرها اليوم: { $days }. فتح الاستخدام
quick-pause = إيقاف مؤقت
quick-resume = استئناف
quick-approvals = { $count ->
    [zero] لا موافقات معلّقة
    [one] موافقة واحدة معلّقة
    [two] موافقتان معلّقتان
    [few] { $count } موافقات معلّقة
    [many] { $count } موافقة معلّقة
   *[other] { $count } موافقة معلّقة
}
