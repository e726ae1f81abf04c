# What stands everywhere in the window: words of its own, sidebar, palette, banners.

cancel = إلغاء
dismiss = تجاهل
done = تم
saved = حُفظ
saving = جارٍ الحفظ…
saved-here = حُفظ هنا، وسيصل إلى الخادم عند عودة الاتصال.
save-to-file = حفظ في ملف…
conflict = تغيّرت القيمة إلى «{ $theirs }» من مكان آخر أثناء التعديل.
conflict-keep = إبقاء «{ $mine }»
conflict-take = استخدام «{ $theirs }»
field-missing = هذا الحقل مطلوب.
nothing-found = لا توجد نتائج.
confirm-type = للتأكيد، يُرجى كتابة «{ $word }»
copied = تم النسخ
try-again = إعادة المحاولة
outbox-open = فتح المجلد
email-filed = الرسالة الموجهة إلى { $email } محفوظة كملف في مجلد الرسائل
refresh = تحديث
today = اليوم
yesterday = أمس
unknown = غير معروف بعد
unknown-figure = –
credits = { $credits ->
    [zero] لا رصيد
    [one] رصيد واحد
    [two] رصيدان
    [few] { $credits } أرصدة
    [many] { $credits } رصيدًا
   *[other] { $credits } رصيد
}

## Freshness of the figures

fresh-live = مباشر
fresh-connecting = جارٍ الاتصال…
fresh-polling = يُحدَّث كل 30 ثانية
fresh-offline = دون اتصال منذ { $since }
fresh-stale = آخر تحديث: { $at }

## Sidebar

sidebar-label = الإعدادات
gauge-resets = يتجدد في { $date }
gauge-open = عرض أوجه استخدام الرصيد
workspace-personal = { $plan } · شخصية
workspace-team = { $plan } · فريق

## Servers

homes-title = الخوادم
homes-open = تبديل الخادم
homes-add-server = إضافة خادم…
homes-add-sample = استكشاف بيانات تجريبية
homes-remove-sample = إزالة البيانات التجريبية
homes-switch = الانتقال إلى { $home }
homes-other = أو فتح
home-local = هذا الكمبيوتر
home-sample = بيانات تجريبية
sample-badge = تجريبي
sample-notice = هذه أرقام تجريبية للاستكشاف، ولا يخصك أي منها.

## Banners

offline-notice = لم يستجب الخادم منذ { $since }. هذه آخر أرقام وصلت إلى هذا الكمبيوتر.
condition-no-notifications = سطح المكتب هذا لا يعرض إشعارات، لذا تظهر تحذيرات الرصيد هنا فقط.
condition-notifications-off = إشعارات Infuse متوقفة، لذا تظهر تحذيرات الرصيد هنا فقط.
notifications-settings = فتح إعدادات الإشعارات
condition-no-tray = لا توجد علبة نظام في سطح المكتب هذا، لذا يُبقي Infuse نافذته مفتوحة. ستظهر الأيقونة متى توفرت العلبة.
condition-cache-rebuilt = كانت النسخة المحلية من سجلك تالفة. احتفظ Infuse بها جانبًا وأنشأ نسخة جديدة.
condition-state-unsaved = يتعذر على Infuse الحفظ على هذا الكمبيوتر. ستبقى الخوادم والإعدادات حتى إنهاء التطبيق فقط.
condition-cache-newer = كُتبت النسخة المحلية من سجلك بإصدار أحدث من Infuse. لن تُمَس، ولن يُحفظ شيء للاستخدام دون اتصال.
condition-state-locked = هناك برنامج آخر يستخدم إعدادات Infuse، أو يتعذر قفل مجلدها. سيواصل Infuse المحاولة.
condition-cache-locked = يتعذر فتح النسخة المحلية من سجلك حاليًا. سيواصل Infuse المحاولة، ولن يحفظ شيئًا للاستخدام دون اتصال حتى ذلك الحين.
condition-disk-full = القرص ممتلئ. سيحفظ Infuse ما يصله فور توفر مساحة.
condition-worker-restarted = تعذرت متابعة الخادم. يعيد Infuse المحاولة من البداية.
local-server-port-taken = هناك برنامج آخر يستخدم المنفذ { $port }، لذا لا يستطيع الوكلاء الوصول إلى Infuse على هذا الكمبيوتر. عند نقل Infuse إلى منفذ آخر، يجب إعطاء الوكلاء العنوان الجديد.
local-server-port-taken-by = المنفذ { $port } يستخدمه { $holder }، لذا لا يستطيع الوكلاء الوصول إلى Infuse على هذا الكمبيوتر. عند نقل Infuse إلى منفذ آخر، يجب إعطاء الوكلاء العنوان الجديد.
local-server-move = استخدام المنفذ { $port }
local-server-unreadable = يتعذر فتح البيانات على هذا الكمبيوتر، لذا لا يستطيع الوكلاء الوصول إلى Infuse.
local-server-unreadable-for-good = يتعذر فتح البيانات على هذا الكمبيوتر، ولا توجد نسخة احتياطية منها بعد.
local-server-restore = استعادة نسخة احتياطية…
restore-title = استعادة نسخة احتياطية
restore-text = سيُفقد كل ما سُجّل بعد هذه النسخة. ستبقى الملفات التالفة محفوظة.
restore-backup = النسخة الاحتياطية
restore-action = استعادة
local-server-disk-full = القرص ممتلئ، فلا يستطيع Infuse تسجيل ما يبلّغ عنه الوكلاء. سيتابع تلقائيًا فور توفر مساحة.
local-server-failed = الخادم داخل Infuse لا يعمل: { $detail }. سيواصل Infuse المحاولة.

