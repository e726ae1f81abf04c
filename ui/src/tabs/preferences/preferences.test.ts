import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { openApp, settled } from "../../../tests/app";

const threshold = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "Warn me at" });
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
  expect(screen.getByText("Alerts are mailed to ada@example.com.")).toBeTruthy();
});

test("where nobody can be mailed only notifications are offered, and it is said why", async () => {
  await openApp("preferences");
  expect(screen.queryAllByRole("switch")).toHaveLength(5);
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
  expect(screen.queryAllByRole("switch")).toHaveLength(5);
  expect(screen.queryByText(/mailed/u)).toBeNull();
});

test("an address that is not known to be the person's is told, and its link is sent once more", async () => {
  const { backend, user } = await openApp("preferences-unverified");
  expect(screen.getByText(/open the link that was mailed to ada@example\.com/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Send a new link" }));
  await settled();
  expect(backend.called("sendVerification")).toHaveLength(1);
  expect(screen.getByText("A new link is on its way to ada@example.com.")).toBeTruthy();
});

test("an address that mail is returned from is told", async () => {
  const { backend } = await openApp("preferences-remote");
  backend.email = { ...backend.email, email_problem: { value: "refused", state: { state: "saved" } } };
  backend.standPreferences({});
  backend.standName({ value: "Ada", state: { state: "saved" } });
  await settled();
  expect(screen.getByText(/^Mail to ada@example\.com was returned/u)).toBeTruthy();
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
  expect(screen.queryAllByRole("switch")).toEqual([]);
  expect(backend.called("setAlertWay")).toEqual([]);
});
