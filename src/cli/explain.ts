import { CannotRunError } from "../../schema/cannot-run.ts";
import { nearestRule } from "../lint/nearest-rule.ts";
import { allPages, pageText } from "../lint/rule-page.ts";

/** `keyloom explain RULE`: prints the page of a definition check or a lint rule; without one, a line for each. */
export async function run(id?: string): Promise<number> {
  const pages = await allPages();
  if (id === undefined) {
    const width = Math.max(...pages.map(({ id }) => id.length));
    for (const { id, docs } of pages) console.log(`${id.padEnd(width)}  ${docs.what}`);
    return 0;
  }
  const page = pages.find((page) => page.id === id);
  if (page !== undefined) {
    process.stdout.write(pageText(page));
    return 0;
  }
  const meant = nearestRule(
    id,
    pages.map((page) => page.id),
  );
  throw new CannotRunError(`there is no check or rule \`${id}\``, {
    help:
      meant === undefined
        ? "Run `keyloom explain` for the list."
        : `Did you mean \`keyloom explain ${meant}\`?`,
  });
}
