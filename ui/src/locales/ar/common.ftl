# What is said in more than one place: windows, tray, notifications.

product = Infuse
open-app = فتح Infuse
open-usage = فتح الاستخدام
quit = إنهاء Infuse
warnings-pause = إيقاف التحذيرات حتى تجدد الرصيد
warnings-resume = استئناف التحذيرات
unknown-credits = الرصيد غير معروف بعد
plan-free = Free
plan-pro = Pro
plan-max = Max
plan-team = Team

## Why there are no figures: quick look, tray, and the page that asks for what is missing

standing-starting = يجري تشغيل Infuse
standing-welcome = لم يُعَدّ Infuse بعد
standing-signed_out = تم تسجيل خروجك
standing-keyring_locked = حلقة المفاتيح مقفلة
standing-keyring_missing = لم يُعثر على حلقة مفاتيح
standing-keyring_unset = لم تُعَدّ حلقة المفاتيح بعد
standing-preparing = إعداد البيانات التجريبية: اليوم { $done } من { $total }

## What agents ask before they do it

approval-allow = السماح
approval-deny = الرفض
approval-category-send_messages = إرسال الرسائل
approval-category-change_calendar = تغيير التقويم
approval-category-delete_data = حذف البيانات
approval-category-run_commands = تشغيل الأوامر
approval-category-spend_credits = إنفاق الرصيد
approval-category-other = أمر آخر
