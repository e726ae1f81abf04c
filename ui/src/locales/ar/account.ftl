account-title = الحساب
account-purpose = ملفك الشخصي، وأماكن تسجيل دخولك، وكل ما لديه صلاحية وصول.

## Profile

profile-title = الملف الشخصي
name = الاسم
name-text = يظهر لك ولفريقك
name-missing = الاسم مطلوب.
email = البريد الإلكتروني
none = لا يوجد
email-local = هذا الحساب موجود على جهازك ولا يتلقى أي بريد.
email-sample = هذا الحساب تجريبي، مثل أرقامه.
email-verified = مؤكَّد
email-not-verified = غير مؤكَّد
email-not-verified-text = يلزم فتح الرابط المرسل إليه.
email-not-verified-files = يلزم فتح الرابط في الرسالة المحفوظة كملف على هذا الكمبيوتر.
email-failing = مرفوض
email-undeliverable = تعذر إيصال الرسائل إلى هذا العنوان. إذا عاد إلى العمل، يلزم تأكيده مجددًا.
email-change-ask = تغيير البريد…
email-change = إرسال الرابط
email-change-title = تغيير البريد الإلكتروني
email-change-text = يُرسل رابط إلى العنوان الجديد، ويتم التغيير عند فتحه. وتصل إلى العنوان القديم رسالة يمكن بها التراجع خلال 7 أيام.
email-new = البريد الإلكتروني الجديد
email-pending-title = البريد الإلكتروني الجديد
email-pending = بقي فتح الرابط في الرسالة المرسلة إلى { $email }
email-pending-files = بقي فتح الرابط في الرسالة الموجهة إلى { $email } والمحفوظة كملف على هذا الكمبيوتر
email-pending-cancel = إلغاء التغيير
email-change-withdrawn = بقي بريدك الإلكتروني كما هو
password = كلمة المرور
password-hint = { $least ->
    [zero] { $least } حرف على الأقل. بضع كلمات متتالية تفي بالغرض.
    [one] حرف واحد على الأقل. بضع كلمات متتالية تفي بالغرض.
    [two] حرفان على الأقل. بضع كلمات متتالية تفي بالغرض.
    [few] { $least } أحرف على الأقل. بضع كلمات متتالية تفي بالغرض.
    [many] { $least } حرفًا على الأقل. بضع كلمات متتالية تفي بالغرض.
   *[other] { $least } حرف على الأقل. بضع كلمات متتالية تفي بالغرض.
}
password-fault-too_short = قصيرة جدًا: الحد الأدنى لعدد الأحرف { $least }
password-fault-too_long = طويلة جدًا
password-fault-guessable = سهلة التخمين: من أول ما يُجرَّب
password-fault-own_name = سهلة التخمين: مأخوذة من الاسم أو البريد الإلكتروني
password-because-common = ضعيفة: يستخدمها كثيرون، هي أو ما يشبهها
password-because-walk = ضعيفة: مفاتيح أو أحرف متتالية
password-because-repeats = ضعيفة: تكرار للشيء نفسه
password-because-date = ضعيفة: تكاد تكون تاريخًا فقط
password-because-name = ضعيفة: تكاد تكون اسمًا فقط
password-because-few_words = ضعيفة: يُستحسن إضافة كلمة أو كلمتين
password-show = إظهار كلمة المرور
password-weak = سهلة التخمين
password-good = جيدة
password-strong = قوية
member-since = تاريخ الانضمام
lives-on = الخادم
lives-on-local = يعمل داخل هذا التطبيق. كل شيء يبقى على هذا الكمبيوتر.
lives-on-sample = يعمل داخل هذا التطبيق، بأرقام تجريبية.

## Sign-in and security

