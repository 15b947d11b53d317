import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { localNamespaces } from "../../infra/in-process/local-namespaces.ts";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { hasRun } from "../cloudflare/miniflare-data.ts";
import { connect, startTestServer } from "../cloudflare/server.ts";
import { dataFolder } from "../data-folder.ts";
import { keyloom } from "../infra/cli.ts";
import { writeProject } from "../project.ts";

const { local, namespace, request, send } = await startTestServer();

const SCHEMA = `import { collection, defineKv, redact, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({
  namespaces: {
    APP: {
      title: "app-{stage}",
      collections: {
        user: collection({
          key: "user:{id}",
          value: z.object({ email: z.email(), plan: z.string() }),
          redact: { value: { email: redact.email() } },
          ttl: ttl.none("users leave by themselves"),
        }),
      },
    },
  },
});`;

const SEED = ["seed", "--account", local.accountId];

beforeEach(() => {
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "planted-token");
  vi.stubEnv("CLOUDFLARE_BASE_URL", local.url);
  onTestFinished(() => void vi.unstubAllEnvs());
});

const production = await namespace("app-prod");
const pullRequest = await namespace("app-pr-7");
const users = Array.from({ length: 40 }, (_, index) => ({
  key: `user:${index}`,
  value: JSON.stringify({ email: `planted${index}@example.org`, plan: "gold" }),
}));
await send("PUT", `/${production}/bulk`, [...users, { key: "user:bad", value: '"planted"' }]);

