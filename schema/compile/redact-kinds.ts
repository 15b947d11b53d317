import { isRecord } from "../../src/runtime/issue.ts";
import { isRedaction } from "../redact.ts";
import type { Kind } from "./kind.ts";

const PARTS = ["params", "value", "metadata"];

/** The redactions of a record, in its shape, or why there are none. */
export const redaction: Kind = {
  expected:
    "`redact.none(…)` or `redact.withheld(…)` as a whole, or an object with redactions in `params`, `value` or `metadata`",
  accepts: (value) => {
    if (!isRecord(value) || isRedaction(value)) return false;
    if ("policy" in value) {
      return (
        ["none", "withheld"].includes(String(value["policy"])) &&
        typeof value["reason"] === "string"
      );
    }
    return Object.entries(value).every(([part, tree]) => PARTS.includes(part) && isTree(tree));
  },
};

function isTree(tree: unknown): boolean {
  if (tree === undefined || isRedaction(tree)) return true;
  return isRecord(tree) && Object.values(tree).every(isTree);
}
