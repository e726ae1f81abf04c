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
mail-security-two_factor_disabled-body-without-password = 今後、お使いのInfuseアカウントにはIDプロバイダーだけでサインインできます。
mail-security-second_factor_refused-subject = Infuseへのサインインで誤ったコードが入力されました
mail-security-second_factor_refused-body = パスワードが正しく入力されたあと、誤ったコードが続けて入力されました。お心当たりがない場合は、新しいパスワードを決めてください。
mail-security-second_factor_refused-body-without-password = IDプロバイダーでのサインインのあと、誤ったコードが続けて入力されました。お心当たりがない場合は、IDプロバイダーのアカウントを保護してください。
mail-security-recovery_code_used-subject = リカバリーコードが使われました
mail-security-recovery_code_used-body = 認証アプリの代わりにリカバリーコードを使って、お使いのInfuseアカウントへのサインインがありました。残りのリカバリーコード: { $detail }。
mail-security-recovery_codes_renewed-subject = リカバリーコードが再発行されました
mail-security-recovery_codes_renewed-body = お使いのInfuseアカウントに、新しいリカバリーコードが10個発行されました。以前のコードは使えなくなりました。
mail-security-approvals_loosened-subject = InfuseOSの確認が減りました
mail-security-approvals_loosened-body = 今後、InfuseOSは一部の操作を事前の確認なしに行います。確認の対象は、Infuseの「パーソナライズ」で確認できます。
mail-security-password_changed-subject = パスワードが変更されました
mail-security-password_changed-body = お使いのInfuseアカウントのパスワードが変更され、ほかのすべてのデバイスがサインアウトされました。
mail-security-password_reset-subject = パスワードが再設定されました
mail-security-password_reset-body = お使いのInfuseアカウントのパスワードがメールのリンクから再設定され、すべてのデバイスがサインアウトされました。
mail-security-identity_linked-subject = IDプロバイダーでサインインできるようになりました
mail-security-identity_linked-body = 今後、このメールアドレスで{ $detail }にサインインした人は、お使いのInfuseアカウントにも入れます。パスワードがある場合は、これまでどおり使えます。
mail-security-identity_linked-body-without-password = 今後、このメールアドレスで{ $detail }にサインインした人は、お使いのInfuseアカウントにも入れます。
mail-security-identity_unlinked-subject = IDプロバイダーではサインインできなくなりました
mail-security-identity_unlinked-body = お使いのInfuseアカウントに設定されていたIDプロバイダーでのサインインが取り消されました。このプロバイダーではサインインできません。
mail-security-email_change_asked-subject = メールアドレスの変更が求められました
mail-security-email_change_asked-body = お使いのInfuseアカウントのメールアドレスを「{ $detail }」に変更する手続きが始まりました。そちらに送られたリンクが確認されると変更されます。
mail-security-email_change_undone-subject = 以前のメールアドレスに戻りました
mail-security-email_change_undone-body = お使いのInfuseアカウントのメールアドレスは「{ $detail }」に戻りました。すべてのデバイスがサインアウトされ、これまでのパスワードは使えなくなりました。
mail-security-email_change_undone-body-without-password = お使いのInfuseアカウントのメールアドレスは「{ $detail }」に戻りました。すべてのデバイスがサインアウトされました。これまでどおりIDプロバイダーでサインインできます。
mail-security-not_me-subject = すべてのデバイスがサインアウトされました
mail-security-not_me-body = お送りしたメールの「自分ではない」のリンクが使われました。お使いのInfuseアカウントのすべてのデバイスがサインアウトされ、これまでのパスワードは使えなくなりました。それ以降に作られたアクセストークンは無効になり、それ以降にオンにされた2段階認証はオフになりました。
mail-security-not_me-body-without-password = お送りしたメールの「自分ではない」のリンクが使われました。お使いのInfuseアカウントのすべてのデバイスがサインアウトされました。それ以降に作られたアクセストークンは無効になり、それ以降にオンにされた2段階認証はオフになりました。これまでどおりIDプロバイダーでサインインできます。ほかの人がIDプロバイダーを通じて入った場合は、そちらのアカウントを保護してください。
mail-not-me-link = 自分ではない
mail-not-me-expiry = このリンクを使うと、すべてのデバイスがサインアウトされ、それ以降に設定されたものが取り消され、新しいパスワードを決められます。7日以内に1回だけ使えます。
mail-not-me-expiry-without-password = このリンクを使うと、すべてのデバイスがサインアウトされ、それ以降に設定されたものが取り消されます。7日以内に1回だけ使えます。
mail-security-unverified-body = このメールアドレスのInfuseアカウントへのアクセスに変更がありました。アドレスがまだ確認されていないため、詳細はこのメールには記載していません。Infuseの「アカウント」のアクティビティでご確認ください。
mail-security-more-subject = アカウントに多数の変更がありました
mail-security-more-body = アカウントへのアクセスに、個別にメールでお知らせする件数を超える変更がありました。{ $moment }からの1時間で、他のメールでお知らせしていない変更: { $count }件。すべてInfuseの「アカウント」のアクティビティで確認できます。
mail-security-when = 日時: { $moment }
mail-security-device = デバイス: { $device }
mail-security-address = アドレス: { $address }
mail-why-security = このメールは、Infuseアカウントのセキュリティに関するお知らせです。おかしな点がある場合は、Infuseの「アカウント」でパスワードを変更し、ほかのセッションをすべて終了してください。
mail-why-security-without-password = このメールは、Infuseアカウントのセキュリティに関するお知らせです。おかしな点がある場合は、IDプロバイダーのアカウントを保護し、Infuseの「アカウント」でほかのセッションをすべて終了してください。

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

