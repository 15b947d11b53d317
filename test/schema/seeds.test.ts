import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { seedPairs } from "../../schema/seed/pairs.ts";
import { placeAndRule } from "../project.ts";
import { pairsOf, writeSeedProject } from "./seed-project.ts";

describe("a seed of somebody else's JSON, with URLs as keys", () => {
  const item = (value: string) => `collection({
    key: "item:{url}",
    params: { url: param.rest() },
    value: z.object({ payload: z.unknown() }),
    ttl: ttl.none("a test"),
    seed: [{ params: { url: "https://a.example/b%20c" }, value: { payload: ${value} } }],
  })`;

  test("is stored unchanged, under unchanged keys", async () => {
    const [pair] = await pairsOf(item("[1, { deep: null }]"));
    expect(pair).toMatchObject({
      key: "item:https://a.example/b%20c",
      value: '{"payload":[1,{"deep":null}]}',
    });
  });

  test("is rejected if JSON cannot represent it", async () => {
    const file = join(writeSeedProject(item("[new Date(0)]")), "keyloom.schema.ts");
    const { problems } = await compileFile(file, { seeds: true });
    expect(problems).toMatchObject([
      {
        rule: "seed-mismatch",
        message: expect.stringContaining("an instance of Date, at `payload.0`"),
      },
    ]);
  });
});

describe("a seed of compressed values", () => {
  test("is stored as the Worker reads it, without a trace of the operating system", async () => {
    const [pair, ...others] = await pairsOf(`collection({
      key: "item:{id}",
      value: z.object({ a: z.string(), b: z.int().default(5) }),
      codec: gzip("json"),
      ttl: ttl.none("a test"),
      seed: [{ params: { id: "1" }, value: { a: "a".repeat(900) } }],
    })`);
    expect(others).toEqual([]);
    const bytes = pair?.value as Uint8Array;
    expect(bytes.byteLength).toBeLessThan(100);
    // No time, and an unknown system.
    expect([...bytes.subarray(4, 8), bytes[9]]).toEqual([0, 0, 0, 0, 255]);
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({ a: "a".repeat(900), b: 5 });
  });

  test("may come from a module as bytes", async () => {
    const module = `export default [{ params: { id: "1" }, value: new Uint8Array(900) }];`;
    const [pair] = await pairsOf(
      `collection({
        key: "item:{id}",
        codec: gzip("stream"),
        ttl: ttl.none("a test"),
        seed: "./items.ts",
      })`,
      { "items.ts": module },
    );
    expect(new Uint8Array(gunzipSync(pair?.value as Uint8Array))).toEqual(new Uint8Array(900));
  });
});

describe("a seed of versioned values", () => {
  const files = { "upcasts.ts": "export const from1 = (value: unknown) => value;" };
  const version = `version: 2, upcasts: { 1: { from: "./upcasts.ts", name: "from1" } }`;
  const rest = `value: z.string(), ttl: ttl.none("a test"), seed: [{ value: "a" }]`;

  test("is written in the current version", async () => {
    const [pair] = await pairsOf(`collection({ key: "item", ${version}, ${rest} })`, files);
    expect(pair).toEqual({ key: "item", value: '{"$version":2,"$value":"a"}' });
    const [zipped] = await pairsOf(
      `collection({ key: "item", codec: gzip("json"), ${version}, ${rest} })`,
      files,
    );
    expect(gunzipSync(zipped?.value as Uint8Array).toString()).toBe(pair?.value);
  });

  test("has the version in the metadata if the schema says so", async () => {
    const place = `versionIn: "metadata"`;
    const [alone] = await pairsOf(
      `collection({ key: "item", ${version}, ${place}, ${rest} })`,
      files,
    );
    expect(alone).toEqual({ key: "item", value: '"a"', metadata: { $version: 2 } });
    const [beside] = await pairsOf(
      `collection({
        key: "item",
        value: z.string(),
        codec: "text",
        metadata: z.object({ size: z.int() }),
        ttl: ttl.none("a test"),
        seed: [{ value: "a", metadata: { size: 1 } }],
        ${version},
        ${place},
      })`,
      files,
    );
    expect(beside).toEqual({ key: "item", value: "a", metadata: { size: 1, $version: 2 } });
  });
});

