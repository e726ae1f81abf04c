personalization-title = Personalization
personalization-purpose = How InfuseOS answers, sounds, and what it asks first.
personalization-unheard = Your personalization can't be loaded yet. It'll appear once the server responds.

## Where a setting comes from

source-default = Default
source-workspace = From { $workspace }
source-personal = Your choice
source-locked = Set for everyone by { $workspace }
inherit = Use the default
inherited = the default
newer-value = Set to something that only a newer version of Infuse knows

## Replies

replies-title = Replies
reply-language = Language
reply-language-text = For answers and for reading aloud
reply-language-auto = Same as my message
reply-language-search = Search for a language…
reply-style = Style
reply-style-concise = Concise
reply-style-balanced = Balanced
reply-style-detailed = Detailed
reply-style-step_by_step = Step by step
reply-style-formal = Formal
reply-style-friendly = Friendly
reply-style-other = a newer style
reply-example = Example
reply-example-asked = You ask:
reply-example-question = When can we meet the design team on Thursday?
reply-example-concise = 10:00 AM or 3:30 PM. Book 10:00?
reply-example-balanced = Everyone is free on Thursday at 10:00 AM and at 3:30 PM. The morning is the better fit, as Kim leaves early that day. Shall I book it?
reply-example-detailed = I compared all five calendars for Thursday. Everyone is free from 10:00 to 11:00 AM and from 3:30 to 4:30 PM. In between, Kim is with a client and the large room is taken. I suggest 10:00 AM: that leaves the afternoon for changes before the review on Friday. Shall I send the invitations?
reply-example-step_by_step =
    1. I compared all five calendars for Thursday.
    2. Everyone is free at 10:00 AM and at 3:30 PM.
    3. The large room is free at 10:00 AM only.
    4. Next, I'd book 10:00 AM and invite everyone. Shall I?
reply-example-formal = The design team is available on Thursday at 10:00 AM and at 3:30 PM. I would recommend the earlier time, and will send the invitations upon your confirmation.
reply-example-friendly = Good news: Thursday works! Everyone's free at 10:00 AM and at 3:30 PM. I'd grab the morning, while we're all fresh. Want me to book it?

## Voice

voice-title = Voice
voice-text = for reading aloud
voice-chosen = Reading voice
voice-another = another voice
voice-missing = This server doesn't offer the voice that was chosen. Choose another one.
voice-none = This server doesn't offer any voices yet.
voice-unheard = The voices can't be loaded yet. They'll appear once the server responds.
voice-hear = Hear { $voice }
voice-stop = Stop { $voice }
voice-playing = Playing { $voice }, { $language }
voice-other-language = Doesn't speak { $language }
voice-compare = Compare two
voice-compare-group = Voices to compare
voice-compare-text = Mark two voices to hear them one after the other.
voice-compare-both = A is { $a }, B is { $b }.
voice-compare-play = Play both
voice-compare-stop = Stop
voice-mark-a = A
voice-mark-b = B
voice-use = Use { $voice }
volume = Volume
volume-text = On this computer only
voice-sounds = { $first }, { $second }
voice-sounds-warm = warm
voice-sounds-calm = calm
voice-sounds-clear = clear
voice-sounds-bright = bright
voice-sounds-deep = deep
voice-sounds-soft = soft
voice-sounds-lively = lively
voice-sounds-even = even
voice-sounds-crisp = crisp
voice-sounds-gentle = gentle
voice-sounds-friendly = friendly
voice-sounds-steady = steady
voice-sounds-smooth = smooth
voice-sounds-light = light
voice-sounds-rich = rich
voice-sounds-quick = quick
voice-sounds-expressive = expressive
voice-sounds-relaxed = relaxed
voice-sounds-poised = poised

## Approvals

approvals-title = Approvals
approvals-text = what InfuseOS may do without asking
approval-ask = Ask
approval-never = Never
approval-other = a newer setting
approval-send_messages = Send messages
approval-change_calendar = Change the calendar
approval-delete_data = Delete data
approval-run_commands = Run commands
approval-spend_credits = { $credits ->
    [one] Spend more than { $credits } credit at once
   *[other] Spend more than { $credits } credits at once
}
spend-over = Credits at once without asking
spend-over-unit = { $credits ->
    [one] credit
   *[other] credits
}
spend-over-wrong = Enter a whole number from 0 to { $most }.

## More is permitted

loosen-title = Let InfuseOS do more?
loosen-allow-send_messages = InfuseOS may send messages without asking you.
loosen-allow-change_calendar = InfuseOS may change your calendar without asking you.
loosen-allow-delete_data = InfuseOS may delete data without asking you.
loosen-allow-run_commands = InfuseOS may run commands without asking you.
loosen-allow-spend_credits = InfuseOS may spend any number of credits at once without asking you.
loosen-ask-send_messages = InfuseOS may send messages, if you say yes to each.
loosen-ask-change_calendar = InfuseOS may change your calendar, if you say yes to each change.
loosen-ask-delete_data = InfuseOS may delete data, if you say yes each time.
loosen-ask-run_commands = InfuseOS may run commands, if you say yes to each.
loosen-ask-spend_credits = { $credits ->
    [one] InfuseOS may spend more than { $credits } credit at once, if you say yes each time.
   *[other] InfuseOS may spend more than { $credits } credits at once, if you say yes each time.
}
loosen-more = { $credits ->
    [one] InfuseOS may spend { $credits } credit at once without asking you.
   *[other] InfuseOS may spend up to { $credits } credits at once without asking you.
}
loosen-default = The default may permit more than your own choice does.
loosen-do-allow = Allow
loosen-do-ask = Let it ask
loosen-do-more = Raise the limit
loosen-do-default = Use the default
