personalization-title = التخصيص
personalization-purpose = كيف يجيب InfuseOS وكيف يبدو صوته، وعمّ يسأل أولًا.
personalization-unheard = يتعذر تحميل تخصيصك الآن. سيظهر فور استجابة الخادم.

## Where a setting comes from

source-default = الإعداد الافتراضي
source-workspace = من { $workspace }
source-personal = اختيارك
source-locked = حددته { $workspace } للجميع
inherit = استخدام الافتراضي
inherited = الإعداد الافتراضي
newer-value = مضبوط على قيمة لا يعرفها إلا إصدار أحدث من Infuse

## Replies

replies-title = الردود
reply-language = اللغة
reply-language-text = للردود وللقراءة بصوت عالٍ
reply-language-auto = لغة رسالتي نفسها
reply-language-search = البحث عن لغة…
reply-style = الأسلوب
reply-style-concise = موجز
reply-style-balanced = متوازن
reply-style-detailed = مفصّل
reply-style-step_by_step = خطوة بخطوة
reply-style-formal = رسمي
reply-style-friendly = ودّي
reply-style-other = أسلوب أحدث
reply-example = مثال
reply-example-asked = سؤالك:
reply-example-question = متى يمكننا الاجتماع بفريق التصميم يوم الخميس؟
reply-example-concise = 10:00 صباحًا أو 3:30 مساءً. هل أحجز 10:00؟
reply-example-balanced = الجميع متفرغون يوم الخميس عند 10:00 صباحًا و3:30 مساءً. الصباح أنسب، لأن كيم يغادر مبكرًا في ذلك اليوم. هل أحجزه؟
reply-example-detailed = قارنتُ تقويمات الأشخاص الخمسة ليوم الخميس. الجميع متفرغون من 10:00 إلى 11:00 صباحًا ومن 3:30 إلى 4:30 مساءً. وفيما بينهما يكون كيم مع أحد العملاء، والقاعة الكبيرة محجوزة. أقترح 10:00 صباحًا، ليبقى ما بعد الظهر لإجراء التعديلات قبل مراجعة يوم الجمعة. هل أرسل الدعوات؟
reply-example-step_by_step =
    1. قارنتُ تقويمات الأشخاص الخمسة ليوم الخميس.
    2. الجميع متفرغون عند 10:00 صباحًا و3:30 مساءً.
    3. القاعة الكبيرة متاحة عند 10:00 صباحًا فقط.
    4. الخطوة التالية: حجز 10:00 صباحًا ودعوة الجميع. هل أتابع؟
reply-example-formal = فريق التصميم متاح يوم الخميس عند الساعة 10:00 صباحًا والساعة 3:30 مساءً. أوصي بالموعد الأول، وسأرسل الدعوات فور تأكيدكم.
reply-example-friendly = خبر جميل: الخميس مناسب! الجميع متفرغون عند 10:00 صباحًا و3:30 مساءً. أفضّل الصباح ونحن في كامل نشاطنا. ما رأيك أن أحجزه؟

## Voice

voice-title = الصوت
voice-text = للقراءة بصوت عالٍ
voice-chosen = صوت القراءة
voice-another = صوت آخر
voice-missing = لا يوفر هذا الخادم الصوت المختار. يُرجى اختيار صوت آخر.
voice-none = لا يوفر هذا الخادم أصواتًا بعد.
voice-unheard = يتعذر تحميل الأصوات الآن. ستظهر فور استجابة الخادم.
voice-hear = الاستماع إلى { $voice }
voice-stop = إيقاف { $voice }
voice-playing = يُسمع الآن { $voice }، { $language }
voice-other-language = لا يدعم هذه اللغة: { $language }
voice-compare = مقارنة صوتين
voice-compare-group = أصوات للمقارنة
voice-compare-text = يلزم تحديد صوتين للاستماع إليهما تباعًا.
voice-compare-both = الصوت أ هو { $a }، والصوت ب هو { $b }.
voice-compare-play = تشغيل الصوتين
voice-compare-stop = إيقاف
voice-mark-a = أ
voice-mark-b = ب
voice-use = استخدام { $voice }
volume = مستوى الصوت
volume-text = على هذا الكمبيوتر فقط
voice-sounds = { $first }، { $second }
voice-sounds-warm = دافئ
voice-sounds-calm = هادئ
voice-sounds-clear = واضح
voice-sounds-bright = مشرق
voice-sounds-deep = عميق
voice-sounds-soft = ناعم
voice-sounds-lively = حيوي
voice-sounds-even = متزن
voice-sounds-crisp = نقي
voice-sounds-gentle = لطيف
voice-sounds-friendly = ودود
voice-sounds-steady = ثابت
voice-sounds-smooth = سلس
voice-sounds-light = خفيف
voice-sounds-rich = غني
voice-sounds-quick = سريع
voice-sounds-expressive = معبّر
voice-sounds-relaxed = مسترخٍ
voice-sounds-poised = رزين