describe("a record of a seed", () => {
  test("becomes the key, the value, the metadata and the TTL that a put would write", async () => {
    const pairs = await pairsOf(
      `collection({
        key: "item:{id}:{on}",
        params: { id: z.int().min(0).max(999), on: z.boolean() },
        value: z.object({ a: z.string(), b: z.int().default(5) }),
        metadata: z.object({ size: z.int() }),
        ttl: ttl.default("1h", { max: "1d" }),
        seed: "./items.json",
      })`,
      {
        "items.json": JSON.stringify([
          { params: { id: 7, on: true }, value: { a: "é", c: 1 }, metadata: { size: 1, x: 2 } },
          {
            params: { id: 8, on: false },
            value: { a: "", b: 1 },
            metadata: { size: 2 },
            ttl: "2h",
          },
        ]),
      },
    );
    expect(pairs).toEqual([
      {
        key: "item:007:true",
        value: '{"a":"é","b":5}',
        metadata: { size: 1 },
        expirationTtl: 3_600,
      },
      {
        key: "item:008:false",
        value: '{"a":"","b":1}',
        metadata: { size: 2 },
        expirationTtl: 7_200,
      },
    ]);
  });

  test("is written in its stored form, which the type's codecs turn into what a put would store", async () => {
    const pairs = await pairsOf(
      `collection({
        key: "item:{id}",
        value: z.object({
          at: stored.date(),
          total: stored.bigint().default(5n),
          tags: z.array(z.string()).default([]),
        }),
        metadata: z.object({ at: stored.date() }),
        ttl: ttl.fromField("at"),
        seed: "./items.ndjson",
      })`,
      {
        "items.ndjson": JSON.stringify({
          params: { id: "1" },
          value: { at: "2036-11-24T13:46:00Z", other: 1 },
          metadata: { at: "2026-11-24T13:46:00.5Z" },
        }),
      },
    );
    expect(pairs).toEqual([
      {
        key: "item:1",
        value: '{"at":"2036-11-24T13:46:00.000Z","total":"5","tags":[]}',
        metadata: { at: "2026-11-24T13:46:00.500Z" },
        expiration: Date.parse("2036-11-24T13:46:00Z") / 1_000,
      },
    ]);
  });

  test("is stored unchanged if a transform makes the value from it", async () => {
    const pairs = await pairsOf(`collection({
      key: "item:{id}",
      value: z.object({ count: z.string().transform(Number).pipe(z.int()) }),
      ttl: ttl.fixed("1h"),
      seed: [{ params: { id: "1" }, value: { count: "5" } }],
    })`);
    expect(pairs).toMatchObject([{ value: '{"count":"5"}' }]);
  });

  test("has its text stored unchanged by the codec `text`, and its separators encoded", async () => {
    const seed = '[{ params: { a: "x:y%", b: "1/2" }, value: "\\n" }]';
    const options = `collection({ key: "item:{a}:{b}", value: z.string(), codec: "text", ttl: ttl.none("kept"), seed: ${seed} })`;
    expect(await pairsOf(options)).toEqual([{ key: "item:x%3Ay%25:1/2", value: "\n" }]);
  });

  test("expires at a field of its value", async () => {
    const options = `collection({
      key: "item", value: z.object({ at: z.iso.datetime() }), ttl: ttl.fromField("at"),
      seed: [{ value: { at: "2038-01-01T00:00:00Z" } }],
    })`;
    const [pair] = await pairsOf(options);
    expect(pair?.expiration).toBe(Date.parse("2038-01-01T00:00:00Z") / 1000);
  });

  test("may have a date in its key, as text", async () => {
    const options = `collection({
      key: "item:{day}", params: { day: z.date() }, value: z.int(), ttl: ttl.fixed("1h"),
      seed: "./items.ndjson",
    })`;
    const record = '{"params":{"day":"2024-02-29T12:00:00+01:00"},"value":1}\r\n\r\n';
    const [pair] = await pairsOf(options, { "items.ndjson": record });
    expect(pair?.key).toBe("item:20240229T110000.000Z");
  });

  test("may have a key part with the name of something that every object has", async () => {
    const [pair] = await pairsOf(`collection({
      key: "item:{constructor}",
      value: z.string(),
      ttl: ttl.none("a test"),
      seed: [{ params: { constructor: "acme" }, value: "1" }],
    })`);
    expect(pair?.key).toBe("item:acme");
  });

  test("may have a key part that the author's codec writes", async () => {
    const pairs = await pairsOf(
      `collection({
        key: "item:{at}", params: { at: param.custom({ from: "./point.ts", name: "point", maxBytes: 20 }) },
        value: z.int(), ttl: ttl.fixed("1h"), seed: "./items.ts",
      })`,
      {
        "point.ts": `export const point = {
          encode: ({ x, y }: { x: number; y: number }) => \`\${x}:\${y}\`,
          decode: (text: string) => text,
        };`,
        "items.ts": "export default [{ params: { at: { x: 1, y: 2 } }, value: 1 }];",
      },
    );
    expect(pairs.map(({ key }) => key)).toEqual(["item:1%3A2"]);
  });
});

