import { contender, figuresOf, isWllama } from "./goals.ts";
import { type Measure, mergeRuns, type Results, type Row } from "./results-file.ts";
import { tellMachine } from "./machine.ts";

type Pick = (row: Row) => boolean;

/** Peers as people know them, and the kernel's rows that are fair beside them. */
const PEERS: readonly (readonly [peer: string, pick: Pick, ours: Pick])[] = [
  ["ONNX Runtime WASM, 1 thread", contender("ort", "one"), contender("kernel", "one")],
  ["ONNX Runtime WASM, threads", contender("ort", "several"), contender("kernel")],
  ["transformers.js, 1 thread", contender("transformers", "one"), contender("kernel", "one")],
  ["transformers.js, threads", contender("transformers", "several"), contender("kernel")],
  ["wllama (llama.cpp), 1 thread", (row) => isWllama(row) && row.threads === 1, contender("kernel", "one")],
  ["wllama (llama.cpp), threads", (row) => isWllama(row) && row.threads > 1, contender("kernel")],
  ["native ONNX Runtime, all cores", contender("native"), contender("kernel")],
  ["ONNX Runtime WebGPU, q4", contender("gpu"), contender("int4")],
];
const SHOWN: readonly (readonly [Measure, string])[] = [
  ["decode16", "a token"],
  ["prefill64", "a prompt of 64"],
];

/** How many times as long as the kernel each peer takes, one column a machine, by the minima of its runs. */
export function writePeers(all: readonly Results[]): string {
  const figures = all.map(({ runs }) => figuresOf(mergeRuns(runs), []));
  const lines = SHOWN.flatMap(([key, what]) =>
    PEERS.flatMap(([peer, pick, ours]) => {
      const ratios = figures.map(({ best }) => best(key, pick) / best(key, ours));
      if (!ratios.some(Number.isFinite)) return [];
      return [`| ${[`${what}: ${peer}`, ...ratios.map(writeRatio)].join(" | ")} |`];
    }),
  );
  const own = SHOWN.flatMap(([key, what]) =>
    (["kernel", "int4"] as const).flatMap((name) =>
      (["one", "several"] as const).map((threads) => {
        const title = `${what}: Hostless, ${name === "kernel" ? "q8" : "q4"}, ${threads === "one" ? "1 thread" : "threads"}`;
        return `| ${[title, ...figures.map(({ best }) => writeMs(best(key, contender(name, threads))))].join(" | ")} |`;
      }),
    ),
  );
  const heads = all.map(({ machine, date }) => `${tellMachine(machine)} (${date})`);
  return [`| ${["", ...heads].join(" | ")} |`, `|${" --- |".repeat(all.length + 1)}`, ...own, ...lines].join("\n");
}

const writeMs = (ms: number) => (Number.isFinite(ms) ? `${ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms` : "");
const writeRatio = (ratio: number) =>
  Number.isFinite(ratio) ? `${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)} ×` : "";
