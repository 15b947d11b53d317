import type { Node } from "oxc-parser";
import { walk } from "../children.ts";

const TAKEN = /taken|in use|exists|not available|unavailable|duplicate|conflict/i;

/** Whether a statement rejects a request for something that exists already. */
export function refuses(exit: Node): boolean {
  if (exit.type === "ThrowStatement") return true;
  if (exit.type !== "ReturnStatement" || exit.argument === null) return false;
  const all = [...walk(exit.argument)];
  const statuses = all.flatMap((node) =>
    node.type === "Literal" && typeof node.value === "number" ? [node.value] : [],
  );
  // Being told to wait is only a delay, once or twice.
  if (statuses.includes(429)) return false;
  return (
    statuses.some((status) => status >= 400 && status < 500) ||
    all.some((node) => TAKEN.test(textOf(node)))
  );
}

/** Statuses of responses that no cache keeps. */
const OUTRIGHT: ReadonlySet<unknown> = new Set([400, 403, 409, 422, 423]);

/** Whether a statement rejects with a status that says so, whatever it tells about the existing value. */
export function refusesOutright(exit: Node): boolean {
  return (
    exit.type === "ReturnStatement" &&
    exit.argument !== null &&
    walk(exit.argument).some((node) => node.type === "Literal" && OUTRIGHT.has(node.value))
  );
}

function textOf(node: Node): string {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : "";
  return node.type === "TemplateElement" ? node.value.raw : "";
}
