/**
 * Makes a value of the next version, or a promise of it, of one that was stored under an older version.
 * What it is given is what stands in KV: nobody has checked it. What comes of the last upcast is checked.
 */
export type Upcast<From = unknown, To = unknown> = (value: From) => To | Promise<To>;

/** The upcasts of a collection, each by the version that it takes. */
export type Upcasts = Readonly<Record<number, Upcast<never>>>;

/**
 * Makes a value of the current version, one version after the other.
 *
 * @throws Error for a value of a version that is not known yet, and where an upcast fails, with what it
 * threw as the cause.
 */
export async function upcasted(
  stored: unknown,
  from: number,
  current: number,
  upcasts: Upcasts,
): Promise<unknown> {
  if (from > current) {
    throw new Error(`it is of version ${from}, and this Worker knows none after ${current}`);
  }
  let value = stored;
  for (let version = from; version < current; version++) {
    try {
      value = await upcasts[version]?.(value as never);
    } catch (cause) {
      // Its message may quote the value, which is nothing for a log.
      throw new Error(`the upcast from version ${version} failed`, { cause });
    }
  }
  return value;
}

/** Whether something is the number of a version. */
export function isVersion(version: unknown): version is number {
  return Number.isInteger(version) && (version as number) > 0;
}
