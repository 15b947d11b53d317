import { NAMESPACE_TYPE } from "./namespace-provider.ts";
import { StackState } from "./state.ts";

/**
 * The namespaces of a stage on the local Cloudflare by binding, as `keyloom up --local` left them.
 * Preview twins are left out: `wrangler dev` would read them, and seeds do not fill them.
 *
 * @throws CannotRunError if the state cannot be read.
 */
export function localNamespaces(
  stateFile: string,
): Readonly<Record<string, { readonly id: string }>> {
  const namespaces = new StackState(stateFile).all().filter(({ type }) => type === NAMESPACE_TYPE);
  return Object.fromEntries(namespaces.map(({ name, id }) => [name, { id }]));
}