sign-in-title = تسجيل الدخول والأمان
signing-in-title = تسجيل الدخول
protect-none = ليس لهذا الحساب بريد إلكتروني أو كلمة مرور، ولذلك لا يتوفر له التحقق بخطوتين. يحميه تسجيل الدخول إلى الكمبيوتر.
protect-ask = حماية هذا الحساب…
protect = حماية الحساب
protect-title = حماية هذا الحساب
protect-text = بعد ذلك يطلب Infuse هذا البريد الإلكتروني وكلمة المرور عند تسجيل الدخول هنا. ويُرسل إلى العنوان رابط لتأكيده.
protect-text-files = بعد ذلك يطلب Infuse هذا البريد الإلكتروني وكلمة المرور عند تسجيل الدخول هنا. وتُحفظ رسالة تأكيد العنوان كملف على هذا الكمبيوتر.
protected-title = هذا الحساب محمي
protected-filed = الرسالة الموجهة إلى { $email } موجودة في المجلد. يلزم فتح الرابط الذي فيها لتأكيد العنوان.
protected-mailed = هذا الحساب محمي. رابط التأكيد في طريقه إلى { $email }
password-text = تغييرها يسجّل خروج كل أجهزتك الأخرى.
signing-in-elsewhere = تسجيل دخولك يتم عبر موفّر هوية، وهو من يتولى كلمة المرور.
signing-in-with = تسجيل دخولك يتم عبر { $provider }، وهو من يتولى كلمة المرور.
sign-in-again-ask = تسجيل الدخول مجددًا…
sign-in-again = تسجيل الدخول مجددًا
signed-in-again = تم تسجيل دخولك مجددًا. يمكنك إجراء التغيير الآن.
password-change-ask = تغيير كلمة المرور…
password-change = تغيير كلمة المرور
password-change-title = تغيير كلمة المرور
password-change-text = يُسجَّل خروج كل أجهزتك الأخرى، ويبقى هذا الجهاز مسجّل الدخول.
password-current = كلمة المرور الحالية
password-new = كلمة المرور الجديدة
password-changed = تغيّرت كلمة المرور، وسُجّل خروج كل أجهزتك الأخرى.
password-unknown = لا أعرف كلمة المرور
password-link-sent = رابط لاختيار كلمة مرور جديدة في طريقه إلى { $email }
not-me-ask = لم أكن أنا…
not-me-title = تسجيل الخروج من كل مكان آخر واختيار كلمة مرور جديدة
not-me-text = يُسجَّل خروج من دخل، ولا تعود كلمة المرور القديمة تفتح حسابك.
not-me-tokens = تبقى رموز الوصول صالحة. يمكن إبطال أي رمز غير معروف ضمن «رموز الوصول».
not-me-refused-title = اختيار كلمة مرور جديدة
not-me-refused-text = لم يدخل أحد، فالرموز كانت خاطئة. لكن هناك من يعرف كلمة مرورك، لذا يلزم اختيار كلمة جديدة. ويُسجَّل خروج كل أجهزتك الأخرى.

## Two-factor

