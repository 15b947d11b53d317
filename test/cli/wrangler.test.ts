import { execFile } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { keyloom } from "../infra/cli.ts";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { REPO, writeProject } from "../project.ts";

const ID = "0123456789abcdef0123456789abcdef";
const PREVIEW_ID = "fedcba9876543210fedcba9876543210";
const OUTPUTS = JSON.stringify({
  namespaces: { CACHE: { id: ID, title: "cache", previewId: PREVIEW_ID } },
  other: "x",
});
const WRANGLER = `{
  "name": "shop", // of the team
  "compatibility_date": "2026-11-01",
  "env": { "production": {} }
}
`;
const FILES = {
  "keyloom.schema.ts": schemaOf({
    CACHE: flags({ title: "cache-{stage}" }).replace("{", "{ preview: true,"),
  }),
  "flags.json": flagRecords({ a: true }),
  "wrangler.jsonc": WRANGLER,
  "outputs.json": OUTPUTS,
};

const WRITTEN = `{
  "name": "shop", // of the team
  "compatibility_date": "2026-11-01",
  "env": { "production": {} },
  "kv_namespaces": [
    {
      "binding": "CACHE",
      "id": "${ID}",
      "preview_id": "${PREVIEW_ID}"
    }
  ]
}
`;

const read = (project: string, name = "wrangler.jsonc") =>
  readFileSync(join(project, name), "utf8");

