/**
 * The part of `@pulumi/policy` that the policies need: they are plain objects of its shape, so Keyloom does
 * not depend on it.
 */

/** How a violation counts, as in `@pulumi/policy`. */
export type EnforcementLevel = "advisory" | "mandatory" | "disabled";

/** Reports a violation; without a `urn` it is of the whole stack. */
type Report = (message: string, urn?: string) => void;

/** A resource as a policy sees it. */
export interface PolicyResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  // biome-ignore lint/suspicious/noExplicitAny: as in `@pulumi/policy`.
  readonly props: Record<string, any>;
  readonly opts: { readonly protect: boolean };
  /** By property: the resources whose outputs it is made of. Only policies on a stack get it. */
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

interface PolicyBase {
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: EnforcementLevel;
}

/** A policy on one resource at a time. */
export interface ResourcePolicy extends PolicyBase {
  validateResource(resource: PolicyResource, report: Report): void;
}

/** A policy on all resources of a stack. */
export interface StackPolicy extends PolicyBase {
  validateStack(stack: { readonly resources: readonly PolicyResource[] }, report: Report): void;
}

/** Pulumi's type tokens. */
export const NAMESPACE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";
export const PAIR = "cloudflare:index/workersKv:WorkersKv";

/** The stack of a resource: `urn:pulumi:STACK::project::type::name`. */
export function stackOf({ urn }: PolicyResource): string {
  return urn.split("::")[0]?.slice("urn:pulumi:".length) ?? "";
}
