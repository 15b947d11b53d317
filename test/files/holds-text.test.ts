import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsText } from "../../src/files/holds-text.ts";
import { writeProject } from "../project.ts";

/** Longer than what is compared at a time. */
const LONG = "a line of text\n".repeat(10_000);

test.each([
  ["nothing", "", "", true],
  ["the same short text", "a\n", "a\n", true],
  ["the same long text", LONG, LONG, true],
  ["a text that goes on", `${LONG}b`, LONG, false],
  ["a text that ends earlier", LONG, `${LONG}b`, false],
  ["a text with another end", `${LONG}a`, `${LONG}b`, false],
  ["other line ends", "a\r\nb", "a\nb", false],
])("a file with %s is told from others", (_, onDisk, text, isSame) => {
  const file = join(writeProject({ "file.txt": onDisk }), "file.txt");
  expect(holdsText(file, text)).toBe(isSame);
});

test("a text is found again, whichever characters it has", () => {
  const file = join(writeProject({}), "any.txt");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(20_000), (text, length) => {
      const long = (text + LONG.slice(0, length)).repeat(6);
      writeFileSync(file, long);
      expect(holdsText(file, long)).toBe(true);
      expect(holdsText(file, `${long}x`)).toBe(false);
    }),
  );
});

test("what is no file holds no text", () => {
  const folder = writeProject({});
  mkdirSync(join(folder, "sub"));
  expect(holdsText(join(folder, "sub"), "")).toBe(false);
  expect(holdsText(join(folder, "none"), "")).toBe(false);
});
