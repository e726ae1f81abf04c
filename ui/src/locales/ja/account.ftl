account-title = アカウント
account-purpose = プロフィール、サインイン中の場所、アクセスできるもの。

## Profile

profile-title = プロフィール
name = 名前
name-text = あなたとチームのメンバーに表示されます
name-missing = 名前を入力してください。
email = メールアドレス
none = なし
email-local = このアカウントはこのコンピューター上にあるため、メールは届きません。
email-sample = このアカウントは、数値と同じく架空のものです。
email-verified = 確認済み
email-not-verified = 未確認
email-not-verified-text = このアドレスに届いたメールのリンクを開いてください。
email-not-verified-files = このコンピューターにファイルとして保存されたメールのリンクを開いてください。
email-failing = 配信不可
email-undeliverable = このアドレスにメールが届きません。使えるようになったら、もう一度確認してください。
email-change-ask = メールアドレスを変更…
email-change = リンクを送信
email-change-title = メールアドレスの変更
email-change-text = 新しいアドレスにリンクを送信します。リンクを開くと変更されます。以前のアドレスには、7日間変更を取り消せるメールが届きます。
email-new = 新しいメールアドレス
email-pending-title = 新しいメールアドレス
email-pending = { $email }に届いたメールのリンクを開くと変更されます
email-pending-files = このコンピューターにファイルとして保存された{ $email }宛てのメールのリンクを開くと変更されます
email-pending-cancel = 変更を取り消す
email-change-withdrawn = メールアドレスは変更されません
password = パスワード
password-hint = { $least }文字以上。いくつかの単語をつなげるのがおすすめです。
password-fault-too_short = 短すぎます。{ $least }文字以上にしてください
password-fault-too_long = 長すぎます
password-fault-guessable = 推測されやすい：真っ先に試されるパスワードです
password-fault-own_name = 推測されやすい：名前やメールアドレスからできています
password-because-common = 弱い：多くの人が使うもの、またはよく似たものです
password-because-walk = 弱い：キーや文字の並びどおりです
password-because-repeats = 弱い：同じものの繰り返しです
password-because-date = 弱い：ほとんど日付だけです
password-because-name = 弱い：ほとんど名前だけです
password-because-few_words = 弱い：単語をもう1つか2つ加えてください
password-show = パスワードを表示
password-weak = 推測されやすい
password-good = 良好
password-strong = 強力
member-since = 登録日
lives-on = サーバー
lives-on-local = このアプリの中で動作します。データはすべてこのコンピューターに保存されます。
lives-on-sample = このアプリの中で、架空の数値を使って動作します。

## Sign-in and security

sign-in-title = サインインとセキュリティ
protect-none-title = サインイン
protect-none = このアカウントにはメールアドレスとパスワードがないため、2段階認証もありません。コンピューターへのサインインで保護されています。
protect-ask = このアカウントを保護…
protect = アカウントを保護
protect-title = このアカウントを保護
protect-text = 以後、ここでサインインするときに、このメールアドレスとパスワードが必要になります。アドレスを確認するためのリンクがメールで届きます。
protect-text-files = 以後、ここでサインインするときに、このメールアドレスとパスワードが必要になります。アドレスを確認するためのメールは、このコンピューターにファイルとして保存されます。
protected-title = アカウントが保護されました
protected-filed = { $email }宛てのメールがフォルダーにあります。メールのリンクを開いて、アドレスを確認してください。
protected-mailed = アカウントが保護されました。確認用のリンクを{ $email }に送信しました
password-text = 変更すると、ほかのデバイスはすべてサインアウトされます。
password-oidc = IDプロバイダーでサインインしています。パスワードはそこで管理されます。
password-change-ask = パスワードを変更…
password-change = パスワードを変更
password-change-title = パスワードの変更
password-change-text = ほかのデバイスはすべてサインアウトされます。このデバイスはサインインしたままです。
password-current = 現在のパスワード
password-new = 新しいパスワード
password-changed = パスワードを変更し、ほかのデバイスをすべてサインアウトしました。
password-unknown = パスワードがわからない
password-link-sent = 新しいパスワードを設定するためのリンクを{ $email }に送信しました
not-me-ask = 心当たりがない…
not-me-title = ほかをすべてサインアウトして、新しいパスワードを設定
not-me-text = サインインした人はサインアウトされ、以前のパスワードではアカウントを開けなくなります。
not-me-tokens = アクセストークンは引き続き有効です。心当たりのないものは「アクセストークン」で無効化してください。
not-me-refused-title = 新しいパスワードを設定
not-me-refused-text = コードが間違っていたため、誰もサインインしていません。ただし、パスワードを知っている人がいるため、新しいパスワードを設定してください。ほかのデバイスはすべてサインアウトされます。

