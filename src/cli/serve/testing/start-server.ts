import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface ServedProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** The lines of its access log so far. */
  readonly lines: readonly string[];
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the command line's server in a process of its own on a free port; resolves once it answers. */
export async function startServer(...options: string[]): Promise<ServedProcess> {
  const model = options.includes("--model") ? [] : ["--model", "public/models/quotes-small"];
  const port = options.includes("--port") ? [] : ["--port", "0"];
  const line = ["--import", "tsx", "src/cli/main.ts", "serve", ...model, ...port, ...options];
  const child = spawn(process.execPath, line, { stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data) => {
    out += String(data);
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on("data", (data) => {
      err += String(data);
      const found = /is served at (http:\S+)/.exec(err)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${err}`)));
  });
  return {
    url,
    process: child,
    get lines() {
      return out.split("\n").filter((text) => text !== "");
    },
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** Posts a body; one that is a text goes as it is. */
export function post(url: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  return fetch(url, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body), ...init });
}