two-factor-title = التحقق بخطوتين
two-factor-on = قيد التشغيل
two-factor-off = متوقف
two-factor-sign-in = رمز عند تسجيل الدخول
two-factor-text-on = يتطلب تسجيل الدخول كلمة المرور ورمزًا من تطبيق المصادقة.
two-factor-text-on-provider = يتطلب تسجيل الدخول رمزًا من تطبيق المصادقة أيضًا.
two-factor-text-off = عند تشغيله يتطلب تسجيل الدخول كلمة المرور ورمزًا من تطبيق على هاتفك، فلا تكفي كلمة مرور مسروقة وحدها لفتح أي شيء.
two-factor-text-off-provider = عند تشغيله يتطلب تسجيل الدخول رمزًا من تطبيق على هاتفك أيضًا، فلا يكفي الدخول إلى موفّر الهوية وحده لفتح أي شيء هنا.
two-factor-since = قيد التشغيل منذ { $date }.
two-factor-sample = هذا الحساب غير حقيقي، ولا أحد يسجّل الدخول إليه.
two-factor-offline = الخادم لا يستجيب. يمكن تغيير هذا فور استجابته.
two-factor-turn-on-ask = تشغيل…
two-factor-turn-on = تشغيل
two-factor-turn-on-title = تشغيل التحقق بخطوتين
two-factor-turn-on-text = تُطلب كلمة المرور أولًا حتى لا يفعل ذلك أحد غيرك.
two-factor-turn-on-text-provider = يلزم تطبيق على هاتفك يُنشئ رموزًا لمرة واحدة. في الخطوة التالية يمسح التطبيق صورة.
two-factor-continue = متابعة
two-factor-scan-title = إضافة Infuse إلى تطبيق المصادقة
two-factor-scan-text = امسح الصورة بأي تطبيق يُنشئ رموزًا لمرة واحدة، على هاتفك أو في مدير كلمات المرور، ثم أدخل الرمز الذي يظهر فيه.
two-factor-picture = رمز QR لتطبيق المصادقة
two-factor-key = تعذّر المسح؟ هذا هو المفتاح لكتابته:
two-factor-key-copy = نسخ المفتاح
two-factor-code = رمز التطبيق المكوّن من 6 أرقام
two-factor-code-incomplete = يلزم إدخال الأرقام الستة كلها.
two-factor-turn-off-ask = إيقاف…
two-factor-turn-off = إيقاف
two-factor-turn-off-title = إيقاف التحقق بخطوتين؟
two-factor-turn-off-text = ستكفي كلمة المرور وحدها لتسجيل الدخول، وتتوقف رموز الاسترداد عن العمل.
two-factor-turn-off-text-provider = لن يتطلب تسجيل الدخول رمزًا، وتتوقف رموز الاسترداد عن العمل.
two-factor-turned-off = أُوقف التحقق بخطوتين
two-factor-already-title = التحقق بخطوتين قيد التشغيل بالفعل
two-factor-already-text = للحصول على عشرة رموز استرداد جديدة، يكفي إدخال رمز من تطبيق المصادقة. وتتوقف الرموز القديمة عن العمل.
any-code = الرمز
any-code-hint = من تطبيق المصادقة، أو رمز استرداد
recovery-codes = رموز الاسترداد
recovery-codes-text = المتبقي: { $count }. يتيح كل رمز تسجيل الدخول مرة واحدة إذا فُقد تطبيق المصادقة.
recovery-codes-few = { $count ->
    [0] لم يبقَ أي رمز. لن يمكن تسجيل الدخول دون تطبيق المصادقة. يُستحسن تجديدها الآن.
    [zero] لم يبقَ أي رمز. لن يمكن تسجيل الدخول دون تطبيق المصادقة. يُستحسن تجديدها الآن.
    [one] بقي رمز واحد فقط. يُستحسن تجديدها قبل نفادها.
    [two] بقي رمزان فقط. يُستحسن تجديدها قبل نفادها.
    [few] بقيت { $count } رموز فقط. يُستحسن تجديدها قبل نفادها.
    [many] بقي { $count } رمزًا فقط. يُستحسن تجديدها قبل نفادها.
   *[other] بقي { $count } رمز فقط. يُستحسن تجديدها قبل نفادها.
}
recovery-codes-title = احتفظ برموز الاسترداد هذه
recovery-codes-what = يتيح كل رمز تسجيل الدخول مرة واحدة إذا فُقد تطبيق المصادقة. الأفضل حفظها بعيدًا عن هذا الكمبيوتر وعن كلمة المرور.
recovery-codes-what-provider = يتيح كل رمز تسجيل الدخول مرة واحدة إذا فُقد تطبيق المصادقة. الأفضل حفظها بعيدًا عن هذا الكمبيوتر.
recovery-codes-once = لن تظهر مرة أخرى.
recovery-codes-copy = نسخ
recovery-codes-print = طباعة…
recovery-codes-file = infuse-recovery-codes
recovery-codes-head = رموز استرداد Infuse للحساب { $email } على { $server }
recovery-codes-kept = احتفظت بها
recovery-codes-renew-ask = تجديد…
recovery-codes-renew = تجديد
recovery-codes-renew-title = تجديد رموز الاسترداد؟
recovery-codes-renew-text = تُنشأ عشرة رموز جديدة، وتتوقف الرموز السابقة عن العمل.

