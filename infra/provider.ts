/** What the texts of dynamic providers import. Until there is something to send it is next to nothing. */

export { kvSecretSeedProvider } from "./secret-seed/provider.ts";
export { kvSeedProvider } from "./seed/provider.ts";
