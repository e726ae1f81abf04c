/** What a person opens in a scene, where that shows what the scene alone does not. */
export const acts: Record<string, { scene: string; open: (page: Document) => void }> = {
  "command palette": {
    scene: "usage",
    open: (page) =>
      page.defaultView?.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true })),
  },
  "chart as a table": { scene: "usage", open: (page) => press(page, "[aria-pressed=false]") },
  "steps of an entry": { scene: "usage", open: (page) => press(page, "ol [aria-expanded=false]") },
  "token of an agent": { scene: "first", open: (page) => press(page, "form [type=submit]") },
  "alerts to read again": { scene: "usage", open: (page) => press(page, "section > button:has(> time)") },
  "backup to restore": { scene: "unreadable", open: (page) => press(page, ".notice.danger .button") },
  "servers to switch to": { scene: "usage", open: (page) => enter(page, ".home-switcher") },
  "filter by conversation": {
    scene: "usage",
    open: (page) => enter(page, ".filters .button:nth-of-type(2)"),
  },
  languages: { scene: "preferences", open: (page) => enter(page, ".select-trigger") },
  "kinds of activity": { scene: "account", open: (page) => enter(page, ".select-trigger") },
  "sign out": { scene: "account", open: (page) => press(page, ".row .button.danger") },
  "sign out everywhere else": { scene: "account", open: (page) => press(page, "header .button.danger") },
  "new token": { scene: "account", open: (page) => press(page, "header .button.primary") },
  "rotate a token": { scene: "account", open: (page) => press(page, "[id$=rotate]") },
  "revoke a token": { scene: "account", open: (page) => press(page, "[id$=revoke]") },
  "delete the account": {
    scene: "account-remote",
    open: (page) => press(page, "section:last-of-type .row:last-of-type .button.danger"),
  },
  "sign in to a server": { scene: "welcome", open: (page) => press(page, "section:nth-of-type(2) button") },
};

function press(page: Document, selector: string): void {
  found(page, selector).click();
}

/** Menus open on a key or a pointer, and not on a click that nobody made. */
function enter(page: Document, selector: string): void {
  const button = found(page, selector);
  button.focus();
  button.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
}

/** What is not there can not be opened, and a scene that was left as it was has not been looked at. */
function found(page: Document, selector: string): HTMLElement {
  const element = page.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`nothing on the page is ${selector}`);
  return element;
}
