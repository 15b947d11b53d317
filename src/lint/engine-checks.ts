import type { EngineCheck } from "./rule.ts";

/** A file that cannot be judged is an error: what it does to KV is not known. */
export const PARSE_ERROR = {
  id: "source/parse-error",
  severity: "error",
  isOfTheEngine: true,
  docs: {
    what: "A source file that mentions a binding cannot be parsed.",
    why: "What the file does to KV is not known, and a linter that passes over it in silence would call it clean.",
    wrong: 'const session = await env.CACHE.get("session:1";',
    right: "const session = await kv.CACHE.session.get({ userId });",
    silence:
      "It cannot be silenced in the file, whose comments cannot be read: leave the file out with `exclude`.",
  },
} as const satisfies EngineCheck;

export const REASON_MISSING = {
  id: "silence/reason-missing",
  severity: "error",
  isOfTheEngine: true,
  docs: {
    what: "A silence says why.",
    why: "Whoever reads the line a year later has to decide whether the silence still holds, and cannot without its reason.",
    wrong: "// keyloom-ignore usage/raw-access\nawait env.CACHE.get(oldKey);",
    right:
      "// keyloom-ignore usage/raw-access: the migration reads keys as they were before the schema\nawait env.CACHE.get(oldKey);",
    silence: "Never: write the reason.",
  },
} as const satisfies EngineCheck;

export const UNKNOWN_RULE = {
  id: "silence/unknown-rule",
  severity: "error",
  isOfTheEngine: true,
  docs: {
    what: "A silence names a lint rule.",
    why: "A silence with a typing error silences nothing. Definition checks cannot be silenced: a schema that has such a problem is not used for anything.",
    wrong:
      "// keyloom-ignore usage/raw-acess: the migration reads old keys\nawait env.CACHE.get(oldKey);",
    right:
      "// keyloom-ignore usage/raw-access: the migration reads old keys\nawait env.CACHE.get(oldKey);",
    silence: "Never: mend the id, or remove the comment.",
  },
} as const satisfies EngineCheck;

export const UNUSED_SILENCE = {
  id: "silence/unused",
  severity: "error",
  isOfTheEngine: true,
  isFixable: true,
  docs: {
    what: "A silence silences a finding on its line, or on the line below where it stands alone.",
    why: "What silences nothing today would silence, unseen, the finding of tomorrow.",
    wrong:
      "// keyloom-ignore usage/raw-access: the migration reads old keys\nawait kv.CACHE.session.get({ userId, device });",
    right: "await kv.CACHE.session.get({ userId, device });",
    silence: "Never: remove the comment.",
  },
} as const satisfies EngineCheck;

/** All that the engine finds by itself. */
export const ENGINE_CHECKS: readonly EngineCheck[] = [
  PARSE_ERROR,
  REASON_MISSING,
  UNKNOWN_RULE,
  UNUSED_SILENCE,
];
