import { FluentResource } from "@fluent/bundle";
import { type AST, parse } from "svelte/compiler";
import { expect, test } from "vitest";

const catalogues = import.meta.glob<string>(["./en/*.ftl", "!./en/native.ftl", "!./en/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const components = import.meta.glob<string>("../**/*.svelte", {
  query: "?raw",
  import: "default",
  eager: true,
});
const modules = import.meta.glob<string>(["../**/*.ts", "!../**/*.test.ts", "!./message-ids.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const sources = [...Object.values(components), ...Object.values(modules)];
const ids = Object.values(catalogues).flatMap((text) => new FluentResource(text).body.map(({ id }) => id));

test("the type of the messages' ids is that of the catalogues: `npm run gen` writes it anew", async () => {
  const lines = ids.toSorted().map((id) => `  | "${id}"`);
  const text = `// Generated from the catalogues by \`npm run gen\`.\nexport type MessageId =\n${lines.join("\n")};\n`;
  await expect(text).toMatchFileSnapshot("./message-ids.ts");
});

test("no message is defined twice", () => {
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test("every message of the catalogues is used", () => {
  const all = sources.join("\n");
  const families = [...all.matchAll(/`([a-z][\w-]*-)\$\{/gu)].map((match) => match[1] ?? "");
  const unused = ids.filter(
    (id) => !all.includes(`"${id}"`) && !families.some((family) => id.startsWith(family)),
  );
  expect(unused).toEqual([]);
});

test("no component holds text of its own", () => {
  const found: string[] = [];
  for (const [path, source] of Object.entries(components)) {
    const { fragment } = parse(source, { modern: true });
    walk(fragment, (text) => {
      if (/\p{L}/u.test(text)) found.push(`${path}: ${text.trim()}`);
    });
  }
  expect(found).toEqual([]);
});

function walk(node: AST.Fragment, visit: (text: string) => void): void {
  for (const child of node.nodes) {
    if (child.type === "Text") visit(child.data);
    for (const part of Object.values(child)) {
      if (part && typeof part === "object" && "type" in part && part.type === "Fragment") walk(part, visit);
    }
  }
}
