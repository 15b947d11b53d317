import * as pulumi from "@pulumi/pulumi";
import type { Model } from "../schema/model.ts";
import type { KeyloomStackArgs } from "./stack-args.ts";

/** By run of a program, of which Automation API may have several in one process: who has which names. */
const claimed = new WeakMap<pulumi.Resource, Map<string, string>>();

/** The name that a resource has in Pulumi. */
export function withPrefix(prefix: string | undefined, name: string): string {
  return prefix === undefined ? name : `${prefix}-${name}`;
}

/** The names that a resource had in Pulumi before: by other names of its own, and by the prefix of that time. */
export function aliasesOf(
  { prefix, formerPrefix }: KeyloomStackArgs,
  name: string,
  former: readonly string[],
): pulumi.Alias[] {
  const before = formerPrefix === undefined ? [] : [name, ...former];
  return [
    ...former.map((name) => withPrefix(prefix, name)),
    ...before.map((name) => withPrefix(formerPrefix || undefined, name)),
  ].map((name) => ({ name }));
}

/**
 * Notes that a stack has resources by the names of its bindings.
 *
 * @throws RunError where another stack of the program has one of them: Pulumi, which would refuse it as well,
 * tells neither which stacks these are nor what to do.
 */
export function claimBindings(
  stack: string,
  prefix: string | undefined,
  { namespaces }: Model,
): void {
  const program = pulumi.runtime.getStackResource();
  if (program === undefined) return;
  const names = claimed.get(program) ?? new Map<string, string>();
  claimed.set(program, names);
  for (const { binding } of namespaces) {
    const name = withPrefix(prefix, binding);
    const other = names.get(name);
    if (other !== undefined) {
      throw new pulumi.RunError(
        `the stacks ${JSON.stringify(other)} and ${JSON.stringify(stack)} both have the binding \`${binding}\`, by which Pulumi knows their resources: give one of them a \`prefix\``,
      );
    }
    names.set(name, stack);
  }
}
