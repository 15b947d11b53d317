import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { keyloom } from "./cli.ts";
import { flagRecords, flags, type Stage, schemaOf, startStage } from "./stage.ts";

const SKIP = { skipInvalid: true };

/** Starts a stage whose only seed is a file of flags, and a way to change that. */
async function startFlags(seed: string, name = "flags.json") {
  const stage = await startStage({
    "keyloom.schema.ts": schemaOf({
      CACHE: flags({ title: "cache-{stage}", seed: `./${name}` }),
    }),
    [name]: seed,
  });
  const warnings = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warnings.mockRestore());
  return {
    ...stage,
    write: (text: string) => writeFileSync(join(stage.project, name), text),
    /** What was warned of since the last time it was asked. */
    takeWarnings() {
      const said = warnings.mock.calls.flat().join("\n");
      warnings.mockClear();
      return said;
    },
  };
}

async function keys({ client, account, request }: Stage): Promise<readonly string[]> {
  const [{ id } = { id: "" }] = (await client.kv.namespaces.list(account)).result;
  const { result } = await request("GET", `/${id}/keys`);
  return result.map(({ name }: { readonly name: string }) => name);
}

test("the first twenty bad records are reported with file and line, and the good ones are sent", async () => {
  const lines = Array.from({ length: 30 }, (_, n) =>
    JSON.stringify({ params: { name: `${n}` }, value: { on: n % 6 === 0 ? true : "no" } }),
  );
  // The first one again, which KV would reject in one write, and one that was cut off.
  lines.push(lines[0] ?? "", '{"params":{"na');
  const stage = await startFlags(lines.join("\n"), "flags.ndjson");
  await expect(stage.up()).rejects.toThrow("seed-mismatch");
  expect(await stage.client.kv.namespaces.list(stage.account)).toMatchObject({ result: [] });

  expect((await stage.up(undefined, SKIP)).operations).toMatchObject({ create: 2 });
  expect(await keys(stage)).toEqual(["flag:0", "flag:12", "flag:18", "flag:24", "flag:6"]);
  const said = stage.takeWarnings();
  expect(said).toContain(
    "27 records of the seed of CACHE.flag left out as bad; the first 20 of them:\n",
  );
  expect(said.match(/flags\.ndjson:\d+:1 {2}warning {2}seed-mismatch\n/g)).toHaveLength(20);
  expect(said).toContain("flags.ndjson:2:1");
  expect(said).not.toContain("flags.ndjson:1:1");

  stage.takeWrites();
  expect((await stage.up(undefined, SKIP)).operations).toEqual({ create: 0, update: 0, same: 2 });
  expect(stage.takeWrites()).toEqual([]);
});

test("the first of several records with one key is sent, and a bad record takes no key", async () => {
  const user = (id: string, email: string) => ({ params: { id }, value: { email } });
  const stage = await startStage({
    "keyloom.schema.ts": schemaOf({
      CACHE: `{ title: "cache", collections: { user: collection({
        key: "user:{id}", value: z.object({ email: z.email().max(99) }),
        pointers: { byEmail: "user-email:{email}" }, ttl: ttl.none("users stay"), seed: "./users.json",
      }) } }`,
    }),
    "users.json": JSON.stringify([
      user("a", "a@example.com"),
      // Its pointer is that of the first one, so it is left out with its key.
      user("b", "a@example.com"),
      user("b", "b@example.com"),
      user("a", "again@example.com"),
    ]),
  });
  const warnings = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warnings.mockRestore());
  await stage.up(undefined, SKIP);
  expect(await keys(stage)).toEqual([
    ...["user-email:a@example.com", "user-email:b@example.com", "user:a", "user:b"],
  ]);
  const said = warnings.mock.calls.flat().join("\n");
  expect(said).toContain("2 records of the seed of CACHE.user left out as bad:\n");
  expect(said).toContain('record 2 of the seed of `user`: it has the pointer "user-email:a@');
  expect(said).toContain('record 4 of the seed of `user`: it has the key "user:a" of record 1');
});

test("a problem that is not in one record still stops the run", async () => {
  const stage = await startFlags('name,on\na,true\nb,"true\n', "flags.csv");
  await expect(stage.up(undefined, SKIP)).rejects.toThrow("seed-unreadable");
});

const bad = {
  "a value that does not fit": { params: { name: "b" }, value: { on: "no" } },
  "parameters that are lost": { params: {}, value: { on: false } },
};

test.each(Object.entries(bad))(
  "a record that turned bad by %s is not pruned, still belongs to the seed, and is pruned once it has left",
  async (_, record) => {
    const stage = await startFlags(flagRecords({ a: true, b: false, c: true }));
    const prune = () => stage.up(undefined, { ...SKIP, prune: true });
    await prune();
    stage.takeWrites();

    // With it another record leaves, which waits for the seed to be whole: it could have been either.
    const withoutB = flagRecords({ a: true });
    stage.write(JSON.stringify([...JSON.parse(withoutB), record]));
    expect((await prune()).operations).toMatchObject({ update: 1 });
    expect(await keys(stage)).toEqual(["flag:a", "flag:b", "flag:c"]);
    expect(stage.takeWrites()).toEqual([]);
    expect((await prune()).operations).toMatchObject({ update: 0, same: 2 });

    // Mended, it is what KV has: only what left is removed.
    stage.write(flagRecords({ a: true, b: false }));
    await prune();
    expect(await keys(stage)).toEqual(["flag:a", "flag:b"]);
    expect(stage.takeWrites()).toEqual(["POST /:namespace/bulk/delete"]);

    stage.write(JSON.stringify([...JSON.parse(withoutB), record]));
    await prune();
    expect(await keys(stage)).toEqual(["flag:a", "flag:b"]);
    stage.write(withoutB);
    expect((await prune()).operations).toMatchObject({ update: 1 });
    expect(await keys(stage)).toEqual(["flag:a"]);
  },
);

test("`keyloom up --local --skip-invalid` warns on standard error and ends with 0", async () => {
  const stage = await startFlags(
    '[{ "params": { "name": "a" }, "value": { "on": true } },\n{ "params": {} }]',
  );
  const args = ["up", "--local", "--persist-to", "data", "--skip-invalid"];
  const { code, stdout, stderr } = await keyloom(stage.project, ...args);
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("2 created, 0 updated, 0 unchanged\n"),
  });
  expect(stderr).toContain("1 record of the seed of CACHE.flag left out as bad:\n");
  expect(stderr).toContain("flags.json:2:1  warning  seed-mismatch\n");
});
