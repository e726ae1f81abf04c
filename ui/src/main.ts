import { mount } from "svelte";
import App from "./frame/App.svelte";
import { openWindow } from "./session/open-window";

void openWindow((session, target) => {
  mount(App, { target, props: { session } });
});
