import type { FakeBackend } from "./fake-backend";

/** What a person opens in a scene, where that shows what the scene alone does not. */
export const acts: Record<string, { scene: string; open: (page: Document) => unknown }> = {
  "command palette": {
    scene: "usage",
    open: (page) =>
      page.defaultView?.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true })),
  },
  "chart as a table": { scene: "usage", open: (page) => press(page, "[aria-pressed=false]") },
  "steps of an entry": { scene: "usage", open: (page) => press(page, "ol [aria-expanded=false]") },
  "token of an agent": { scene: "first", open: (page) => press(page, "form [type=submit]") },
  "alerts to read again": { scene: "usage", open: (page) => press(page, "section > button:has(> time)") },
  "alerts where there are none": {
    scene: "usage",
    open: (page) => {
      const { backend } = page.defaultView as unknown as { backend: FakeBackend };
      backend.alerts = [];
      backend.journalChanged();
      backend.requestTab("usage", "alerts");
    },
  },
  "backup to restore": { scene: "unreadable", open: (page) => press(page, ".notice.danger .button") },
  "servers to switch to": { scene: "usage", open: (page) => enter(page, ".home-switcher") },
  "filter by conversation": {
    scene: "usage",
    open: (page) => enter(page, ".filters .button:nth-of-type(2)"),
  },
  languages: { scene: "preferences", open: (page) => enter(page, ".select-trigger") },
  "pause of warnings": {
    scene: "preferences",
    open: (page) => enter(page, "section:last-of-type .row:first-of-type .button"),
  },
  "set up a mail server": {
    scene: "preferences",
    open: (page) => press(page, "section:nth-last-of-type(3) .button:last-of-type"),
  },
  "change the mail server": {
    scene: "preferences-mail",
    open: (page) => press(page, "section:nth-last-of-type(3) .button:first-of-type"),
  },
  "mail server that takes no mails": {
    scene: "preferences-mail",
    open: async (page) => {
      (page.defaultView as (Window & { backend?: FakeBackend }) | null)?.backend?.refuse(
        "setLocalMail",
        "mail_server",
      );
      press(page, "section:nth-last-of-type(3) .button:first-of-type");
      await send(page, ".dialog [name=port]", "25");
    },
  },
  "stop using a mail server": {
    scene: "preferences-mail",
    open: (page) => press(page, "section:nth-last-of-type(3) .button.danger"),
  },
  "times of quiet hours": { scene: "quiet-hours", open: (page) => enter(page, ".select-trigger") },
  "languages of replies": {
    scene: "personalization",
    open: async (page) => {
      found(page, ".combobox input").click();
      await drawn(page);
    },
  },
  "two voices compared": {
    scene: "personalization",
    open: async (page) => {
      press(page, "header .button");
      await drawn(page);
      press(page, ".voice:nth-of-type(4) input");
    },
  },
  "two voices heard": {
    scene: "personalization",
    open: async (page) => {
      press(page, "header .button");
      await drawn(page);
      press(page, ".voice:nth-of-type(4) input");
      await drawn(page);
      press(page, ".bar .primary");
      await drawn(page);
    },
  },
  "voice that can't be heard": {
    scene: "no-audio-output",
    open: async (page) => {
      press(page, ".hear");
      await drawn(page);
    },
  },
  "more to permit": {
    scene: "personalization",
    open: async (page) => {
      press(page, "section:last-of-type .row:nth-of-type(3) label:nth-of-type(2) input");
      await drawn(page);
    },
  },
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
  "turn on two-factor": { scene: "account-remote", open: (page) => press(page, ".row .button.primary") },
  "key for an authenticator app": {
    scene: "account-remote",
    open: async (page) => {
      press(page, ".row .button.primary");
      await send(page, ".dialog [name=password]", "a quiet harbour");
    },
  },
  "recovery codes": {
    scene: "two-factor",
    open: async (page) => {
      press(page, ".codes .button");
      await send(page, ".dialog [name=code]", "123456");
    },
  },
  "renew recovery codes": { scene: "two-factor", open: (page) => press(page, ".codes .button") },
  "turn off two-factor": { scene: "two-factor", open: (page) => press(page, ".row .button.danger") },
  "delete an account with two-factor": {
    scene: "two-factor",
    open: (page) => press(page, "section:last-of-type .button.danger"),
  },
  "code of a sign-in": {
    scene: "signed-out-two-factor",
    open: (page) => send(page, "[name=password]", "a quiet harbour"),
  },
  "recovery code of a sign-in": {
    scene: "signed-out-two-factor",
    open: async (page) => {
      await send(page, "[name=password]", "a quiet harbour");
      press(page, ".other");
    },
  },
  "protect the account": {
    scene: "account",
    open: async (page) => {
      press(page, ".row .button.primary");
      await write(page, ".dialog [name=password]", "one two three four five");
    },
  },
  "change the password": {
    scene: "account-remote",
    open: async (page) => {
      press(page, "section:nth-of-type(2) .button:not(.primary)");
      await write(page, ".dialog [name=new_password]", "one two three four five");
    },
  },
  "password that would be refused": {
    scene: "account-remote",
    open: async (page) => {
      press(page, "section:nth-of-type(2) .button:not(.primary)");
      await write(page, ".dialog [name=new_password]", "Ada Lovelace forever");
    },
  },
  "change the email": {
    scene: "account-remote",
    open: (page) => press(page, "section:first-of-type .button"),
  },
  "not me": { scene: "account-remote", open: (page) => press(page, "[id$=not-me]") },
  "not me, and kept out": {
    scene: "account-remote",
    open: (page) => press(page, "section:nth-of-type(5) [id$=not-me]"),
  },
  "two-factor that was on already": {
    scene: "account-remote",
    open: async (page) => {
      (page.defaultView as (Window & { backend?: FakeBackend }) | null)?.backend?.refuse(
        "setUpTwoFactor",
        "two_factor_on",
      );
      press(page, ".row .button.primary");
      await send(page, ".dialog [name=password]", "a quiet harbour");
    },
  },
  "forgotten password": { scene: "signed-out-remote", open: (page) => press(page, ".forgotten") },
  "forgotten password in a dialog": {
    scene: "welcome",
    open: async (page) => {
      press(page, "section:nth-of-type(2) button");
      await drawn(page);
      press(page, ".forgotten");
    },
  },
  "link in the folder": {
    scene: "signed-out-protected",
    open: async (page) => {
      press(page, ".forgotten");
      await send(page, "form [name=email]", "ada@example.com");
    },
  },
  "link on its way": {
    scene: "signed-out-remote",
    open: async (page) => {
      press(page, ".forgotten");
      await send(page, "form [name=email]", "ada@example.org");
    },
  },
  "new account at a server": {
    scene: "welcome",
    open: async (page) => {
      press(page, "section:nth-of-type(2) button");
      await drawn(page);
      press(page, ".dialog .segmented label:last-of-type, .dialog .segmented button:last-of-type");
      await write(page, ".dialog [name=password]", "short");
    },
  },
  "sign in to a server": { scene: "welcome", open: (page) => press(page, "section:nth-of-type(2) button") },
  "server with an identity provider": { scene: "welcome-provider", open: nameServer },
  "in the browser, from a dialog": {
    scene: "welcome-provider",
    open: async (page) => {
      await nameServer(page);
      press(page, ".provider .button");
    },
  },
  "in the browser": {
    scene: "signed-out-provider",
    open: (page) => pressWhenThere(page, ".provider .button"),
  },
  "in the browser of a provider with a long name": {
    scene: "signed-out-provider-long",
    open: (page) => pressWhenThere(page, ".provider .button"),
  },
  "an account that has a password": {
    scene: "signed-out-provider",
    open: async (page) => {
      backendOf(page).refuse("signInWithProvider", "account_has_password");
      await pressWhenThere(page, ".provider .button");
    },
  },
  "code after the browser": {
    scene: "signed-out-provider",
    open: async (page) => {
      await pressWhenThere(page, ".provider .button");
      await comeBackToCode(page);
    },
  },
  "sign in again": {
    scene: "account-oidc",
    open: (page) => press(page, "section:nth-of-type(2) .row:first-of-type .button"),
  },
  "sign in again with a code": {
    scene: "two-factor-oidc",
    open: async (page) => {
      press(page, "section:nth-of-type(2) .row:first-of-type .button");
      await comeBackToCode(page);
    },
  },
  "sign in again without a browser": {
    scene: "account-oidc",
    open: async (page) => {
      backendOf(page).refuse("signInAgain", "no_browser");
      press(page, "section:nth-of-type(2) .row:first-of-type .button");
      await drawn(page);
    },
  },
  "change the email without a password": {
    scene: "account-oidc",
    open: (page) => press(page, "section:first-of-type .button"),
  },
  "change the email after signing in again": {
    scene: "account-oidc",
    open: async (page) => {
      backendOf(page).refuse("changeEmail", "sign_in_again");
      press(page, "section:first-of-type .button");
      await send(page, ".dialog [name=email]", "king@example.com");
    },
  },
  "turn on two-factor without a password": {
    scene: "account-oidc",
    open: (page) => press(page, ".row .button.primary"),
  },
  "turn off two-factor without a password": {
    scene: "two-factor-oidc",
    open: (page) => press(page, ".row .button.danger"),
  },
  "delete an account after signing in again": {
    scene: "two-factor-oidc",
    open: async (page) => {
      backendOf(page).refuse("scheduleDeletion", "sign_in_again");
      press(page, "section:last-of-type .button.danger");
      await write(page, ".dialog [name=email]", "ada@example.com");
      await send(page, ".dialog [name=code]", "123456");
    },
  },
};