## Sessions

sessions-title = الجلسات
sessions-text = حيث سُجّل دخولك
sessions-offline = الخادم لا يستجيب. ستظهر جلساتك هنا فور استجابته.
sessions-current = هذا الجهاز
session-device-unknown = جهاز غير معروف
session-system-linux = Linux
session-system-macos = macOS
session-system-windows = Windows
session-system-web = متصفح ويب
session-system-unknown = نظام غير معروف
session-address-here = هذا الكمبيوتر
session-address-unknown = عنوان غير معروف
session-where = { $system } · { $address }
session-seen = أول ظهور: { $first } · آخر ظهور: { $last }
session-seen-now = أول ظهور: { $first } · نشط الآن
session-ended = انتهت جلسة { $device }
sessions-end-others-ask = إنهاء الجلسات الأخرى…
sessions-end-others = إنهاء الجلسات الأخرى
sessions-end-others-title = إنهاء كل الجلسات الأخرى؟
sessions-end-others-text = { $count ->
    [zero] لا توجد جلسات أخرى. سيبقى دخولك مسجَّلًا على هذا الجهاز.
    [one] ستنتهي جلسة أخرى واحدة فورًا. سيبقى دخولك مسجَّلًا على هذا الجهاز.
    [two] ستنتهي جلستان أخريان فورًا. سيبقى دخولك مسجَّلًا على هذا الجهاز.
    [few] ستنتهي { $count } جلسات أخرى فورًا. سيبقى دخولك مسجَّلًا على هذا الجهاز.
    [many] ستنتهي { $count } جلسة أخرى فورًا. سيبقى دخولك مسجَّلًا على هذا الجهاز.
   *[other] ستنتهي { $count } جلسة أخرى فورًا. سيبقى دخولك مسجَّلًا على هذا الجهاز.
}
sessions-ended = { $count ->
    [0] لم تكن لديك جلسات أخرى
    [zero] لم تكن لديك جلسات أخرى
    [one] انتهت جلسة واحدة
    [two] انتهت جلستان
    [few] انتهت { $count } جلسات
    [many] انتهت { $count } جلسة
   *[other] انتهت { $count } جلسة
}

## Access tokens

