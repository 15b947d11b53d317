/** Where the pages of the documentation stand. */
const DOCS = "https://github.com/keyloom/keyloom/blob/main/docs";

/** What is said on ESLint and oxlint. */
export const EDITOR_DOCS = `${DOCS}/lint.md#in-the-editor`;

/** What `keyloom.config.ts` may say. */
export const CONFIGURATION_DOCS = `${DOCS}/lint.md#configuration`;

/** The page that explains a rule: what, why, wrong, right. Each stands at its rule's id. */
export function docsUrl(rule: string): string {
  return `${DOCS}/rules/${rule}.md`;
}
