import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";
import type { ReplayedAlert, ThresholdReplay } from "../../bindings";
import { addDays, dayOf, formatDayShort } from "../../shared/format";

const threshold = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "Warn me at" });
/** The switches of the ways in which a person is told. */
const ways = () => screen.queryAllByRole("switch", { name: /(Desktop|Email)$/u });
const switchOf = (name: string) => screen.getByRole<HTMLInputElement>("switch", { name });

test("the number of credits to be warned at is kept on Enter and says so", async () => {
  const { backend, user } = await openApp("preferences");
  expect(threshold().value).toBe("10");
  await user.clear(threshold());
  await user.type(threshold(), "290{Enter}");
  await settled();
  expect(backend.called("setLowCreditThreshold")).toEqual([[290]]);
  expect(screen.getByText("Saved")).toBeTruthy();
  expect(screen.getByText("At 290 credits or fewer")).toBeTruthy();
});

test("it is kept when its field is left, and not sent when it was merely visited", async () => {
  const { backend, user } = await openApp("preferences");
  await user.click(threshold());
  await user.tab();
  expect(backend.called("setLowCreditThreshold")).toEqual([]);
  await user.type(threshold(), "0");
  await user.tab();
  await settled();
  expect(backend.called("setLowCreditThreshold")).toEqual([[100]]);
});

