import { loadingFast } from "../start-up/load-fast.ts";
import type { SeedConnection } from "./connection.ts";
import type { Refreshed } from "./refresh-written.ts";

/**
 * Does the work of a provider's method, which loads what it needs only now: a `diff` needs none of it.
 *
 * @throws what the work throws. Pulumi's CLI shows only the message, so under its engine the message also
 * says what to do.
 */
export async function providerWork<Result>(
  { engine }: SeedConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await loadingFast(work);
  } catch (error) {
    const { CannotRunError } = await import("../../schema/cannot-run.ts");
    if (engine === undefined || !(error instanceof CannotRunError)) throw error;
    const { message, help } = error;
    throw new Error(`${message}\nhelp: ${help}`, { cause: error });
  }
}

/** What a provider's `read` returns: without properties the resource does not exist, or is unknown. */
export interface ReadSeed<State> {
  readonly id: string;
  readonly props?: State;
}

/**
 * The `read` of a provider of seeds: checks whether KV has what the state says.
 *
 * @param state absent if this stack has not created the resource, which is then unknown.
 */
export async function readSeed<State extends { readonly manifest: string }>(
  id: string,
  state: State | undefined,
  connection: SeedConnection,
  refresh: (state: State) => Promise<Refreshed<State>>,
): Promise<ReadSeed<State>> {
  if (state?.manifest === undefined) return { id };
  const { state: props, message } = await providerWork(connection, () => refresh(state));
  // The engine shows what its providers print.
  if (message !== undefined) console.warn(message);
  return props === undefined ? { id: "" } : { id, props };
}
