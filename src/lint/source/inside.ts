import type { Span } from "oxc-parser";

/** Whether a piece of code is part of another one, or the same. */
export function isInside({ start, end }: Span, outer: Span): boolean {
  return outer.start <= start && end <= outer.end;
}
