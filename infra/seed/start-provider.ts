import { setImmediate as nextTurn } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { hasEngine } from "../has-engine.ts";
import { canStartProvider } from "../provider-folder.ts";

/**
 * Makes Pulumi's engine start the provider of the seeds while the program reads the schema and their records. The
 * engine starts providers one after the other, each with the first resource that needs it, and seeds need the ids
 * of their namespaces: without this, each command would wait 0.1 s for a provider to start.
 *
 * The engine also starts a provider when one of its functions is called. Pulumi's provider has none, so it
 * rejects the call.
 *
 * @returns when the call is on its way: whatever blocks the program would hold it back.
 */
export async function startSeedsProvider(): Promise<void> {
  if (!hasEngine() || !canStartProvider()) return;
  // If it cannot start, the resources report why.
  pulumi.runtime.invoke("pulumi-nodejs:keyloom:start", {}).catch(() => {});
  await nextTurn();
}
