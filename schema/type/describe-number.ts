import type { core } from "zod";
import type { NumberCheck } from "./check.ts";
import { type CheckDef, checkName, coercionOf, definedChecks, type Refuse } from "./checks-of.ts";
import { abortOf } from "./describe-string.ts";
import type { NumberType } from "./model.ts";

/** The bounds of the number formats that are narrower than doubles and safe integers. */
const RANGES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  float32: [-(2 - 2 ** -23) * 2 ** 127, (2 - 2 ** -23) * 2 ** 127],
};

/** Compiles the checks of a number type. `refuse` receives each check that is not supported. */
export function describeNumber(def: core.$ZodNumberDef, refuse: Refuse): NumberType {
  const defined = definedChecks(def);
  const int = defined.some(
    (check) => check.check === "number_format" && check.format.includes("int"),
  );
  const checks = defined.flatMap((check): readonly NumberCheck[] =>
    describeCheck(check, refuse).map((described) => ({ ...described, ...abortOf(check) })),
  );
  return { kind: "number", ...coercionOf(def, refuse), int, checks };
}

function describeCheck(check: CheckDef, refuse: Refuse): readonly NumberCheck[] {
  switch (check.check) {
    case "number_format": {
      const range = RANGES[check.format];
      if (range === undefined) return [];
      const [min, max] = range;
      return [
        { check: "greater_than", value: min, inclusive: true },
        { check: "less_than", value: max, inclusive: true },
      ];
    }
    case "greater_than":
    case "less_than": {
      const { inclusive, value } = check;
      return [{ check: check.check, value: Number(value), inclusive }];
    }
    case "multiple_of":
      return [{ check: check.check, value: Number(check.value) }];
    default:
      refuse(checkName(check));
      return [];
  }
}
