import { cpus } from "node:os";
import { type Browser, chromium, type Page } from "@playwright/test";
import { browserOptions } from "../src/testing/browser.ts";
import { WEBGPU } from "../src/testing/chromium-flags.ts";
import { MOST_ORT_THREADS } from "../src/worker/most-threads.ts";
import { FEWER_THREADS } from "./page/contender.ts";
import { BareBrowser } from "./site/bare-browser.ts";
import { watchPeak } from "./site/watch-peak.ts";
import { startNative } from "./native.ts";

/** A row of the table. */
export interface Entry {
  readonly title: string;
  /** Name in `page/main.ts`; `native` runs in this process. */
  readonly name: string;
  readonly threads: number;
  /** Files of the model in the data folder. */
  readonly model?: string;
}

/** As many as every contender has a use for; with two cores two. */
const MANY = Math.max(2, Math.min(MOST_ORT_THREADS, cpus().length));

/** On one thread and on several. */
function onThreads(title: string, name: string, model: string, several = MANY): readonly Entry[] {
  return [1, several].map((threads) => ({
    title: `${title}, ${threads} ${threads === 1 ? "thread" : "threads"}`,
    name,
    threads,
    model,
  }));
}

const ENTRIES: readonly Entry[] = [
  { title: "floor: reading the weights once", name: "floor", threads: 1 },
  ...onThreads("Hostless kernel q8", "kernel", "ours"),
  ...onThreads("Hostless kernel q4", "int4", "int4"),
  ...onThreads("ONNX Runtime WASM, our q8", "ort", "ours"),
  ...onThreads("transformers.js, stock q8", "transformers", "stock"),
  ...onThreads("wllama (llama.cpp) q8_0", "q8_0", "q8_0.gguf"),
  ...onThreads("wllama (llama.cpp) q4_0", "q4_0", "q4_0.gguf"),
  { title: "native ONNX Runtime (Node), our q8", name: "native", threads: cpus().length, model: "ours" },
  { title: "Hostless kernel q4, the default model's shape", name: "default", threads: 1, model: "default" },
];
const GPU: Entry = { title: "ONNX Runtime WebGPU, our q4", name: "gpu", threads: 1, model: "int4" };

/**
 * What is measured here: all, and a GPU where there is one that no processor computes.
 * @param only names of contenders; `gpu` among them takes any GPU
 * @throws Error where `gpu` is asked for and there is none
 */
export async function findEntries(url: string, only: readonly string[] | undefined): Promise<readonly Entry[]> {
  if (only !== undefined && !only.includes(GPU.name)) return ENTRIES.filter(({ name }) => only.includes(name));
  const { browser, page } = await open(GPU, url);
  const gpu = await page.evaluate(() => window.bench.findGpu());
  await browser.close();
  if (only === undefined) return gpu === undefined || gpu.software ? ENTRIES : [...ENTRIES, GPU];
  if (gpu === undefined) throw new Error("This browser has no WebGPU adapter, so there is no GPU to be measured.");
  return [...ENTRIES.filter(({ name }) => only.includes(name)), GPU];
}

/** Name and version of the browser that is used. */
export async function tellBrowser(): Promise<string> {
  const browser = await chromium.launch(browserOptions());
  const version = browser.version();
  await browser.close();
  return `Chromium ${version}`;
}

/** A browser that has just started is still busy for about a second. */
const SETTLED_MS = 2000;
const THREAD_TRIES = 8;

/** A contender that has given its first token. */
export interface Running {
  readonly entry: Entry;
  readonly firstTokenMs?: number;
  readonly bytes?: number;
  /** Of its GPU, by the name that the browser gives it. */
  readonly adapter?: string;
  decode(length: number, count: number): Promise<number[]>;
  batch(rows: number, count: number): Promise<number[]>;
  prefill(length: number): Promise<number[]>;
  /** Stands still, threads that wait by spinning included, until it is resumed. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Starts a contender; each has a browser of its own, so that none shares caches or memory. */
export async function start(entry: Entry, url: string, data: string): Promise<Running> {
  if (entry.name === "native") return runNative(entry, data);
  const { browser, page, firstTokenMs, bytes, adapter } = await onAllThreads(entry, () => openAndStart(entry, url));
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  return {
    entry,
    firstTokenMs,
    bytes,
    ...(adapter !== undefined && { adapter }),
    ...inPage(page),
    pause: () => signal(renderers, "SIGSTOP"),
    resume: () => signal(renderers, "SIGCONT"),
    close: () => browser.close(),
  };
}

async function openAndStart(entry: Entry, url: string) {
  const { browser, page } = await open(entry, url);
  try {
    return { browser, page, ...(await startIn(page, entry)) };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Where a busy machine had the kernel take fewer threads than the row is for, it is done anew. */
async function onAllThreads<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
  for (let tries = THREAD_TRIES; ; tries--) {
    try {
      return await work();
    } catch (error) {
      if (tries === 1 || !String(error).includes(FEWER_THREADS)) throw error;
      console.error(`${entry.title}: took fewer threads, tried again …`);
    }
  }
}

/** Milliseconds that the entry takes to load in a new browser which has done with its own start. */
export async function timeLoad(entry: Entry, url: string): Promise<number> {
  const { browser, page } = await open(entry, url);
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  const { loadMs } = await startIn(page, entry);
  await browser.close();
  return loadMs;
}

/** Most bytes that a renderer process held so far, with 16 positions and then with 900. */
export interface Peaks {
  readonly at16: number;
  readonly at900: number;
}

/** In a browser that nothing watches. */
export function measurePeaks(entry: Entry, url: string): Promise<Peaks> {
  return onAllThreads(entry, () => peaksOf(entry, url));
}

async function peaksOf({ name, threads }: Entry, url: string): Promise<Peaks> {
  const browser = await BareBrowser.start("");
  const watch = watchPeak(browser);
  const run = async (call: string) => {
    const ended = await browser.evaluate(`bench.${call}.then(() => "done", String)`);
    if (ended !== "done") throw new Error(`${name}, ${call}: ${String(ended)}`);
    return watch.peak();
  };
  try {
    await browser.open(url);
    await browser.evaluate("new Promise((resolve) => addEventListener('load', resolve, { once: true }))");
    await run(`start("${name}", ${threads})`);
    return { at16: await run("decode(16, 16)"), at900: await run("decode(900, 1)") };
  } finally {
    watch.end();
    await browser.close();
  }
}

async function open(entry: Entry, url: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch(browserOptions(entry === GPU ? WEBGPU : []));
  const page = await browser.newPage();
  page.on("pageerror", (error) => {
    console.error(`${entry.title}: ${error.message}`);
  });
  await page.goto(url);
  return { browser, page };
}

const startIn = (page: Page, { name, threads }: Entry) =>
  page.evaluate(([name, threads]) => window.bench.start(name, threads), [name, threads] as const);

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
