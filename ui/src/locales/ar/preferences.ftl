preferences-title = التفضيلات
preferences-purpose = تنبيهاتك، ومظهر Infuse ولغته.
preferences-unheard = يتعذر تحميل تفضيلاتك الآن. ستظهر فور استجابة الخادم.

## Alerts

alerts-card-title = التنبيهات
alerts-card-text = ما يصلك وكيف يصلك
alerts-card-missed = هل فاتك تنبيه؟ كلها مدرجة في قائمة واحدة، حتى ما أوقفته هنا.
threshold = التحذير عند
threshold-text = { $credits ->
    [0] عند 0، لا يصلك تنبيه إلا عند نفاد الرصيد.
   *[other] يصلك تحذير عندما يبلغ رصيدك هذا الحد أو يقل عنه.
}
threshold-unit = { $credits ->
    [zero] رصيد
    [one] رصيد
    [two] رصيد
    [few] أرصدة
    [many] رصيدًا
   *[other] رصيد
}
threshold-wrong = يلزم إدخال عدد صحيح من 0 إلى { $most }.
threshold-replay = أثر هذا الحد لو طُبّق خلال آخر { $days } يومًا
threshold-replay-none = { $credits ->
    [0] خلال آخر { $days } يومًا، <b>لم ينفد</b> رصيدك.
   *[other] خلال آخر { $days } يومًا، <b>ما كان ليصلك أي تنبيه</b> بشأن رصيدك.
}
threshold-replay-below = خلال آخر { $days } يومًا، <b>لم يتجاوز رصيدك هذا الحد</b>، لذا <b>ما كان ليصلك تحذير جديد</b>.
threshold-replay-low = خلال آخر { $days } يومًا، كان سيصلك <b>{ $low ->
    [zero] { $low } تحذيرات بانخفاض الرصيد
    [one] تحذير واحد بانخفاض الرصيد
    [two] تحذيران بانخفاض الرصيد
    [few] { $low } تحذيرات بانخفاض الرصيد
    [many] { $low } تحذيرًا بانخفاض الرصيد
   *[other] { $low } تحذير بانخفاض الرصيد
}</b>.
threshold-replay-exhausted = خلال آخر { $days } يومًا، كان سيصلك تنبيه بنفاد الرصيد <b>{ $exhausted ->
    [zero] { $exhausted } مرات
    [one] مرة واحدة
    [two] مرتين
    [few] { $exhausted } مرات
    [many] { $exhausted } مرة
   *[other] { $exhausted } مرة
}</b>، <b>دون تحذير</b> قبله.
threshold-replay-both = خلال آخر { $days } يومًا، كان سيصلك <b>{ $low ->
    [zero] { $low } تحذيرات بانخفاض الرصيد
    [one] تحذير واحد بانخفاض الرصيد
    [two] تحذيران بانخفاض الرصيد
    [few] { $low } تحذيرات بانخفاض الرصيد
    [many] { $low } تحذيرًا بانخفاض الرصيد
   *[other] { $low } تحذير بانخفاض الرصيد
}</b>، وتنبيه بنفاده <b>{ $exhausted ->
    [zero] { $exhausted } مرات
    [one] مرة واحدة
    [two] مرتين
    [few] { $exhausted } مرات
    [many] { $exhausted } مرة
   *[other] { $exhausted } مرة
}</b>.
threshold-replay-latest = آخرها في { $date }.
threshold-replay-begins = يبدأ سجلك في { $date }.
threshold-replay-unknown = بعد تحميل سجلك، يظهر هنا أثر هذا الحد لو طُبّق خلال آخر { $days } يومًا.
threshold-replay-holds = لا يشمل ذلك الرصيد المحجوز للأعمال الجارية.
threshold-replay-key-low = انخفض
threshold-replay-key-exhausted = نفد
threshold-replay-mark-credits_low = تحذير بانخفاض الرصيد، { $when }
threshold-replay-mark-credits_exhausted = نفد الرصيد، { $when }
alert-kind-credits_low = انخفاض الرصيد
alert-kind-text-credits_low = { $credits ->
    [0] متوقف ما دام الحد 0
    [zero] متوقف ما دام الحد 0
    [one] عند رصيد واحد
    [two] عند رصيدين أو أقل
    [few] عند { $credits } أرصدة أو أقل
    [many] عند { $credits } رصيدًا أو أقل
   *[other] عند { $credits } رصيد أو أقل
}
alert-kind-credits_exhausted = نفاد الرصيد
alert-kind-text-credits_exhausted = تتوقف الأعمال الجديدة حتى يتوفر رصيد
alert-kind-workflow_failed = فشل مسار عمل
alert-kind-text-workflow_failed = مع ما يقوله الوكيل عن السبب
alert-kind-integration_needs_reconnect = تكامل يحتاج إلى إعادة الاتصال
alert-kind-text-integration_needs_reconnect = لا يستطيع وكلاؤه استخدامه قبل ذلك
alert-kind-plan_upgraded = تغيّر خطتك
alert-kind-text-plan_upgraded = مع اسم الخطة الجديدة
alert-way-email = البريد
alert-way-desktop = سطح المكتب
alert-email-set = { $on ->
    [on] تنبيهات البريد مفعّلة
   *[other] تنبيهات البريد متوقفة
}
alert-desktop-set = { $on ->
    [on] تنبيهات سطح المكتب مفعّلة
   *[other] تنبيهات سطح المكتب متوقفة
}

