import { connect, type Socket } from "node:net";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Engine } from "./engine.ts";

/** The least milliseconds between two checks: an engine may close a connection on which nothing is ever sent. */
const BETWEEN_LOOKS = 500;

/**
 * Watches whether the engine that started this process is still running. A provider outlives an engine that
 * was killed, and would still be working during the next run.
 *
 * The process's parent is not enough: Pulumi's releases start Node with a shell, which waits for it and also
 * lives on.
 */
export class EngineWatch {
  readonly #engine: Engine | undefined;
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isGone = false;

  /** @param engine `undefined` if no engine has started this process. */
  constructor(engine: Engine | undefined) {
    this.#engine = engine;
    const [, host, port] = /^(\S+):(\d+)$/.exec(engine?.address ?? "") ?? [];
    if (host !== undefined) this.#look(host, Number(port));
  }

  /**
   * @param name of the seed that is sent.
   * @throws CannotRunError if the engine is gone.
   */
  check(name: string): void {
    if (this.#engine === undefined) return;
    if (!this.#isGone && this.#engine.parent === process.ppid) return;
    throw new CannotRunError(`Pulumi's engine ended while the seed of ${name} was sent`, {
      help: "Run `pulumi cancel` and then `pulumi up`, which continues from here.",
    });
  }

  /** Stops watching the engine. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#socket?.removeAllListeners("close").destroy();
  }

  /** Holds a connection, which the system closes when the engine ends; after that nobody answers there. */
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
