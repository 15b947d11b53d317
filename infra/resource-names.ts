import * as pulumi from "@pulumi/pulumi";
import type { Model } from "../schema/model.ts";
import type { KeyloomStackArgs } from "./stack-args.ts";

/** Who has which names, by run of a program: with the Automation API one process may have several runs. */
const claimed = new WeakMap<pulumi.Resource, Map<string, string>>();

/** The name that a resource has in Pulumi. */
export function withPrefix(prefix: string | undefined, name: string): string {
  return prefix === undefined ? name : `${prefix}-${name}`;
}

/** The names that a resource had in Pulumi before: its own former names, with the prefix of that time. */
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
 * Records that a stack has resources with the names of its bindings.
 *
 * @throws RunError if another stack of the program has one of them: Pulumi, which would also reject it, says
 * neither which stacks these are nor what to do.
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
