import type { BreakingRule } from "./rule.ts";

/** What breaks provisioned resources. */
export const INFRASTRUCTURE = {
  namespaceRemoved: {
    id: "breaking/namespace-removed",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "A namespace that the schema had is gone.",
      why: "Its data stays where it is, but nothing reads, checks or provisions it any longer; a Worker that still has the binding runs without accessors for it.",
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
      why: "The namespace is renamed in the account and keeps its id and data, but scripts and dashboards that look for the title no longer find it.",
      wrong: '// before\ntitle: "shop-{stage}-cache"\n// after\ntitle: "shop-cache-{stage}"',
      right: '// before and after\ntitle: "shop-{stage}-cache"',
    },
  },
  titleTaken: {
    id: "breaking/title-taken",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "A namespace has a title that another one had before.",
      why: "Titles are unique in an account, and namespaces are renamed one by one in any order: Cloudflare rejects a title that the other one still has, and `pulumi up` stops halfway. An intermediate step, in which the namespace that gives up its title gets one that none had, lets all changes through.",
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
      why: "Cloudflare sets it when a namespace is created and never changes it: the stack creates another, empty namespace, and the data stays in the old one.",
      wrong: '// before\njurisdiction: "eu"\n// after\njurisdiction: "us"',
      right: '// before and after\njurisdiction: "eu"',
    },
  },
  secretRenamed: {
    id: "breaking/secret-renamed",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "The keys of sealed values are in a secret with another name.",
      why: "What is stored is sealed under the keys of the old secret: a Worker that lacks the new secret, or has other keys in it, cannot read any of it.",
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
      what: "A namespace no longer has a twin for `wrangler dev`.",
      why: "The stack gives up the twin, and a wrangler file with its id as `preview_id` refers to a namespace that nothing maintains.",
      wrong: "// before\npreview: true\n// after\npreview: false",
      right: "// before and after\npreview: true",
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
