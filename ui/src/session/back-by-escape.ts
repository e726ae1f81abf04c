import type { Attachment } from "svelte/attachments";
import { on } from "svelte/events";

/** Escape leads a step back, before the dialog around hears of it, which would close. */
export function backByEscape(back: () => void): Attachment<HTMLElement> {
  return (element) =>
    on(element, "keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      back();
    });
}