## Two-factor

two-factor-title = 2段階認証
two-factor-on = オン
two-factor-off = オフ
two-factor-sign-in = サインイン時のコード
two-factor-text-on = サインインには、パスワードと認証アプリのコードが必要です。
two-factor-text-off = オンにすると、サインインにパスワードとスマートフォンのアプリのコードが必要になります。パスワードが盗まれても、それだけではサインインできません。
two-factor-since = { $date }からオンになっています。
two-factor-sample = このアカウントは架空のもので、サインインする人はいません。
two-factor-offline = サーバーが応答していません。応答すると、変更できるようになります。
two-factor-turn-on-ask = オンにする…
two-factor-turn-on = オンにする
two-factor-turn-on-title = 2段階認証をオンにする
two-factor-turn-on-text = ほかの人が操作できないように、まずパスワードを入力してください。
two-factor-continue = 続ける
two-factor-scan-title = 認証アプリにInfuseを追加
two-factor-scan-text = スマートフォンやパスワードマネージャーなど、ワンタイムコードを生成するアプリで画像を読み取り、表示されたコードを入力してください。
two-factor-picture = 認証アプリ用のQRコード
two-factor-key = 読み取れないときは、このキーを入力してください。
two-factor-key-copy = キーをコピー
two-factor-code = アプリの6桁のコード
two-factor-code-incomplete = 6桁すべてを入力してください。
two-factor-turn-off-ask = オフにする…
two-factor-turn-off = オフにする
two-factor-turn-off-title = 2段階認証をオフにしますか？
two-factor-turn-off-text = パスワードだけでサインインできるようになり、リカバリーコードは使えなくなります。
two-factor-turned-off = 2段階認証をオフにしました
two-factor-already-title = 2段階認証はすでにオンです
two-factor-already-text = リカバリーコードがお手元にない場合は、認証アプリのコードを入力すると、新しいコードが10個発行されます。以前のコードは使えなくなります。
any-code = コード
any-code-hint = 認証アプリのコード、またはリカバリーコード
recovery-codes = リカバリーコード
recovery-codes-text = 残り{ $count }個。認証アプリを使えなくなったとき、1個につき1回サインインできます。
recovery-codes-few = { $count ->
    [0] 残っていません。認証アプリがないとサインインできなくなります。今すぐ再発行してください。
   *[other] 残り{ $count }個です。なくなる前に再発行してください。
}
recovery-codes-title = リカバリーコードを保管してください
recovery-codes-what = 認証アプリを使えなくなったとき、1個につき1回サインインできます。このコンピューターやパスワードとは別の場所に保管してください。
recovery-codes-once = 再び表示することはできません。
recovery-codes-copy = コピー
recovery-codes-print = 印刷…
recovery-codes-file = infuse-recovery-codes
recovery-codes-head = { $server }の{ $email }のInfuseリカバリーコード
recovery-codes-kept = 保管しました
recovery-codes-renew-ask = 再発行…
recovery-codes-renew = 再発行
recovery-codes-renew-title = リカバリーコードを再発行しますか？
recovery-codes-renew-text = 新しいコードが10個発行され、以前のコードは使えなくなります。

## Sessions

