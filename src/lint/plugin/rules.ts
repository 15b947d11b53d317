import { allRules } from "../all-rules.ts";

/**
 * All rules, and the checks of the engine itself. The build replaces this module with one that waits for nothing, see
 * scripts/build.ts: an ESLint configuration in CommonJS cannot require what waits.
 */
export const rules = await allRules();
