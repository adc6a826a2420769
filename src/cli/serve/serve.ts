import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createApiHost } from "../../bridge/api-host.ts";
import { makeFailure } from "../../contract/outcome.ts";
import {
  type Command,
  type Io,
  type OptionValues,
  refuseStray,
  requiredText,
  textOf,
  textsOf,
  UsageError,
} from "../command.ts";
import { localFolder } from "../hub/local-folder.ts";
import { listen } from "../listen.ts";
import { ownVersion } from "../own-version.ts";
import { backendOf, dtypeOf, MODEL_OPTIONS } from "../open-model.ts";
import { readAmount } from "../read-amount.ts";
import { isLoopback } from "./admission.ts";
import { keepThreads } from "./keep-threads.ts";
import { measured } from "./measured-engine.ts";
import { createMetrics } from "./metrics.ts";
import { Pool } from "./pool.ts";
import { adapterPlaces } from "./served-adapters.ts";
import { type ApiServer, createApiServer } from "./server.ts";
import { startThread } from "./thread-line.ts";

export const serve: Command = {
  name: "serve",
  summary: "Answer the API on a port: curl, Python and other devices can call it.",
  usage: "serve --model DIR|hf:OWNER/NAME [options]",
  options: [
    ...MODEL_OPTIONS.filter(({ name }) => name !== "adapter"),
    {
      name: "adapter",
      value: "[NAME=]DIR",
      multiple: true,
      help: "LoRA adapter beside the model, or hf:OWNER/NAME; a request has it by model NAME. Without NAME: the folder's. May be given again.",
    },
    { name: "port", value: "N", help: "Port to listen on; 0 takes a free one. Default 8000." },
    { name: "host", value: "ADDRESS", help: "Address to listen on. Default 127.0.0.1; any other needs --api-key." },
    {
      name: "api-key",
      value: "KEY",
      help: "What callers must send as Authorization: Bearer KEY. Or HOSTLESS_API_KEY.",
    },
    { name: "cors", value: "ORIGIN", multiple: true, help: "Pages of this origin may call; * is every page." },
    { name: "workers", value: "N", help: "Threads, each with the weights in its own memory. Default: one a core." },
    { name: "batch", value: "N", help: "Texts that a thread computes together. Default 32." },
    { name: "queue", value: "N", help: "Calls that may run or wait; one more is answered 429. Default 256." },
    { name: "timeout", value: "SECONDS", help: "How long an answer may take. Default 300." },
    {
      name: "grace",
      value: "SECONDS",
      help: "How long running answers may take once the server is to end. Default 30.",
    },
    { name: "site", value: "DIR", help: "Folder of the built site, served at /. Default: dist beside the program." },
    { name: "quiet", help: "Write no line for each request." },
  ],
  examples: [
    "hostless serve --model quotes",
    "hostless serve --model quotes --adapter poems --adapter letters=../my-letters",
    "hostless serve --model quotes --port 8080 --workers 4 --cors https://example.org",
    "hostless serve --model hf:openai-community/gpt2",
    "HOSTLESS_API_KEY=secret hostless serve --model quotes --host 0.0.0.0",
  ],
  async run(values, positionals, io) {
    refuseStray(positionals, "the model is given with --model");
    const asked = requiredText(values, "model");
    const host = textOf(values, "host") ?? "127.0.0.1";
    const key = textOf(values, "api-key") ?? process.env["HOSTLESS_API_KEY"];
    if (!isLoopback(host) && !key)
      throw new UsageError(`--host ${host} can be reached from elsewhere: give --api-key.`);
    // Said before a model is downloaded, or a thread reads its files.
    adapterPlaces(values, basename(resolve(asked)));
    backendOf(values);
    const { model, adapter } = await localPlaces(values, io);
    const name = basename(resolve(model));
    const { pool, lost, most } = await startPool({ ...values, model, adapter }, io);
    try {
      await answerOn({ pool, lost, most, name, host, key }, values, io);
    } finally {
      // Threads would keep a process alive whose port is taken, or whose numbers are wrong.
      await pool.end();
    }
  },
};

