import type { EngineCheck } from "./rule.ts";

/** A file that cannot be checked is an error: nobody knows what it does to KV. */
export const PARSE_ERROR = {
  id: "source/parse-error",
  severity: "error",
  docs: {
    what: "A source file that mentions a binding cannot be parsed.",
    why: "Nobody knows what the file does to KV, and a linter that silently skips it would call it clean.",
    wrong: 'const session = await env.CACHE.get("session:1";',
    right: "const session = await kv.CACHE.session.get({ userId });",
    silence:
      "It cannot be silenced in the file, because its comments cannot be read: leave the file out with `exclude`.",
  },
} as const satisfies EngineCheck;

export const REASON_MISSING = {
  id: "silence/reason-missing",
  severity: "error",
  docs: {
    what: "Every silence gives a reason.",
    why: "Whoever reads the line a year later must decide whether the silence still holds, and cannot do so without its reason.",
    wrong: "// keyloom-ignore usage/raw-access\nawait env.CACHE.get(oldKey);",
    right:
      "// keyloom-ignore usage/raw-access: the migration reads keys as they were before the schema\nawait env.CACHE.get(oldKey);",
    silence: "Never: write the reason.",
  },
} as const satisfies EngineCheck;

export const UNKNOWN_RULE = {
  id: "silence/unknown-rule",
  severity: "error",
  docs: {
    what: "A silence names a lint rule.",
    why: "A silence with a typo silences nothing. Definition checks cannot be silenced: a schema that has such a problem is not used for anything.",
    wrong:
      "// keyloom-ignore usage/raw-acess: the migration reads old keys\nawait env.CACHE.get(oldKey);",
    right:
      "// keyloom-ignore usage/raw-access: the migration reads old keys\nawait env.CACHE.get(oldKey);",
    silence: "Never: correct the id, or remove the comment.",
  },
} as const satisfies EngineCheck;

export const UNUSED_SILENCE = {
  id: "silence/unused",
  severity: "error",
  isFixable: true,
  docs: {
    what: "A silence matches a finding on its own line, or on the next line if it stands alone.",
    why: "A silence that matches nothing today would hide a new finding tomorrow.",
    wrong:
      "// keyloom-ignore usage/raw-access: the migration reads old keys\nawait kv.CACHE.session.get({ userId, device });",
    right: "await kv.CACHE.session.get({ userId, device });",
    silence: "Never: remove the comment.",
  },
} as const satisfies EngineCheck;

/** Everything that the engine finds by itself. */
export const ENGINE_CHECKS: readonly EngineCheck[] = [
  PARSE_ERROR,
  REASON_MISSING,
  UNKNOWN_RULE,
  UNUSED_SILENCE,
];
