import fc from "fast-check";
import current from "typescript";
import older from "typescript-5.9";
import { describe, expect, test } from "vitest";
import { Scope } from "../../codegen/scope.ts";
import { written } from "../../codegen/text/code-writer.ts";
import { writeTtl } from "../../codegen/types/ttl.ts";
import { durationToSeconds } from "../../src/runtime/duration.ts";
import { MAX_TTL_SECONDS, MIN_TTL_SECONDS } from "../../src/runtime/limits.ts";
import { compileErrors, inMemory } from "../codegen/typescript.ts";

const COMPILERS = [
  ["6", current],
  ["5.9", older as unknown as typeof current],
] as const;

const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** Bounds, and a TTL near one of them or anywhere. */
const cases = fc
  .tuple(
    fc.integer({ min: MIN_TTL_SECONDS, max: 20 * UNITS.w }),
    fc.integer({ min: 0, max: 20 * UNITS.w }),
  )
  .chain(([min, length]) => {
    const max = Math.min(min + length, MAX_TTL_SECONDS);
    const seconds = fc.oneof(
      fc.integer({ min: 0, max: 2 * max }),
      fc.constantFrom(min, max).chain((bound) => fc.integer({ min: bound - 1, max: bound + 1 })),
    );
    const text = fc
      .tuple(seconds, fc.constantFrom(...Object.entries(UNITS)), fc.integer({ min: -1, max: 1 }))
      .map(
        ([seconds, [unit, scale], more]) =>
          `${Math.max(0, Math.floor(seconds / scale) + more)}${unit}`,
      );
    const padded = fc
      .tuple(fc.constantFrom("", "", "0", "00"), text)
      .map((parts) => parts.join(""));
    // No whole numbers, or none in plain digits: the run time takes none of them.
    const odd = fc
      .tuple(seconds, fc.constantFrom(["-", ""], ["0x", ""], ["", ".5"], ["", "e1"]))
      .map(([seconds, [before, after]]) => `${before}${seconds}${after}s`);
    const oddNumber = seconds.chain((seconds) => fc.constantFrom(-seconds - 1, seconds + 0.5));
    return fc.record({
      min: fc.constant(min),
      max: fc.constant(max),
      ttl: fc.oneof(seconds, padded, padded, odd, oddNumber),
    });
  });

describe("the type of a TTL rejects the literals that the runtime would reject:", () => {
  const sample = fc.sample(cases, 300);
  const lines = sample.map(({ min, max, ttl }, index) => {
    const policy = { policy: "required", min, max } as const;
    const type = written((writer) => writeTtl(writer, `Ttl${index}`, policy, new Scope()));
    return `${type}\nexport const ttl${index}: Ttl${index}<${JSON.stringify(ttl)}> = ${JSON.stringify(ttl)}; // ${index}`;
  });
  const text = `import type { Ttl, TtlWithin } from "keyloom/runtime";\n${lines.join("\n")}\n`;

  test.each(COMPILERS)("TypeScript %s", (_, compiler) => {
    const errors = compileErrors(compiler, [], new Map([[inMemory("ttls.ts"), text]]));
    const at = (line: number) => Number(text.split("\n")[line - 1]?.split(" // ")[1]);
    const refused = errors.map((error) => at(Number(/^[^:]+:(\d+) /.exec(error)?.[1])));
    const wrong = sample.flatMap(({ min, max, ttl }, index) => {
      const seconds = durationToSeconds(ttl) ?? Number.NaN;
      return seconds >= min && seconds <= max ? [] : [index];
    });
    expect(wrong.length).toBeGreaterThan(50);
    expect(wrong.length).toBeLessThan(sample.length - 20);
    expect(refused.map((index) => sample[index])).toEqual(wrong.map((index) => sample[index]));
  });
});