sessions-title = セッション
sessions-text = サインイン中のデバイス
sessions-offline = サーバーが応答していません。応答すると、サインイン中のデバイスが表示されます。
sessions-current = このデバイス
session-device-unknown = 不明なデバイス
session-system-linux = Linux
session-system-macos = macOS
session-system-windows = Windows
session-system-web = Webブラウザー
session-system-unknown = 不明なシステム
session-address-here = このコンピューター
session-address-unknown = 不明なアドレス
session-where = { $system } · { $address }
session-seen = 初回: { $first } · 最終: { $last }
session-seen-now = 初回: { $first } · 現在使用中
session-ended = { $device }をサインアウトしました
sessions-end-others-ask = ほかをすべてサインアウト…
sessions-end-others = ほかをすべてサインアウト
sessions-end-others-title = ほかのデバイスをすべてサインアウトしますか？
sessions-end-others-text = ほかの{ $count }件のセッションがすぐに終了します。このデバイスはサインインしたままです。
sessions-ended = { $count ->
    [0] ほかにサインイン中のデバイスはありませんでした
   *[other] { $count }件のセッションを終了しました
}

## Access tokens

tokens-title = アクセストークン
tokens-text = 連携ごとに1つ
tokens-about = トークンは連携ごとに作成するため、ほかの連携を止めずに1つだけ無効にできます。
tokens-none = トークンはまだありません。連携ごとに作成しておくと、ほかの連携を止めずに1つだけ無効にできます。
tokens-offline = サーバーが応答していません。応答すると、トークンが表示されます。
tokens-unused = 90日間使われていないトークンが{ $count }件あります。不要なものは無効にしてください。
scope-usage_write = 使用量の報告
scope-usage_read = 使用量の読み取り
scope-usage_refund = クレジットの返還
scope-signals_write = シグナルの送信
scope-settings_read = 設定の読み取り
scope-approvals_ask = 承認の依頼
scope-billing_read = 請求情報の読み取り
scope-choice-usage_write = 使用量の報告
scope-choice-usage_read = 使用量の読み取り
scope-choice-usage_refund = クレジットの返還
scope-choice-signals_write = シグナルの送信
scope-choice-settings_read = 設定の読み取り
scope-choice-approvals_ask = 承認の依頼
scope-choice-billing_read = 請求情報の読み取り
token-may = 「{ $workspace }」での権限: { $scopes }
token-may-left = 脱退したワークスペースでの権限: { $scopes }
token-times = 作成日: { $created } · { $used } · { $ends }
token-used = 最終使用: { $at }
token-never-used = 未使用
token-expires-on = 有効期限: { $date }
token-expired-on = { $date }に期限切れ
token-never-expires = 無期限
token-expired = 期限切れ
token-unused = 90日間未使用
token-new = 新規トークン…
token-new-title = 新規アクセストークン
token-new-text = トークンは連携ごとに1つ作成してください。「{ $workspace }」でのみ使えます。
token-name = トークン名
token-scopes = 権限
token-scopes-missing = 1つ以上選択してください。
token-lifetime = 有効期限
token-lifetime-forever = なし
token-lifetime-days30 = 30日後
token-lifetime-days90 = 90日後
token-lifetime-year = 1年後
token-issue = トークンを作成
token-ready-title = 「{ $name }」の準備ができました
token-ready-text = 連携先でトークンを求められたら、このシークレットを貼り付けてください。
token-secret = シークレット
token-copy = シークレットをコピー
token-file = infuse-token
token-rotate-ask = 再発行…
token-rotate = 再発行
token-rotate-title = 「{ $name }」のシークレットを再発行しますか？
token-rotate-text = シークレットだけが新しくなり、ほかの設定は変わりません。古いシークレットを使っている箇所はすべて置き換えてください。
token-overlap = 古いシークレットの猶予期間
token-overlap-nothing = なし
token-overlap-hour = 1時間
token-overlap-day = 1日
token-rotated-title = 「{ $name }」のシークレットを再発行しました
token-rotated-nothing = 古いシークレットはもう使えません。
token-rotated-hour = 古いシークレットはあと1時間使えます。
token-rotated-day = 古いシークレットはあと1日使えます。
token-revoke-ask = 無効化…
token-revoke = トークンを無効化
token-revoke-title = 「{ $name }」を無効にしますか？
token-revoke-text = 今後、このトークンを使ったアクセスはサーバーに拒否されます。この操作は取り消せません。
token-revoked = 「{ $name }」を無効にしました

