import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { Monitor, type MonitorOptions, type MovedResource, type Operations } from "./monitor.ts";
import { Registrations } from "./registrations.ts";

/** A program's run. */
export interface RunResult<Outputs> {
  readonly outputs: Outputs;
  readonly operations: Operations;
  /** Resources that have become other ones. */
  readonly moved: readonly MovedResource[];
  /** Resources of earlier runs that the program no longer has: they stay as they are. */
  readonly retained: readonly {
    readonly type: string;
    readonly name: string;
    readonly id: string;
  }[];
}

/** What a run works on. */
export interface RunOptions extends MonitorOptions {
  readonly project: string;
  readonly stage: string;
  /** Configuration by full name: `keyloom:accountId`. */
  readonly config: Readonly<Record<string, string>>;
}

/**
 * Runs a Pulumi program in this process: with Pulumi's own runtime, and instead of its engine a monitor
 * that compares each resource with the state and makes the calls itself.
 *
 * @throws what the program or a provider threw first. What was done until then is in the state.
 */
export async function runInProcess<Outputs>(
  program: () => Promise<object>,
  options: RunOptions,
): Promise<RunResult<Outputs>> {
  const monitor = new Monitor(options);
  await pulumi.runtime.setMocks(monitor, options.project, options.stage, false);
  monitor.registrations = new Registrations();
  pulumi.runtime.setAllConfig({ ...options.config });
  const outputs = await settled(monitor, () => pulumi.runtime.runInPulumiStack(program));
  return {
    outputs: outputs as Outputs,
    operations: monitor.operations,
    moved: monitor.moved,
    retained: options.state.all().filter(({ type, name }) => !monitor.hasSeen(type, name)),
  };
}

/**
 * Runs a program until all of its resources are done, which is later than its outputs.
 *
 * A resource that fails rejects promises all over Pulumi's runtime, most of which nobody awaits; Pulumi's
 * CLI host listens for them in the same way.
 */
async function settled(monitor: Monitor, run: () => Promise<unknown>): Promise<unknown> {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", onUnhandled);
  try {
    const outputs = await run();
    await pulumi.runtime.disconnect();
    // The last rejections are reported after the promises' own queue.
    await setImmediate();
    if (unhandled.length > 0) throw unhandled[0];
    return outputs;
  } catch (error) {
    await pulumi.runtime.disconnect().catch(() => {});
    await setImmediate();
    throw monitor.failure ?? error;
  } finally {
    process.off("unhandledRejection", onUnhandled);
  }
}
