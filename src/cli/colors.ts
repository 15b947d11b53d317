import type { WriteStream } from "node:tty";

/** Whether a stream shows colors: a terminal that has them, and neither `NO_COLOR` nor a pipe. */
export function colors(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && (stream as WriteStream).hasColors();
}