## Approvals

approvals-title = الموافقات
approvals-text = ما يمكن أن يفعله InfuseOS دون سؤال
approval-ask = السؤال
approval-never = المنع
approval-other = إعداد أحدث
approval-send_messages = إرسال الرسائل
approval-change_calendar = تغيير التقويم
approval-delete_data = حذف البيانات
approval-run_commands = تشغيل الأوامر
approval-spend_credits = { $credits ->
    [zero] إنفاق أي رصيد دفعة واحدة ({ $credits })
    [one] إنفاق أكثر من رصيد واحد ({ $credits }) دفعة واحدة
    [two] إنفاق أكثر من رصيدين ({ $credits }) دفعة واحدة
    [few] إنفاق أكثر من { $credits } أرصدة دفعة واحدة
    [many] إنفاق أكثر من { $credits } رصيدًا دفعة واحدة
   *[other] إنفاق أكثر من { $credits } رصيد دفعة واحدة
}
spend-over = الرصيد المسموح به دفعة واحدة دون سؤال
spend-over-unit = { $credits ->
    [zero] رصيد
    [one] رصيد
    [two] رصيد
    [few] أرصدة
    [many] رصيدًا
   *[other] رصيد
}
spend-over-wrong = يلزم إدخال عدد صحيح من 0 إلى { $most }.

## More is permitted

loosen-title = السماح لـ InfuseOS بالمزيد؟
loosen-allow-send_messages = سيتمكن InfuseOS من إرسال الرسائل دون سؤالك.
loosen-allow-change_calendar = سيتمكن InfuseOS من تغيير تقويمك دون سؤالك.
loosen-allow-delete_data = سيتمكن InfuseOS من حذف البيانات دون سؤالك.
loosen-allow-run_commands = سيتمكن InfuseOS من تشغيل الأوامر دون سؤالك.
loosen-allow-spend_credits = سيتمكن InfuseOS من إنفاق أي قدر من الرصيد دفعة واحدة دون سؤالك.
loosen-ask-send_messages = سيتمكن InfuseOS من إرسال الرسائل بعد موافقتك على كل رسالة.
loosen-ask-change_calendar = سيتمكن InfuseOS من تغيير تقويمك بعد موافقتك على كل تغيير.
loosen-ask-delete_data = سيتمكن InfuseOS من حذف البيانات بعد موافقتك في كل مرة.
loosen-ask-run_commands = سيتمكن InfuseOS من تشغيل الأوامر بعد موافقتك على كل أمر.
loosen-ask-spend_credits = { $credits ->
    [zero] سيتمكن InfuseOS من إنفاق أي رصيد ({ $credits }) دفعة واحدة بعد موافقتك في كل مرة.
    [one] سيتمكن InfuseOS من إنفاق أكثر من رصيد واحد ({ $credits }) دفعة واحدة بعد موافقتك في كل مرة.
    [two] سيتمكن InfuseOS من إنفاق أكثر من رصيدين ({ $credits }) دفعة واحدة بعد موافقتك في كل مرة.
    [few] سيتمكن InfuseOS من إنفاق أكثر من { $credits } أرصدة دفعة واحدة بعد موافقتك في كل مرة.
    [many] سيتمكن InfuseOS من إنفاق أكثر من { $credits } رصيدًا دفعة واحدة بعد موافقتك في كل مرة.
   *[other] سيتمكن InfuseOS من إنفاق أكثر من { $credits } رصيد دفعة واحدة بعد موافقتك في كل مرة.
}
loosen-more = { $credits ->
    [zero] لن ينفق InfuseOS أي رصيد ({ $credits }) دفعة واحدة دون سؤالك.
    [one] سيتمكن InfuseOS من إنفاق رصيد واحد ({ $credits }) دفعة واحدة دون سؤالك.
    [two] سيتمكن InfuseOS من إنفاق رصيدين ({ $credits }) دفعة واحدة دون سؤالك.
    [few] سيتمكن InfuseOS من إنفاق ما يصل إلى { $credits } أرصدة دفعة واحدة دون سؤالك.
    [many] سيتمكن InfuseOS من إنفاق ما يصل إلى { $credits } رصيدًا دفعة واحدة دون سؤالك.
   *[other] سيتمكن InfuseOS من إنفاق ما يصل إلى { $credits } رصيد دفعة واحدة دون سؤالك.
}
loosen-default = قد يسمح الإعداد الافتراضي بأكثر مما يسمح به اختيارك.
loosen-do-allow = السماح
loosen-do-ask = السماح بعد السؤال
loosen-do-more = رفع الحد
loosen-do-default = استخدام الافتراضي
