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
password = パスワード
password-hint = 15文字以上。いくつかの単語をつなげるのがおすすめです。
password-show = パスワードを表示
password-weak = 推測されやすい
password-good = 良好
password-strong = 強力
member-since = 登録日
lives-on = サーバー
lives-on-local = このアプリの中で動作します。データはすべてこのコンピューターに保存されます。
lives-on-sample = このアプリの中で、架空の数値を使って動作します。

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

## Sign out

sign-out-local-hint = データはこのコンピューターに残ります。
sign-out-remote-hint = このコンピューターのセッションだけが終了します。
