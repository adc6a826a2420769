import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../../src/testing/free-port.ts";

interface ServedModel {
  /** Where it answers, without a slash at the end. */
  readonly url: string;
  end(): Promise<void>;
}

/**
 * Serves a model by the built command line, and waits until it is ready.
 * @param model folder of a package or a checkpoint
 * @throws Error where the server ends before that
 */
export async function serveModel(model: string): Promise<ServedModel> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const line = ["dist-cli/hostless.js", "serve", "--model", model, "--port", `${port}`, "--quiet"];
  const server = spawn(process.execPath, line, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(server, "exit");
  for (;;) {
    const end = server.exitCode ?? server.signalCode;
    if (end !== null) throw new Error(`The server ended with ${end}.`);
    const answer = await fetch(`${url}/ready`).catch(() => undefined);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async end() {
      server.kill("SIGTERM");
      await ended;
    },
  };
}
