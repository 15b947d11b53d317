/** Where the pages of the rules stand, each at its rule's id. */
const RULES = "https://github.com/keyloom/keyloom/blob/main/docs/rules";

/** The page that explains a rule: what, why, wrong, right. */
export function docsUrl(rule: string): string {
  return `${RULES}/${rule}.md`;
}
