/** What the texts of dynamic providers import. It is tiny until there is something to send. */

export { kvSecretSeedProvider } from "./secret-seed/provider.ts";
export { kvSeedProvider } from "./seed/provider.ts";
