import type { Repair } from "./collection-spec.ts";
import { KeyloomError } from "./error.ts";

/** A repair by a function of the author, whose own failure is reported with the record that it was for. */
export function repairedBy(repair: Repair): Repair {
  return async (stored, error) => {
    try {
      return await repair(stored, error);
    } catch (cause) {
      if (cause instanceof KeyloomError) throw cause;
      // Its message may quote the value, which does not belong in a log.
      const message = "the repair of the stored value failed";
      const { collection, key } = error;
      throw new KeyloomError("invalid-value", message, { collection, key, cause });
    }
  };
}
