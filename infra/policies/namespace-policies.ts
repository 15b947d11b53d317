import { previewTitle } from "../../schema/title.ts";
import { isThrowAway } from "../throw-away.ts";
import { NAMESPACE, type ResourcePolicy, type StackPolicy, stackOf } from "./policy.ts";

/** Namespaces of stages that are kept are protected: deleting one deletes its data. */
export const protectedNamespace: ResourcePolicy = {
  name: "kv-namespace-protected",
  description: "KV namespaces of stacks that are kept are protected against deletion.",
  enforcementLevel: "mandatory",
  validateResource(resource, report) {
    if (resource.type !== NAMESPACE || isThrowAway(stackOf(resource)) || resource.opts.protect) {
      return;
    }
    report("The namespace is not protected: set `protect: true`, or use KeyloomStack, which does.");
  },
};

/** Titles that a person can read in the list of an account with 1,000 namespaces. */
export function titleConvention(titles: RegExp): ResourcePolicy {
  return {
    name: "kv-namespace-title",
    description: `Titles of KV namespaces match ${titles}.`,
    enforcementLevel: "mandatory",
    validateResource({ type, props }, report) {
      const { title } = props;
      if (type !== NAMESPACE || typeof title !== "string" || titles.test(title)) return;
      report(`The title ${JSON.stringify(title)} does not match ${titles}.`);
    },
  };
}

/** Without a twin, `wrangler dev --remote` works on the live data. */
export const previewTwin: StackPolicy = {
  name: "kv-namespace-preview",
  description: "Each KV namespace has a preview twin, titled `…_preview`.",
  enforcementLevel: "advisory",
  validateStack({ resources }, report) {
    const namespaces = resources.filter(({ type }) => type === NAMESPACE);
    const titles = new Set(namespaces.map(({ props }) => String(props["title"])));
    const twins = new Set([...titles].map(previewTitle));
    for (const { urn, props } of namespaces) {
      const title = String(props["title"]);
      if (twins.has(title) || titles.has(previewTitle(title))) continue;
      report(
        `The namespace ${JSON.stringify(title)} has no preview twin: set \`preview: true\`.`,
        urn,
      );
    }
  },
};