test("a record whose refinement throws or returns a promise is a problem like any other", async () => {
  const root = writeSeedProject(`collection({
    key: "item:{id}",
    value: z.string().refine((text) => {
      if (text === "throw") throw new Error("thrown");
      return text === "wait" ? Promise.resolve(true) : text === "fine";
    }),
    ttl: ttl.fixed("1h"),
    seed: ["fine", "throw", "wait", "wrong"].map((value) => ({ params: { id: value }, value })),
  })`);
  const { problems } = await compileFile(join(root, "keyloom.schema.ts"), { seeds: true });
  expect(problems.map(({ message }) => message.replace(/^.*?: value: /, ""))).toEqual([
    "thrown",
    expect.stringContaining("Promise"),
    "Invalid input",
  ]);
});

describe("a module of records", () => {
  const options = `collection({ key: "item:{id}", value: z.int(), ttl: ttl.fixed("1h"), seed: "./items.ts" })`;
  const record = (id: number) => `{ params: { id: "${id}" }, value: ${id} }`;

  test.each([
    ["an array", `export default [${record(1)}, ${record(2)}];`],
    ["a set", `export default new Set([${record(1)}, ${record(2)}]);`],
    ["a function", `export default () => [${record(1)}, ${record(2)}];`],
    ["a promise", `export default async () => [${record(1)}, ${record(2)}];`],
    ["a generator", `export default function* () { yield ${record(1)}; yield ${record(2)}; }`],
    ["a stream", `export default async function* () { yield ${record(1)}; yield ${record(2)}; }`],
  ])("returns %s", async (_, text) => {
    const pairs = await pairsOf(options, { "items.ts": text });
    expect(pairs.map(({ key }) => key)).toEqual(["item:1", "item:2"]);
  });
});

describe("a seed that is not in its format", () => {
  test.each([
    ["items.json", "", "1:1", "it is empty"],
    ["items.json", '[\n  { "value" 1 }\n]', "2:13", "`:` is expected here"],
    ["items.json", '[{ "value": 1 }', "1:16", "`]` is expected here"],
    ["items.json", '// comment\n[{ "value": 1 }]', "1:1", "JSON has no comments"],
    ["items.json", '\n  { "value": 1 }', "2:3", "not an array of records"],
    ["items.jsonl", "[\n  1\n]", "1:1", "a JSON array over several lines"],
    ["items.json", Buffer.from('[\n{ "value": "M\xfcller" }]', "latin1"), "2:1", "is not UTF-8"],
    ["items.ndjson", Buffer.from('{"value":1}\n\n"M\xfcller"\n', "latin1"), "3:1", "is not UTF-8"],
    ["items.csv", Buffer.from("value\nM\xfcller\n", "latin1"), "2:1", "is not UTF-8"],
  ])("is reported with the place and the reason: %s %j", async (name, text, place, reason) => {
    const root = writeSeedProject(
      `collection({ key: "item", value: z.int(), ttl: ttl.fixed("1h"), seed: "./${name}" })`,
      { [name]: text },
    );
    const { problems } = await compileFile(join(root, "keyloom.schema.ts"), { seeds: true });
    expect(problems.map(placeAndRule).slice(-1)).toEqual([
      `${join(root, name)}:${place} seed-unreadable`,
    ]);
    expect(problems.at(-1)?.message).toContain(reason);
  });
});

