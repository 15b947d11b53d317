import { join } from "node:path";
import { expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { placeAndRule } from "../project.ts";
import { pairsOf, writeSeedProject } from "./seed-project.ts";

const USER = `collection({
  key: "user:{id}:{day}",
  params: { id: z.int().min(0).max(999), day: z.date() },
  value: z.object({
    name: z.string(),
    age: z.int().optional(),
    active: z.boolean().default(true),
    tags: z.array(z.string()).optional(),
    address: z.object({ city: z.string(), zip: z.string() }).optional(),
    code: z.union([z.number(), z.string()]).optional(),
  }),
  metadata: z.object({ kind: z.enum(["a", "b"]) }).optional(),
  ttl: ttl.default("1h", { min: "1m", max: "1d" }),
  seed: "./seed.csv",
})`;

async function problemsOf(collection: string, csv: string) {
  const root = writeSeedProject(collection, { "seed.csv": csv });
  const { problems } = await compileFile(join(root, "keyloom.schema.ts"), { seeds: true });
  return problems.map((problem) => ({
    place: placeAndRule({ ...problem, file: problem.file.replace(`${root}/`, "") }),
    message: problem.message,
  }));
}

const pairsIn = (collection: string, csv: string) => pairsOf(collection, { "seed.csv": csv });

test("columns are parameters, fields, metadata and a TTL, each read as its type requires", async () => {
  const pairs = await pairsIn(
    USER,
    [
      "\uFEFFid,day,name,value.age,active,tags,address.city,value.address.zip,code,metadata.kind,ttl",
      '7,2026-01-02T00:00:00Z,"Ann, ""A""",42,FALSE,"[""x"",""y""]",Bern,03012,01,a,120',
      "8,2026-01-02T00:00:00Z,007,,,,,,,,2h",
      "",
    ].join("\r\n"),
  );
  expect(pairs).toEqual([
    {
      key: "user:007:20260102T000000.000Z",
      value: JSON.stringify({
        name: 'Ann, "A"',
        age: 42,
        active: false,
        tags: ["x", "y"],
        address: { city: "Bern", zip: "03012" },
        code: "01",
      }),
      metadata: { kind: "a" },
      expirationTtl: 120,
    },
    {
      key: "user:008:20260102T000000.000Z",
      value: JSON.stringify({ name: "007", active: true }),
      expirationTtl: 7_200,
    },
  ]);
});

const FLAG = (value: string) =>
  `collection({ key: "flag:{name}", value: ${value}, ttl: ttl.none("a test"), seed: "./seed.csv" })`;

test.each([
  ["z.int()", "12", "12"],
  ["z.string()", "12", '"12"'],
  ["z.boolean()", "True", "true"],
  ["z.number().nullable()", "null", "null"],
  ["z.object({ a: z.int() })", '"{""a"":1}"', '{"a":1}'],
  ["z.string().optional().default('none')", '""', '""'],
])("a cell of %s that contains %s is stored as %s", async (type, cell, stored) => {
  const [pair] = await pairsIn(FLAG(type), `name,value\n\nx,${cell}\n`);
  expect(pair?.value).toBe(stored);
});

test("an empty cell is a missing value, and a quoted one an empty string", async () => {
  const csv = 'name,a,b\nx,,""\n';
  const [pair] = await pairsIn(FLAG("z.object({ a: z.string().optional(), b: z.string() })"), csv);
  expect(pair?.value).toBe('{"b":""}');
});

test("an empty cell is null if the type accepts null and not a missing value", async () => {
  const fields =
    "z.object({ a: z.string().nullable(), b: z.string().nullish(), c: z.object({ d: z.string().nullable(), e: z.int() }).optional() })";
  const csv = "name,a,b,c.d,c.e\nx,,,,\ny,null,,,1\n";
  expect((await pairsIn(FLAG(fields), csv)).map(({ value }) => value)).toEqual([
    '{"a":null}',
    '{"a":"null","c":{"d":null,"e":1}}',
  ]);
  const [whole] = await pairsIn(FLAG("z.int().nullable()"), "name,value\nx,\n");
  expect(whole?.value).toBe("null");
});

test("every record that does not fit is reported with the line where it begins", async () => {
  const csv = 'name,a,b\nx,1,"two\nlines"\ny,one,b\nz,,"b\nb"\nx,2,b\n';
  const found = await problemsOf(FLAG("z.object({ a: z.int(), b: z.string() })"), csv);
  expect(found.map(({ place }) => place)).toEqual([
    "seed.csv:4:1 seed-mismatch",
    "seed.csv:5:1 seed-mismatch",
    "seed.csv:7:1 seed-duplicate",
  ]);
  expect(found[0]?.message).toBe(
    "record 2 of the seed of `item`: value: a: Invalid input: expected number, received string",
  );
});

test.each([
  ["name,colour\nx,red\n", 'the column "colour" is not part of `item`'],
  ["name,value.colour\nx,red\n", 'the column "value.colour" is not part of `item`'],
  ["name,metadata.size\nx,1\n", 'the column "metadata.size" is not part of `item`'],
  ["name,,a\nx,1,1\n", "column 2 has no name"],
  ["name,a,value.a\nx,1,1\n", 'the columns "a" and "value.a" are both `value.a`'],
  ['name,value,a\nx,"{}",1\n', 'the columns "value" and "a" both have `value.a`'],
  ['name,a,value\nx,1,"{}"\n', 'the columns "a" and "value" both have `value.a`'],
  ["name;a\nx;1\n", 'the column "name;a" is not part of `item`'],
  ["", "the seed is empty: it has no line that names the columns"],
])("a file that contains %j is rejected as a whole", async (csv, message) => {
  const found = await problemsOf(FLAG("z.object({ a: z.int() })"), csv);
  expect(found).toHaveLength(1);
  expect(found[0]?.message).toContain(message);
  expect(found[0]?.place).toMatch(/^seed\.csv:\d+:1 seed-unreadable$/);
});

test("a line with too few or too many cells is a bad record like any other", async () => {
  const csv = "name,a\nx,1,2\ny,1\nz\nw,one\n";
  const found = await problemsOf(FLAG("z.object({ a: z.int() })"), csv);
  expect(found.map(({ place }) => place)).toEqual([
    "seed.csv:2:1 seed-mismatch",
    "seed.csv:4:1 seed-mismatch",
    "seed.csv:5:1 seed-mismatch",
  ]);
  expect(found[0]?.message).toContain("it has 3 cells, but the first line has 2 cells");
  expect(found[1]?.message).toContain("it has 1 cell, but the first line has 2 cells");
});

test.each([
  ['name,a\nx,1\ny,"hunter2\nz,1\n', 3, "a quote is opened in the record that starts here"],
  ['name,a\nx,hunter"2\n', 2, "a cell contains a quote"],
  ['name,a\nx,"hunter"2\n', 2, "a cell continues after its closing quote"],
])(
  "wrong quotes in %j are reported with their place, without the cell's text",
  async (csv, line, why) => {
    const found = await problemsOf(FLAG("z.object({ a: z.int() })"), csv);
    const [{ place, message } = { place: "", message: "" }] = found.slice(-1);
    expect(place).toBe(`seed.csv:${line}:1 seed-unreadable`);
    expect(message).toContain(`the seed is not CSV: ${why}`);
    expect(message).not.toContain("hunter");
  },
);
