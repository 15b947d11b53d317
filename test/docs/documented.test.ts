import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  ASSETS_OPTIONS,
  COLLECTION_OPTIONS,
  CONVENTIONS,
  KV_OPTIONS,
  NAMESPACE_OPTIONS,
} from "../../schema/compile/option-tables.ts";
import { REPO } from "../project.ts";

const read = (file: string) => readFileSync(join(REPO, file), "utf8");

test.each([
  ["defineKv", KV_OPTIONS],
  ["conventions", CONVENTIONS],
  ["a namespace", NAMESPACE_OPTIONS],
  ["a collection", COLLECTION_OPTIONS],
  ["assets", ASSETS_OPTIONS],
])("every option of %s is in a table of the schema's page", (_, { options }) => {
  const rows = read("docs/schema.md")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const missing = Object.keys(options).filter(
    (name) => !rows.some((row) => row.includes(`\`${name}\``)),
  );
  expect(missing).toEqual([]);
});

test("the table on the accessors' page has every error code, and no other", () => {
  const [, union = ""] =
    /export type KeyloomErrorCode =\n(.*?);/s.exec(read("src/runtime/error.ts")) ?? [];
  const codes = Array.from(union.matchAll(/"([a-z-]+)"/g), ([, code]) => code);
  const [, table = ""] = /^\| `code`.*?\n(.*?)\n\n/ms.exec(read("docs/accessors.md")) ?? [];
  const first = table
    .split("\n")
    .map((row) => row.split("|")[1] ?? "")
    .join();
  expect(codes.length).toBeGreaterThan(5);
  expect(Array.from(first.matchAll(/`([a-z-]+)`/g), ([, code]) => code).sort()).toEqual(
    codes.sort(),
  );
});