interface Served {
  readonly pool: Pool;
  /** Rejects once no thread is left. */
  readonly lost: Promise<never>;
  readonly most: number;
  readonly name: string;
  readonly host: string;
  readonly key: string | undefined;
}

/** Answers until it is told to end. @throws what keeps the last thread from being started again */
async function answerOn({ pool, lost, most, name, host, key }: Served, values: OptionValues, io: Io): Promise<void> {
  const grace = amountOf(values, "grace", 30, 0, 3600);
  const metrics = createMetrics(() => pool);
  let runs = 0;
  const api = createApiHost({
    engine: measured(pool, metrics),
    model: () => {
      const [thread] = pool.lines;
      return thread === undefined ? { reason: makeFailure("not_loaded", "none", {}) } : { model: thread.info };
    },
    nextRun: () => runs++,
    now: () => performance.now(),
    most,
  });
  const server = createApiServer({
    version: await ownVersion(),
    host: api,
    most,
    admission: { key: key || undefined, cors: textsOf(values, "cors"), isLoopback: isLoopback(host) },
    timeout: amountOf(values, "timeout", 300, 1, 86_400),
    site: siteOf(values),
    metrics,
    log: (entry) => {
      if (!values["quiet"]) io.stdout.write(`${JSON.stringify(entry)}\n`);
    },
  });
  const port = await listen(server.server, amountOf(values, "port", 8000, 0, 65_535), host);
  const shown = host.includes(":") ? `[${host}]` : host;
  io.stderr.write(`${name} is served at http://${shown}:${port} (${pool.threads} threads). API: /docs\n`);
  await Promise.race([untilToldToEnd(), lost]).catch((error) => {
    server.server.close().closeAllConnections();
    throw error;
  });
  io.stderr.write("Ending: running answers are finished.\n");
  await finish(server, grace);
}

/** What the threads open: what is on the Hub is downloaded once for all. */
async function localPlaces(values: OptionValues, io: Io): Promise<{ model: string; adapter: string[] }> {
  const { env } = process;
  const model = await localFolder(requiredText(values, "model"), { use: "model", dtype: dtypeOf(values), env, io });
  const adapter: string[] = [];
  for (const { name, folder } of adapterPlaces(values, basename(resolve(model.folder)))) {
    const local = await localFolder(folder, { use: "adapter", env, io });
    adapter.push(`${name}=${local.folder}`);
  }
  return { model: model.folder, adapter };
}

async function startPool(values: OptionValues, io: Io): Promise<Pick<Served, "pool" | "lost" | "most">> {
  const count = amountOf(values, "workers", availableParallelism(), 1, 256);
  const pool = new Pool(amountOf(values, "batch", 32, 1, 1024));
  const entry = await realpath(process.argv[1] ?? "");
  const { model, dtype, backend, adapter } = values;
  const { lost } = await keepThreads(count, {
    pool,
    start: () => startThread(entry, { model, dtype, backend, adapter }, pool.onPieces),
    tell: (line) => void io.stderr.write(`${line}\n`),
    pause: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
  });
  return { pool, lost, most: amountOf(values, "queue", 256, 1, 100_000) };
}

function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

/** What is not finished within `grace` seconds is given up, as at a second signal. */
async function finish(server: ApiServer, grace: number): Promise<void> {
  const late = new Promise<void>((resolve) => void setTimeout(resolve, grace * 1000).unref());
  await Promise.race([server.drain(), late, untilToldToEnd()]);
  server.server.closeAllConnections();
}

function amountOf(values: OptionValues, name: string, fallback: number, least: number, most: number): number {
  return readAmount(values, name, { fallback, least, most, whole: true });
}

/** Beside the built program, or at the top of a checkout. */
function siteOf(values: OptionValues): string | undefined {
  const asked = textOf(values, "site");
  if (asked !== undefined && !existsSync(asked)) throw new UsageError(`--site ${asked}: there is no such folder.`);
  const places = ["../dist", "../../../dist"].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return asked ?? places.find((place) => existsSync(`${place}/index.html`));
}