describe("keyloom seed", () => {
  test("fills the local stage with the records of production, and shows nobody's data", async () => {
    const data = dataFolder();
    const project = writeProject({ "keyloom.schema.ts": SCHEMA });
    const at = ["--stage", "dev-anna", "--persist-to", data];

    const early = await keyloom(project, ...SEED, "--from", "prod", ...at);
    expect(early).toMatchObject({ code: 2, stdout: "" });
    expect(early.stderr).toContain("help: Run `keyloom up --local --stage dev-anna` first.");

    await keyloom(project, "up", "--local", ...at);
    const { code, stdout, stderr } = await keyloom(project, ...SEED, "--from", "prod", ...at);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`APP.user  40 of 41 records copied
  1 left out: they do not fit the schema
    user:bad: its value does not fit its type
`);

    const copied = await startLocalCloudflare({ persistTo: data });
    onTestFinished(() => copied.close());
    const stage = connect(copied);
    const id = localNamespaces(join(data, "keyloom/stages/dev-anna.json"))["APP"]?.id;
    const answer = await stage.send("POST", `/${id}/bulk/get`, { keys: ["user:1", "user:39"] });
    for (const value of Object.values<string>(answer.result.values)) {
      expect(JSON.parse(value)).toEqual({
        email: expect.stringMatching(/^u[0-9a-f]{15}@example\.com$/),
        plan: "gold",
      });
    }
    expect(JSON.stringify(answer.result)).not.toContain("planted");
  });

  test("copies into a throw-away stage of the account, with the same fakes for the same key", async () => {
    vi.stubEnv("KEYLOOM_REDACTION_KEY", "a key of the team's");
    const project = writeProject({ "keyloom.schema.ts": SCHEMA });
    const args = [...SEED, "--from", "prod", "--to", "pr-7"];
    const read = async () => (await request("GET", `/${pullRequest}/values/user:7`)).text;

    const { code, stdout } = await keyloom(project, ...args);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("APP.user  40 of 41 records copied"),
    });
    const first = await read();
    await keyloom(project, ...args, "--sample", "50%");
    await keyloom(project, ...args);
    expect(await read()).toBe(first);
    vi.stubEnv("KEYLOOM_REDACTION_KEY", "another one");
    await keyloom(project, ...args);
    expect(await read()).not.toBe(first);
  });

  test("finds namespaces with other titles by the outputs of the stack", async () => {
    const adopted = await namespace("made by hand long ago");
    await send("PUT", `/${adopted}/bulk`, users.slice(0, 3));
    const namespaces = { APP: { id: adopted, title: "made by hand long ago" } };
    const project = writeProject({
      "keyloom.schema.ts": SCHEMA,
      "outputs.json": JSON.stringify({ namespaces }),
      "own.json": JSON.stringify({ namespaces: { APP: { id: pullRequest, title: "app-pr-7" } } }),
    });
    const to = [...SEED, "--from", "live", "--to", "pr-7"];
    const byTitle = await keyloom(project, ...to);
    expect(byTitle.code).toBe(2);
    expect(byTitle.stderr).toContain("were adopted with their own titles, give its outputs");

    expect(await keyloom(project, ...to, "--outputs", "outputs.json")).toEqual({
      code: 0,
      stdout: "APP.user  3 of 3 records copied\n",
      stderr: "",
    });
    expect(await keyloom(project, ...to, "--outputs", "own.json")).toMatchObject({
      code: 0,
      stdout: "APP.user  not copied: its namespace is the same in both stages\n",
    });
  });

  test("copies a local stage into another one, without an account or a token", async () => {
    vi.stubEnv("CLOUDFLARE_API_TOKEN", "");
    vi.stubEnv("CLOUDFLARE_BASE_URL", "http://127.0.0.1:1/nobody");
    const data = dataFolder();
    const schema = SCHEMA.replace("redact:", 'seed: "./users.json", redact:');
    const records = Array.from({ length: 30 }, (_, id) => ({
      params: { id: String(id) },
      value: { email: `planted${id}@example.org`, plan: "gold" },
    }));
    const project = writeProject({
      "keyloom.schema.ts": schema,
      "users.json": JSON.stringify(records),
      "bare.schema.ts": SCHEMA,
    });
    const at = ["--persist-to", data];
    await keyloom(project, "up", "--local", "--stage", "dev", ...at);
    const copy = ["seed", "--local", "--from", "dev", ...at];
    const same = await keyloom(project, ...copy);
    expect(same).toMatchObject({ code: 2, stderr: expect.stringContaining('"dev" is the stage') });
    const early = await keyloom(project, ...copy, "--to", "dev-anna");
    expect(early.stderr).toContain("help: Run `keyloom up --local --stage dev-anna` first.");

    const bare = ["--schema", "bare.schema.ts"];
    await keyloom(project, "up", "--local", "--stage", "dev-anna", ...bare, ...at);
    const { code, stdout, stderr } = await keyloom(project, ...copy, "--to", "dev-anna");
    expect({ code, stderr, stdout }).toEqual({
      ...{ code: 0, stderr: "", stdout: "APP.user  30 of 30 records copied\n" },
    });
    expect(hasRun(data)).toBe(false);

    const copied = await startLocalCloudflare({ persistTo: data });
    onTestFinished(() => copied.close());
    const id = localNamespaces(join(data, "keyloom/stages/dev-anna.json"))["APP"]?.id;
    const { text } = await connect(copied).request("GET", `/${id}/values/user:29`);
    expect(JSON.parse(text)).toMatchObject({ plan: "gold" });
    expect(text).not.toContain("planted");
  });

  test.each([
    [["--from", "prod", "--local"], "with `--local`, both stages are on this machine"],
    [["--from", "prod", "--to", "staging"], '"staging" is a stage that keeps its data'],
    [["--from", "pr-7", "--to", "pr-7"], '"pr-7" is the stage to copy from'],
    [["--from", "prod", "--to", "pr-7", "--sample", "1"], '"1" is not a share of the records'],
    [["--from", "", "--to", "pr-7"], '"" is not a valid stage name'],
    [["--from", "prod", "--to", "pr 7"], '"pr 7" is not a valid stage name'],
    [["--from", "prod", "--stage", "a b"], '"a b" is not a valid stage name'],
    [["--from", "prod", "--to", "pr-7", "--stage", "dev"], "both name the stage to copy into"],
    [["--from", "prod", "--to", "pr-7", "--persist-to", "a"], "is for data on this machine"],
    [["--from", "prod", "--to", "pr-8"], 'no namespace titled "app-pr-8"'],
  ])("says what is wrong with %j, and ends with 2", async (args, why) => {
    const project = writeProject({ "keyloom.schema.ts": SCHEMA });
    const { code, stdout, stderr } = await keyloom(project, ...SEED, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(why);
    expect(stderr).not.toContain("planted");
  });

  test("rejects collections that do not say what is personal, unless told to copy them", async () => {
    const schema = SCHEMA.replace(/redact: .*\n/, "");
    const project = writeProject({ "keyloom.schema.ts": schema });
    const args = [...SEED, "--from", "prod", "--to", "pr-7"];
    const refused = await keyloom(project, ...args);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("the schema does not say what is personal in APP.user");
    expect(await keyloom(project, ...args, "--unredacted")).toMatchObject({ code: 0 });
  });

  test.each([
    [[], "the account of the stage"],
    [["--account", "my-account"], '`--account` is "my-account", which is not'],
  ])("needs the id of an account: %j", async (args, why) => {
    const project = writeProject({ "keyloom.schema.ts": SCHEMA });
    const { code, stdout, stderr } = await keyloom(project, "seed", "--from", "prod", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(why);
  });

  test("says that it needs a token", async () => {
    vi.stubEnv("CLOUDFLARE_API_TOKEN", "");
    const project = writeProject({ "keyloom.schema.ts": SCHEMA });
    const { code, stderr } = await keyloom(project, ...SEED, "--from", "prod");
    expect(code).toBe(2);
    expect(stderr).toContain("help: Set CLOUDFLARE_API_TOKEN");
  });
});