## Activity

activity-title = アクティビティ
activity-text = アカウントへのアクセスの履歴
activity-offline = サーバーが応答していません。応答すると、アカウントへのアクセスの履歴が表示されます。
activity-none = 過去400日間に該当するものはありません。
activity-more = さらに表示
activity-filter = 表示
activity-where = { $moment } · { $device } · { $address }
activity-deletion-on = 予定日: { $date }
activity-sessions = { $count }件のセッション
activity-unknown = 新しいバージョンのInfuseで確認できる項目
activity-group-all = すべて
activity-group-sign_ins = サインイン
activity-group-sessions = セッション
activity-group-tokens = アクセストークン
activity-group-secrets = パスワードと2段階認証
activity-group-email = メールアドレス
activity-group-account = アカウント
activity-kind-signed_up = アカウントを作成
activity-kind-signed_in = サインイン
activity-kind-signed_in_from_new_device = 新しいデバイスまたはネットワークからサインイン
activity-kind-signed_out = サインアウト
activity-kind-session_ended = デバイスをサインアウト
activity-kind-other_sessions_ended = ほかのすべてのデバイスをサインアウト
activity-kind-not_me = 心当たりのないサインインを報告
activity-kind-token_issued = アクセストークンを作成
activity-kind-token_rotated = アクセストークンのシークレットを再発行
activity-kind-token_revoked = アクセストークンを無効化
activity-kind-password_changed = パスワードを変更
activity-kind-password_reset_asked = メールでのパスワード再設定を要求
activity-kind-password_reset = メールでパスワードを再設定
activity-kind-identity_linked = IDプロバイダーでのサインインを設定
activity-kind-identity_unlinked = IDプロバイダーでのサインインを取り消し
activity-kind-account_protected = メールアドレスとパスワードを設定
activity-kind-two_factor_enabled = 2段階認証を有効化
activity-kind-two_factor_disabled = 2段階認証を無効化
activity-kind-second_factor_refused = サインインで誤ったコードが入力されました
activity-kind-recovery_code_used = リカバリーコードでサインイン
activity-kind-recovery_codes_renewed = リカバリーコードを再発行
activity-kind-email_verified = メールアドレスを確認
activity-kind-email_change_asked = メールアドレスの変更を申請
activity-kind-email_changed = メールアドレスを変更
activity-kind-email_change_undone = メールアドレスの変更を取り消し
activity-kind-exported = データをエクスポート
activity-kind-deletion_scheduled = アカウントの削除を申請
activity-kind-deletion_cancelled = アカウントを復元

## Your data

data-title = あなたのデータ
export-account = エクスポート
export-account-text = サーバーに保存されているあなたの情報すべてを、説明付きのZIPファイル1つにまとめます。
export-account-ask = データをエクスポート…
export-account-first = 先にデータをエクスポート…
export-account-file = infuse-account
export-account-saved = データを保存しました
delete-account = アカウントの削除
delete-account-ask = アカウントを削除…
delete-account-text = 14日間は復元できます。
delete-account-local = このアカウントはこのコンピューターだけにあります。すべてまとめて削除するには、Infuseを終了してデータフォルダーを削除してください。
delete-account-title = アカウントを削除しますか？
delete-account-what = アカウントとともに、セッション、アクセストークン、アクティビティ、あなただけのワークスペース（購入分を含むクレジットと履歴）が削除されます。
delete-account-when = 14日以内であれば、サインインして［復元］を選ぶと取り消せます。その後は元に戻せません。
delete-account-meanwhile = それまでの間、アクセストークンは使えず、アラートのメールも届きません。
delete-account-others = ほかのメンバーがいるワークスペースは残り、その履歴からあなたの名前が取り除かれます。
delete-account-email = 確認のためメールアドレスを入力
delete-account-other-email = このアカウントのメールアドレスではありません。
deletion-scheduled = アカウントは{ $date }に削除されます

## Sign out

sign-out-local-hint = データはこのコンピューターに残ります。
sign-out-remote-hint = このコンピューターのセッションだけが終了します。
