# What agents ask, at the head of every tab.

approval-region = في انتظار موافقتك
approval-asks = يطلب «{ $agent }» موافقتك
approval-announced = يطلب «{ $agent }» موافقتك: { $what }
approval-would-spend = { $credits ->
    [zero] لن يُنفق أي رصيد
    [one] سيُنفق رصيد واحد
    [two] سيُنفق رصيدان
    [few] سيُنفق { $credits } أرصدة
    [many] سيُنفق { $credits } رصيدًا
   *[other] سيُنفق { $credits } رصيد
}
approval-left-hours = بقي للرد { $hours } س
approval-left-minutes = بقي للرد { $minutes } د
approval-left-seconds = يُرفض بعد { $seconds } ث
approval-left-over = انتهى الوقت
approval-more = { $count ->
    [zero] ولا طلبات أخرى
    [one] وطلب واحد آخر
    [two] وطلبان آخران
    [few] و{ $count } طلبات أخرى
    [many] و{ $count } طلبًا آخر
   *[other] و{ $count } طلب آخر
}
