import type { Attachment } from "svelte/attachments";
import { on } from "svelte/events";

/** Escape leads a step back, wherever the focus is in the dialog around: that one would close. */
export function backByEscape(back: () => void): Attachment<HTMLElement> {
  return (element) =>
    on(element.closest<HTMLElement>("[role=dialog]") ?? element, "keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      back();
    });
}
