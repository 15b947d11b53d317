import { join } from "node:path";
import { expect } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect, type TestServer } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { makeProject } from "../project.ts";
import { operationsOf } from "./operations.ts";
import { PULUMI_YAML } from "./own-project.ts";
import { makeStack, type Printed, type PulumiStack } from "./pulumi.ts";

/** Each command starts the engine, two providers and the program. */
export const COMMAND_TIMEOUT = 240_000;

/** What a {@link TestStack} is made of. */
export interface TestStackOptions {
  /** The files of the project, `keyloom.schema.ts` among them. */
  readonly files: Readonly<Record<string, string>>;
  /** The text of a Pulumi program, which runs in the project; by default this repo's own. */
  readonly program?: string;
  /** By name within `keyloom:`, besides `accountId` and, for this repo's program, `schema`. */
  readonly config?: Readonly<Record<string, string>>;
  /** The stack's name in Pulumi; by default `test`. */
  readonly name?: string;
  /** Variables that differ from the environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A stack of the Pulumi CLI on a local Cloudflare of its own, with the project that it is made from. */
export interface TestStack extends TestServer {
  readonly stack: PulumiStack;
  /** The project's folder; `folder` has the data and the stack's state. */
  readonly project: string;
  /** `pulumi up`, without its preview. */
  up(): Promise<Printed>;
  /** Runs a command that must succeed, without its preview, and returns what it did with each resource. */
  done(command: "up" | "refresh" | "destroy"): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** Creates one for a file of tests, which closes it at the end. */
export async function makeTestStack(options: TestStackOptions): Promise<TestStack> {
  const { files, program, config, name, environment } = options;
  const isOwn = program === undefined;
  const project = makeProject({
    ...files,
    ...(!isOwn && { "Pulumi.yaml": PULUMI_YAML, "index.ts": program }),
  });
  const data = makeDataFolder();
  const local = await startLocalCloudflare({ persistTo: data.path });
  const stack = await makeStack({
    folder: data.path,
    ...(!isOwn && { project: project.path }),
    apiUrl: local.url,
    config: {
      accountId: local.accountId,
      ...(isOwn && { schema: join(project.path, "keyloom.schema.ts") }),
      ...config,
    },
    ...(name !== undefined && { name }),
    ...(environment !== undefined && { environment }),
  });
  return {
    ...connect(local),
    stack,
    project: project.path,
    folder: data.path,
    up: () => stack.run("up", "--yes", "--skip-preview"),
    async done(command) {
      const { code, stdout } = await stack.run(command, "--yes", "--skip-preview");
      expect(code, stdout).toBe(0);
      return operationsOf(stdout);
    },
    async close() {
      await local.close();
      data.remove();
      project.remove();
    },
  };
}
