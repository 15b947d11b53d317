import { type AnyKv, attempt, attemptAll } from "./attempt.ts";
import { CASES } from "./cases/index.ts";
import { FACTS } from "./facts.ts";

/** A call of the binding, as data. */
export interface Step {
  readonly method: keyof AnyKv;
  readonly args: readonly unknown[];
}

/** What to do with a KV, in a form that can be sent to a Worker. */
export type Job =
  | { readonly kind: "case"; readonly name: string }
  | { readonly kind: "fact"; readonly row: string }
  | { readonly kind: "steps"; readonly steps: readonly Step[] };

/** Runs a job with an empty KV and returns the outcome. */
export async function doJob(kv: AnyKv, job: Job): Promise<unknown> {
  switch (job.kind) {
    case "case":
      return CASES[job.name]?.(kv);
    case "fact": {
      const [, call] = FACTS.find(([row]) => row === job.row) ?? [];
      return attempt(async () => call?.(kv));
    }
    case "steps":
      return attemptAll(
        job.steps.map(
          ({ method, args }) =>
            () =>
              kv[method](...args),
        ),
      );
  }
}
