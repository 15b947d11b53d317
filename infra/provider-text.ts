import type * as providers from "./provider.ts";

/** The function that makes a provider, by its name in `keyloom/pulumi/provider`. */
type Maker = keyof typeof providers;

/** The methods of a provider besides `configure`. */
const METHODS = ["diff", "create", "update", "read", "delete"] as const;

/**
 * A provider as the text that Pulumi keeps in the state and runs in its own process. It is what
 * `pulumi.dynamic.Resource` would make, but without serializing functions: that takes TypeScript's
 * compiler, V8's debugger, a second and 40 MB, and yields another text with each version of Keyloom.
 * Keyloom is loaded there only when there is something to do.
 *
 * @param baseUrl the API's base URL; by default that of the stack's configuration or of the environment, or
 * Cloudflare's own.
 */
export function providerText(maker: Maker, baseUrl: string | undefined): string {
  const connection = JSON.stringify(baseUrl === undefined ? {} : { baseUrl });
  const calls = METHODS.map(
    (name) => `  ${name}: async (...args) => (await load()).${name}(...args),\n`,
  ).join("");
  return `let request, provider;
const load = () => (provider ??= import("keyloom/pulumi/provider").then(async ({ ${maker} }) => {
  const made = ${maker}(${connection});
  await made.configure(request);
  return made;
}));
exports.handler = () => ({
  configure: async (given) => void (request = given),
${calls}});
`;
}
