import { CannotRunError } from "../../schema/cannot-run.ts";

/**
 * Looks whether the engine that started this process is still there. A plugin outlives an engine that
 * was killed, and the next run would meet it at its work.
 *
 * @param engine the id of the engine's process; `undefined` where none has started this one.
 * @param name of the seed that is sent.
 * @throws CannotRunError where it is gone.
 */
export function checkEngine(engine: number | undefined, name: string): void {
  if (engine === undefined || engine === process.ppid) return;
  throw new CannotRunError(`Pulumi's engine ended while the seed of ${name} was sent`, {
    help: "Run `pulumi cancel` and `pulumi up`: they go on from here.",
  });
}
