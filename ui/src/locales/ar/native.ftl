# What the shell alone says, outside of its windows: tray, notifications and dialogs of the system.

## Numbers and dates

group-separator = ,
# As in 3 ديسمبر.
day = { $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
# A moment of today is a time alone.
moment-today = { $time }
moment-other-day = { $day }، { $time }

## Tray tooltip

tooltip-sample = بيانات تجريبية · { $tooltip }
tooltip = الرصيد: { $available } من { $total } · يتجدد في { $day }
tooltip-purchased = الرصيد: { $available } من { $total } + { $purchased } مشترى · يتجدد في { $day }
tooltip-stale = الرصيد: { $available } من { $total } · يتجدد في { $day } · آخر تحديث: { $moment }
tooltip-purchased-stale = الرصيد: { $available } من { $total } + { $purchased } مشترى · يتجدد في { $day } · آخر تحديث: { $moment }

## Tray menu

menu-credits = الرصيد: { $available } من { $total }
menu-credits-held = الرصيد: { $available } من { $total }، محجوز { $held }
menu-credits-unknown = الرصيد: غير معروف بعد
menu-purchased = الرصيد المشترى: { $credits }
menu-purchased-unknown = الرصيد المشترى: غير معروف بعد
menu-memory = الذاكرة: { $used } من { $limit } كلمة
menu-memory-unknown = الذاكرة: لم يُبلَّغ عنها بعد
menu-workflows = مسارات العمل: { $active } من { $limit }
menu-workflows-unknown = مسارات العمل: لم يُبلَّغ عنها بعد
menu-updated = آخر تحديث: { $moment }
menu-updated-never = لم يُحدَّث بعد
menu-updated-offline = دون اتصال، آخر تحديث: { $moment }
tray-approval = مطلوب: { $what }
tray-approvals-more = { $count ->
    [zero] لا طلبات أخرى
    [one] طلب واحد آخر
    [two] طلبان آخران
    [few] { $count } طلبات أخرى
    [many] { $count } طلبًا آخر
   *[other] { $count } طلب آخر
}

## Notifications

notice-low-title = { $available ->
    [zero] لم يبقَ رصيد
    [one] بقي رصيد واحد
    [two] بقي رصيدان
    [few] بقيت { $credits } أرصدة
    [many] بقي { $credits } رصيدًا
   *[other] بقي { $credits } رصيد
}
notice-low-title-unknown = رصيدك على وشك النفاد
notice-low-body = يتوقف الوكلاء عند نفاد الرصيد. يصل رصيد جديد في { $day }.
notice-low-body-no-reset = يتوقف الوكلاء عند نفاد الرصيد.
notice-exhausted-title = نفد رصيدك
notice-exhausted-body = لن تُقبل أعمال جديدة حتى { $day }.
notice-exhausted-body-no-reset = لن تُقبل أعمال جديدة حتى يُضاف رصيد.
notice-were-exhausted = نفد الرصيد في { $day }. { $available ->
    [zero] لا رصيد متاح الآن.
    [one] المتاح الآن رصيد واحد.
    [two] المتاح الآن رصيدان.
    [few] المتاح الآن { $credits } أرصدة.
    [many] المتاح الآن { $credits } رصيدًا.
   *[other] المتاح الآن { $credits } رصيد.
}
notice-were-exhausted-granted = نفد الرصيد في { $day }. أضافت خطتك منذ ذلك الحين { $granted } إلى رصيدك.
notice-elsewhere-title = في مساحة عمل أخرى: { $title }
notice-plan-title = تغيّرت خطتك
notice-plan-body = خطتك الآن { $plan }.
notice-approval = يطلب «{ $agent }» موافقتك
notice-approval-body = { $what } · { $category }
notice-approval-credits = { $count ->
    [zero] لن يُنفق أي رصيد ({ $credits })
    [one] سيُنفق رصيد واحد ({ $credits })
    [two] سيُنفق رصيدان ({ $credits })
    [few] سيُنفق { $credits } أرصدة
    [many] سيُنفق { $credits } رصيدًا
   *[other] سيُنفق { $credits } رصيد
}
notice-test-title = هذه تجربة
notice-test-body = هكذا تظهر إشعارات Infuse.
notice-digest-title = ما فاتك
notice-digest-low = { $count ->
    [zero] لم ينخفض الرصيد.
    [one] انخفض الرصيد مرة واحدة.
    [two] انخفض الرصيد مرتين.
    [few] انخفض الرصيد { $count } مرات.
    [many] انخفض الرصيد { $count } مرة.
   *[other] انخفض الرصيد { $count } مرة.
}
notice-digest-exhausted = { $count ->
    [zero] لم ينفد الرصيد.
    [one] نفد الرصيد مرة واحدة.
    [two] نفد الرصيد مرتين.
    [few] نفد الرصيد { $count } مرات.
    [many] نفد الرصيد { $count } مرة.
   *[other] نفد الرصيد { $count } مرة.
}
notice-digest-workflows = { $count ->
    [zero] لم يفشل أي مسار عمل.
    [one] فشل مسار عمل واحد.
    [two] فشل مسارا عمل.
    [few] فشلت { $count } مسارات عمل.
    [many] فشل { $count } مسار عمل.
   *[other] فشل { $count } مسار عمل.
}
notice-digest-reconnects = { $count ->
    [zero] لا تحتاج أي تكاملات إلى إعادة الاتصال.
    [one] هناك تكامل يحتاج إلى إعادة الاتصال.
    [two] هناك تكاملان يحتاجان إلى إعادة الاتصال.
    [few] هناك { $count } تكاملات تحتاج إلى إعادة الاتصال.
    [many] هناك { $count } تكاملًا تحتاج إلى إعادة الاتصال.
   *[other] هناك { $count } تكامل تحتاج إلى إعادة الاتصال.
}
notice-digest-plan-changes = { $count ->
    [zero] لم تتغير خطتك.
    [one] تغيّرت خطتك.
    [two] تغيّرت خطتك مرتين.
    [few] تغيّرت خطتك { $count } مرات.
    [many] تغيّرت خطتك { $count } مرة.
   *[other] تغيّرت خطتك { $count } مرة.
}
notice-digest-others = { $count ->
    [zero] لا تحذيرات أخرى.
    [one] تحذير واحد آخر.
    [two] تحذيران آخران.
    [few] { $count } تحذيرات أخرى.
    [many] { $count } تحذيرًا آخر.
   *[other] { $count } تحذير آخر.
}
notice-digest-elsewhere = { $count ->
    [zero] لا تحذيرات من مساحات عمل أخرى.
    [one] تحذير واحد من مساحة عمل أخرى.
    [two] تحذيران من مساحات عمل أخرى.
    [few] { $count } تحذيرات من مساحات عمل أخرى.
    [many] { $count } تحذيرًا من مساحات عمل أخرى.
   *[other] { $count } تحذير من مساحات عمل أخرى.
}
notice-burst = { $count ->
    [zero] لا تحذيرات
    [one] تحذير واحد
    [two] تحذيران معًا
    [few] { $count } تحذيرات معًا
    [many] { $count } تحذيرًا معًا
   *[other] { $count } تحذير معًا
}
notice-burst-workflows = { $count ->
    [zero] لم يفشل أي مسار عمل
    [one] فشل مسار عمل واحد
    [two] فشل مسارا عمل
    [few] فشلت { $count } مسارات عمل
    [many] فشل { $count } مسار عمل
   *[other] فشل { $count } مسار عمل
}
notice-digest-available = { $available ->
    [zero] لا رصيد متاح الآن.
    [one] المتاح الآن رصيد واحد.
    [two] المتاح الآن رصيدان.
    [few] المتاح الآن { $credits } أرصدة.
    [many] المتاح الآن { $credits } رصيدًا.
   *[other] المتاح الآن { $credits } رصيد.
}
notice-open-alerts = عرض التنبيهات
notice-snooze = تأجيل حتى تجدد الرصيد

## Dialogs

file-csv = ملف CSV
file-json = ملف JSON
file-text = ملف نصي
start-failed = تعذر تشغيل Infuse
notice-new-device-title = تسجيل دخول من جهاز جديد
notice-new-device-body = { $device }، { $address }
notice-new-device-unknown = جهاز غير معروف
notice-open-account = فتح الحساب
file-zip = أرشيف ZIP

## Last page of the browser

landing-title = العودة إلى Infuse
landing-text = يمكنك إغلاق هذه الصفحة. يتابع Infuse من تلقاء نفسه.
