import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type * as calls from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as messages from "@pulumi/pulumi/proto/engine_pb.js";
import type { Engine } from "./engine.ts";

/**
 * Says something to the engine that has started this process, which shows it beside the stack until it has something
 * else to show, and keeps it in no log. What a provider prints is shown at the end again, line by line.
 *
 * Pulumi has no function for it: its own is for programs, which are connected to their engine.
 */
export function engineStatus({ address }: Engine): (line: string) => void {
  return (line) => {
    const require = createRequire(import.meta.url);
    const { LogRequest, LogSeverity } =
      require("@pulumi/pulumi/proto/engine_pb.js") as typeof messages;
    const client = connect(address, require);
    const request = new LogRequest();
    request.setSeverity(LogSeverity.INFO);
    request.setMessage(line);
    request.setEphemeral(true);
    // That it is not shown stops nothing. A connection that stays open would look for an engine that was killed.
    client.log(request, () => client.close());
  };
}

function connect(address: string, require: NodeJS.Require): calls.EngineClient {
  const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as typeof calls;
  // The one that Pulumi's package has, which may be nobody else's.
  const ofPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const { credentials } = ofPulumi("@grpc/grpc-js") as typeof grpc;
  return new EngineClient(address, credentials.createInsecure());
}
