import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type UpLocalOptions, type UpLocalResult, upLocal } from "../../infra/up-local.ts";
import {
  type Faults,
  type LocalCloudflare,
  startLocalCloudflare,
} from "../../src/cloudflare/local/index.ts";
import { connect, type TestServer } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { writeProject } from "../project.ts";

/** A project and a local Cloudflare to provision it on. */
export interface Stage extends TestServer {
  /** The project's folder. */
  readonly project: string;
  readonly stateFile: string;
  /** Provisions the stage from a schema file of the project. */
  up(schema?: string, options?: Partial<UpLocalOptions>): Promise<UpLocalResult>;
  /** The calls that write anything, since the last time it was asked. */
  takeWrites(): readonly string[];
}

/** Starts a stage for one test. */
export async function startStage(
  files: Readonly<Record<string, string>>,
  faults?: Faults,
): Promise<Stage> {
  const project = writeProject(files);
  const data = makeDataFolder();
  const local = await startLocalCloudflare({
    persistTo: data.path,
    ...(faults !== undefined && { faults }),
  });
  onTestFinished(async () => {
    await local.close();
    data.remove();
  });
  const stateFile = join(data.path, "state.json");
  return {
    ...connect(local),
    folder: data.path,
    project,
    stateFile,
    up: (schema = "keyloom.schema.ts", options = {}) =>
      upLocal({
        schemaFile: join(project, schema),
        stage: "test",
        apiUrl: local.url,
        accountId: local.accountId,
        stateFile,
        ...options,
      }),
    takeWrites: writesOf(local),
  };
}

function writesOf({ calls }: LocalCloudflare): () => readonly string[] {
  let before = new Map<string, number>();
  return () => {
    const made = [...calls].flatMap(([call, count]) =>
      Array.from({ length: count - (before.get(call) ?? 0) }, () => call),
    );
    before = new Map(calls);
    return made.filter((call) => !call.startsWith("GET ")).sort();
  };
}

/** A schema with namespaces by binding, each given as the source of its definition. */
export function schemaOf(namespaces: Readonly<Record<string, string>>): string {
  const sources = Object.entries(namespaces).map(([binding, source]) => `${binding}: ${source},`);
  return `import { assets, collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { ${sources.join("\n")} } });
`;
}

/** A namespace's definition with one collection, `flag`, whose seed is a JSON file. */
export function flags(options: { readonly title: string; readonly seed?: string }): string {
  const { title, seed = "./flags.json" } = options;
  return `{
  title: ${JSON.stringify(title)},
  collections: {
    flag: collection({
      key: "flag:{name}",
      value: z.object({ on: z.boolean() }),
      ttl: ttl.none("flags outlive deploys"),
      seed: ${JSON.stringify(seed)},
    }),
  },
}`;
}

/** The records of {@link flags}, as a seed file's text. */
export function flagRecords(values: Readonly<Record<string, boolean>>): string {
  return JSON.stringify(
    Object.entries(values).map(([name, on]) => ({ params: { name }, value: { on } })),
  );
}
