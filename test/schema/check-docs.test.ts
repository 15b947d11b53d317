import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFINITION_CHECKS } from "../../schema/checks/ids.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { writeProject } from "../project.ts";

/** What the pages' code refers to. */
const FILES = {
  "country.ts": "export const country = { encode: String, decode: String };",
  "repair.ts": "export const repairUser = () => ({ name: 'unknown' });",
  "upcasts.ts": "export const userFrom1 = (value) => value; export const userFrom2 = userFrom1;",
  "public/404.html": "<!doctype html>",
  "public/index.html": "<!doctype html>",
  "seeds/flags.json": '[{ "params": { "name": "dark-mode" }, "value": true }]',
};

/** A page's code is collections, namespaces, or what `defineKv` takes. */
function schemaOf(code: string): string {
  const options = /^(conventions|namespaces|zodInWorker):/.test(code)
    ? code
    : `namespaces: { ${/^[A-Z]+:/.test(code) ? code : `CACHE: { title: "cache", collections: { ${code} } }`} }`;
  return `import { assets, collection, defineKv, gzip, param, redact, sealed, stored, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ ${options} });`;
}

async function idsOf(code: string): Promise<readonly string[]> {
  const root = writeProject({ ...FILES, "keyloom.schema.ts": schemaOf(code) });
  const { problems } = await compileFile(join(root, "keyloom.schema.ts"), { seeds: true });
  return problems.map(({ rule }) => rule);
}

describe.each(Object.entries(DEFINITION_CHECKS))("the page of %s", (id, docs) => {
  test("shows code that has the problem, and no other", async () => {
    expect(new Set(await idsOf(docs.wrong))).toEqual(new Set([id]));
  });

  test("shows code that has no problem", async () => {
    expect(await idsOf(docs.right)).toEqual([]);
  });

  test("explains the check and its reason in whole sentences", () => {
    for (const text of [docs.what, docs.why]) expect(text).toMatch(/^[A-Z`].*\.$/s);
  });
});
