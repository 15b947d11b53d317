/**
 * The header by which an answer tells the official SDK whether the same call may succeed if it is
 * repeated: https://github.com/cloudflare/cloudflare-typescript/blob/main/src/client.ts
 */
export const SHOULD_RETRY = "x-should-retry";
