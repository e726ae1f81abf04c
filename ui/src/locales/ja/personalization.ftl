personalization-title = パーソナライズ
personalization-purpose = InfuseOSの答え方と声、事前に確認すること。
personalization-unheard = パーソナライズの設定をまだ読み込めません。サーバーが応答すると表示されます。

## Where a setting comes from

source-default = 既定
source-workspace = { $workspace }の設定
source-personal = 自分で選択
source-locked = { $workspace }が全員に適用
inherit = 既定に戻す
inherited = 既定
newer-value = 新しいバージョンのInfuseだけが対応している設定です

## Replies

replies-title = 返答
reply-language = 言語
reply-language-text = 返答と読み上げに使います
reply-language-auto = メッセージと同じ
reply-language-search = 言語を検索…
reply-style = スタイル
reply-style-concise = 簡潔
reply-style-balanced = 標準
reply-style-detailed = 詳細
reply-style-step_by_step = 手順ごと
reply-style-formal = フォーマル
reply-style-friendly = 親しみやすい
reply-style-other = 新しいスタイル
reply-example = 例
reply-example-asked = 質問:
reply-example-question = 木曜日、デザインチームといつ打ち合わせできますか？
reply-example-concise = 10:00か15:30です。10:00で予約しますか？
reply-example-balanced = 木曜日は、10:00と15:30に全員が空いています。キムさんが早めに退社するので、午前のほうがよさそうです。予約しましょうか？
reply-example-detailed = 木曜日の5人の予定を確認しました。全員が空いているのは10:00〜11:00と15:30〜16:30です。その間はキムさんが来客対応中で、大会議室も埋まっています。金曜日のレビューまでに修正の時間を取れるよう、10:00を提案します。招待を送りましょうか？
reply-example-step_by_step =
    1. 木曜日の5人の予定を確認しました。
    2. 全員が空いているのは10:00と15:30です。
    3. 大会議室が空いているのは10:00だけです。
    4. 次に、10:00で予約して全員を招待します。よろしいですか？
reply-example-formal = 木曜日は、10:00および15:30にデザインチームの都合がつきます。早い時間帯をお勧めいたします。ご承認いただけましたら、招待状をお送りいたします。
reply-example-friendly = 木曜日、大丈夫ですよ！10:00か15:30ならみんな空いています。頭がすっきりしている午前中がおすすめです。予約しちゃいましょうか？

## Voice

voice-title = 声
voice-text = 読み上げ用
voice-chosen = 読み上げの声
voice-another = 別の声
voice-missing = 選択した声はこのサーバーにありません。別の声を選んでください。
voice-none = このサーバーにはまだ声がありません。
voice-unheard = 声をまだ読み込めません。サーバーが応答すると表示されます。
voice-hear = { $voice }を試聴
voice-stop = { $voice }を停止
voice-playing = { $voice }を再生中、{ $language }
voice-other-language = { $language }には対応していません
voice-compare = 2つを比較
voice-compare-group = 比較する声
voice-compare-text = 声を2つ選ぶと、続けて聞き比べられます。
voice-compare-both = Aは{ $a }、Bは{ $b }です。
voice-compare-play = 両方を再生
voice-compare-stop = 停止
voice-mark-a = A
voice-mark-b = B
voice-use = { $voice }を使う
volume = 音量
volume-text = このコンピューターのみ
voice-sounds = { $first }、{ $second }
voice-sounds-warm = 温かい
voice-sounds-calm = 穏やか
voice-sounds-clear = 明瞭
voice-sounds-bright = 明るい
voice-sounds-deep = 深い
voice-sounds-soft = やわらか
voice-sounds-lively = いきいき
voice-sounds-even = 落ち着いた
voice-sounds-crisp = 歯切れがよい
voice-sounds-gentle = やさしい
voice-sounds-friendly = 親しみやすい
voice-sounds-steady = 安定感がある
voice-sounds-smooth = なめらか
voice-sounds-light = 軽やか
voice-sounds-rich = 豊か
voice-sounds-quick = テンポがよい
voice-sounds-expressive = 表情豊か
voice-sounds-relaxed = リラックスした
voice-sounds-poised = 気品がある

## Approvals

approvals-title = 許可
approvals-text = InfuseOSが確認なしでできること
approval-ask = 確認する
approval-never = 禁止
approval-other = 新しい設定
approval-send_messages = メッセージの送信
approval-change_calendar = カレンダーの変更
approval-delete_data = データの削除
approval-run_commands = コマンドの実行
approval-spend_credits = 一度に{ $credits }クレジットを超える使用
spend-over = 確認なしで一度に使えるクレジット
spend-over-unit = { $credits ->
   *[other] クレジット
}
spend-over-wrong = 0〜{ $most }の整数を入力してください。

## More is permitted

loosen-title = InfuseOSの権限を広げますか？
loosen-allow-send_messages = InfuseOSが確認なしでメッセージを送信できるようになります。
loosen-allow-change_calendar = InfuseOSが確認なしでカレンダーを変更できるようになります。
loosen-allow-delete_data = InfuseOSが確認なしでデータを削除できるようになります。
loosen-allow-run_commands = InfuseOSが確認なしでコマンドを実行できるようになります。
loosen-allow-spend_credits = InfuseOSが確認なしで一度に何クレジットでも使えるようになります。
loosen-ask-send_messages = 毎回の確認に同意すると、InfuseOSがメッセージを送信できるようになります。
loosen-ask-change_calendar = 毎回の確認に同意すると、InfuseOSがカレンダーを変更できるようになります。
loosen-ask-delete_data = 毎回の確認に同意すると、InfuseOSがデータを削除できるようになります。
loosen-ask-run_commands = 毎回の確認に同意すると、InfuseOSがコマンドを実行できるようになります。
loosen-ask-spend_credits = 毎回の確認に同意すると、InfuseOSが一度に{ $credits }クレジットを超えて使えるようになります。
loosen-more = InfuseOSが確認なしで一度に{ $credits }クレジットまで使えるようになります。
loosen-default = 既定では、自分の設定よりも多くのことが許可される場合があります。
loosen-do-allow = 許可
loosen-do-ask = 確認させる
loosen-do-more = 上限を上げる
loosen-do-default = 既定に戻す
