/**
 * Values that cannot be sent to a Worker as data, by name. Each place makes its own, and a new one for each
 * use: streams can be read only once.
 */
const ODD_VALUES = {
  "a symbol": () => Symbol("odd"),
  "a function": () => () => 1,
  "an object without a text": () => Object.create(null),
  "an object whose text is `a`": () => ({ toString: () => "a" }),
  "an object whose text throws": () => ({ toString: failing("no text") }),
  "an object whose text is an object": () => ({ toString: () => ({}), valueOf: () => ({}) }),
  "an object with a primitive": () => ({
    [Symbol.toPrimitive]: (hint: string) => (hint === "number" ? 90 : "a"),
  }),
  "an object whose primitive throws": () => ({ [Symbol.toPrimitive]: failing("no primitive") }),
  "an object whose JSON is 5": () => ({ toJSON: () => 5 }),
  "an object without JSON": () => ({ toJSON: () => undefined }),
  "an object whose JSON throws": () => ({ toJSON: failing("no JSON") }),
  "an object in itself": () => {
    const circle: { self?: unknown } = {};
    circle.self = [circle];
    return circle;
  },
  "inherited options": () =>
    Object.create({ type: "json", metadata: 1, expirationTtl: 1, limit: 1, cacheTtl: 29 }),
  "options that throw": () =>
    new Proxy(
      {},
      {
        get: (_, name) => {
          throw new RangeError(`no ${String(name)}`);
        },
      },
    ),
  "a text as an object": () => new String("a"),
  "a number as an object": () => new Number(75),
  "a date": () => new Date(0),
  "a wrong date": () => new Date(Number.NaN),
  "a map": () => new Map([["type", "json"]]),
  "a set": () => new Set(["a"]),
  "a regular expression": () => /a/,
  "an error": () => new RangeError("odd"),
  "a promise": () => Promise.resolve("a"),
  "a blob": () => new Blob(["a"]),
  "a response": () => new Response("a"),
  "a URL": () => new URL("https://a.example/a"),
  "parameters of a URL": () => new URLSearchParams({ a: "1" }),
  headers: () => new Headers({ a: "1" }),
  "an array with a hole": () => Object.assign([], { 1: "a" }),
  "a subclass of arrays": () => Keys.of("a", "b"),
  "a proxy of an array": () => new Proxy(["a", "b"], {}),
  "an array that has a map of its own": () => Object.assign(["a"], { map: () => ["b"] }),
  arguments: () => argumentsOf("a", "b"),
  "a buffer": () => Uint8Array.of(49, 50).buffer,
  "an empty buffer": () => new ArrayBuffer(0),
  "a buffer that can grow": () => new ArrayBuffer(2, { maxByteLength: 9 }),
  "a detached buffer": () => detached().buffer,
  "a view of a detached buffer": detached,
  "a shared buffer": () => new SharedArrayBuffer(3),
  "a view of a shared buffer": () => new Uint8Array(new SharedArrayBuffer(3), 1),
  "a view out of its buffer": () => {
    const buffer = new ArrayBuffer(9, { maxByteLength: 9 });
    const view = new Uint8Array(buffer, 4, 4);
    buffer.resize(2);
    return view;
  },
  "a view that follows its buffer": () => {
    const buffer = new ArrayBuffer(2, { maxByteLength: 9 });
    const view = new Uint8Array(buffer);
    buffer.resize(4);
    return view;
  },
  "a data view": () => new DataView(Uint8Array.of(1, 50, 51, 4).buffer, 1, 2),
  words: () => Uint16Array.of(0x31, 0x3132),
  floats: () => Float32Array.of(1.5),
  "large integers": () => BigInt64Array.of(5n),
  "a stream": () => streamOf(Uint8Array.of(49), Uint8Array.of(), Uint8Array.of(50)),
  "a stream of texts": () => streamOf("1", "é", "\ud83d", "\ude42"),
  "a stream of buffers": () => streamOf(Uint8Array.of(49).buffer, new Uint16Array([0x32])),
  "an empty stream": () => streamOf(),
  "a byte stream": () =>
    new ReadableStream({
      type: "bytes",
      start(controller) {
        controller.enqueue(Uint8Array.of(49, 50));
        controller.close();
      },
    }),
  "a slow stream": () => slowStream(),
  "a stream that is being read": () => {
    const stream = streamOf("1");
    stream.getReader();
    return stream;
  },
  "a writable stream": () => new WritableStream(),
  "an iterator": () => [1, 2].values(),
} as const satisfies Readonly<Record<string, () => unknown>>;

export type OddValue = keyof typeof ODD_VALUES;

/** Stands for an odd value in the arguments of a step. */
export function odd(name: OddValue): unknown {
  return { $odd: name };
}

export const ODD_NAMES = Object.keys(ODD_VALUES) as OddValue[];

/** Makes the values that arguments stand for, wherever they are in them. */
export function withOddValues(argument: unknown): unknown {
  if (Array.isArray(argument)) return argument.map(withOddValues);
  if (Object.prototype.toString.call(argument) !== "[object Object]") return argument;
  const { $odd: name } = argument as { readonly $odd?: OddValue };
  if (name !== undefined) return ODD_VALUES[name]();
  const parts = Object.entries(argument as object);
  return Object.fromEntries(parts.map(([name, part]) => [name, withOddValues(part)]));
}

class Keys extends Array<string> {}

function failing(message: string): () => never {
  return () => {
    throw new RangeError(message);
  };
}

function argumentsOf(..._: readonly unknown[]): unknown {
  // biome-ignore lint/complexity/noArguments: the object itself is what is passed
  return arguments;
}

function detached(): Uint8Array {
  const bytes = Uint8Array.of(49, 50);
  structuredClone(bytes, { transfer: [bytes.buffer] });
  return bytes;
}

function streamOf(...chunks: readonly unknown[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** A stream that has a chunk only when it is asked for one. */
function slowStream(): ReadableStream {
  let left = 3;
  return new ReadableStream({
    async pull(controller) {
      await Promise.resolve();
      if (left-- > 0) controller.enqueue(Uint8Array.of(49));
      else controller.close();
    },
  });
}
