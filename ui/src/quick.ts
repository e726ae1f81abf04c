import { mount } from "svelte";
import QuickLook from "./quick/QuickLook.svelte";
import { openWindow } from "./session/open-window";

void openWindow((session, target) => {
  mount(QuickLook, { target, props: { session } });
});
