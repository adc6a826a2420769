import { readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "@playwright/test";
import { weightBytes } from "../src/kernel/fitting-bits.ts";
import { browserOptions } from "../src/testing/browser.ts";
import { startNative } from "./native.ts";
import { BASE } from "./prepare.ts";

/** A row of the table. */
export interface Entry {
  readonly title: string;
  /** Name in `page/main.ts`; `native` runs in this process. */
  readonly name: string;
  /** Threads; for the floor the bytes that it reads. */
  readonly option: number;
  /** Files of the model in the data folder. */
  readonly model?: string;
}

export const ENTRIES: readonly Entry[] = [
  { title: "floor: reading the weights once", name: "floor", option: weightBytes(BASE) },
  { title: "Hostless kernel, 1 thread", name: "kernel", option: 1, model: "ours" },
  { title: "Hostless kernel, 2 threads", name: "kernel", option: 2, model: "ours" },
  { title: "Hostless kernel q4, 1 thread", name: "int4", option: 1, model: "int4" },
  { title: "Hostless kernel q4, 2 threads", name: "int4", option: 2, model: "int4" },
  { title: "ONNX Runtime WASM, our q8, 1 thread", name: "ort", option: 1, model: "ours" },
  { title: "ONNX Runtime WASM, our q8, 2 threads", name: "ort", option: 2, model: "ours" },
  { title: "transformers.js, stock q8, 1 thread", name: "transformers", option: 1, model: "stock" },
  { title: "transformers.js, stock q8, 2 threads", name: "transformers", option: 2, model: "stock" },
  { title: "wllama (llama.cpp) q8_0, 1 thread", name: "q8_0", option: 1, model: "q8_0.gguf" },
  { title: "wllama (llama.cpp) q8_0, 2 threads", name: "q8_0", option: 2, model: "q8_0.gguf" },
  { title: "wllama (llama.cpp) q4_0, 1 thread", name: "q4_0", option: 1, model: "q4_0.gguf" },
  { title: "wllama (llama.cpp) q4_0, 2 threads", name: "q4_0", option: 2, model: "q4_0.gguf" },
  { title: "native ONNX Runtime (Node), our q8", name: "native", option: 2, model: "ours" },
  { title: "Hostless kernel, default model's shape", name: "small", option: 1, model: "small" },
];

/** A browser that has just started is still busy for about a second. */
const SETTLED_MS = 2000;

/** A contender that has given its first token. */
export interface Running {
  readonly entry: Entry;
  readonly firstTokenMs?: number;
  readonly bytes?: number;
  decode(length: number, count: number): Promise<number[]>;
  batch(rows: number, count: number): Promise<number[]>;
  prefill(length: number): Promise<number[]>;
  /** Most memory that its renderer process ever held, in bytes. */
  peakBytes?(): number;
  /** Stands still, threads that wait by spinning included, until it is resumed. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Starts a contender; each has a browser of its own, so that none shares caches or memory. */
export async function start(entry: Entry, url: string, data: string): Promise<Running> {
  if (entry.name === "native") return runNative(entry, data);
  const { browser, page } = await open(entry, url);
  const { firstTokenMs, bytes } = await startIn(page, entry);
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  return {
    entry,
    firstTokenMs,
    bytes,
    ...inPage(page),
    peakBytes: () => Math.max(...renderers.map(peakOf)),
    pause: () => signal(renderers, "SIGSTOP"),
    resume: () => signal(renderers, "SIGCONT"),
    close: () => browser.close(),
  };
}

/** Milliseconds that the entry takes to load in a new browser which has done with its own start. */
export async function timeLoad(entry: Entry, url: string): Promise<number> {
  const { browser, page } = await open(entry, url);
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  const { loadMs } = await startIn(page, entry);
  await browser.close();
  return loadMs;
}

async function open(entry: Entry, url: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch(browserOptions());
  const page = await browser.newPage();
  page.on("pageerror", (error) => {
    console.error(`${entry.title}: ${error.message}`);
  });
  await page.goto(url);
  return { browser, page };
}

const startIn = (page: Page, { name, option }: Entry) =>
  page.evaluate(([name, option]) => window.bench.start(name, option), [name, option] as const);

function inPage(page: Page): Pick<Running, "decode" | "batch" | "prefill"> {
  return {
    decode: (length, count) => page.evaluate(([l, c]) => window.bench.decode(l, c), [length, count] as const),
    batch: (rows, count) => page.evaluate(([r, c]) => window.bench.batch(r, c), [rows, count] as const),
    prefill: (length) => page.evaluate((l) => window.bench.prefill(l), length),
  };
}

async function runNative(entry: Entry, data: string): Promise<Running> {
  const contender = await startNative(`${data}/ours`);
  return {
    entry,
    decode: (length, count) => contender.decode(length, count),
    batch: async (rows, count) => (await contender.batch?.(rows, count)) ?? [],
    prefill: async (length) => {
      const time = await contender.prefill?.(length);
      return time === undefined ? [] : [time];
    },
    pause: () => {},
    resume: () => {},
    close: async () => {},
  };
}

function signal(processes: readonly number[], name: "SIGSTOP" | "SIGCONT"): void {
  for (const id of processes) process.kill(id, name);
}

/** Highest resident set of a process, from Linux's /proc. */
function peakOf(pid: number): number {
  const [, kilobytes = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
