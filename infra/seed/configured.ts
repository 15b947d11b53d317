import type * as pulumi from "@pulumi/pulumi";
import type { SeedConnection } from "./connection.ts";
import { ownEngine } from "./engine.ts";
import { engineStatus } from "./engine-status.ts";
import { StatusLines } from "./status-lines.ts";

/**
 * A connection with the settings of the stack's configuration, in a process that Pulumi's engine started.
 * The settings of Pulumi's provider of namespaces also apply to seeds, so that no seed is sent to a different
 * API than its namespace.
 */
export function configured(
  given: SeedConnection,
  { config }: pulumi.dynamic.ConfigureRequest,
): SeedConnection {
  const baseUrl = config.get("cloudflare:baseUrl");
  const apiToken = config.get("cloudflare:apiToken");
  const drift = config.get("keyloom:drift");
  const engine = ownEngine();
  const say = engineStatus(engine);
  const status = new StatusLines(say);
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    ...given,
    engine,
    onFailure: (what) => say(`${what}; trying again`),
    onProgress: (collection, progress) => status.sending(collection, progress),
    ...(apiToken !== undefined && { apiToken }),
    ...(drift !== undefined && { drift }),
  };
}
