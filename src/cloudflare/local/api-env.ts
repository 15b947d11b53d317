import type { HttpBindings } from "@hono/node-server";
import type { FaultVariables } from "./faults/middleware.ts";

/** What the contexts of calls hold. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: FaultVariables & {
    /** Called with how many keys a bulk call has written, deleted or read. */
    readonly countKeys: (keys: number) => void;
  };
}
