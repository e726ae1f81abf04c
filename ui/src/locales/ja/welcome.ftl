starting = 起動中…
welcome-title = エージェントの使用量をひと目で把握
welcome-text = Infuseは、エージェントが使うクレジットを1つ残らず計測し、使いみちを示し、なくなる前にお知らせします。
welcome-promise = テレメトリはありません。接続するのは、あなたが選んだサーバーだけです。

welcome-local-title = このコンピューターで使う
welcome-local-text = エージェントは、あなたに代わって作業するプログラムです。その使用量をこの場で計測できます。データがこのコンピューターの外に出ることはありません。
local-name = お名前
local-action = ここで始める
local-action-again = 続ける
local-opening = 開いています…

welcome-server-title = サーバーにサインイン
welcome-server-text = 会社や友人が運営するInfuseサーバーを、自分のアカウントで使います。
welcome-server-action = サインイン…
server-title = サーバーにサインイン
server-text = アドレスはサーバーの管理者に問い合わせてください。
server-mode = アカウント
server-sign-in = サインイン
server-sign-up = アカウントを作成
server-asking = 接続中…
server-url = サーバーアドレス
server-url-example = https://infuse.example.org
forgotten-ask = パスワードをお忘れですか？
forgotten-text = 新しいパスワードを設定するためのリンクをメールで送信します。
forgotten-send = リンクを送信
forgotten-sent = このアドレスのアカウントがある場合は、リンクを記載したメールが届きます。
forgotten-local-text = アプリ内のサーバーが、新しいパスワードを設定するためのリンクをメールにします。メールサーバーがない場合、メールはこのコンピューターにファイルとして保存されます。
forgotten-filed = このアドレスのアカウントがある場合は、リンクを記載したメールがフォルダーにあります。

## A sign-in with an identity provider

or = または
provider-continue = { $provider }で続行
browser-title = ブラウザーで続けてください
browser-text = { $provider }のページをブラウザーで開きました。そこでサインインすると、このウィンドウは自動的に先へ進みます。
browser-text-unnamed = IDプロバイダーのページをブラウザーで開きました。そこでサインインすると、このウィンドウは自動的に先へ進みます。
browser-waiting = { $provider }でのサインインを待っています…
browser-waiting-unnamed = ブラウザーでのサインインを待っています…

## The second step of a sign-in

second-title = あと1ステップ
second-text = このアカウントでは、パスワードのほかにコードが必要です。
second-text-provider = このアカウントでは、さらにコードが必要です。
second-code = 認証アプリの6桁のコード
second-recovery-code = リカバリーコード
second-recovery-hint = 保管した10個のうちの1つ。それぞれ1回だけ使えます。
second-use-recovery = リカバリーコードを使う
second-use-code = 認証アプリを使う
second-back = 戻る
recovery-code-used = { $count ->
    [0] 最後のリカバリーコードを使いました。「アカウント」で再発行してください。
   *[other] リカバリーコードは残り{ $count }個です
}

welcome-sample-title = サンプルデータを試す
welcome-sample-text = 100日分を超える架空のデータです。サンプルと明示され、ワンクリックで削除できます。
welcome-sample-action = サンプルデータを開く
sample-preparing-label = サンプルデータを作成中
sample-preparing = { $done } / { $total }日目…

signed-out-title = { $server }にサインイン
signed-out-text = セッションが終了しました。このコンピューターに保存されたデータはそのまま残っています。
signed-out-local-text = クレジットと履歴はこのコンピューターにあります。いつでも戻れます。
signed-out-protected-title = このコンピューターでサインイン
signed-out-protected-text = このアカウントはメールアドレスとパスワードで保護されています。クレジットと履歴はそのまま残っています。
signed-out-sample-title = このサンプルデータは終了しました
signed-out-sample-text = 架空のアカウントはもう開けません。削除すれば、いつでも新しいサンプルデータを試せます。

keyring-locked-text = セッションを保存しているシステムのキーリングがロックされています。サインアウトはしていません。ロックを解除すると、Infuseが再開します。
keyring-missing-text = セッションはシステムのキーリングに保存されますが、このデスクトップでは動作していません。サインアウトはしていません。キーリングを起動すると、Infuseが再開します。
keyring-waiting = Infuseも自動的に再試行します。
keyring-unset-text = セッションはシステムのキーリングに保存されますが、このデスクトップにはまだありません。再試行し、表示されるウィンドウでキーリングのパスワードを決めてください。ウィンドウが表示されない場合は、デスクトップのパスワードマネージャーでデフォルトのキーリングを作成してください。