## Email

email-ready = تُرسل الرسائل إلى { $email }.
email-ready-files = تُحفظ الرسائل الموجهة إلى { $email } كملفات على هذا الكمبيوتر. لإرسالها، يمكنك إعداد خادم بريد ضمن «البريد».
email-unverified = لتصلك التنبيهات بالبريد، يلزم تأكيد عنوانك عبر الرابط المرسل إلى { $email }.
email-unverified-files = لتصلك التنبيهات بالبريد، يلزم تأكيد عنوانك عبر الرابط في الرسالة الموجهة إلى { $email } والمحفوظة كملف على هذا الكمبيوتر.
email-refused = تعذر إيصال الرسائل إلى { $email }. إذا عاد العنوان إلى العمل، يلزم تأكيده مجددًا.
email-none = لا يوجد بريد إلكتروني لهذا الحساب، لذا تصل التنبيهات كإشعارات فقط.
email-send-link = إرسال رابط جديد
email-link-sent = أُرسل رابط إلى { $email }.

## Quiet hours

quiet-title = ساعات الهدوء
quiet-text = متى تنتظر الإشعارات
quiet-enabled = تأجيل الإشعارات
quiet-enabled-text = تصل مجتمعة عند انتهاء ساعات الهدوء
quiet-set = { $on ->
    [on] ساعات الهدوء مفعّلة
   *[other] ساعات الهدوء متوقفة
}
quiet-now = ساعات الهدوء جارية حتى { $until }
quiet-from = من
quiet-to = إلى
quiet-to-next = في اليوم التالي
quiet-none = وقت البداية هو وقت النهاية، لذا لا يُؤجَّل شيء
quiet-through = تظهر أيضًا في ساعات الهدوء
quiet-through-off = إشعاراتها متوقفة ضمن «التنبيهات»
quiet-through-set = { $on ->
    [on] تظهر فورًا
   *[other] تنتظر حتى النهاية
}
quiet-mails = تُرسل رسائل البريد كالمعتاد، ويصلك إشعار تسجيل الدخول من جهاز جديد فورًا في كل الأحوال.

## Mail server

mail-server-title = البريد
mail-server-text = من الخادم الموجود داخل هذا التطبيق
mail-server-none = تُحفظ الرسائل كملفات على هذا الكمبيوتر
mail-server-none-text = لإرسالها، يمكنك إعداد خادم بريد
mail-server-set-up-ask = إعداد خادم بريد…
mail-server-set-up-title = إعداد خادم بريد
mail-server-set-up-text = قبل الحفظ، يتحقق Infuse من أن الخادم يقبل الرسائل.
mail-server-change-ask = تغيير…
mail-server-change-title = تغيير خادم البريد
mail-server-from = تُرسل الرسائل من { $email }
mail-server-host = الخادم
mail-server-host-example = smtp.example.org
mail-server-port = المنفذ
mail-server-port-wrong = يُرجى إدخال عدد صحيح من 1 إلى 65535.
mail-server-encryption = التشفير
mail-server-tls = TLS
mail-server-start_tls = STARTTLS
mail-server-user = المستخدم
mail-server-user-hint = يُترك فارغًا إذا كان الخادم لا يطلبه.
mail-server-password-unchanged = دون تغيير
mail-server-sender = المرسِل
mail-server-sender-hint = العنوان الذي تُرسل منه الرسائل
mail-server-save = حفظ
mail-server-checking = جارٍ التحقق…
mail-server-saved = تُرسل الرسائل عبر { $host }
mail-server-stop-ask = إيقاف استخدامه…
mail-server-stop = إيقاف استخدامه
mail-server-stop-title = هل تريد إيقاف استخدام { $host }؟
mail-server-stop-text = تُحفظ الرسائل مجددًا كملفات على هذا الكمبيوتر، وتُنسى كلمة المرور.
mail-server-stopped = عادت الرسائل تُحفظ كملفات

## Interface

interface-title = الواجهة
interface-text = على كل أجهزتك
language = اللغة
language-text = للإشعارات والبريد أيضًا
language-system = لغة النظام
theme = السمة
theme-system = حسب النظام
theme-light = فاتحة
theme-dark = داكنة
text-size = حجم النص
text-size-text = يكبر معه كل ما في النافذة
density = الكثافة
density-comfortable = مريحة
density-compact = مضغوطة
reduce-motion = تقليل الحركة
reduce-motion-text = لا شيء ينزلق أو يتلاشى
reduce-motion-set = { $on ->
    [on] حركة أقل
   *[other] الحركة كما في النظام
}

## This device

device-title = هذا الجهاز
device-text = محفوظ على هذا الكمبيوتر فقط
tray-icon = أيقونة علبة النظام
tray-icon-ring = حلقة
tray-icon-number = حلقة مع رقم
tray-icon-monochrome = لون واحد
autostart = الفتح عند تسجيل الدخول إلى الجهاز
autostart-text = يبدأ في علبة النظام، دون نافذة
quit-on-close = الإنهاء عند إغلاق النافذة
quit-on-close-text = عند إيقاف هذا الخيار، يبقى Infuse في علبة النظام ويواصل المراقبة
test-title = إرسال تجربة
test-text = للتحقق من أن التنبيهات تصلك.
test-email = بريد
test-desktop = إشعار
test-email-sent = في الطريق رسالة تجريبية إلى { $email }
