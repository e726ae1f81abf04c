usage-title = الاستخدام
usage-purpose = كم لديك، وأين ذهب، وإلى متى يكفي.

not-updated = تعذر التحديث.

## Balance

balance-title = الرصيد المتاح
balance-of = من { $total } · يتجدد { $away }
balance-unknown = في انتظار الأرقام الأولى.
level-low = منخفض
level-exhausted = نفد
parts-title = تفاصيل الرصيد
parts-used = استُخدم <b>{ $used }</b> من { $total }
parts-monthly = <b>{ $credits }</b> من الرصيد الشهري، حتى { $ends }
parts-purchased = <b>{ $credits }</b> من الرصيد المشترى، لا تنتهي صلاحيته
parts-held = <b>{ $credits }</b> محجوز
parts-held-why = محجوز لأعمال ما زالت جارية. يعود منه ما لا تستخدمه.
memory = الذاكرة
memory-of = من { $limit } كلمة
workflows = مسارات العمل
workflows-of = من { $limit } نشطة
memory-full = استُخدمت الكلمات كلها ({ $limit })
workflows-full = كلها نشطة ({ $limit })
meter-unreported = لم يُبلَّغ عنها بعد

## Outlook

outlook-short = <b>بهذا المعدل، سينفد رصيدك قرابة { $date }</b>، { $days ->
    [zero] في يوم التجدد نفسه
    [one] قبل التجدد بيوم واحد
    [two] قبل التجدد بيومين
    [few] قبل التجدد بـ{ $days } أيام
    [many] قبل التجدد بـ{ $days } يومًا
   *[other] قبل التجدد بـ{ $days } يوم
}. النطاق المرجح: { $span }.
outlook-enough = بهذا المعدل، يكفي رصيدك حتى التجدد في <b>{ $reset }</b>.
outlook-unknown = سيظهر التوقع هنا بعد بضعة أيام من الاستخدام.
outlook-waiting = في انتظار الأرقام الأولى.
outlook-low = <b>{ $credits ->
    [zero] لم يبقَ رصيد.
    [one] لم يبقَ سوى رصيد واحد.
    [two] لم يبقَ سوى رصيدين.
    [few] لم يبقَ سوى { $credits } أرصدة.
    [many] لم يبقَ سوى { $credits } رصيدًا.
   *[other] لم يبقَ سوى { $credits } رصيد.
}</b> يصل رصيد جديد في { $reset }.
outlook-exhausted = <b>نفد رصيدك.</b> لن تُقبل أعمال جديدة حتى { $reset }.

## Alerts

alerts-title = أحدث التنبيهات
alert-credits_low = انخفض الرصيد
alert-credits_exhausted = نفد الرصيد
alert-plan_upgraded = تغيّرت خطتك
alert-elsewhere = في مساحة عمل أخرى: { $title }
alert-notification-waiting = قيد الانتظار
alert-notification-left_out = لم يظهر كإشعار
alerts-none = لا توجد تنبيهات بعد. كل ما يصلك منها سيُدرج هنا.

## Actions of the catalogue

action-message = الرسائل
action-agent_step = الخطوات
action-web_fetch = صفحات الويب
action-image_generation = الصور
action-image_edit = تعديلات الصور
action-deep_research = البحث العميق
action-count-message = { $count ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $count } رسائل
    [many] { $count } رسالة
   *[other] { $count } رسالة
}
action-count-agent_step = { $count ->
    [zero] لا خطوات
    [one] خطوة واحدة
    [two] خطوتان
    [few] { $count } خطوات
    [many] { $count } خطوة
   *[other] { $count } خطوة
}
action-count-web_fetch = { $count ->
    [zero] لا صفحات ويب
    [one] صفحة ويب واحدة
    [two] صفحتا ويب
    [few] { $count } صفحات ويب
    [many] { $count } صفحة ويب
   *[other] { $count } صفحة ويب
}
action-count-image_generation = { $count ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتان
    [few] { $count } صور
    [many] { $count } صورة
   *[other] { $count } صورة
}
action-count-image_edit = { $count ->
    [zero] لا تعديلات صور
    [one] تعديل صورة واحد
    [two] تعديلا صور
    [few] { $count } تعديلات صور
    [many] { $count } تعديل صور
   *[other] { $count } تعديل صور
}
action-count-deep_research = { $count ->
    [zero] لا أبحاث عميقة
    [one] بحث عميق واحد
    [two] بحثان عميقان
    [few] { $count } أبحاث عميقة
    [many] { $count } بحثًا عميقًا
   *[other] { $count } بحث عميق
}
action-count-other = { $count } × { $action }

