import type * as pulumi from "@pulumi/pulumi";
import type { SeedConnection } from "./provider.ts";

/** A connection with what the stack's configuration says of it, in a process that Pulumi's engine started. */
export function configured(
  given: SeedConnection,
  { config }: pulumi.dynamic.ConfigureRequest,
): SeedConnection {
  const apiToken = config.get("cloudflare:apiToken");
  const drift = config.get("keyloom:drift");
  return {
    ...given,
    engine: process.ppid,
    ...(apiToken !== undefined && { apiToken }),
    ...(drift !== undefined && { drift }),
  };
}