## Command palette

palette-open = الأوامر
palette-title = الأوامر
palette-placeholder = البحث عن أمر…
palette-empty = لا توجد أوامر مطابقة.
palette-go = الانتقال إلى
palette-look = المظهر
palette-app = التطبيق
palette-theme-system = السمة: حسب النظام
palette-theme-light = السمة: فاتحة
palette-theme-dark = السمة: داكنة
palette-text-larger = تكبير النص
palette-text-smaller = تصغير النص
palette-density-comfortable = الكثافة: مريحة
palette-density-compact = الكثافة: مضغوطة
palette-language = اللغة: { $language }
palette-pause-tomorrow = إيقاف التحذيرات حتى الثامنة من صباح الغد

## Warnings

warnings = التحذيرات
warnings-on = تظهر عند انخفاض الرصيد وعند نفاده
warnings-paused = موقوفة مؤقتًا حتى { $until }
warnings-quiet = مؤجَّلة حتى انتهاء ساعات الهدوء: { $until }
warnings-pause-menu = إيقاف مؤقت…
warnings-pause-reset = حتى تجدد الرصيد
warnings-pause-tomorrow = حتى الثامنة من صباح الغد

## Export

export = تصدير
export-csv = CSV لجداول البيانات
export-json = JSON للبرامج
export-all-csv = تصدير السجل كاملًا بصيغة CSV
export-all-json = تصدير السجل كاملًا بصيغة JSON
export-file-range = infuse-usage-{ $from }-{ $to }
export-file-all = infuse-usage
export-saved = { $count ->
    [0] تم الحفظ. لا توجد قيود مطابقة، لذا الملف فارغ.
    [zero] تم الحفظ. لا توجد قيود مطابقة، لذا الملف فارغ.
    [one] حُفظ قيد واحد.
    [two] حُفظ قيدان.
    [few] حُفظت { $count } قيود.
    [many] حُفظ { $count } قيدًا.
   *[other] حُفظ { $count } قيد.
}

## Changes that were not sent

unsent-unknown = يتعذر على Infuse معرفة ما إذا كانت لديك تغييرات لم تُرسل بعد.

## Sign out

sign-out = تسجيل الخروج
sign-out-ask = تسجيل الخروج…
sign-out-title = تسجيل الخروج من Infuse؟
sign-out-local-text = يبقى رصيدك وسجلك على هذا الكمبيوتر، ويمكنك العودة دون كلمة مرور. لا يستطيع الوكلاء الإبلاغ إلا أثناء عمل Infuse.
sign-out-protected-text = يبقى رصيدك وسجلك على هذا الكمبيوتر، وتتطلب العودة بريدك الإلكتروني وكلمة المرور. لا يستطيع الوكلاء الإبلاغ إلا أثناء عمل Infuse.
sign-out-unsent = { $count ->
    [zero] وصلت كل تغييراتك إلى الخادم.
    [one] لديك تغيير لم يصل إلى الخادم بعد. سيُرسل عند تسجيل دخولك مجددًا على هذا الكمبيوتر، وسيُفقد إذا سجّل شخص آخر الدخول قبلك.
    [two] لديك تغييران لم يصلا إلى الخادم بعد. سيُرسلان عند تسجيل دخولك مجددًا على هذا الكمبيوتر، وسيُفقدان إذا سجّل شخص آخر الدخول قبلك.
    [few] لديك { $count } تغييرات لم تصل إلى الخادم بعد. ستُرسل عند تسجيل دخولك مجددًا على هذا الكمبيوتر، وستُفقد إذا سجّل شخص آخر الدخول قبلك.
    [many] لديك { $count } تغييرًا لم تصل إلى الخادم بعد. ستُرسل عند تسجيل دخولك مجددًا على هذا الكمبيوتر، وستُفقد إذا سجّل شخص آخر الدخول قبلك.
   *[other] لديك { $count } تغيير لم تصل إلى الخادم بعد. ستُرسل عند تسجيل دخولك مجددًا على هذا الكمبيوتر، وستُفقد إذا سجّل شخص آخر الدخول قبلك.
}
sign-out-remote-text = ستنتهي جلستك على { $server }. يتطلب تسجيل الدخول مجددًا كلمة المرور.
sign-out-provider-text = ستنتهي جلستك على { $server }. يتطلب تسجيل الدخول مجددًا موفّر الهوية.

## Forget a server

forget = إزالة الخادم
forget-ask = إزالة { $server }…
forget-this-ask = إزالة هذا الخادم…
forget-title = إزالة { $server }؟
forget-unsent = { $count ->
    [zero] وصلت كل تغييراتك إليه.
    [one] لديك تغيير لم يصل إليه بعد، وسيُفقد.
    [two] لديك تغييران لم يصلا إليه بعد، وسيُفقدان.
    [few] لديك { $count } تغييرات لم تصل إليه بعد، وستُفقد.
    [many] لديك { $count } تغييرًا لم تصل إليه بعد، وستُفقد.
   *[other] لديك { $count } تغيير لم تصل إليه بعد، وستُفقد.
}
forget-text = سيُزال عنوانه وجلستك والسجل المحفوظ على هذا الكمبيوتر. يبقى حسابك ورصيدك على { $server }.

## What takes long

job-export = جارٍ حفظ السجل
job-export-done = { $done } من { $total } من القيود
deletion-on = سيُحذف هذا الحساب في { $date }.
deletion-cancel = استعادة
deletion-cancelled = لن يُحذف حسابك
job-account = جارٍ حفظ بياناتك
job-account-done = جارٍ حفظ بياناتك: { $done } كيلوبايت حتى الآن
