import { providerText } from "../../../infra/provider-text.ts";
import { readStackSchema } from "../../../infra/read-schema.ts";
import { FAST, outputsOf, startProvider } from "../dynamic-provider/client.ts";
import { startCountingApi } from "./counting-api.ts";
import { manyRecords } from "./project.ts";

/** Returns the peak memory of its process. `maxRSS` is in KiB. */
const RESIDENT = `exports.handler = () => ({ create: async () => ({ id: "a", outs: {
  resident: process.resourceUsage().maxRSS * 1024,
} }) });`;

/** What it takes to send a seed under the Pulumi CLI. */
export interface ProviderSending {
  readonly keys: number;
  /** The largest resident memory of the seeds' provider, in bytes, when it has given the hashes back. */
  readonly resident: number;
}

/**
 * Has the provider of seeds send small records, started as Pulumi.yaml can have it start, to an API that
 * takes everything and keeps nothing. The engine is this process: what the program and Pulumi take is not in it.
 *
 * @param environment of the provider's process.
 */
export async function measureProvider(
  records: number,
  environment: NodeJS.ProcessEnv,
): Promise<ProviderSending> {
  const project = manyRecords(records);
  const api = await startCountingApi();
  const provider = await startProvider(FAST, project.path, {
    ...environment,
    CLOUDFLARE_API_TOKEN: "any",
  });
  try {
    const { seeds } = await readStackSchema(project.schema);
    const { digest } = seeds.get("MANY.record") ?? { digest: "" };
    const Properties = {
      ...{ accountId: "b".repeat(32), namespaceId: "a".repeat(32), schema: "keyloom.schema.ts" },
      ...{ binding: "MANY", collection: "record", prefix: "record:", prune: false },
      ...{ digest, records, skipped: 0 },
      __provider: providerText("kvSeedProvider", api.url),
    };
    await provider.call("create", { Properties });
    const asked = await provider.call("create", { Properties: { __provider: RESIDENT } });
    return { keys: api.keys(), resident: Number(outputsOf(asked)["resident"]) };
  } finally {
    provider.close();
    api.close();
    project.remove();
  }
}
