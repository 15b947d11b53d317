import { gzipSync } from "node:zlib";
import { type Bench, bytes, compared, microseconds, type Row } from "./support/row.ts";
import { bundle } from "./validation/bundle.ts";
import { coldStarts } from "./validation/cold-start.ts";
import { FORMATTED_TEXT } from "./validation/formatted-value.ts";
import { type Cost, costs } from "./validation/in-workerd.ts";
import { formattedSides, type Side, sides } from "./validation/sides.ts";
import { TEXT } from "./validation/value.ts";

const ROUNDS = 15;
/** In each process of the measurements in workerd. */
const ROUNDS_OF_COSTS = 7;

const ENTRY = `
  import { validate } from "side";
  export default { fetch: async (request) => Response.json(validate(await request.json())) };
`;

/** Compares what validators cost inside workerd, in a bundle and in a cold start. */
export const bench: Bench = {
  title: "Validating",
  peers: ["zod", "valibot", "arktype", "ajv", "typia"],
  async run() {
    const all = sides();
    return [
      ...timeRows("a value of 13 fields", await costs(all, TEXT, ROUNDS_OF_COSTS), 1.25, 1 / 15),
      ...(await sizeRows(all)),
      ...(await startRows(all)),
      ...timeRows(
        "a value whose strings nearly all have a format",
        await costs(formattedSides(), FORMATTED_TEXT, ROUNDS_OF_COSTS),
      ),
    ];
  },
};

function timeRows(
  what: string,
  all: readonly Cost[],
  atMost?: number,
  ofZod?: number,
): readonly Row[] {
  const [own, peers] = ownAndPeers(all);
  const milliseconds = (micros: number) => microseconds(micros / 1000);
  const parse = compared({
    what: `${what}: parse and check`,
    peer: "`JSON.parse`",
    keyloom: own.both,
    theirs: own.both / own.ratio,
    ratio: own.ratio,
    ...(atMost !== undefined && { atMost }),
    show: milliseconds,
  });
  return [
    parse,
    ...peers.map((peer) =>
      compared({
        what: `${what}: check alone`,
        peer: peer.name,
        keyloom: own.alone,
        theirs: peer.alone,
        ...(ofZod !== undefined && { atMost: peer.name === "zod" ? ofZod : 1 }),
        show: milliseconds,
      }),
    ),
  ];
}

async function sizeRows(all: readonly Side[]): Promise<readonly Row[]> {
  const sizes = await Promise.all(
    all.map(async (side) => {
      const size = gzipSync(await bundle(side, ENTRY)).byteLength;
      return { name: side.name, size };
    }),
  );
  const [own, peers] = ownAndPeers(sizes);
  return peers.map(({ name, size }) =>
    compared({
      what: "the check's gzip size",
      peer: name,
      keyloom: own.size,
      theirs: size,
      ...(name === "zod" && { atMost: 1 / 15 }),
      show: bytes,
    }),
  );
}

async function startRows(all: readonly Side[]): Promise<readonly Row[]> {
  const [own, peers] = ownAndPeers(await coldStarts(all, ROUNDS));
  return peers.map(({ name, micros }) =>
    compared({
      what: "the check's cold start, in Node",
      peer: name,
      keyloom: own.micros,
      theirs: micros,
      ...(name === "zod" && { atMost: 1 / 20 }),
      show: (micros) => microseconds(micros / 1000),
    }),
  );
}

function ownAndPeers<T extends { readonly name: string }>(
  all: readonly T[],
): readonly [own: T, peers: readonly T[]] {
  const own = all.find(({ name }) => name === "keyloom");
  if (own === undefined) throw new Error("no side is Keyloom's");
  return [own, all.filter((side) => side !== own && side.name !== "JSON.parse")];
}