mail-test-subject = Infuseからのテスト
mail-test-body = アラートはこのメールアドレスに届きます。
mail-why-test = このメールは、Infuseの「環境設定」でテストが求められたためお送りしています。
mail-verify-subject = メールアドレスの確認
mail-verify-body = ご本人のメールアドレスであることを確認すると、Infuseからの警告をメールで受け取れるようになります。
mail-verify-link = メールアドレスを確認
mail-verify-expiry = このリンクは24時間以内に1回だけ使えます。
mail-why-verify = このメールは、Infuseにこのメールアドレスが登録されたためお送りしています。心当たりがない場合は、リンクを開かないでください。アラートがメールで届くことはありません。

## A new password

mail-reset-subject = 新しいパスワードの設定
mail-reset-body = { $email }のInfuseアカウントで、新しいパスワードの設定が求められました。
mail-reset-expiry = このリンクは1時間以内に1回だけ使えます。使うまで、パスワードは変わりません。
mail-reset-expiry-without-password = このリンクは1時間以内に1回だけ使えます。使うまで、何も変わりません。
mail-reset-link = 新しいパスワードを設定
mail-why-reset = 心当たりがない場合は、リンクを開かないでください。求めただけでは、だれもサインインできません。
mail-no-password-subject = { $provider }でサインインしてください
mail-no-password-body = { $email }のInfuseアカウントで、新しいパスワードの設定が求められました。このアカウントにはパスワードがありません。
mail-no-password-way = { $provider }でサインインしてください。パスワードを忘れた場合も、そちらで再設定できます。
mail-why-no-password = 心当たりがない場合は、何もする必要はありません。求めただけでは、だれもサインインできません。

## Another address

