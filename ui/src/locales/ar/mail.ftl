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
mail-security-recovery_code_used-subject = استخدام رمز استرداد
mail-security-recovery_code_used-body = سُجّل الدخول إلى حسابك في Infuse برمز استرداد بدلًا من تطبيق المصادقة. رموز الاسترداد المتبقية: { $detail }.
mail-security-recovery_codes_renewed-subject = رموز استرداد جديدة
mail-security-recovery_codes_renewed-body = صارت لحسابك في Infuse عشرة رموز استرداد جديدة. لم تعد الرموز السابقة تعمل.
mail-security-unverified-body = تغيّر شيء في الوصول إلى حساب Infuse المرتبط بهذا العنوان. ولأن العنوان لم يُؤكَّد بعد، لا تذكر هذه الرسالة المزيد؛ التفاصيل في Infuse ضمن نشاط الحساب.
mail-security-more-subject = تغييرات كثيرة في حسابك
mail-security-more-body = طرأت على الوصول إلى حسابك تغييرات أكثر مما يرسله Infuse واحدًا واحدًا. التغييرات خلال الساعة التي بدأت في { $moment } ولم تذكرها رسالة أخرى: { $count }. يعرضها Infuse كلها ضمن نشاط الحساب.
mail-security-when = الوقت: { $moment }
mail-security-device = الجهاز: { $device }
mail-security-address = العنوان: { $address }
mail-why-security = تصلك هذه الرسالة حفاظًا على أمان حسابك في Infuse. إذا لم يكن ذلك من فعلك، يُرجى تغيير كلمة المرور وإنهاء كل الجلسات الأخرى في Infuse، ضمن «الحساب».

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

mail-verify-subject = هل هذا عنوانك؟
mail-verify-body = يرسل Infuse التحذيرات إلى هذا العنوان بعد تأكيدك أنه لك.
mail-verify-link = تأكيد هذا العنوان
mail-verify-expiry = يعمل الرابط مرة واحدة، خلال 24 ساعة.
mail-why-verify = تصلك هذه الرسالة لأن هذا العنوان أُعطي إلى Infuse، والأرجح أن ذلك من فعلك. وإلا فيكفي تجاهل الرابط، ولن تُرسل أي تنبيهات إلى هنا.

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
mail-page-void-body = استُخدم الرابط من قبل، أو انتهت صلاحيته، أو أُرسل رابط أحدث منه. تظهر حالة عنوانك في Infuse، ضمن «التفضيلات».