function backendOf(page: Document): FakeBackend {
  return (page.defaultView as unknown as { backend: FakeBackend }).backend;
}

/** Opens the form of a server, and leaves its address. */
async function nameServer(page: Document): Promise<void> {
  press(page, "section:nth-of-type(2) button");
  const field = await write(page, ".dialog [name=url]", "https://infuse.example.org");
  field.dispatchEvent(new FocusEvent("blur"));
  await drawn(page);
}

/** The person is done in their browser, and is asked for a code. */
async function comeBackToCode(page: Document): Promise<void> {
  await drawn(page);
  backendOf(page).comeBack({ outcome: "second_factor_required" });
  await drawn(page);
}

/** Presses what comes with an answer. */
async function pressWhenThere(page: Document, selector: string): Promise<void> {
  await drawn(page);
  press(page, selector);
  await drawn(page);
}

function press(page: Document, selector: string): void {
  found(page, selector).click();
}

/** Writes into a field, and waits until what there is to say of it is said. */
async function write(page: Document, selector: string, text: string): Promise<HTMLInputElement> {
  await drawn(page);
  const field = found(page, selector) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  for (let turn = 0; turn < 4; turn++) await drawn(page);
  return field;
}

/** Writes into a field, and sends the form that it stands in. */
async function send(page: Document, selector: string, text: string): Promise<void> {
  const field = await write(page, selector, text);
  field.form?.requestSubmit();
  await drawn(page);
}

/** What was begun has been answered, and is drawn. */
function drawn(page: Document): Promise<void> {
  return new Promise((resolve) => {
    page.defaultView?.setTimeout(resolve, 50);
  });
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
