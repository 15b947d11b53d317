import type { BreakingRule } from "./rule.ts";

/** What breaks what is provisioned. */
export const INFRASTRUCTURE = {
  namespaceRemoved: {
    id: "breaking/namespace-removed",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "A namespace that the schema had is gone.",
      why: "Its data stays where it is, and nothing reads, checks or provisions it any more; a Worker that still has the binding runs without accessors for it.",
      wrong:
        "// before\nnamespaces: { CACHE: { … }, ORDERS: { … } }\n// after\nnamespaces: { CACHE: { … } }",
      right: "// before and after\nnamespaces: { CACHE: { … }, ORDERS: { … } }",
    },
  },
  titleChanged: {
    id: "breaking/title-changed",
    severity: "warning",
    breaks: "infrastructure",
    docs: {
      what: "A namespace has another title.",
      why: "The namespace is renamed in the account, and keeps its id and data; scripts and dashboards that look for the title no longer find it.",
      wrong: '// before\ntitle: "shop-{stage}-cache"\n// after\ntitle: "shop-cache-{stage}"',
      right: '// before and after\ntitle: "shop-{stage}-cache"',
    },
  },
  titleTaken: {
    id: "breaking/title-taken",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "A namespace has the title that another one had.",
      why: "An account has each title once, and namespaces are renamed one by one in any order: Cloudflare refuses a title that the other one still has, and `pulumi up` stops in the middle. A step between, in which what gives its title up has one that none had, lets all through.",
      wrong:
        '// before\nCACHE: { title: "a" }, ORDERS: { title: "b" }\n// after\nCACHE: { title: "b" }, ORDERS: { title: "a" }',
      right:
        '// first, with `pulumi up` in each stage\nCACHE: { title: "a-next" }, ORDERS: { title: "b-next" }\n// then\nCACHE: { title: "b" }, ORDERS: { title: "a" }',
    },
  },
  jurisdictionChanged: {
    id: "breaking/jurisdiction-changed",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "A namespace has another jurisdiction.",
      why: "Cloudflare sets it when a namespace is made and never changes it: the stack makes another namespace, which is empty, and the data stays in the old one.",
      wrong: '// before\njurisdiction: "eu"\n// after\njurisdiction: "us"',
      right: '// before and after\njurisdiction: "eu"',
    },
  },
  secretRenamed: {
    id: "breaking/secret-renamed",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "Sealed values have their keys in a secret of another name.",
      why: "What is stored is sealed under the keys of the old secret: a Worker that lacks the new one, or has other keys in it, can read none of it.",
      wrong:
        '// before\ncodec: sealed("json", { secret: "SESSION_KEYS" })\n// after\ncodec: sealed("json", { secret: "KEYS" })',
      right: '// before and after\ncodec: sealed("json", { secret: "SESSION_KEYS" })',
    },
  },
  previewRemoved: {
    id: "breaking/preview-removed",
    severity: "warning",
    breaks: "infrastructure",
    docs: {
      what: "A namespace that had a twin for `wrangler dev` has none any more.",
      why: "The stack gives the twin up, and a wrangler file that names its id as `preview_id` has one that nothing keeps.",
      wrong: "// before\npreview: true\n// after\npreview: false",
      right: "// before and after\npreview: true",
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
