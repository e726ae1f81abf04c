import type { VoiceRow } from "../../bindings";
import { hasText, t } from "../../shared/text";
import { speaks } from "./languages";

/** Those that speak the language of replies first, in their order otherwise. */
export function inOrder(voices: readonly VoiceRow[], reply: string): VoiceRow[] {
  const suited = (voice: VoiceRow): boolean => speaks(voice.languages, reply);
  return [...voices.filter(suited), ...voices.filter((voice) => !suited(voice))];
}

/** Two words for how a voice sounds, of those that there are words for. */
export function characterOf(voice: VoiceRow): string {
  const words = voice.character.flatMap((word) => {
    const id = `voice-sounds-${word}`;
    return hasText(id) ? [t(id)] : [];
  });
  const [first = "", second] = words;
  return second === undefined ? first : t("voice-sounds", { first, second });
}
