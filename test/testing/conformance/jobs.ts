import { type AnyKv, type Attempt, attempt } from "./attempt.ts";
import { CASES } from "./cases/index.ts";
import { FACTS } from "./facts.ts";
import { withOddValues } from "./odd-values.ts";

/** A call of the binding, as data. */
export interface Step {
  readonly method: keyof AnyKv;
  readonly args: readonly unknown[];
}

/** In the options of a list, the cursor that the last list gave. */
export const LAST_CURSOR = "the last cursor";

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
      return takeSteps(kv, job.steps);
  }
}

async function takeSteps(kv: AnyKv, steps: readonly Step[]): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  let cursor: unknown;
  for (const { method, args } of steps) {
    const made = args.map((argument) => withOddValues(withLastCursor(argument, cursor)));
    const outcome = await attempt(() => kv[method](...made));
    if (method === "list" && "gave" in outcome) ({ cursor } = outcome.gave as { cursor?: unknown });
    attempts.push(outcome);
  }
  return attempts;
}

function withLastCursor(options: unknown, cursor: unknown): unknown {
  const { cursor: asked } = (options ?? {}) as { readonly cursor?: unknown };
  return asked === LAST_CURSOR ? { ...(options as object), cursor } : options;
}
