import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Model } from "../../schema/model.ts";
import { parseStackOutputs, wantedBindings } from "../../src/wrangler/stack-outputs.ts";
import {
  editWranglerFile,
  findWranglerFile,
  readWranglerFile,
} from "../../src/wrangler/wrangler-file.ts";
import { writeProject } from "../project.ts";

const ID = "0123456789abcdef0123456789abcdef";

/** As much of a model as bindings need. */
const model = (preview: boolean) =>
  ({ namespaces: [{ binding: "CACHE", preview }] }) as unknown as Model;

const wantedFrom = (text: string, preview = false) =>
  wantedBindings(model(preview), parseStackOutputs(text, "o.json"), "o.json", "Run `pulumi up`.");

test("the nearest wrangler file is found, in wrangler's own order", () => {
  const project = writeProject({
    "wrangler.toml": "",
    "a/wrangler.toml": "",
    "a/wrangler.jsonc": "{}",
    "a/b/c.txt": "",
  });
  expect(findWranglerFile(project)).toBe(join(project, "wrangler.toml"));
  expect(findWranglerFile(join(project, "a/b"))).toBe(join(project, "a/wrangler.jsonc"));
  expect(() => findWranglerFile("/")).toThrow("there is no wrangler file in / or above");
});

test.each([
  ["absent.jsonc", "there is no wrangler file at "],
  ["folder.json", "cannot be read: it is a folder"],
  ["wrangler.yaml", "is not a wrangler file"],
  ["latin1.toml", "is not UTF-8"],
])("%s is not read, with a reason", (name, why) => {
  const project = writeProject({ "wrangler.yaml": "", "folder.json/a": "" });
  writeFileSync(join(project, "latin1.toml"), Buffer.from([0x23, 0xe9]));
  expect(() => readWranglerFile(join(project, name))).toThrow(why);
});

test("a file that does not parse is reported with its place", () => {
  const project = writeProject({ "wrangler.toml": "\uFEFFname = 'shop'\r\nmain = ??\r\n" });
  const file = readWranglerFile(join(project, "wrangler.toml"));
  const edit = () => editWranglerFile(file, undefined, []);
  expect(edit).toThrow(CannotRunError);
  expect(edit).toThrow(
    expect.objectContaining({ place: expect.objectContaining({ line: 2, column: 8 }) }),
  );
});

test("outputs are read whole or as the namespaces alone, even with a binding called `namespaces`", () => {
  const CACHE = { id: ID, title: "cache" };
  const wanted = [{ binding: "CACHE", id: ID }];
  expect(wantedFrom(JSON.stringify({ CACHE }))).toEqual(wanted);
  expect(wantedFrom(JSON.stringify({ namespaces: { CACHE }, url: "x" }))).toEqual(wanted);
  expect(wantedFrom(JSON.stringify({ CACHE, namespaces: CACHE }))).toEqual(wanted);
  expect(wantedFrom(JSON.stringify({ CACHE: { ...CACHE, previewId: ID } }), true)).toEqual([
    { binding: "CACHE", id: ID, previewId: ID },
  ]);
  // The schema no longer asks for a twin.
  expect(wantedFrom(JSON.stringify({ CACHE: { ...CACHE, previewId: ID } }))).toEqual(wanted);
});

test.each([
  ["ids: no", false, "o.json is not JSON"],
  ["[]", false, "o.json does not have the outputs of a stack"],
  ["{}", false, "o.json has no id of `CACHE`, which is in the schema"],
  [
    '{ "CACHE": { "id": "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }',
    false,
    "ids are 32 hexadecimal digits",
  ],
  ['{ "namespaces": "[secret]" }', false, "has no id of `CACHE`"],
  [`{ "CACHE": { "id": "${ID}" } }`, true, "has no preview id of `CACHE`"],
])("outputs %s are rejected", (text, preview, why) => {
  expect(() => wantedFrom(text, preview)).toThrow(why);
});