tokens-title = رموز الوصول
tokens-text = رمز لكل تكامل
tokens-about = لكل تكامل رمز خاص به، فيمكنك إبطال أحدها دون إيقاف البقية.
tokens-none = لا توجد رموز بعد. يُفضَّل إنشاء رمز لكل تكامل، ليمكنك إبطال أحدها دون إيقاف البقية.
tokens-offline = الخادم لا يستجيب. ستظهر رموزك هنا فور استجابته.
tokens-unused = { $count ->
    [zero] كل الرموز استُخدمت خلال آخر 90 يومًا.
    [one] هناك رمز لم يُستخدم منذ 90 يومًا. يُفضَّل إبطاله إن لم تعد هناك حاجة إليه.
    [two] هناك رمزان لم يُستخدما منذ 90 يومًا. يُفضَّل إبطال ما لم تعد هناك حاجة إليه.
    [few] هناك { $count } رموز لم تُستخدم منذ 90 يومًا. يُفضَّل إبطال ما لم تعد هناك حاجة إليه.
    [many] هناك { $count } رمزًا لم تُستخدم منذ 90 يومًا. يُفضَّل إبطال ما لم تعد هناك حاجة إليه.
   *[other] هناك { $count } رمز لم تُستخدم منذ 90 يومًا. يُفضَّل إبطال ما لم تعد هناك حاجة إليه.
}
scope-usage_write = الإبلاغ عن الاستخدام
scope-usage_read = قراءة الاستخدام
scope-usage_refund = رد الرصيد
scope-signals_write = إرسال الإشارات
scope-settings_read = قراءة الإعدادات
scope-approvals_ask = طلب الموافقة
scope-billing_read = قراءة الفوترة
scope-choice-usage_write = الإبلاغ عن الاستخدام
scope-choice-usage_read = قراءة الاستخدام
scope-choice-usage_refund = رد الرصيد
scope-choice-signals_write = إرسال الإشارات
scope-choice-settings_read = قراءة الإعدادات
scope-choice-approvals_ask = طلب الموافقة
scope-choice-billing_read = قراءة الفوترة
token-may = الأذونات في «{ $workspace }»: { $scopes }
token-may-left = الأذونات في مساحة عمل غادرتها: { $scopes }
token-times = أُنشئ: { $created } · { $used } · { $ends }
token-used = آخر استخدام: { $at } ({ $address })
token-never-used = لم يُستخدم بعد
token-expires-on = ينتهي في { $date }
token-expired-on = انتهى في { $date }
token-never-expires = بلا تاريخ انتهاء
token-expired = منتهي الصلاحية
token-unused = لم يُستخدم منذ 90 يومًا
token-new = رمز جديد…
token-new-title = رمز وصول جديد
token-new-text = يُفضَّل إنشاء رمز لكل تكامل. يعمل هذا الرمز في «{ $workspace }» فقط.
token-name = اسم الرمز
token-scopes = الأذونات
token-scopes-missing = يلزم اختيار إذن واحد على الأقل.
token-lifetime = انتهاء الصلاحية
token-lifetime-forever = بلا انتهاء
token-lifetime-days30 = بعد 30 يومًا
token-lifetime-days90 = بعد 90 يومًا
token-lifetime-year = بعد سنة
token-issue = إنشاء الرمز
token-ready-title = «{ $name }» جاهز
token-ready-text = يُلصق هذا المفتاح السري حيث يطلب التكامل رمزًا.
token-secret = المفتاح السري
token-copy = نسخ المفتاح السري
token-file = infuse-token
token-rotate-ask = تبديل المفتاح…
token-rotate = تبديل المفتاح
token-rotate-title = تبديل مفتاح «{ $name }»؟
token-rotate-text = يحصل الرمز على مفتاح سري جديد ولا يتغير فيه شيء آخر. يجب استبدال المفتاح القديم أينما كان مستخدمًا.
token-overlap = مدة عمل المفتاح القديم
token-overlap-nothing = يتوقف فورًا
token-overlap-hour = لمدة ساعة
token-overlap-day = لمدة يوم
token-rotated-title = أصبح لـ«{ $name }» مفتاح سري جديد
token-rotated-nothing = لم يعد المفتاح القديم يعمل.
token-rotated-hour = سيعمل المفتاح القديم لمدة ساعة.
token-rotated-day = سيعمل المفتاح القديم لمدة يوم.
token-revoke-ask = إبطال…
token-revoke = إبطال الرمز
token-revoke-title = إبطال «{ $name }»؟
token-revoke-text = سيرفض الخادم من الآن كل ما يستخدم هذا الرمز. لا يمكن التراجع عن ذلك.
token-revoked = أُبطل «{ $name }»

## Activity