test.each(["-1", "2.5", "1000001", ""])(
  "%j is refused beside its field, and Escape brings back what was",
  async (wrong) => {
    const { backend, user } = await openApp("preferences");
    await user.clear(threshold());
    if (wrong) await user.type(threshold(), wrong);
    await user.keyboard("{Enter}");
    await settled();
    expect(backend.called("setLowCreditThreshold")).toEqual([]);
    expect(threshold().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Enter a whole number from 0 to 1,000,000.")).toBeTruthy();
    await user.click(threshold());
    await user.keyboard("{Escape}");
    await settled();
    expect(threshold().value).toBe("10");
    expect(threshold().getAttribute("aria-invalid")).toBe("false");
  },
);

test("at 0 it is said that nothing warns early", async () => {
  const { user } = await openApp("preferences");
  await user.clear(threshold());
  await user.type(threshold(), "0");
  expect(screen.getByText("At 0, you're alerted only when you run out.")).toBeTruthy();
});

const today = dayOf(new Date());
const firstDay = addDays(today, -29);
const dateOf = (day: number) => formatDayShort(addDays(firstDay, day));
const at = (day: number, kind: ReplayedAlert["kind"] = "credits_low"): ReplayedAlert => ({
  kind,
  raised_at: new Date(`${addDays(firstDay, day)}T15:40:00`).toISOString(),
  day,
  balance: kind === "credits_low" ? 8 : 0,
});
const replayed = (alerts: ReplayedAlert[], unknown_days = 0): ThresholdReplay => ({
  from: firstDay,
  days: 30,
  unknown_days,
  always_below: false,
  balances: Array.from({ length: 31 }, (_, day) => (unknown_days === 0 || day > unknown_days ? 40 : null)),
  alerts,
});

/** What is said of the number that stands in the field. */
function said(): string {
  const section = screen.getByRole("region", {
    name: "What this threshold would have meant in the last 30 days",
  });
  return section.querySelector("[aria-live]")?.textContent?.replace(/\s+/gu, " ").trim() ?? "";
}

test("what a number would have come to is said while it is typed, before it is kept", async () => {
  const { backend, container, user } = await openApp("preferences");
  backend.replay = (credits) =>
    replayed(credits < 29 ? [] : [at(3), at(12), at(12), at(20, "credits_exhausted")]);
  await user.clear(threshold());
  await user.type(threshold(), "2");
  await settled();
  expect(said()).toBe("In the last 30 days, you'd have had no alerts about your credits.");
  await user.type(threshold(), "9");
  await settled();
  const dates = `${dateOf(3)}, ${dateOf(12)}, ${dateOf(20)}`;
  expect(said()).toBe(
    `In the last 30 days, you'd have had 3 low-credit warnings and been told once that credits ran out. ${dates}`,
  );
  expect(container.querySelectorAll(".chart .credits_low")).toHaveLength(3);
  expect(container.querySelector(".chart .credits_exhausted")?.getAttribute("title")).toContain(
    "Credits ran out",
  );
  expect(backend.called("setLowCreditThreshold")).toEqual([]);
  expect(backend.called("replayThreshold").map(([credits]) => credits)).toEqual([10, 2, 29]);
  await expectAccessible(container);
});

test.each<[ReplayedAlert[], string]>([
  [[at(3)], `In the last 30 days, you'd have had 1 low-credit warning. ${dateOf(3)}`],
  [
    [at(3, "credits_exhausted")],
    `In the last 30 days, you'd have been told once that credits ran out, with no warning before. ${dateOf(3)}`,
  ],
  [
    [at(3), at(4, "credits_exhausted"), at(5, "credits_exhausted")],
    `In the last 30 days, you'd have had 1 low-credit warning and been told 2 times that credits ran out. ${dateOf(3)}, ${dateOf(4)}, ${dateOf(5)}`,
  ],
  [
    [0, 1, 2, 3, 4, 5, 6].map((day) => at(day)),
    `In the last 30 days, you'd have had 7 low-credit warnings. Most recently on ${dateOf(6)}.`,
  ],
])("%j is said in a sentence", async (alerts, sentence) => {
  const { backend } = await openApp("preferences");
  backend.replay = () => replayed(alerts);
  backend.journalChanged();
  await settled();
  expect(said()).toBe(sentence);
});

test("at 0 nothing but the end of the credits is told", async () => {
  const { backend, user } = await openApp("preferences");
  backend.replay = () => replayed([]);
  await user.clear(threshold());
  await user.type(threshold(), "0");
  await settled();
  expect(said()).toBe("In the last 30 days, you never ran out of credits.");
});

test("a number that credits never rose above is not said to bring nothing", async () => {
  const { backend } = await openApp("preferences");
  backend.replay = () => ({ ...replayed([]), always_below: true });
  backend.journalChanged();
  await settled();
  expect(said()).toBe(
    "In the last 30 days, your credits never rose above this, so there'd have been no new warning.",
  );
});

test("days before the journal begins are no quiet days", async () => {
  const { backend, container } = await openApp("preferences");
  backend.replay = () => replayed([], 21);
  backend.journalChanged();
  await settled();
  expect(said()).toContain(`Your history begins on ${dateOf(21)}.`);
  expect(container.querySelector(".chart .unknown")?.getAttribute("width")).toBe("70");
});

test("of a journal that is not known yet it is not said that nothing would have come", async () => {
  await openApp("preferences-unread");
  expect(said()).toBe(
    "Once your history has loaded, this shows what the threshold would have meant in the last 30 days.",
  );
});

test("only the answer to the last number counts, and no number asks nothing", async () => {
  const { backend, user } = await openApp("preferences");
  backend.replay = (credits) => replayed(credits === 10 ? [at(3)] : []);
  backend.journalChanged();
  await settled();
  const asked = backend.called("replayThreshold").length;
  await user.clear(threshold());
  await user.type(threshold(), "-");
  await settled();
  expect(said()).toContain("1 low-credit warning");
  expect(backend.called("replayThreshold")).toHaveLength(asked);
  backend.silent.add("replayThreshold");
  await user.type(threshold(), "{Backspace}7");
  await settled();
  backend.silent.delete("replayThreshold");
  await user.type(threshold(), "0");
  await settled();
  expect(said()).toContain("no alerts about your credits");
});

test("a number that was set elsewhere shows, and one that waits for the server says that it is kept here", async () => {
  const { backend } = await openApp("preferences");
  backend.standPreferences({ low_credit_threshold: { value: 50, state: { state: "saved" } } });
  await settled();
  expect(threshold().value).toBe("50");
  backend.standPreferences({ low_credit_threshold: { value: 60, state: { state: "pending" } } });
  await settled();
  expect(screen.getByText("Saved here. The server gets it when you're back online.")).toBeTruthy();
});

test("two numbers that meet are both shown, and one of them is chosen", async () => {
  const { backend, user } = await openApp("preferences");
  const conflict = { state: "conflict", mine: 2500, theirs: 0 } as const;
  backend.standPreferences({ low_credit_threshold: { value: 2500, state: conflict } });
  await settled();
  await user.click(screen.getByRole("button", { name: "Keep “2,500”" }));
  await settled();
  expect(backend.called("keepMine")).toEqual([["preferences", "low_credit_threshold"]]);
  backend.standPreferences({ low_credit_threshold: { value: 2500, state: conflict } });
  await settled();
  await user.click(screen.getByRole("button", { name: "Use “0”" }));
  await settled();
  expect(threshold().value).toBe("0");
});

const kinds = {
  "Credits run low": "credits_low",
  "Credits are used up": "credits_exhausted",
  "A workflow fails": "workflow_failed",
  "An integration needs to be reconnected": "integration_needs_reconnect",
  "Your plan changes": "plan_upgraded",
};

test("each kind of alert has a switch for each way of telling, which is kept", async () => {
  const { backend, user } = await openApp("preferences-remote");
  for (const [name, kind] of Object.entries(kinds)) {
    for (const [label, way] of [
      ["Email", "email"],
      ["Desktop", "desktop"],
    ]) {
      const was = switchOf(`${name} ${label}`).checked;
      await user.click(switchOf(`${name} ${label}`));
      await settled();
      expect(backend.called("setAlertWay").at(-1)).toEqual([kind, way, !was]);
      expect(switchOf(`${name} ${label}`).checked).toBe(!was);
    }
  }
  expect(screen.getByText("Emails go to ada@example.com.")).toBeTruthy();
});

test("a way that is not kept yet is said before one that is", async () => {
  const { backend, user } = await openApp("preferences-remote");
  await user.click(switchOf("A workflow fails Email"));
  await settled();
  expect(screen.getByText("Saved")).toBeTruthy();
  backend.standPreferences({ workflow_failed_desktop: { value: false, state: { state: "pending" } } });
  await settled();
  expect(screen.queryByText("Saved")).toBeNull();
  expect(screen.getByText("Saved here. The server gets it when you're back online.")).toBeTruthy();
});

test("where nobody can be mailed only notifications are offered, and it is said why", async () => {
  await openApp("preferences");
  expect(ways()).toHaveLength(5);
  expect(screen.getByText(/^This account has no email address/u)).toBeTruthy();
});

test("a server that mails nothing offers no such switch", async () => {
  const { backend } = await openApp("preferences-remote");
  const unknown = { value: null, state: { state: "saved" } } as const;
  backend.standPreferences({
    credits_low_email: unknown,
    credits_exhausted_email: unknown,
    workflow_failed_email: unknown,
    integration_needs_reconnect_email: unknown,
    plan_upgraded_email: unknown,
  });
  await settled();
  expect(ways()).toHaveLength(5);
  expect(screen.queryByText(/mailed/u)).toBeNull();
});

test("an address that is not known to be the person's is told, and its link is sent once more", async () => {
  const { backend, user } = await openApp("preferences-unverified");
  expect(screen.getByText(/open the link that was mailed to ada@example\.com/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Send a new link" }));
  await settled();
  expect(backend.called("sendVerification")).toHaveLength(1);
  expect(screen.getByText("A link is on its way to ada@example.com.")).toBeTruthy();
});

test("an address that mail is returned from is told", async () => {
  const { backend } = await openApp("preferences-remote");
  backend.email = { ...backend.email, email_problem: { value: "refused", state: { state: "saved" } } };
  backend.standPreferences({});
  backend.standName({ value: "Ada", state: { state: "saved" } });
  await settled();
  expect(screen.getByText(/^Emails to ada@example\.com don't get through/u)).toBeTruthy();
});

test("a switch that was turned elsewhere too asks which of the two stands", async () => {
  const { backend, user } = await openApp("preferences");
  backend.standPreferences({
    workflow_failed_desktop: { value: true, state: { state: "conflict", mine: true, theirs: false } },
  });
  await settled();
  await user.click(screen.getByRole("button", { name: "Use “Desktop off”" }));
  await settled();
  expect(backend.called("takeTheirs")).toEqual([["preferences", "workflow_failed_desktop"]]);
  expect(switchOf("A workflow fails Desktop").checked).toBe(false);
});

test("a switch that the app did not take says so, and can be turned back", async () => {
  const { backend, user } = await openApp("preferences");
  backend.refuse("setAlertWay", "internal");
  await user.click(switchOf("A workflow fails Desktop"));
  await settled();
  expect(screen.getByText("Something went wrong in Infuse.")).toBeTruthy();
  await user.click(switchOf("A workflow fails Desktop"));
  await settled();
  expect(screen.queryByText("Something went wrong in Infuse.")).toBeNull();
  expect(switchOf("A workflow fails Desktop").checked).toBe(true);
});

test("what no server has told yet is not made up", async () => {
  const { backend } = await openApp("preferences-unheard");
  expect(screen.getByText(/Your preferences can't be loaded yet/u)).toBeTruthy();
  expect(ways()).toEqual([]);
  expect(backend.called("setAlertWay")).toEqual([]);
});
