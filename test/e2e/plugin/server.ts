import { createRequire, flushCompileCache } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type {
  CreateResult,
  DiffResult,
  ReadResult,
  UpdateResult,
} from "@pulumi/pulumi/provider/index.js";

/** Makes the calls for resources of all types, which their URNs name. */
export interface Provider {
  readonly version: string;
  diff(urn: string, olds: object, news: object): DiffResult;
  create(urn: string, inputs: object): Promise<CreateResult>;
  /** @param props what is known of it; nothing at an import. */
  read(urn: string, id: string, props: object): Promise<ReadResult>;
  update(urn: string, id: string, news: object): Promise<UpdateResult>;
  delete(urn: string, id: string, props: object): Promise<void>;
}

// Pulumi's own server for providers comes with all of its package, TypeScript's compiler and npm's
// installer among it, and takes half a second to start. A provider needs its messages alone.
const require = createRequire(import.meta.resolve("@pulumi/pulumi/package.json"));
const { Server, ServerCredentials, status } = require("@grpc/grpc-js") as typeof grpc;
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { PluginInfo } = require("./proto/plugin_pb.js");
const { ResourceProviderService } = require("./proto/provider_grpc_pb.js");
const messages = require("./proto/provider_pb.js");

/** A message of the protocol, in the form of protoc's generated code. */
// biome-ignore lint/suspicious/noExplicitAny: it has no types when it is required like this.
type Message = any;

/**
 * Serves a provider to Pulumi's engine, and tells it on standard output where. What is not here is
 * answered as not implemented.
 */
export function serve(provider: Provider): void {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, {
    getPluginInfo: answer(async () => made(PluginInfo, { Version: provider.version })),
    configure: answer(async () =>
      made(messages.ConfigureResponse, {
        Acceptsecrets: true,
        Acceptresources: true,
        Acceptoutputs: true,
      }),
    ),
    cancel: answer(async () => new Empty()),
    check: answer(async (request) =>
      made(messages.CheckResponse, { Inputs: request.getNews() ?? new Struct() }),
    ),
    diff: answer(async (request) => {
      const olds = plain(request.getOlds());
      const { changes, replaces = [] } = provider.diff(
        request.getUrn(),
        olds,
        plain(request.getNews()),
      );
      const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
      return made(messages.DiffResponse, {
        Changes: changes === true ? DIFF_SOME : DIFF_NONE,
        ReplacesList: replaces,
      });
    }),
    create: answer(async (request) => {
      const inputs = plain(request.getProperties());
      const { id, outs } = await provider.create(request.getUrn(), inputs);
      return made(messages.CreateResponse, { Id: id, Properties: struct(outs) });
    }),
    read: answer(async (request) => {
      // The engine sends no properties with an import.
      const known = plain(request.getProperties());
      const { id, props, inputs } = await provider.read(request.getUrn(), request.getId(), known);
      return made(messages.ReadResponse, {
        Id: id,
        Properties: struct(props),
        ...(inputs !== undefined && { Inputs: struct(inputs) }),
      });
    }),
    update: answer(async (request) => {
      const news = plain(request.getNews());
      const { outs } = await provider.update(request.getUrn(), request.getId(), news);
      return made(messages.UpdateResponse, { Properties: struct(outs) });
    }),
    delete: answer(async (request) => {
      const props = plain(request.getProperties());
      await provider.delete(request.getUrn(), request.getId(), props);
      return new Empty();
    }),
  });
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    console.log(String(port));
    // It is killed at the end, and would otherwise do this when it ends.
    flushCompileCache();
  });
}

/** A method of the service. The engine shows the message of what it throws. */
function answer(
  method: (request: Message) => Promise<Message>,
): grpc.handleUnaryCall<Message, Message> {
  return ({ request }, callback) => {
    method(request).then(
      (response) => callback(null, response),
      (error: Error) => callback({ code: status.UNKNOWN, details: error.message }),
    );
  };
}

/** A message with values for some of its fields, by the names that their setters have. */
function made(type: new () => Message, values: Readonly<Record<string, unknown>>): Message {
  const message = new type();
  for (const [name, value] of Object.entries(values)) message[`set${name}`](value);
  return message;
}

function plain(properties: Message): object {
  return properties?.toJavaScript() ?? {};
}

function struct(properties: object): Message {
  return Struct.fromJavaScript(properties);
}
