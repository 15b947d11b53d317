import { CannotRunError } from "../../schema/cannot-run.ts";
import { nearestRule } from "../lint/near-miss.ts";
import { allPages, pageText } from "../lint/rule-page.ts";

/** `keyloom explain RULE`: prints the page of a definition check or a lint rule. */
export async function run(id: string): Promise<number> {
  const pages = await allPages();
  const page = pages.find((page) => page.id === id);
  if (page !== undefined) {
    process.stdout.write(pageText(page));
    return 0;
  }
  const ids = pages.map((page) => page.id);
  const meant = nearestRule(id, ids);
  throw new CannotRunError(`there is no check or rule \`${id}\``, {
    help:
      meant === undefined
        ? `Use one of: ${ids.join(", ")}.`
        : `Did you mean \`keyloom explain ${meant}\`?`,
  });
}
