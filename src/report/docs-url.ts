/** Where the documentation is published. */
const DOCS = "https://github.com/keyloom/keyloom/blob/main/docs";

/** The section on ESLint and oxlint. */
export const EDITOR_DOCS = `${DOCS}/lint.md#in-the-editor`;

/** The section on `keyloom.config.ts`. */
export const CONFIGURATION_DOCS = `${DOCS}/lint.md#configuration`;

/** The page that explains a rule: what, why, wrong, right. Its path is the rule's id. */
export function docsUrl(rule: string): string {
  return `${DOCS}/rules/${rule}.md`;
}
