import type { Node } from "oxc-parser";
import { nameOfFunction } from "../function-name.ts";
import { lastStatement } from "../last-statement.ts";
import type { SourceFile } from "../source-file.ts";
import type { Access } from "./access.ts";
import type { ExistenceCheck } from "./existence-check.ts";

/** Names for what must happen once; a limit, or a pause between two messages, may let one more pass. */
const ONCE =
  /seen|process|duplicat|deliver|\bevent|webhook|dedup|idempot|claim|redeem|replay|handled/i;

/**
 * Whether a function tells its caller whether a mark was there, and sets it: `if (seen) return true; put(…);
 * return false`. What the caller then does, two concurrent requests both do.
 */
export function isClaim(
  { exit, statement }: ExistenceCheck,
  { node: write }: Access,
  words: string,
  file: SourceFile,
): boolean {
  const body = file.parents.functionOf(statement);
  if (!ONCE.test(`${words} ${nameOfFunction(body, file) ?? ""}`)) return false;
  const last = "body" in body && body.body !== null ? lastStatement(body.body as Node) : undefined;
  const [found, set] = [exit, last].map((statement) => statement && answerOf(statement));
  return found !== undefined && set === !found && last !== undefined && last.start > write.end;
}

/** `true` of `return true`. */
function answerOf(statement: Node): boolean | undefined {
  if (statement.type !== "ReturnStatement" || statement.argument?.type !== "Literal")
    return undefined;
  const { value } = statement.argument;
  return typeof value === "boolean" ? value : undefined;
}
