/**
 * What programs import as `keyloom/pulumi`. A program that imports it before `@pulumi/pulumi` loads the
 * latter without what only some programs use, until it does.
 */

// First: what it does counts for all that is imported below. The build keeps this order.
import { later } from "./before-pulumi.ts";

export * from "./stack.ts";

later.letGo();
