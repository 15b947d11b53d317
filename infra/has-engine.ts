import * as pulumi from "@pulumi/pulumi";

/**
 * Whether the program runs under Pulumi's engine, and not in a unit test or in this process alone. Pulumi's own
 * `hasEngine` returns false in programs of the Automation API, whose connection it keeps elsewhere.
 */
export function hasEngine(): boolean {
  const engine = pulumi.runtime.getEngine();
  // Mocks replace it with something that is not a connection.
  return engine !== undefined && "getChannel" in engine;
}
