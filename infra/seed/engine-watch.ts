import { connect, type Socket } from "node:net";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Engine } from "./engine.ts";

/** Milliseconds between two looks at least: an engine may close a connection on which nothing is ever sent. */
const BETWEEN_LOOKS = 500;

/**
 * Watches whether the engine that started this process is still there. A provider outlives an engine that
 * was killed, and the next run would meet it at its work.
 *
 * The process's parent alone does not tell: Pulumi's releases start Node by a shell, which waits for it, and lives
 * on as well.
 */
export class EngineWatch {
  readonly #engine: Engine | undefined;
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isGone = false;

  /** @param engine `undefined` where none has started this process. */
  constructor(engine: Engine | undefined) {
    this.#engine = engine;
    const [, host, port] = /^(\S+):(\d+)$/.exec(engine?.address ?? "") ?? [];
    if (host !== undefined) this.#look(host, Number(port));
  }

  /**
   * @param name of the seed that is sent.
   * @throws CannotRunError where the engine is gone.
   */
  check(name: string): void {
    if (this.#engine === undefined) return;
    if (!this.#isGone && this.#engine.parent === process.ppid) return;
    throw new CannotRunError(`Pulumi's engine ended while the seed of ${name} was sent`, {
      help: "Run `pulumi cancel` and then `pulumi up`, which continues from here.",
    });
  }

  /** Lets the engine be. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#socket?.removeAllListeners("close").destroy();
  }

  /** Holds a connection, which the system closes when the engine ends; then nobody answers there any more. */
  #look(host: string, port: number): void {
    const since = performance.now();
    const socket = connect({ host, port }).unref();
    socket.on("error", ({ code }: NodeJS.ErrnoException) => {
      this.#isGone = code === "ECONNREFUSED";
    });
    socket.on("close", () => {
      if (this.#isGone) return;
      const wait = Math.max(0, since + BETWEEN_LOOKS - performance.now());
      this.#timer = setTimeout(() => this.#look(host, port), wait).unref();
    });
    socket.resume();
    this.#socket = socket;
  }
}
