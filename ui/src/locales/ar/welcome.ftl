starting = جارٍ التشغيل…
welcome-title = كل ما ينفقه وكلاؤك أمام عينيك
welcome-text = يحسب Infuse كل رصيد يستخدمه وكلاؤك، ويبيّن أين ذهب، ويحذرك قبل نفاده.
welcome-promise = لا تتبّع. لا يتصل Infuse إلا بخادم من اختيارك.

welcome-local-title = الاستخدام على هذا الكمبيوتر
welcome-local-text = الوكلاء برامج تعمل لأجلك. يمكنك قياس استخدامهم هنا مباشرة: لا شيء يغادر هذا الكمبيوتر.
local-name = اسمك
local-action = البدء هنا
local-action-again = متابعة
local-opening = جارٍ الفتح…

welcome-server-title = تسجيل الدخول إلى خادم
welcome-server-text = استخدام خادم Infuse تديره شركتك أو أحد معارفك، بحساب خاص بك.
welcome-server-action = تسجيل الدخول…
server-title = تسجيل الدخول إلى خادم
server-text = يمكنك الحصول على عنوان الخادم ممن يديره.
server-mode = الحساب
server-sign-in = تسجيل الدخول
server-sign-up = إنشاء حساب
server-asking = جارٍ الاتصال…
server-url = عنوان الخادم
server-url-example = https://infuse.example.org
forgotten-ask = هل نسيت كلمة المرور؟
forgotten-text = يصلك بالبريد رابط لاختيار كلمة مرور جديدة.
forgotten-send = إرسال الرابط
forgotten-sent = إذا كان هناك حساب بهذا العنوان، فستصل إليه رسالة تتضمن رابطًا.
forgotten-local-text = يكتب الخادم الموجود داخل هذا التطبيق رسالة فيها رابط لاختيار كلمة مرور جديدة. ومن دون خادم بريد، تكون الرسالة ملفًا على هذا الكمبيوتر.
forgotten-filed = إذا كان هناك حساب بهذا العنوان، فالرسالة التي تتضمن الرابط موجودة في المجلد.

## A sign-in with an identity provider

or = أو
provider-continue = المتابعة باستخدام { $provider }
browser-title = المتابعة في المتصفح
browser-text = فُتحت صفحة { $provider } في المتصفح. بعد تسجيل الدخول هناك، تتابع هذه النافذة من تلقاء نفسها.
browser-text-unnamed = فُتحت صفحة موفّر الهوية في المتصفح. بعد تسجيل الدخول هناك، تتابع هذه النافذة من تلقاء نفسها.
browser-waiting = في انتظار { $provider }…
browser-waiting-unnamed = في انتظار المتصفح…

## The second step of a sign-in

second-title = بقيت خطوة واحدة
second-text = يطلب هذا الحساب رمزًا إلى جانب كلمة المرور.
second-text-provider = يطلب هذا الحساب رمزًا أيضًا.
second-code = رمز تطبيق المصادقة المكوّن من 6 أرقام
second-recovery-code = رمز الاسترداد
second-recovery-hint = أحد الرموز العشرة المحفوظة. يعمل كل رمز مرة واحدة.
second-use-recovery = استخدام رمز استرداد
second-use-code = استخدام تطبيق المصادقة
second-back = رجوع
recovery-code-used = { $count ->
    [0] كان هذا آخر رمز استرداد لديك. يمكن تجديدها في «الحساب».
    [zero] كان هذا آخر رمز استرداد لديك. يمكن تجديدها في «الحساب».
    [one] بقي لديك رمز استرداد واحد. يمكن تجديدها في «الحساب».
    [two] بقي لديك رمزا استرداد
    [few] بقيت لديك { $count } رموز استرداد
    [many] بقي لديك { $count } رمز استرداد
   *[other] بقي لديك { $count } رمز استرداد
}

welcome-sample-title = استكشاف بيانات تجريبية
welcome-sample-text = أرقام تجريبية لأكثر من مئة يوم، مميَّزة بوضوح، وتُزال بنقرة واحدة.
welcome-sample-action = فتح البيانات التجريبية
sample-preparing-label = إعداد البيانات التجريبية
sample-preparing = اليوم { $done } من { $total }…

signed-out-title = تسجيل الدخول إلى { $server }
signed-out-text = انتهت جلستك. كل ما حُفظ على هذا الكمبيوتر ما زال هنا.
signed-out-local-text = رصيدك وسجلك على هذا الكمبيوتر. يمكنك العودة متى شئت.
signed-out-protected-title = تسجيل الدخول على هذا الكمبيوتر
signed-out-protected-text = هذا الحساب محمي ببريد إلكتروني وكلمة مرور. رصيدك وسجلك ما زالا هنا.
signed-out-sample-title = انتهت هذه البيانات التجريبية
signed-out-sample-text = لم يعد فتح حسابها التجريبي ممكنًا. يمكنك إزالتها واستكشاف بيانات تجريبية جديدة متى شئت.

keyring-locked-text = جلستك محفوظة في حلقة مفاتيح النظام، وهي مقفلة. لم يُسجَّل خروجك. سيتابع Infuse فور فتحها.
keyring-missing-text = جلستك محفوظة في حلقة مفاتيح النظام، ولا تعمل أي منها في سطح المكتب هذا. لم يُسجَّل خروجك. سيتابع Infuse فور تشغيل واحدة.
keyring-waiting = يعيد Infuse المحاولة تلقائيًا أيضًا.
keyring-unset-text = تُحفظ جلستك في حلقة مفاتيح النظام، ولا توجد واحدة في سطح المكتب هذا بعد. يُرجى إعادة المحاولة واختيار كلمة مرور لها في النافذة التي تطلبها. إذا لم تظهر نافذة، يمكنك إنشاء حلقة مفاتيح افتراضية في مدير كلمات المرور بسطح المكتب.
