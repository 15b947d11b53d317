import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import type * as grpc from "@grpc/grpc-js";
import { REPO } from "../../project.ts";

const require = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
const { credentials, makeGenericClientConstructor } =
  require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { ResourceProviderService } = require("./proto/provider_grpc_pb.js");
const messages = require("./proto/provider_pb.js");

/** The file by which Keyloom has Pulumi's provider for resources of programs start. */
export const FAST = [`${REPO}/pulumi-nodejs/pulumi-resource-pulumi-nodejs`];

/** The one that Pulumi starts by itself. */
export const PULUMIS_OWN = [require.resolve("@pulumi/pulumi/cmd/dynamic-provider")];

/** A running provider, as Pulumi's engine sees it. */
export interface ProviderProcess {
  /**
   * Calls a method with the fields of its request, those that are objects as the properties of a resource.
   *
   * @returns the bytes of its answer.
   */
  call(method: Method, fields: Readonly<Record<string, string | object>>): Promise<Buffer>;
  close(): void;
}

type Method = "configure" | "check" | "diff" | "create" | "read" | "update" | "delete";

/** Starts a provider in a folder, as Pulumi's engine does. */
export async function startProvider(
  file: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ProviderProcess> {
  // A provider that finds nobody there takes its engine for killed.
  const engine = createServer().listen(0, "127.0.0.1");
  await once(engine, "listening");
  const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [...file, address], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(createInterface(child.stdout), "line");
  const Client = makeGenericClientConstructor(
    Object.fromEntries(
      Object.entries<grpc.MethodDefinition<unknown, Buffer>>(ResourceProviderService).map(
        ([name, method]) => [name, { ...method, responseDeserialize: (bytes: Buffer) => bytes }],
      ),
    ),
    "ResourceProvider",
  );
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const started: ProviderProcess = {
    call(method, fields) {
      const request = new messages[`${method[0]?.toUpperCase()}${method.slice(1)}Request`]();
      for (const [name, value] of Object.entries(fields)) {
        request[`set${name}`](typeof value === "string" ? value : Struct.fromJavaScript(value));
      }
      return new Promise((resolve, reject) => {
        client[method]?.(request, (error: Error | null, bytes: Buffer) =>
          error === null ? resolve(bytes) : reject(error),
        );
      });
    },
    close() {
      client.close();
      child.kill();
      engine.close();
    },
  };
  await started.call("configure", { Args: {} });
  return started;
}

/** The outputs in the answer of `create`. */
export function outputsOf(answer: Buffer): Readonly<Record<string, unknown>> {
  return messages.CreateResponse.deserializeBinary(new Uint8Array(answer))
    .getProperties()
    .toJavaScript();
}
