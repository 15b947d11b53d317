/**
 * Turns a value that was stored under an older version into one of the next version, or a promise of it.
 * Its argument is what KV has, unchecked. The result of the last upcast is checked.
 */
export type Upcast<From = unknown, To = unknown> = (value: From) => To | Promise<To>;

/** The upcasts of a collection, each by the version that it accepts. */
export type Upcasts = Readonly<Record<number, Upcast<never>>>;

/**
 * Upgrades a value to the current version, one version after the other.
 *
 * @throws Error for a value of a version that is not known yet, or if an upcast fails, with what it threw
 * as the cause.
 */
export async function upcasted(
  stored: unknown,
  from: number,
  current: number,
  upcasts: Upcasts,
): Promise<unknown> {
  if (from > current) {
    throw new Error(`it has version ${from}, but this Worker knows at most ${current}`);
  }
  let value = stored;
  for (let version = from; version < current; version++) {
    try {
      value = await upcasts[version]?.(value as never);
    } catch (cause) {
      // Its message may quote the value, which does not belong in a log.
      throw new Error(`the upcast from version ${version} failed`, { cause });
    }
  }
  return value;
}

/** Whether something is the number of a version. */
export function isVersion(version: unknown): version is number {
  return Number.isInteger(version) && (version as number) > 0;
}