mail-change-subject = 新しいメールアドレスの確認
mail-change-body = リンクを開くと、お使いのInfuseアカウントのメールアドレスが{ $email }からこのアドレスに変わります。
mail-change-expiry = このリンクは24時間以内に1回だけ使えます。
mail-change-link = このメールアドレスを使う
mail-why-change = このメールは、Infuseにこのメールアドレスが入力されたためお送りしています。心当たりがない場合は、リンクを開かないでください。
mail-undo-subject = メールアドレスが変更されました
mail-undo-body = お使いのInfuseアカウントのメールアドレスは、このアドレスから{ $email }に変わりました。今後のメールはそちらに届きます。
mail-undo-expiry = 心当たりがない場合は、元に戻してください。アカウントはこのアドレスに戻り、すべてのデバイスがサインアウトされ、新しいパスワードを決められます。このリンクは7日以内に1回だけ使えます。
mail-undo-expiry-without-password = 心当たりがない場合は、元に戻してください。アカウントはこのアドレスに戻り、すべてのデバイスがサインアウトされます。このリンクは7日以内に1回だけ使えます。
mail-undo-link = 変更を元に戻す
mail-why-undo = このメールは、このアドレスがInfuseアカウントのメールアドレスだったためお送りしています。

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
mail-page-void-body = すでに使用されたか、期限が切れたか、新しいリンクが送信されています。Infuseでもう一度リンクを求められます。
mail-page-change-title = このメールアドレスを使いますか？
mail-page-change-body = お使いのInfuseアカウントのメールアドレスがこのアドレスに変わります。以前のアドレスにお知らせが届き、7日間は元に戻せます。
mail-page-change-button = このメールアドレスを使う
mail-page-changed-title = メールアドレスが変更されました
mail-page-changed-body = 今後はこのメールアドレスでサインインしてください。このページは閉じてかまいません。
mail-page-taken-title = このメールアドレスのアカウントがすでにあります
mail-page-taken-body = 別のInfuseアカウントで使われているため、何も変更されませんでした。このメールアドレスでサインインするか、別のアドレスを選んでください。
mail-page-undo-title = 変更を元に戻しますか？
mail-page-undo-body = お使いのInfuseアカウントはこのアドレスに戻ります。すべてのデバイスがサインアウトされ、パスワードは使えなくなり、変更以降に作られたアクセストークンは無効になります。そのあと、新しいパスワードを決めます。
mail-page-undo-body-without-password = お使いのInfuseアカウントはこのアドレスに戻ります。すべてのデバイスがサインアウトされ、変更以降に作られたアクセストークンは無効になります。そのあとも、これまでどおりIDプロバイダーでサインインできます。
mail-page-undo-button = 変更を元に戻す
mail-page-undone-title = 以前のメールアドレスに戻りました
mail-page-undone-body = すべてのデバイスがサインアウトされました。リンクを記載したメールをお送りしました。ご本人だけがサインインできるように、リンクから新しいパスワードを決めてください。
mail-page-undone-body-without-password = すべてのデバイスがサインアウトされました。これまでどおりIDプロバイダーでサインインできます。このページは閉じてかまいません。
mail-page-not-me-title = ご本人ではありませんか？
mail-page-not-me-body = すべてのデバイスがただちにサインアウトされ、パスワードは使えなくなります。それ以降に設定されたアクセストークン、新しいメールアドレス、2段階認証は取り消されます。そのあと、新しいパスワードを決めます。
mail-page-not-me-body-without-password = すべてのデバイスがただちにサインアウトされます。それ以降に設定されたアクセストークン、新しいメールアドレス、2段階認証は取り消されます。そのあとも、これまでどおりIDプロバイダーでサインインできます。
mail-page-not-me-button = すべてのデバイスをサインアウト
mail-page-ended-title = すべてのデバイスがサインアウトされました
mail-page-ended-body = リンクを記載したメールをお送りしました。ご本人だけがサインインできるように、リンクから新しいパスワードを決めてください。
mail-page-ended-body-without-password = これまでどおりIDプロバイダーでサインインできます。このページは閉じてかまいません。
mail-page-reset-title = 新しいパスワードの設定
mail-page-reset-body = お使いのInfuseアカウントにサインインしているすべてのデバイスがサインアウトされます。
mail-page-reset-done-title = パスワードが変更されました
mail-page-reset-done-body = すべてのデバイスがサインアウトされました。Infuseで新しいパスワードを使ってサインインしてください。このページは閉じてかまいません。
mail-page-password-label = 新しいパスワード
mail-page-password-hint = { $least }文字以上。いくつかの単語をつなげるのがおすすめです。
mail-page-password-button = パスワードを設定
mail-page-fault-short = { $least }文字以上にしてください。
mail-page-fault-long = { $most }文字以下にしてください。
mail-page-fault-own = お名前やメールアドレスだけにしないでください。
mail-page-fault-common = 多くの人が使っているパスワードです。ご自分だけのものにしてください。
mail-page-fault-walk = 並んだキーや文字は推測されやすくなります。いくつかの単語を使ってください。
mail-page-fault-repeats = 同じものの繰り返しです。違う単語をいくつか使ってください。
mail-page-fault-date = 年や日付は推測されやすくなります。いくつか単語を加えてください。
mail-page-fault-name = 名前は推測されやすくなります。いくつか単語を加えてください。
mail-page-fault-words = 推測されやすいパスワードです。単語を1つか2つ加えてください。
