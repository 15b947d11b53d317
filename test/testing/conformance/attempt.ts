/** A KV binding to which a case may pass anything. */
export type AnyKv = Readonly<
  Record<
    "get" | "getWithMetadata" | "put" | "delete" | "list",
    (...args: readonly unknown[]) => Promise<unknown>
  >
>;

/** Cases by what they show. Each starts with an empty namespace and returns what it saw. */
export type Cases = Readonly<Record<string, (kv: AnyKv) => Promise<unknown>>>;

/** What came of a call: a result, or an error by its name and message. */
export type Attempt =
  | { readonly gave: unknown }
  | { readonly failed: string; readonly when: "at once" | "later" };

/** Calls KV and returns the outcome in a form that can be compared and sent. */
export async function attempt(call: () => Promise<unknown>): Promise<Attempt> {
  let when: "at once" | "later" = "at once";
  try {
    const promise = call();
    when = "later";
    return { gave: await plain(await promise) };
  } catch (error) {
    const { name, message } = error as Error;
    return { failed: `${name}: ${message}`, when };
  }
}

/** Attempts calls one after another. */
export async function attemptAll(
  calls: readonly (() => Promise<unknown>)[],
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  for (const call of calls) attempts.push(await attempt(call));
  return attempts;
}

/** A value as plain data: maps as their entries in order, buffers and streams as bytes. */
async function plain(value: unknown): Promise<unknown> {
  if (Object.is(value, -0)) return { plain: "-0" };
  if (value instanceof Map) return { map: await Promise.all(Array.from(value, plain)) };
  if (value instanceof ArrayBuffer) return { buffer: new Uint8Array(value) };
  if (value instanceof ReadableStream) return { stream: await new Response(value).bytes() };
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(async ([key, part]) => [key, await plain(part)] as const);
  return Object.fromEntries(await Promise.all(parts));
}
