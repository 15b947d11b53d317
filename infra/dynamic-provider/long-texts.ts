import { createRequire } from "node:module";
import { collectGarbage } from "../start-up/memory.ts";

/** The number of characters from which a text counts as long: the hashes of 24,000 records. */
const LONG = 512 * 1024;

/** The part of `google-protobuf`, which has no types, that reads and writes the fields of messages. */
interface Protobuf {
  readonly BinaryReader: { readonly prototype: { readString(): string; readBytes(): Uint8Array } };
  readonly BinaryWriter: {
    readonly prototype: {
      writeString(field: number, text: string | null | undefined): void;
      writeBytes(field: number, bytes: Uint8Array): void;
    };
  };
}

/** A message of Pulumi's protocol. */
interface Message {
  serializeBinary(): Uint8Array;
}

/** How a service's methods answer, by their names. */
type Service = Readonly<Record<string, { responseSerialize(message: Message): Buffer }>>;

/**
 * Makes this process read and write long texts of Pulumi's protocol as bytes. The protocol's library turns them
 * into lists of numbers, one per byte: it turned the hashes of a million records, 21 MB, into half a gigabyte.
 *
 * Call it before Pulumi serves anything.
 *
 * @param from a file of the project whose Pulumi is meant.
 */
export function keepLongTextsSmall(from: string): void {
  const require = createRequire(createRequire(from).resolve("@pulumi/pulumi"));
  const { BinaryReader, BinaryWriter } = require("google-protobuf") as Protobuf;
  const { readBytes } = BinaryReader.prototype;
  BinaryReader.prototype.readString = function () {
    return asBuffer(readBytes.call(this)).toString();
  };
  const { writeString, writeBytes } = BinaryWriter.prototype;
  BinaryWriter.prototype.writeString = function (field, text) {
    if (text === undefined || text === null || text.length < LONG) {
      writeString.call(this, field, text);
      return;
    }
    // Frees what made the text before its bytes are in memory as well.
    collectGarbage("last-resort");
    writeBytes.call(this, field, Buffer.from(text));
  };
  const { ResourceProviderService } = require("./proto/provider_grpc_pb.js") as {
    readonly ResourceProviderService: Service;
  };
  for (const method of Object.values(ResourceProviderService)) {
    // The original would copy the bytes once more, and gRPC does so anyway.
    method.responseSerialize = (message) => {
      const bytes = asBuffer(message.serializeBinary());
      if (bytes.length >= LONG) collectGarbage("last-resort");
      return bytes;
    };
  }
}

/** The same bytes, with the methods of Node. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
