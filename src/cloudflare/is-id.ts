/** Whether a value has the form of Cloudflare's ids of accounts and namespaces: a placeholder has not. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
}
