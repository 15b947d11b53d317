import { Miniflare } from "miniflare";
import { median } from "../support/alternate.ts";
import { bundle } from "./bundle.ts";
import { BASELINE, type Side } from "./sides.ts";

/** What one validation costs inside workerd, in microseconds. */
export interface Cost {
  readonly name: string;
  /** `JSON.parse` and validation. */
  readonly both: number;
  /** Validation of a parsed value. */
  readonly alone: number;
  /** `both` divided by the time of `JSON.parse` alone. */
  readonly ratio: number;
}

/** Clocks stand still inside a Worker: it says what to do how often, and is timed from outside. */
const entryFor = (text: string) => `
  import { validate } from "side";
  const TEXT = ${JSON.stringify(text)};
  export default {
    async fetch(request) {
      const { searchParams } = new URL(request.url);
      const times = Number(searchParams.get("times"));
      const mode = searchParams.get("mode");
      let last;
      if (mode === "alone") {
        const value = JSON.parse(TEXT);
        for (let i = 0; i < times; i++) last = validate(value);
      } else if (mode === "both") {
        for (let i = 0; i < times; i++) last = validate(JSON.parse(TEXT));
      } else {
        for (let i = 0; i < times; i++) last = JSON.parse(TEXT);
      }
      return Response.json(last);
    },
  };
`;

const NOTHING: Side = { name: BASELINE, code: "export const validate = (input) => input;" };

/** About how long each measurement takes. */
const TARGET_MS = 60;

/** How many processes measure: what V8 has made of a function stays the same within one, good or bad. */
const PROCESSES = 3;

/** The samples of one side in one way. */
interface Probe {
  readonly name: string;
  readonly index: number;
  readonly mode: string;
  times: number;
  readonly samples: number[];
}

/**
 * Measures all sides alternately, each in its own isolate.
 *
 * @param value the JSON of the value, which every side must return unchanged.
 * @param rounds how often each process measures each side.
 */
export async function costs(
  sides: readonly Side[],
  value: string,
  rounds: number,
): Promise<readonly Cost[]> {
  const probes: Probe[] = [];
  for (let n = 0; n < PROCESSES; n++) probes.push(...(await probesOf(sides, value, rounds)));
  const of = (name: string, mode: string) =>
    probes.flatMap((probe) => (probe.name === name && probe.mode === mode ? probe.samples : []));
  const parse = of(NOTHING.name, "parse");
  return sides.map(({ name }) => {
    const both = of(name, "both");
    // Each sample is compared with the one of its own round.
    const ratios = both.map((cost, round) => cost / (parse[round] ?? Number.NaN));
    return { name, both: median(both), alone: median(of(name, "alone")), ratio: median(ratios) };
  });
}

async function probesOf(
  sides: readonly Side[],
  value: string,
  rounds: number,
): Promise<readonly Probe[]> {
  const all = [NOTHING, ...sides];
  const workers = await Promise.all(
    all.map(async (side, index) => ({
      config: {
        name: `side${index}`,
        compatibilityDate: "2026-11-01",
        manifest: {
          mainModule: "index.mjs",
          modulesRoot: "/",
          modules: {
            "index.mjs": { type: "esm" as const, contents: await bundle(side, entryFor(value)) },
          },
        },
        env: {},
        exports: {},
      },
      dev: { unsafeDirectSockets: [{ host: "127.0.0.1" }] },
    })),
  );
  const options = { host: "127.0.0.1", logRequests: false, telemetry: { enabled: false } };
  const miniflare = new Miniflare({ ...options, workers });
  try {
    const urls = await Promise.all(
      workers.map(async ({ config }) => await miniflare.unsafeGetDirectURL(config.name)),
    );
    const run = async (index: number, mode: string, times: number) => {
      const start = performance.now();
      const response = await fetch(new URL(`?mode=${mode}&times=${times}`, urls[index]));
      const text = await response.text();
      const took = performance.now() - start;
      if (text !== value) throw new Error(`${all[index]?.name} gives ${text}`);
      return took;
    };
    const probes = all.flatMap(({ name }, index) =>
      (index === 0 ? ["parse"] : ["both", "alone"]).map(
        (mode): Probe => ({ name, index, mode, times: 0, samples: [] }),
      ),
    );
    for (const probe of probes) {
      // Until the code is compiled and the number of repetitions is about right.
      let times = 200;
      for (let took = 0; took < TARGET_MS / 2; ) {
        times *= 2;
        took = await run(probe.index, probe.mode, times);
      }
      probe.times = times * 2;
    }
    for (let round = 0; round < rounds; round++) {
      for (const { index, mode, times, samples } of probes) {
        const empty = await run(index, mode, 1);
        samples.push((1000 * ((await run(index, mode, times)) - empty)) / times);
      }
    }
    return probes;
  } finally {
    await miniflare.dispose();
  }
}