## Credits over time

spending-day = الرصيد المستخدم يوميًا
spending-week = الرصيد المستخدم أسبوعيًا
spending-month = الرصيد المستخدم شهريًا
spending-sum = { $days } · { $credits ->
    [zero] لا رصيد
    [one] رصيد واحد
    [two] رصيدان
    [few] { $credits } أرصدة
    [many] { $credits } رصيدًا
   *[other] { $credits } رصيد
} · { $daily ->
    [0] أقل من 1 في اليوم
   *[other] { $daily } في اليوم
}
spending-sum-nothing = { $days }
spending-nothing = لم يُستخدم أي رصيد في هذه الفترة.
spending-untouched = سيظهر أول عمود هنا عندما يبلّغ وكيل عن عمله.
period-label = مدة العمود
period-day = يوم
period-week = أسبوع
period-month = شهر
chart-as-table = عرض كجدول
chart-label = الرصيد عبر الزمن. مفاتيح الأسهم للتنقل بين الأعمدة، وEnter لعرض عمود وحده.
chart-table-title = جدول الرصيد عبر الزمن
bar-part-day = حتى الآن
bar-part-week = جزء من الأسبوع
bar-part-month = جزء من الشهر
bar-spoken = { $when }: { $spent }، { $parts }
bar-spoken-empty = { $when }: لم يُستخدم أي رصيد
column-total = الإجمالي

## Filters

filters-label = عوامل التصفية
filters-clear = مسح عوامل التصفية
filter-range = الفترة
filter-conversation = المحادثة
filter-action = الإجراء
filter-all-conversations = كل المحادثات
filter-all-actions = كل الإجراءات
filter-by = عرض { $name } فقط
range-7 = آخر 7 أيام
range-30 = آخر 30 يومًا
range-90 = آخر 90 يومًا
range-cycle = الدورة الحالية
range-custom = فترة مخصصة
range-from = أول يوم
range-to = آخر يوم
conversation-none = خارج المحادثات
conversation-untitled = محادثة بلا عنوان

## Breakdowns

by-conversation = حسب المحادثة
by-action = حسب الإجراء
breakdown-nothing = لم يُستخدم أي رصيد في هذه الفترة.
show-more = عرض المزيد ({ $count })
show-fewer = عرض أقل

## Journal

journal-title = السجل
journal-purpose = كل رصيد دخل أو خرج، من الأحدث إلى الأقدم
journal-nothing = لا توجد قيود مطابقة.
journal-more = عرض قيود أقدم
journal-grant = إضافة رصيد
journal-expiry = انتهاء صلاحية رصيد غير مستخدم
journal-refund = رد رصيد
journal-adjustment = تعديل من مشغّل الخادم
journal-other = تغيير في الرصيد
journal-balance = الرصيد بعد ذلك
journal-left = المتبقي: { $credits }
journal-entry = القيد
journal-source = من { $source }
journal-number = رقم { $number }

## Connect an agent

connect-title = ربط وكيل
connect-text = الوكيل هو أي برنامج يعمل لأجلك ويبلّغ عما استخدمه. لكل وكيل رمز خاص به.
connect-text-first = الوكيل هو أي برنامج يعمل لأجلك ويبلّغ عما استخدمه. يكفي اختيار اسم له ثم لصق سطر واحد في الطرفية.
connect-name = اسم الوكيل
connect-placeholder = الوكيل الليلي
connect-action = إنشاء الرمز
connect-ready = { $name } جاهز للإبلاغ
connect-ready-text = عند لصق هذا السطر في الطرفية، يُبلَّغ عن رسالة واحدة تكلّف رصيدًا واحدًا.
connect-line = أمر الطرفية
connect-copy-line = نسخ الأمر
connect-copy-token = نسخ الرمز فقط
connect-once = يجب نسخه الآن، فلن يظهر مرة أخرى.
connect-waiting = في انتظار أول حدث…
connect-heard = وصل أول حدث.
