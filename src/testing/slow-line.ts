import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface SlowLine {
  /** The address of the page behind it. */
  readonly url: string;
  close(): void;
}

export interface LineSpeed {
  readonly bitsPerSecond: number;
  /** Milliseconds from one end to the other. */
  readonly delayMs: number;
}

/** Timers come late by some milliseconds, more on a busy machine. */
const LATE_MS = 200;
/** Pieces small enough that connections share the line evenly. */
const PIECE_BYTES = 1460;

/**
 * A line between a browser and a server of this machine that brings so many bits per second to all connections together.
 * Unlike the throttling of a browser's developer tools it holds for workers and service workers, too.
 */
export async function startSlowLine(url: string, { bitsPerSecond, delayMs }: LineSpeed): Promise<SlowLine> {
  const target = Number(new URL(url).port);
  const open = new Set<Socket>();
  /** When the line will have brought what waits for it; milliseconds. */
  let freeAt = 0;
  const passed = async (bytes: number): Promise<void> => {
    const now = performance.now();
    // What a timer that came late has lost is made up for.
    freeAt = Math.max(now - LATE_MS, freeAt) + (bytes * 8000) / bitsPerSecond;
    // Even a timer of no time takes a millisecond, in which a faster line has brought several pieces.
    if (freeAt > now) await pause(freeAt - now);
  };
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true).on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => setTimeout(() => far.write(bytes), delayMs));
    void bring(far, near, passed, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(url), { port: String(port) }).href,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** What comes from one end arrives at the other piece by piece, at the speed of the line; the sender waits for it. */
async function bring(
  from: Socket,
  to: Socket,
  passed: (bytes: number) => Promise<void>,
  delayMs: number,
): Promise<void> {
  try {
    for await (const chunk of from) {
      const bytes: Buffer = chunk;
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        await passed(piece.length);
        setTimeout(() => to.write(piece), delayMs);
      }
    }
    setTimeout(() => to.end(), delayMs);
  } catch {
    to.destroy();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