test("writes the ids from a stack's outputs, and then has nothing left to write", async () => {
  const project = writeProject(FILES);
  const args = ["wrangler", "--outputs", "outputs.json"];
  expect(await keyloom(project, ...args)).toEqual({
    code: 0,
    stdout: "wrangler.jsonc written\n",
    stderr: "",
  });
  expect(read(project)).toBe(WRITTEN);
  expect(await keyloom(project, ...args, "--check")).toEqual({
    code: 0,
    stdout: "wrangler.jsonc is up to date\n",
    stderr: "",
  });
  expect(readdirSync(project).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("`--check` writes nothing, shows the difference and ends with 1", async () => {
  const project = writeProject(FILES);
  const { code, stdout, stderr } = await keyloom(
    project,
    ...["wrangler", "--outputs", "outputs.json", "--env", "production", "--check"],
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("wrangler.jsonc does not have the namespaces of the stack:\n--- ");
  expect(stderr).toContain('\n-  "env": { "production": {} }\n');
  expect(stderr).toContain(`\n+        "id": "${ID}",\n`);
  expect(stderr).toMatch(/\nhelp: .+\n$/);
  expect(read(project)).toBe(WRANGLER);
});

test("reads the output `namespaces` alone from standard input, and writes into a TOML file behind a link", async () => {
  const project = writeProject({ ...FILES, "config/real.toml": 'name = "shop"\n' });
  symlinkSync(join(project, "config/real.toml"), join(project, "link.toml"));
  const { namespaces } = JSON.parse(OUTPUTS);
  writeFileSync(join(project, "namespaces.json"), JSON.stringify(namespaces));
  const main = join(REPO, "src/cli/main.ts");
  const { stdout } = await promisify(execFile)(
    "sh",
    [
      "-c",
      `"${process.execPath}" --conditions=@keyloom/source "${main}" wrangler --outputs - --config link.toml < namespaces.json`,
    ],
    { cwd: project },
  );
  expect(stdout).toBe("config/real.toml written\n");
  expect(read(project, "link.toml")).toBe(
    `name = "shop"\n\n[[kv_namespaces]]\nbinding = "CACHE"\nid = "${ID}"\npreview_id = "${PREVIEW_ID}"\n`,
  );
});

test("reports an id that it replaces, and that local ids are not from an account", async () => {
  const was = "e11e00112233445566778899aabbccdd";
  const entry = (id: string) => `{ "kv_namespaces": [{ "binding": "CACHE", "id": "${id}" }] }`;
  const project = writeProject({ ...FILES, "wrangler.jsonc": entry(was) });
  const { stdout } = await keyloom(project, "wrangler", "--outputs", "outputs.json");
  expect(stdout).toBe(`wrangler.jsonc written\nCACHE  ${ID}, was ${was}\n`);

  // The first stage has the id of the file, so that a second one has another.
  for (const stage of ["first", "own"]) {
    expect(await keyloom(project, "up", "--local", "--stage", stage)).toMatchObject({ code: 0 });
  }
  const local = await keyloom(project, "wrangler", "--stage", "own");
  expect(local.stdout).toMatch(
    new RegExp(
      `^wrangler\\.jsonc written\nCACHE {2}\\w{32}, was ${ID}\nnote: These ids exist only on this`,
    ),
  );
  writeFileSync(join(project, "wrangler.jsonc"), entry("<ID>"));
  const { stdout: first } = await keyloom(project, "wrangler", "--stage", "own");
  expect(first).toMatch(/, was <ID>\n$/);
});

test("uses the ids by which `wrangler dev` finds the data of a local stage", async () => {
  const entry = (id: string) =>
    `{ "kv_namespaces": [{ "binding": "CACHE", "id": "${ID}", "preview_id": "${id}" }] }`;
  const project = writeProject({ ...FILES, "wrangler.jsonc": entry(PREVIEW_ID) });
  const up = (...args: string[]) => keyloom(project, "up", "--local", ...args);
  expect((await up()).stdout).toMatch(new RegExp(`^CACHE {2}${PREVIEW_ID} {2}cache-dev, preview`));
  // The file has what it needs, and ids of the account besides.
  for (const args of [[], ["--check"]]) {
    expect(await keyloom(project, "wrangler", ...args)).toMatchObject({
      code: 0,
      stdout: "wrangler.jsonc is up to date\n",
    });
  }
  const other = await up("--stage", "other");
  expect(other.stdout).toMatch(/^CACHE {2}(?!fedc)\w{32} {2}cache-other/);
  expect(other.stdout).toContain(`\n  \`wrangler dev\` reads ${PREVIEW_ID}, which is another`);

  const moved = "5f5a5f5a5f5a5f5a5f5a5f5a5f5a5f5a";
  writeFileSync(join(project, "wrangler.jsonc"), entry(moved));
  expect((await up()).stdout).toMatch(
    new RegExp(`^CACHE {2}${moved} .+\n  as in the wrangler file; until now it was ${PREVIEW_ID}`),
  );
  const production = await up("--env", "production");
  expect(production).toMatchObject({ code: 2, stdout: "" });
  expect(production.stderr).toContain('it has no environment "production", nor any other\n');
});

test("wrangler itself reads the record seeded by `up --local` by its binding", async () => {
  const project = writeProject({
    ...FILES,
    "wrangler.jsonc": WRANGLER.replace(
      "{\n",
      '{\n  "kv_namespaces": [{ "binding": "OLD", "id": "a" }],\n',
    ),
  });
  expect(await keyloom(project, "up", "--local", "--stage", "mine")).toMatchObject({ code: 0 });
  expect(await keyloom(project, "wrangler", "--stage", "mine")).toEqual({
    code: 0,
    stdout: "OLD is not in the schema: it stays as it is\nwrangler.jsonc written\n",
    stderr: "",
  });
  const wrangler = join(REPO, "node_modules/wrangler/bin/wrangler.js");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [wrangler, "kv", "key", "get", "flag:a", "--binding", "CACHE", "--local"],
    { cwd: project, env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" } },
  );
  expect(stdout.trim()).toBe('{"on":true}');
});

test.each([
  [["--outputs", "absent.json"], "there is no file absent.json"],
  [["--outputs", "empty.json"], "empty.json is empty: the command that prints it has failed"],
  [
    ["--outputs", "wrong.json"],
    'wrong.json has "2" as the id of `CACHE`, which is not an id: ids are 32 hexadecimal digits',
  ],
  [[], "the local stage `dev` has no id of `CACHE`, which is in the schema"],
  [
    ["--outputs", "outputs.json", "--env", "staging"],
    'it has no environment "staging"; it has: production\n  at wrangler.jsonc:1:1',
  ],
])("`wrangler %j` cannot run, says why, and ends with 2", async (args, why) => {
  const wrong = { "empty.json": "", "wrong.json": '{ "CACHE": { "id": "2" } }' };
  const project = writeProject({ ...FILES, ...wrong });
  const { code, stdout, stderr } = await keyloom(project, "wrangler", ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(why);
  expect(stderr).toMatch(/^keyloom: .+\n/);
  expect(stderr).toMatch(/\nhelp: .+\n$/);
  expect(read(project)).toBe(WRANGLER);
});

test.each([
  ["--stage", "prod"],
  ["--persist-to", "data"],
])("rejects outputs of a stack together with %s, and writes nothing", async (...option) => {
  const project = writeProject(FILES);
  const run = await keyloom(project, "wrangler", "--outputs", "outputs.json", ...option);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(`\`${option[0]}\` is for a stage on this machine`);
  expect(run.stderr).toContain("`pulumi stack output --json --stack NAME`");
  expect(read(project)).toBe(WRANGLER);
});
