# What mails say, and the pages that their links open. The server alone says it; each of these messages is one of its own.

mail-greeting = { $name } 様
mail-greeting-unnamed = ご利用者様
mail-day = { $month }月{ $day }日

mail-moment = { $day } { $time } UTC

## Security

mail-security-signed_in_from_new_device-subject = 新しいデバイスからサインインがありました
mail-security-signed_in_from_new_device-body = 最近使われていないデバイスまたはネットワークから、お使いのInfuseアカウントへのサインインがありました。
mail-security-session_ended-subject = デバイスがサインアウトされました
mail-security-session_ended-body = 「{ $detail }」のセッションが、お使いの別のデバイスから終了されました。
mail-security-other_sessions_ended-subject = ほかのデバイスがサインアウトされました
mail-security-other_sessions_ended-body = 操作を行ったデバイスを除き、お使いのアカウントのすべてのセッション（計{ $detail }件）が終了されました。
mail-security-token_issued-subject = アクセストークンが作成されました
mail-security-token_issued-body = お使いのアカウントに、新しいアクセストークン「{ $detail }」が作成されました。このトークンのシークレットがあれば、許可された操作を誰でも行えます。
mail-security-token_rotated-subject = アクセストークンのシークレットが再発行されました
mail-security-token_rotated-body = アクセストークン「{ $detail }」のシークレットが再発行されました。
mail-security-token_revoked-subject = アクセストークンが無効になりました
mail-security-token_revoked-body = アクセストークン「{ $detail }」は使えなくなりました。
mail-security-exported-subject = データがエクスポートされました
mail-security-exported-body = Infuseに保存されているお客様の情報すべてが、1つのファイルとしてダウンロードされました。
mail-security-deletion_scheduled-subject = アカウントの削除が予定されています
mail-security-deletion_scheduled-body = お使いのInfuseアカウントとそれに属するすべてが{ $detail }に削除されます。それまではサインインして復元できます。その間、アクセストークンは使えず、アラートのメールも届きません。
mail-security-deletion_cancelled-subject = アカウントの削除が取り消されました
mail-security-deletion_cancelled-body = お使いのInfuseアカウントは復元され、削除されません。アクセストークンも再び使えます。
mail-security-two_factor_enabled-subject = 2段階認証がオンになりました
mail-security-two_factor_enabled-body = 今後、お使いのInfuseアカウントへのサインインには、認証アプリのコードも必要です。
mail-security-two_factor_disabled-subject = 2段階認証がオフになりました
mail-security-two_factor_disabled-body = 今後、お使いのInfuseアカウントにはパスワードだけでサインインできます。
mail-security-recovery_code_used-subject = リカバリーコードが使われました
mail-security-recovery_code_used-body = 認証アプリの代わりにリカバリーコードを使って、お使いのInfuseアカウントへのサインインがありました。残りのリカバリーコード: { $detail }。
mail-security-recovery_codes_renewed-subject = リカバリーコードが再発行されました
mail-security-recovery_codes_renewed-body = お使いのInfuseアカウントに、新しいリカバリーコードが10個発行されました。以前のコードは使えなくなりました。
mail-security-unverified-body = このメールアドレスのInfuseアカウントへのアクセスに変更がありました。アドレスがまだ確認されていないため、詳細はこのメールには記載していません。Infuseの「アカウント」のアクティビティでご確認ください。
mail-security-more-subject = アカウントに多数の変更がありました
mail-security-more-body = アカウントへのアクセスに、個別にメールでお知らせする件数を超える変更がありました。{ $moment }からの1時間で、他のメールでお知らせしていない変更: { $count }件。すべてInfuseの「アカウント」のアクティビティで確認できます。
mail-security-when = 日時: { $moment }
mail-security-device = デバイス: { $device }
mail-security-address = アドレス: { $address }
mail-why-security = このメールは、Infuseアカウントのセキュリティに関するお知らせです。心当たりがない場合は、Infuseの「アカウント」でパスワードを変更し、ほかのセッションをすべて終了してください。

## Alerts

mail-credits_low-subject = クレジットが残りわずかです
mail-credits_low-body = クレジットがなくなると、エージェントは停止します。次の補充は{ $day }です。
mail-credits_exhausted-subject = クレジットがなくなりました
mail-credits_exhausted-body = クレジットが追加されるまで、新しい作業は受け付けられません。次の補充は{ $day }です。
mail-workflow_failed-subject = ワークフローが失敗しました: { $title }
mail-integration_needs_reconnect-subject = 連携の再接続が必要です: { $title }
mail-plan_upgraded-subject = プランがアップグレードされました
mail-open-usage = Infuseの「使用状況」を開く
mail-why-alert = このメールは、ワークスペース「{ $workspace }」に関するお知らせです。受け取るメールは、Infuseの「環境設定」で選べます。

## Verifying an address

mail-verify-subject = メールアドレスの確認
mail-verify-body = ご本人のメールアドレスであることを確認すると、Infuseからの警告をメールで受け取れるようになります。
mail-verify-link = メールアドレスを確認
mail-verify-expiry = このリンクは24時間以内に1回だけ使えます。
mail-why-verify = このメールは、Infuseにこのメールアドレスが登録されたためお送りしています。心当たりがない場合は、リンクを開かないでください。アラートがメールで届くことはありません。

## Pages

mail-page-verify-title = メールアドレスの確認
mail-page-verify-body = ご本人のメールアドレスであることを確認すると、Infuseからの警告をメールで受け取れるようになります。
mail-page-verify-button = メールアドレスを確認
mail-page-verified-title = メールアドレスを確認しました
mail-page-verified-body = 今後、Infuseからの警告がこのアドレスに届きます。このページは閉じてかまいません。
mail-page-unsubscribe-title = このメールの配信を停止しますか？
mail-page-unsubscribe-body = この種類のメールは届かなくなります。内容は引き続きInfuseのアラート一覧で確認でき、配信は「環境設定」で再開できます。
mail-page-unsubscribe-button = 配信を停止
mail-page-unsubscribed-title = 配信を停止しました
mail-page-unsubscribed-body = 配信は、Infuseの「環境設定」で再開できます。このページは閉じてかまいません。
mail-page-void-title = このリンクは無効です
mail-page-void-body = すでに使用されたか、期限が切れたか、新しいリンクが送信されています。メールアドレスの状態は、Infuseの「環境設定」で確認できます。
