import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** A server that is measured, in a process of its own. */
export interface MeasuredServer {
  readonly url: string;
  /** Milliseconds from its start to its first answer. */
  readonly startMs: number;
  /** Bytes of memory that it holds now. */
  memory(): number;
  /** Seconds of processor that it has taken, whatever ran beside it. */
  processor(): number;
  kill(): Promise<void>;
}

const PATIENCE_MS = 300_000;

/** Starts a program that listens on a port, and waits until it answers. @throws where it ends before, or takes too long */
export async function startProcess(program: string, args: readonly string[], port: number): Promise<MeasuredServer> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child, start);
  return {
    url,
    startMs: performance.now() - start,
    memory: () => residentBytes(child.pid),
    processor: () => processorSeconds(child.pid),
    async kill() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function answering(url: string, child: ChildProcess, start: number): Promise<void> {
  while (performance.now() - start < PATIENCE_MS) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}.`);
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    await answer?.text();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer.`);
}

function residentBytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

/** Linux counts in hundredths of a second. */
function processorSeconds(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
