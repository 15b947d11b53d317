/** The title of a namespace in one stage: `{stage}` in its template stands for the stage's name. */
export function stageTitle(template: string, stage: string): string {
  return template.replaceAll("{stage}", stage);
}

/** The title of a namespace's preview twin, as `wrangler kv namespace create --preview` names it. */
export function previewTitle(title: string): string {
  return `${title}_preview`;
}