describe("a seed with one record per line", () => {
  const options = `collection({
    key: "item:{id}", value: z.string(), ttl: ttl.none("a test"), seed: "./items.ndjson",
  })`;
  const line = (id: string, value: unknown) => JSON.stringify({ params: { id }, value });

  test("may have a byte order mark, Windows line endings, empty lines, and Unicode separators in strings", async () => {
    const text = `\uFEFF${line("1", "a\u2028b\u2029c\u0085d")}\r\n\r\n \n${line("2", "e")}`;
    const pairs = await pairsOf(options, { "items.ndjson": text });
    expect(pairs.map(({ key, value }) => [key, JSON.parse(String(value))])).toEqual([
      ["item:1", "a\u2028b\u2029c\u0085d"],
      ["item:2", "e"],
    ]);
  });

  test("may have lines longer than one read", async () => {
    const long = "ü".repeat(300_000);
    const text = [line("1", "a"), line("2", long), line("3", "b")].join("\n");
    const pairs = await pairsOf(options, { "items.ndjson": text });
    expect(pairs.map(({ value }) => JSON.parse(String(value)))).toEqual(["a", long, "b"]);
  });

  test("has every line reported that is not JSON or is otherwise bad, without its text", async () => {
    const root = writeSeedProject(options, {
      "items.ndjson": [
        line("1", "a"),
        "hunter2-is-the-password",
        line("2", 5),
        `{"params":{"id":"3"},"value":"hunter2`,
        "",
        line("1", "b"),
      ].join("\n"),
    });
    const { problems } = await compileFile(join(root, "keyloom.schema.ts"), { seeds: true });
    expect(problems.map(placeAndRule)).toEqual(
      ["2:1 seed-mismatch", "3:1 seed-mismatch", "4:30 seed-mismatch", "6:1 seed-duplicate"].map(
        (each) => `${join(root, "items.ndjson")}:${each}`,
      ),
    );
    expect(problems[1]?.message).toContain("record 3 of the seed of `item`: value: ");
    expect(problems[2]?.message).toBe(
      "record 4 of the seed of `item`: the line is not JSON: the string has no closing quote",
    );
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});

test("a seed in JSON may have a byte order mark", async () => {
  const [pair] = await pairsOf(
    `collection({ key: "item", value: z.int(), ttl: ttl.fixed("1h"), seed: "./items.json" })`,
    { "items.json": '\uFEFF[{ "value": 1 }]' },
  );
  expect(pair?.value).toBe("1");
});

describe("the pairs of a seed", () => {
  test("stop at the first record that does not fit", async () => {
    const root = writeSeedProject(
      'collection({ key: "item", value: z.int(), ttl: ttl.fixed("1h"), seed: [{ value: "a" }] as never })',
    );
    const pairs = seedPairs(join(root, "keyloom.schema.ts"), "CACHE", "item");
    await expect(pairs.next()).rejects.toThrow("record 1 of the seed of `item`: value: ");
  });

  test("do not exist for a collection that the schema no longer has", async () => {
    const root = writeSeedProject(
      'collection({ key: "item", value: z.int(), ttl: ttl.fixed("1h") })',
    );
    const pairs = seedPairs(join(root, "keyloom.schema.ts"), "CACHE", "items");
    await expect(pairs.next()).rejects.toThrow("the schema has no collection CACHE.items");
  });
});

describe("a record of a collection with pointers", () => {
  const options = (seed: string) => `collection({
    key: "item:{day}:{id}",
    params: { day: z.date() },
    value: z.object({ email: z.email().toLowerCase().max(99), team: z.string().max(20).nullish() }),
    metadata: z.object({ size: z.int() }),
    pointers: { byEmail: "item-email:{email}", byTeam: "item-team:{team}:{day}:{id}" },
    ttl: ttl.default("1h"),
    seed: ${seed},
  })`;
  const day = "2026-11-24T00:00:00Z";
  const metadata = { size: 1 };

  test("has pointers by fields of nested objects, if these exist", async () => {
    const pairs = await pairsOf(`collection({
      key: "item:{id}",
      value: z.object({ to: z.object({ city: z.string().max(20) }).nullable() }),
      pointers: { byCity: "item-city:{to.city}:{id}" },
      ttl: ttl.default("1h"),
      seed: [{ params: { id: "a" }, value: { to: { city: "a:b" } } }, { params: { id: "b" }, value: { to: null } }],
    })`);
    expect(pairs.map(({ key }) => key)).toEqual(["item-city:a%3Ab:a", "item:a", "item:b"]);
  });

  test("comes after its pointers, which live as long", async () => {
    const pairs = await pairsOf(
      options(
        JSON.stringify([
          { params: { day, id: "a" }, value: { email: "A@Example.com", team: "x:y" }, metadata },
          { params: { day, id: "b" }, value: { email: "b@example.com", team: null }, metadata },
        ]),
      ),
    );
    const [a, b] = ["a", "b"].map((id) => `item:20261124T000000.000Z:${id}`);
    expect(pairs).toEqual([
      { key: "item-email:a@example.com", value: a, expirationTtl: 3_600 },
      { key: "item-team:x%3Ay:20261124T000000.000Z:a", value: a, expirationTtl: 3_600 },
      {
        key: a,
        value: '{"email":"a@example.com","team":"x:y"}',
        metadata,
        expirationTtl: 3_600,
        follows: true,
      },
      { key: "item-email:b@example.com", value: b, expirationTtl: 3_600 },
      {
        key: b,
        value: '{"email":"b@example.com","team":null}',
        metadata,
        expirationTtl: 3_600,
        follows: true,
      },
    ]);
  });

  test.each([
    [
      "has a pointer of another record",
      [{ email: "a@example.com" }, { email: "A@example.com" }],
      'record 2 of the seed of `item`: it has the pointer "item-email:a@example.com" of record 1',
    ],
    [
      "has a text that no key holds",
      [{ email: "a@example.com", team: "" }],
      "record 1 of the seed of `item`: byTeam: team: expected a non-empty string",
    ],
  ])("is rejected if it %s", async (_, values, message) => {
    const records = values.map((value, id) => ({ params: { day, id: `${id}` }, value, metadata }));
    const file = join(writeSeedProject(options(JSON.stringify(records))), "keyloom.schema.ts");
    const { problems } = await compileFile(file, { seeds: true });
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });
});
