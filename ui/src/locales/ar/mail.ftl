# What mails say, and the pages that their links open. The server alone says it; each of these messages is one of its own.

mail-greeting = مرحبًا { $name }،
mail-greeting-unnamed = مرحبًا،
mail-day = { $day } { $month ->
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

mail-moment = { $day }، { $time } UTC

## Security

mail-security-signed_in_from_new_device-subject = تسجيل دخول إلى حسابك من جهاز جديد
mail-security-signed_in_from_new_device-body = سُجّل الدخول إلى حسابك في Infuse من جهاز أو شبكة لم يُستخدم الحساب منهما مؤخرًا.
mail-security-session_ended-subject = تم تسجيل خروج أحد الأجهزة
mail-security-session_ended-body = أُنهيت جلسة «{ $detail }» من جهاز آخر من أجهزتك.
mail-security-other_sessions_ended-subject = تم تسجيل خروج أجهزتك الأخرى
mail-security-other_sessions_ended-body = أُنهيت كل جلسات حسابك ما عدا الجلسة التي طلبت ذلك. عدد الجلسات المنتهية: { $detail }.
mail-security-token_issued-subject = إنشاء رمز وصول
mail-security-token_issued-body = «{ $detail }» رمز وصول جديد لحسابك. كل من لديه مفتاحه السري يستطيع القيام بما أُنشئ الرمز من أجله.
mail-security-token_rotated-subject = مفتاح سري جديد لرمز وصول
mail-security-token_rotated-body = أصبح لرمز الوصول «{ $detail }» مفتاح سري جديد.
mail-security-token_revoked-subject = إبطال رمز وصول
mail-security-token_revoked-body = لم يعد رمز الوصول «{ $detail }» يعمل.
mail-security-exported-subject = تم تصدير بياناتك
mail-security-exported-body = تم تنزيل كل ما يحفظه Infuse عنك في ملف واحد.
mail-security-deletion_scheduled-subject = سيُحذف حسابك
mail-security-deletion_scheduled-body = سيُحذف حسابك في Infuse وكل ما يخصه في { $detail }. حتى ذلك الحين يمكنك تسجيل الدخول واستعادته. في هذه الأثناء لا تعمل رموز الوصول، ولا تُرسل تنبيهات بالبريد.
mail-security-deletion_cancelled-subject = لن يُحذف حسابك
mail-security-deletion_cancelled-body = استُعيد حسابك في Infuse ولن يُحذف. رموز الوصول تعمل من جديد.
mail-security-two_factor_enabled-subject = التحقق بخطوتين قيد التشغيل
mail-security-two_factor_enabled-body = صار تسجيل الدخول إلى حسابك في Infuse يتطلب أيضًا رمزًا من تطبيق المصادقة.
mail-security-two_factor_disabled-subject = التحقق بخطوتين متوقف
mail-security-two_factor_disabled-body = صار تسجيل الدخول إلى حسابك في Infuse يتطلب كلمة المرور وحدها.
mail-security-two_factor_disabled-body-without-password = صار تسجيل الدخول إلى حسابك في Infuse يتطلب موفّر الهوية وحده.
mail-security-second_factor_refused-subject = رموز خاطئة عند تسجيل دخول إلى Infuse
mail-security-second_factor_refused-body = أدخل شخص ما كلمة مرورك ثم أرسل رموزًا خاطئة. إن لم تكن أنت، فيُرجى اختيار كلمة مرور جديدة.
mail-security-second_factor_refused-body-without-password = سجّل شخص ما الدخول عبر موفّر الهوية ثم أرسل رموزًا خاطئة. إن لم تكن أنت، فيُرجى تأمين حسابك لدى الموفّر.
mail-security-recovery_code_used-subject = استخدام رمز استرداد
mail-security-recovery_code_used-body = سُجّل الدخول إلى حسابك في Infuse برمز استرداد بدلًا من تطبيق المصادقة. رموز الاسترداد المتبقية: { $detail }.
mail-security-recovery_codes_renewed-subject = رموز استرداد جديدة
mail-security-recovery_codes_renewed-body = صارت لحسابك في Infuse عشرة رموز استرداد جديدة. لم تعد الرموز السابقة تعمل.
mail-security-approvals_loosened-subject = أصبح InfuseOS يستأذنك في أمور أقل
mail-security-approvals_loosened-body = من الآن فصاعدًا ينفّذ InfuseOS بعض الأمور دون أن يستأذنك أولًا. ما يستأذن فيه مذكور في Infuse ضمن «التخصيص».
mail-security-password_changed-subject = تغيّرت كلمة مرورك
mail-security-password_changed-body = تغيّرت كلمة مرور حسابك في Infuse، وسُجّل خروج كل الأجهزة الأخرى.
mail-security-password_reset-subject = أُعيد تعيين كلمة مرورك
mail-security-password_reset-body = أُعيد تعيين كلمة مرور حسابك في Infuse عبر رابط في رسالة، وسُجّل خروج كل الأجهزة.
mail-security-identity_linked-subject = صار موفّر الهوية يسجّل الدخول إلى حسابك
mail-security-identity_linked-body = من الآن، من يسجّل الدخول إلى { $detail } بهذا العنوان يدخل إلى حسابك في Infuse أيضًا. وإن كانت للحساب كلمة مرور فهي تعمل كما كانت.
mail-security-identity_linked-body-without-password = من الآن، من يسجّل الدخول إلى { $detail } بهذا العنوان يدخل إلى حسابك في Infuse أيضًا.
mail-security-identity_unlinked-subject = لم يعد موفّر الهوية يسجّل الدخول
mail-security-identity_unlinked-body = كان تسجيل الدخول بموفّر هوية قد أُعدّ لحسابك في Infuse، ثم أُلغي ذلك. لم يعد الموفّر يفتح حسابك.
mail-security-email_change_asked-subject = طلب لتغيير عنوانك
mail-security-email_change_asked-body = طُلب أن يصبح عنوان حسابك في Infuse «{ $detail }». يتغيّر العنوان بعد تأكيد الرابط المرسل إلى هناك.
mail-security-email_change_undone-subject = عاد عنوانك السابق
mail-security-email_change_undone-body = عاد عنوان حسابك في Infuse إلى «{ $detail }». سُجّل خروج كل الأجهزة، ولم تعد كلمة المرور السابقة تعمل.
mail-security-email_change_undone-body-without-password = عاد عنوان حسابك في Infuse إلى «{ $detail }». سُجّل خروج كل الأجهزة. يبقى تسجيل الدخول عبر موفّر الهوية كما كان.
mail-security-not_me-subject = سُجّل خروج كل الأجهزة
mail-security-not_me-body = استُخدم رابط «لم أكن أنا» في رسالة وصلت إليك. سُجّل خروج كل الأجهزة التي تستخدم حسابك في Infuse، ولم تعد كلمة المرور السابقة تعمل. أُبطلت رموز الوصول التي أُنشئت بعد ذلك، وأُوقف التحقق بخطوتين إن كان قد شُغّل بعد ذلك.
mail-security-not_me-body-without-password = استُخدم رابط «لم أكن أنا» في رسالة وصلت إليك. سُجّل خروج كل الأجهزة التي تستخدم حسابك في Infuse. أُبطلت رموز الوصول التي أُنشئت بعد ذلك، وأُوقف التحقق بخطوتين إن كان قد شُغّل بعد ذلك. يبقى تسجيل الدخول عبر موفّر الهوية كما كان؛ وإن كان غيرك قد دخل من خلاله، فيُرجى تأمين حسابك لدى الموفّر.
mail-not-me-link = لم أكن أنا
mail-not-me-expiry = يسجّل الرابط خروج كل الأجهزة، ويلغي ما أُعدّ بعد ذلك، ويتيح لك اختيار كلمة مرور جديدة. يعمل مرة واحدة، خلال 7 أيام.
mail-not-me-expiry-without-password = يسجّل الرابط خروج كل الأجهزة، ويلغي ما أُعدّ بعد ذلك. يعمل مرة واحدة، خلال 7 أيام.
mail-security-unverified-body = تغيّر شيء في الوصول إلى حساب Infuse المرتبط بهذا العنوان. ولأن العنوان لم يُؤكَّد بعد، لا تذكر هذه الرسالة المزيد؛ التفاصيل في Infuse ضمن نشاط الحساب.
mail-security-more-subject = تغييرات كثيرة في حسابك
mail-security-more-body = طرأت على الوصول إلى حسابك تغييرات أكثر مما يرسله Infuse واحدًا واحدًا. التغييرات خلال الساعة التي بدأت في { $moment } ولم تذكرها رسالة أخرى: { $count }. يعرضها Infuse كلها ضمن نشاط الحساب.
mail-security-when = الوقت: { $moment }
mail-security-device = الجهاز: { $device }
mail-security-address = العنوان: { $address }
mail-why-security = تصلك هذه الرسالة حفاظًا على أمان حسابك في Infuse. إذا بدا لك أمر غير صحيح، يُرجى تغيير كلمة المرور وإنهاء كل الجلسات الأخرى في Infuse، ضمن «الحساب».
mail-why-security-without-password = تصلك هذه الرسالة حفاظًا على أمان حسابك في Infuse. إذا بدا لك أمر غير صحيح، يُرجى تأمين حسابك لدى موفّر الهوية وإنهاء كل الجلسات الأخرى في Infuse، ضمن «الحساب».

## Alerts

mail-credits_low-subject = رصيدك على وشك النفاد
mail-credits_low-body = يتوقف الوكلاء عند نفاد الرصيد. يصل رصيد جديد في { $day }.
mail-credits_exhausted-subject = نفد رصيدك
mail-credits_exhausted-body = لن تُقبل أعمال جديدة حتى يُضاف رصيد. يصل رصيد جديد في { $day }.
mail-workflow_failed-subject = فشل مسار عمل: { $title }
mail-integration_needs_reconnect-subject = هناك تكامل يحتاج إليك: { $title }
mail-plan_upgraded-subject = تمت ترقية خطتك
mail-open-usage = فتح الاستخدام في Infuse
mail-why-alert = تصلك هذه الرسالة بسبب مساحة العمل «{ $workspace }». يمكنك اختيار الرسائل التي تصلك في Infuse، ضمن «التفضيلات».

## Verifying an address

mail-test-subject = رسالة تجريبية من Infuse
mail-test-body = تصلك التنبيهات هنا.
mail-why-test = تصلك هذه الرسالة لأنك طلبت تجربة في Infuse، ضمن «التفضيلات».
mail-verify-subject = هل هذا عنوانك؟
mail-verify-body = يرسل Infuse التحذيرات إلى هذا العنوان بعد تأكيدك أنه لك.
mail-verify-link = تأكيد هذا العنوان
mail-verify-expiry = يعمل الرابط مرة واحدة، خلال 24 ساعة.
mail-why-verify = تصلك هذه الرسالة لأن هذا العنوان أُعطي إلى Infuse، والأرجح أن ذلك من فعلك. وإلا فيكفي تجاهل الرابط، ولن تُرسل أي تنبيهات إلى هنا.

## A new password

mail-reset-subject = اختيار كلمة مرور جديدة
mail-reset-body = طُلبت كلمة مرور جديدة لحساب { $email } في Infuse، والأرجح أن ذلك من فعلك.
mail-reset-expiry = يعمل الرابط مرة واحدة، خلال ساعة واحدة. وإلى أن يُستخدم تبقى كلمة مرورك كما هي.
mail-reset-expiry-without-password = يعمل الرابط مرة واحدة، خلال ساعة واحدة. وإلى أن يُستخدم لا يتغيّر شيء.
mail-reset-link = اختيار كلمة مرور جديدة
mail-why-reset = إذا لم يكن الطلب منك فيكفي تجاهل الرابط. لا يدخل أحد إلى حسابك بمجرد الطلب.
mail-no-password-subject = تسجيل دخولك يتم عبر { $provider }
mail-no-password-body = طُلبت كلمة مرور جديدة لحساب { $email } في Infuse، والأرجح أن ذلك من فعلك. ليست لهذا الحساب كلمة مرور.
mail-no-password-way = سجّل الدخول عبر { $provider }؛ وكلمة المرور المنسية تُستعاد هناك.
mail-why-no-password = إذا لم يكن الطلب منك فلا حاجة إلى فعل شيء. لا يدخل أحد إلى حسابك بمجرد الطلب.

## Another address

mail-change-subject = هل هذا عنوانك الجديد؟
mail-change-body = بفتح الرابط يستخدم حسابك في Infuse هذا العنوان بدلًا من { $email }.
mail-change-expiry = يعمل الرابط مرة واحدة، خلال 24 ساعة.
mail-change-link = استخدام هذا العنوان
mail-why-change = تصلك هذه الرسالة لأن هذا العنوان أُعطي إلى Infuse، والأرجح أن ذلك من فعلك. وإلا فيكفي تجاهل الرابط.
mail-undo-subject = تغيّر عنوانك
mail-undo-body = لم يعد حسابك في Infuse يستخدم هذا العنوان، بل { $email }. تصل الرسائل إلى هناك من الآن فصاعدًا.
mail-undo-expiry = إذا لم يكن ذلك من فعلك فيمكنك التراجع عنه: يستعيد حسابك هذا العنوان، ويُسجّل خروج كل الأجهزة، وتُختار كلمة مرور جديدة. يعمل الرابط مرة واحدة، خلال 7 أيام.
mail-undo-expiry-without-password = إذا لم يكن ذلك من فعلك فيمكنك التراجع عنه: يستعيد حسابك هذا العنوان، ويُسجّل خروج كل الأجهزة. يعمل الرابط مرة واحدة، خلال 7 أيام.
mail-undo-link = التراجع عن التغيير
mail-why-undo = تصلك هذه الرسالة لأن هذا كان عنوان حسابك في Infuse.

## Pages

mail-page-verify-title = تأكيد عنوانك
mail-page-verify-body = يرسل Infuse التحذيرات إلى عنوانك بعد تأكيدك أنه لك.
mail-page-verify-button = تأكيد هذا العنوان
mail-page-verified-title = تم تأكيد عنوانك
mail-page-verified-body = سيرسل Infuse التحذيرات إليه من الآن. يمكنك إغلاق هذه الصفحة.
mail-page-unsubscribe-title = إيقاف هذه الرسائل؟
mail-page-unsubscribe-body = لن تصلك رسائل أخرى من هذا النوع. سيبقى كل شيء ظاهرًا في قائمة التنبيهات في Infuse، ويمكنك تشغيل الرسائل مجددًا من «التفضيلات».
mail-page-unsubscribe-button = إيقاف هذه الرسائل
mail-page-unsubscribed-title = تم إيقاف هذه الرسائل
mail-page-unsubscribed-body = يمكنك تشغيلها مجددًا من «التفضيلات» في Infuse. يمكنك إغلاق هذه الصفحة.
mail-page-void-title = لم يعد هذا الرابط صالحًا
mail-page-void-body = استُخدم الرابط من قبل، أو انتهت صلاحيته، أو أُرسل رابط أحدث منه. يمكنك طلب رابط آخر في Infuse.
mail-page-change-title = استخدام هذا العنوان؟
mail-page-change-body = يصبح هذا عنوان حسابك في Infuse. يصل إشعار إلى العنوان السابق، ويمكن التراجع منه خلال 7 أيام.
mail-page-change-button = استخدام هذا العنوان
mail-page-changed-title = تغيّر عنوانك
mail-page-changed-body = من الآن فصاعدًا يكون تسجيل الدخول بهذا العنوان. يمكنك إغلاق هذه الصفحة.
mail-page-taken-title = لهذا العنوان حساب من قبل
mail-page-taken-body = يستخدمه حساب آخر في Infuse، لذلك لم يتغيّر شيء. يمكنك تسجيل الدخول بهذا العنوان أو اختيار عنوان آخر.
mail-page-undo-title = التراجع عن التغيير؟
mail-page-undo-body = يستعيد حسابك في Infuse هذا العنوان. يُسجّل خروج كل الأجهزة، ولا تعود كلمة المرور تعمل، وتُبطل رموز الوصول التي أُنشئت منذ التغيير. ثم تُختار كلمة مرور جديدة.
mail-page-undo-body-without-password = يستعيد حسابك في Infuse هذا العنوان. يُسجّل خروج كل الأجهزة، وتُبطل رموز الوصول التي أُنشئت منذ التغيير. يبقى تسجيل الدخول عبر موفّر الهوية كما كان.
mail-page-undo-button = التراجع عن التغيير
mail-page-undone-title = عاد عنوانك السابق
mail-page-undone-body = سُجّل خروج كل الأجهزة. في الطريق إليك رسالة فيها رابط لاختيار كلمة مرور جديدة، حتى لا يدخل أحد غيرك.
mail-page-undone-body-without-password = سُجّل خروج كل الأجهزة. يبقى تسجيل الدخول عبر موفّر الهوية كما كان. يمكنك إغلاق هذه الصفحة.
mail-page-not-me-title = لم تكن أنت؟
mail-page-not-me-body = يُسجّل خروج كل الأجهزة فورًا، ولا تعود كلمة المرور تعمل. ويُلغى ما أُعدّ بعد ذلك: رموز الوصول، وعنوان جديد، والتحقق بخطوتين. ثم تُختار كلمة مرور جديدة.
mail-page-not-me-body-without-password = يُسجّل خروج كل الأجهزة فورًا. ويُلغى ما أُعدّ بعد ذلك: رموز الوصول، وعنوان جديد، والتحقق بخطوتين. يبقى تسجيل الدخول عبر موفّر الهوية كما كان.
mail-page-not-me-button = تسجيل خروج كل الأجهزة
mail-page-ended-title = سُجّل خروج كل الأجهزة
mail-page-ended-body = في الطريق إليك رسالة فيها رابط لاختيار كلمة مرور جديدة، حتى لا يدخل أحد غيرك.
mail-page-ended-body-without-password = يبقى تسجيل الدخول عبر موفّر الهوية كما كان. يمكنك إغلاق هذه الصفحة.
mail-page-reset-title = اختيار كلمة مرور جديدة
mail-page-reset-body = يُسجّل خروج كل الأجهزة التي تستخدم حسابك في Infuse.
mail-page-reset-done-title = تغيّرت كلمة مرورك
mail-page-reset-done-body = سُجّل خروج كل الأجهزة. يمكنك الآن تسجيل الدخول في Infuse بكلمة مرورك الجديدة، وإغلاق هذه الصفحة.
mail-page-password-label = كلمة المرور الجديدة
mail-page-password-hint = عدد الأحرف { $least } على الأقل. بضع كلمات متتالية خيار جيد.
mail-page-password-button = تعيين كلمة المرور
mail-page-fault-short = يجب ألا يقل عدد الأحرف عن { $least }.
mail-page-fault-long = يجب ألا يزيد عدد الأحرف على { $most }.
mail-page-fault-own = يجب أن تكون أكثر من اسمك أو عنوانك.
mail-page-fault-common = يستخدم كثيرون كلمة المرور هذه. يُرجى اختيار كلمة خاصة بك وحدك.
mail-page-fault-walk = المفاتيح والرموز المتتالية سهلة التخمين. يُفضّل استخدام بضع كلمات.
mail-page-fault-repeats = إنها تتكرّر. يُفضّل استخدام كلمات مختلفة.
mail-page-fault-date = السنوات والتواريخ سهلة التخمين. يُفضّل إضافة بضع كلمات.
mail-page-fault-name = الأسماء سهلة التخمين. يُفضّل إضافة بضع كلمات.
mail-page-fault-words = هذه سهلة التخمين. يُفضّل إضافة كلمة أو كلمتين.
