import * as pulumi from "@pulumi/pulumi";
import { hasEngine } from "../has-engine.ts";
import { canStartProvider } from "../provider-folder.ts";

/**
 * Has Pulumi's engine start the provider of the seeds while the program reads their records. The engine starts
 * providers one after the other, each with the first resource that needs it, and seeds need the ids of their
 * namespaces: without this it would wait for one that was not even started, 0.05 s of each command.
 *
 * The engine starts a provider for a call of its functions, too. Pulumi's has none, and so it refuses the call.
 */
export function startSeedsProvider(): void {
  if (!hasEngine() || !canStartProvider()) return;
  // What keeps it from starting is told by the resources.
  pulumi.runtime.invoke("pulumi-nodejs:keyloom:start", {}).catch(() => {});
}
