/** The schema file that commands read when none is given, in the current folder. */
export const DEFAULT_SCHEMA = "keyloom.schema.ts";
