/**
 * What programs import as `keyloom/pulumi`. A program that imports it before `@pulumi/pulumi` loads the latter
 * without the parts that only some programs use, until it uses them.
 */

// First, because it affects everything that is imported below. The build keeps this order.
import { later } from "./start-up/before-pulumi.ts";

export * from "./stack.ts";

later.letGo();
