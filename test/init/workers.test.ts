import { dirname } from "node:path";
import current from "typescript";
import { describe, expect, test } from "vitest";
import { generate, writeGenerated } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { lint } from "../../src/lint/index.ts";
import { compileErrors } from "../codegen/typescript.ts";
import { BY_HAND, BY_HAND_LATER } from "./by-hand.ts";
import { collectionLines } from "./collection-lines.ts";
import { WORKERS, workerProject, written } from "./worker-project.ts";

/** Each part of a line that a person writes of a collection. */
const PARTS = ["key", "codec", "value", "ttl"] as const;

describe("the first schema of Workers like published ones", () => {
  test("passes the checks, and its accessors compile", async () => {
    const files: string[] = [];
    for (const name of WORKERS) {
      const { file, notes } = await written(workerProject(name));
      const { model, problems } = await compileFile(file);
      expect(problems, name).toEqual([]);
      const generated = await generate(file, model);
      await writeGenerated(generated);
      files.push(file, generated.file);
      expect(
        notes.filter(({ line }) => line === 0),
        name,
      ).toEqual([]);
    }
    expect(compileErrors(current, files)).toEqual([]);
  }, 120_000);

  test("lets the linter show the accesses that should become accessor calls, and no unknown key", async () => {
    const without: string[] = [];
    for (const name of WORKERS) {
      const { file } = await written(workerProject(name));
      const { model, place } = await compileFile(file);
      const problems = await lint({ schemaFile: file, model, place, root: dirname(file) });
      const count = (rule: string) => problems.filter((problem) => problem.rule === rule).length;
      expect(count("usage/unknown-key"), name).toBe(0);
      if (count("usage/raw-access") === 0) without.push(name);
    }
    expect(without).toEqual([]);
  }, 60_000);

  // The figures are in docs/provisioning.md.
  test("has mostly the collections that a person would write", async () => {
    expect(await figuresOf(BY_HAND)).toMatchInlineSnapshot(`
      {
        "all": 85,
        "codec": 92,
        "collections": 93,
        "extra": 0,
        "key": 92,
        "missed": [
          "feeds-cron: FEEDS {...} | text | none",
          "invitations: USERS user:{} | json z.object({ email: z.string() }) | none",
          "media: CONFIG cleaned | json z.object({ isComplete: z.boolean() }) | none",
          "podcast-runs: RUNS running:{} | json z.object({ id: z.string(), status: z.unknown() }) | 5m",
          "polls: BOT summary:{} | json z.object({ votes: z.record(z.string(), z.number()).nullable(), members: z.number() }) | none",
          "redirect-stats: VISITS {} | json z.array(z.object({ at: z.number(), from: z.string().nullable() })) | none",
          "retry-queue: KV dead:{} | json z.object({ id: z.string(), attempts: z.number() }) | 30d",
          "shared-clocks: SHARED {}-link | json z.object({ url: z.string(), title: z.string() }) | 90d",
        ],
        "ttl": 92,
        "value": 85,
      }
    `);
  }, 60_000);

  test("has these for Workers that were added later, too", async () => {
    expect(await figuresOf(BY_HAND_LATER)).toMatchInlineSnapshot(`
      {
        "all": 19,
        "codec": 21,
        "collections": 22,
        "extra": 0,
        "key": 21,
        "missed": [
          "blog: POSTS {} | json z.looseObject({ title: z.string(), at: z.number() }) | none",
          "credits: CREDITS {} | json z.object({ credits: z.number(), created: z.iso.datetime(), lastFee: z.string().optional() }) | none",
          "page-hits: KV {...} | json z.object({ hits: z.number() }) | none",
        ],
        "ttl": 21,
        "value": 19,
      }
    `);
  }, 60_000);
});

/** How many collections by hand are in the schemas that are read, in each part, and those that are not as a whole. */
async function figuresOf(byHand: typeof BY_HAND) {
  const right = { collections: 0, extra: 0, key: 0, codec: 0, value: 0, ttl: 0, all: 0 };
  const missed: string[] = [];
  for (const [name, lines] of Object.entries(byHand)) {
    const wantedLines = lines.trim().split(/\n\s*/);
    const { file, text } = await written(workerProject(name));
    const own = await collectionLines(file, text);
    right.collections += wantedLines.length;
    const keys = new Set(wantedLines.map((line) => partsOf(line).key));
    right.extra += own.filter((line) => !keys.has(partsOf(line).key)).length;
    for (const line of wantedLines) {
      const wanted = partsOf(line);
      const got = own.map(partsOf).find(({ key }) => key === wanted.key);
      for (const part of PARTS) if (got?.[part] === wanted[part]) right[part]++;
      if (got && PARTS.every((part) => got[part] === wanted[part])) right.all++;
      else missed.push(`${name}: ${line}`);
    }
  }
  return { ...right, missed };
}

/** `KV sub:{} | json z.string() | none`, in parts. */
function partsOf(line: string): Readonly<Record<(typeof PARTS)[number], string>> {
  const [key = "", stored = "", ttl = ""] = line.split(" | ");
  const [codec = "", ...value] = stored.split(" ");
  return { key, codec, value: value.join(" "), ttl };
}
