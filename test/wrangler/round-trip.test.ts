import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { setNamespaces } from "../../src/wrangler/set-namespaces.ts";
import { type GeneratedFile, wantedBindings, wranglerFile } from "./wrangler-files.ts";

const RUNS = { numRuns: 500 };

const folder = mkdtempSync(join(tmpdir(), "keyloom-wrangler-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The bindings that wrangler itself reads from a text. */
function readByWrangler(text: string, { format, environment: env }: GeneratedFile) {
  const config = join(folder, `wrangler.${format}`);
  writeFileSync(config, text);
  const args = env === undefined ? { config } : { config, env };
  return unstable_readConfig(args, { hideWarnings: true }).kv_namespaces;
}

test("wrangler reads the intended namespaces from any edited file, and a second run changes nothing", () => {
  fc.assert(
    fc.property(wranglerFile, wantedBindings, (file, wanted) => {
      const { before, list, after, format, environment, entries } = file;
      const { text } = setNamespaces(before + list + after, format, environment, wanted);

      const known = new Map(wanted.map((binding) => [binding.binding, binding]));
      const expected = entries.map((entry) => {
        const { id, previewId } = known.get(entry.binding) ?? {};
        known.delete(entry.binding);
        if (id === undefined) return entry;
        const { preview_id: _, ...others } = entry;
        return { ...others, id, ...(previewId !== undefined && { preview_id: previewId }) };
      });
      for (const { binding, id, previewId } of known.values()) {
        expected.push({ binding, id, ...(previewId !== undefined && { preview_id: previewId }) });
      }
      expect(readByWrangler(text, file)).toEqual(expected);
      expect(setNamespaces(text, format, environment, wanted).text).toBe(text);
    }),
    RUNS,
  );
});

test("every character outside the list and every comment in it stays in any file", () => {
  fc.assert(
    fc.property(wranglerFile, wantedBindings, (file, wanted) => {
      const { before, list, after, format, environment } = file;
      const { text } = setNamespaces(before + list + after, format, environment, wanted);
      if (list === "") {
        // The new list is one piece; the item before it may have got a comma.
        expect(inserted(before + after, text)).toBeDefined();
        return;
      }
      expect(text.slice(0, before.length)).toBe(before);
      expect(text.slice(text.length - after.length)).toBe(after);
      const kept = text.slice(before.length, text.length - after.length);
      for (const [comment] of list.matchAll(/(#|\/\/)[^\r\n]*|\/\*.*?\*\//g)) {
        const line = list.split(/\r?\n/).find((each) => each.includes(comment)) ?? "";
        if (!line.includes("preview_id")) expect(kept).toContain(comment);
      }
      expect(lineBreaks(text)).toEqual(lineBreaks(before + list + after));
    }),
    RUNS,
  );
});

/** What was inserted into a text to get another; `undefined` if it was more than one piece and a comma. */
function inserted(old: string, text: string): string | undefined {
  let start = 0;
  while (start < old.length && old[start] === text[start]) start++;
  for (const [from, comma] of [
    [start, ""],
    [text[start] === "," ? start : -1, ","],
  ] as const) {
    if (from === -1) continue;
    const rest = text.slice(from + comma.length);
    for (let at = from; at <= old.length; at++) {
      const tail = old.slice(at);
      const middle = rest.length - tail.length - (at - from);
      if (middle < 0 || !rest.endsWith(tail) || !rest.startsWith(old.slice(from, at))) continue;
      return rest.slice(at - from, at - from + middle);
    }
  }
  return undefined;
}

/** The kinds of line breaks in a text. */
function lineBreaks(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r?\n/g));
}
