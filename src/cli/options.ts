import { Option } from "commander";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { FAULT_NAMES } from "./fault-option.ts";

/** Rejects a second value, which would silently replace the first: the user meant both. */
export function takeOnce(option: Option): void {
  if (!option.required || option.variadic || option.parseArg !== undefined) return;
  let isGiven = false;
  option.argParser((value: string) => {
    if (isGiven) {
      throw new CannotRunError(`\`${option.long}\` is given twice`, {
        help: "Give it once, and run the command once for each value.",
      });
    }
    isGiven = true;
    return value;
  });
}

/** @param whose the program whose data is there. */
export function persistTo(whose: string): Option {
  const otherwise = "(default: .wrangler/state beside the wrangler file, or else the schema)";
  return new Option("--persist-to <folder>", `where ${whose} keeps its data ${otherwise}`);
}

export function fault(): Option {
  const description = `simulate faults of production: ${FAULT_NAMES}; each takes an optional figure: rate-limit=0.2`;
  return new Option("--fault <names>", description);
}

export function faultSeed(): Option {
  const description = "the seed of the random choice of calls";
  return new Option("--fault-seed <number>", description).default("1");
}

export function failOn(): Option {
  return new Option("--fail-on <severity>", "the lowest severity that fails the command")
    .choices(["warning", "error"])
    .default("error");
}
