import { fileURLToPath } from "node:url";
import Cloudflare from "cloudflare";
import { build } from "esbuild";
import { upLocal } from "../../infra/up-local.ts";
import { type LocalCloudflare, startLocalCloudflare } from "../../src/testing/index.ts";
import { makeDataFolder } from "../data-folder.ts";

const COMPAT = fileURLToPath(new URL("../../examples/compat", import.meta.url));

/** The example, provisioned and seeded. */
export interface Example {
  readonly local: LocalCloudflare;
  readonly client: Cloudflare;
  /** The ids of the namespaces by binding. */
  readonly bindings: Readonly<Record<string, string>>;
  /** Serves a Worker on the example's data; returns its URL. */
  serve(entry: URL): Promise<URL>;
  close(): Promise<void>;
}

/** Provisions the example on a local Cloudflare of its own, with all of its seeds. */
export async function startExample(): Promise<Example> {
  const data = makeDataFolder();
  const local = await startLocalCloudflare({ persistTo: data.path });
  const { outputs } = await upLocal({
    schemaFile: `${COMPAT}/keyloom.schema.ts`,
    stage: "test",
    apiUrl: local.url,
    accountId: local.accountId,
    stateFile: `${data.path}/test.json`,
  });
  const bindings = Object.fromEntries(
    Object.entries(outputs.namespaces).map(([binding, { id }]) => [binding, id]),
  );
  return {
    local,
    client: new Cloudflare({ baseURL: local.url, apiToken: "test" }),
    bindings,
    serve: async (entry) => local.serveWorker({ script: await bundle(entry), bindings }),
    async close() {
      await local.close();
      data.remove();
    },
  };
}

async function bundle(entry: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["@keyloom/source"],
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
