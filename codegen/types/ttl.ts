import type { Model, TtlModel } from "../../schema/model.ts";
import { SECONDS_PER_UNIT } from "../../src/runtime/duration.ts";
import { MAX_TTL_SECONDS } from "../../src/runtime/limits.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { hardLine, indent, list } from "../text/doc.ts";
import { durationText } from "../text/duration.ts";
import { stringText } from "../text/literal.ts";
import { objectType } from "./object-type.ts";

type BoundedTtl = Extract<TtlModel, { readonly min: number }>;

type Bounds = Pick<BoundedTtl, "min" | "max">;

/** Whether a write may say how long a record lives. */
export function isBounded(ttl: TtlModel): ttl is BoundedTtl {
  return "min" in ttl;
}

/** The name of the type of a write's `ttl`: `Ttl1MinuteTo7Days`. */
export function ttlTypeName(ttl: Bounds): string {
  return `Ttl${boundsText(ttl).replace(/(?:^| )(\w)/g, (_, start: string) => start.toUpperCase())}`;
}

/** The bounds of a model's policies, by the names of their types. */
export function ttlBoundsIn({ namespaces }: Model): ReadonlyMap<string, BoundedTtl> {
  const bounds = new Map<string, BoundedTtl>();
  for (const { ttl } of namespaces.flatMap(({ collections }) => collections)) {
    if (isBounded(ttl)) bounds.set(`${ttl.min} ${ttl.max}`, ttl);
  }
  return new Map([...bounds.values()].map((ttl) => [ttlTypeName(ttl), ttl]));
}

/** Writes the type of a write's `ttl`, which rejects literals outside the policy's bounds. */
export function writeTtl(writer: CodeWriter, name: string, ttl: BoundedTtl, scope: Scope): void {
  const bounds = boundsText(ttl);
  const args = ["Asked", stringText(`a TTL of ${bounds}`), countsType(ttl)];
  const within = list(`${scope.useType("TtlWithin")}<`, args, ">", { trailingComma: false });
  writer.comment(`How long a record may be kept: ${bounds}.`);
  // Most calls give none, so `Asked` is unknown: they should cost the compiler nothing.
  writer.line([
    `export type ${name}<Asked extends ${scope.useType("Ttl")} = Ttl> = Ttl extends Asked`,
    indent(hardLine, "? Asked", hardLine, ": ", indent(within)),
    ";",
  ]);
}

/** The numbers of each unit that are within bounds. */
function countsType({ min, max }: BoundedTtl) {
  const counts = Object.entries(SECONDS_PER_UNIT).map(([unit, seconds]) => {
    const [smallest, largest] = [Math.ceil(min / seconds), Math.floor(max / seconds)];
    return `${unit}: ["${smallest}", "${largest}"]`;
  });
  return objectType(counts);
}

/** Describes what a policy means for a collection's records. */
export function ttlText(ttl: TtlModel): string {
  switch (ttl.policy) {
    case "none":
      return `Records never expire: ${reasonText(ttl)}.`;
    case "fixed":
      return `Records expire after ${durationText(ttl.seconds)}.`;
    case "default":
      return `Records expire after ${durationText(ttl.seconds)}, or after a \`ttl\` of ${boundsText(ttl)}.`;
    case "optional":
      return `Records expire after a \`ttl\` of ${boundsText(ttl)}, and never without one: ${reasonText(ttl)}.`;
    case "required":
      return `Each \`put\` says when the record expires: a \`ttl\` of ${boundsText(ttl)}.`;
    case "field":
      return `Records expire at their \`${ttl.field}\`.`;
  }
}

function reasonText({ reason }: { readonly reason: string }): string {
  return reason.trim().replace(/\.$/, "");
}

function boundsText({ min, max }: Bounds): string {
  return max === MAX_TTL_SECONDS
    ? `at least ${durationText(min)}`
    : `${durationText(min)} to ${durationText(max)}`;
}