activity-title = النشاط
activity-text = أحداث الوصول إلى حسابك
activity-offline = الخادم لا يستجيب. ستظهر هنا أحداث الوصول إلى حسابك فور استجابته.
activity-none = لا شيء من هذا النوع خلال آخر 400 يوم.
activity-more = عرض المزيد
activity-filter = عرض
activity-where = { $moment } · { $device } · { $address }
activity-deletion-on = في { $date }
activity-sessions = { $count ->
    [zero] لا جلسات
    [one] جلسة واحدة
    [two] جلستان
    [few] { $count } جلسات
    [many] { $count } جلسة
   *[other] { $count } جلسة
}
activity-unknown = حدث لا يمكن توضيحه إلا بإصدار أحدث من Infuse
activity-group-all = الكل
activity-group-sign_ins = عمليات تسجيل الدخول
activity-group-sessions = الجلسات
activity-group-tokens = رموز الوصول
activity-group-secrets = كلمة المرور والتحقق بخطوتين
activity-group-email = البريد الإلكتروني
activity-group-account = الحساب
activity-kind-signed_up = إنشاء هذا الحساب
activity-kind-signed_in = تسجيل دخول
activity-kind-signed_in_from_new_device = تسجيل دخول من جهاز أو شبكة جديدة
activity-kind-signed_out = تسجيل خروج
activity-kind-session_ended = تسجيل خروج أحد الأجهزة
activity-kind-other_sessions_ended = تسجيل خروج كل الأجهزة الأخرى
activity-kind-not_me = الإبلاغ عن تسجيل دخول غير معروف
activity-kind-token_issued = إنشاء رمز وصول
activity-kind-token_rotated = مفتاح سري جديد لرمز وصول
activity-kind-token_revoked = إبطال رمز وصول
activity-kind-password_changed = تغيير كلمة المرور
activity-kind-password_reset_asked = طلب كلمة مرور جديدة بالبريد
activity-kind-password_reset = إعادة تعيين كلمة المرور بالبريد
activity-kind-identity_linked = إعداد تسجيل الدخول بموفّر هوية
activity-kind-identity_unlinked = إلغاء تسجيل الدخول بموفّر هوية
activity-kind-account_protected = تعيين البريد الإلكتروني وكلمة المرور
activity-kind-two_factor_enabled = تشغيل التحقق بخطوتين
activity-kind-two_factor_disabled = إيقاف التحقق بخطوتين
activity-kind-second_factor_refused = رموز خاطئة عند تسجيل دخول
activity-kind-recovery_code_used = تسجيل دخول برمز استرداد
activity-kind-recovery_codes_renewed = إنشاء رموز استرداد جديدة
activity-kind-approvals_loosened = أصبح InfuseOS يستأذنك في أمور أقل
activity-kind-email_verified = تأكيد البريد الإلكتروني
activity-kind-email_change_asked = طلب تغيير البريد الإلكتروني
activity-kind-email_changed = تغيير البريد الإلكتروني
activity-kind-email_change_undone = التراجع عن تغيير البريد الإلكتروني
activity-kind-exported = تصدير بياناتك
activity-kind-deletion_scheduled = طلب حذف الحساب
activity-kind-deletion_cancelled = استعادة الحساب

## Your data

data-title = بياناتك
export-account = التصدير
export-account-text = كل ما يحفظه الخادم عنك، في ملف ZIP واحد مع شرح لمحتواه.
export-account-ask = تصدير بياناتي…
export-account-first = تصدير بياناتي أولًا…
export-account-file = infuse-account
export-account-saved = حُفظت بياناتك
delete-account = حذف الحساب
delete-account-ask = حذف الحساب…
delete-account-text = يمكن استعادته خلال 14 يومًا.
delete-account-local = هذا الحساب موجود على هذا الكمبيوتر فقط. لإزالته مع كل ما فيه، يلزم إنهاء Infuse وحذف مجلد بياناته.
delete-account-title = حذف حسابك؟
delete-account-what = يُحذف حسابك مع جلساتك ورموز الوصول والنشاط ومساحات العمل التي تخصك وحدك: رصيدها، بما فيه المشترى، وسجلاتها.
delete-account-when = يمكنك العدول عن ذلك خلال 14 يومًا بتسجيل الدخول واختيار «استعادة». بعد ذلك لا يمكن التراجع.
delete-account-meanwhile = حتى ذلك الحين لا تعمل رموز الوصول، ولا تُرسل تنبيهات بالبريد.
delete-account-others = تستمر مساحات العمل التي فيها أعضاء آخرون من دونك، ويُزال اسمك من سجلاتها.
delete-account-email = بريدك الإلكتروني للتأكيد
delete-account-other-email = هذا ليس البريد الإلكتروني لهذا الحساب.
deletion-scheduled = سيُحذف حسابك في { $date }

## Sign out

sign-out-local-hint = تبقى بياناتك على هذا الكمبيوتر.
sign-out-remote-hint = تنتهي الجلسة على هذا الكمبيوتر فقط.
