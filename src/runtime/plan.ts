import { type BackendName, CPU_BACKENDS } from "../contract/backends.ts";
import type { LoadOptions } from "../contract/load.ts";
import { DTYPES, type Dtype } from "../contract/dtypes.ts";
import { makeNote, type Refusal, refuse, type Note } from "../contract/outcome.ts";
import type { GpuReport } from "./gpu.ts";

/** One way to run a model. */
export interface Candidate {
  readonly backend: BackendName;
  readonly dtype: Dtype;
}

/** Ways to run a model, best first by what is known before anything was downloaded. */
export interface Plan {
  /** All of one dtype, so that one download serves them all; `measure` says whether to time each or stop at the first that works. */
  readonly candidates: readonly Candidate[];
  readonly measure: boolean;
  /** What may be faster than the first that works, of the same dtype: to be timed once the first text is written. */
  readonly rival?: Candidate;
  readonly reason: Note;
}

/** Weights and backend that were chosen, by whom. */
export interface Chosen extends Omit<LoadOptions, "gpuLoss"> {
  /** Why this backend was named, for the report; `chosen by you` where it is absent. */
  readonly reason?: Note;
}

interface PlanInput {
  readonly options: Chosen;
  /** Bytes of each dtype that the model has. */
  readonly bytes: Partial<Record<Dtype, number>>;
  /** True for packages of our own converter, which the CPU kernel can read. */
  readonly own: boolean;
  readonly gpu: GpuReport;
}

/** Under this the GPU's round trips cost more than the arithmetic that it saves, and its runtime more than the model. */
const GPU_WORTH_BYTES = 30_000_000;

/**
 * Weights up to which the kernel decodes faster than a GPU whatever the GPU: each token waits for its round trips. On an H200 GPT-2 124M
 * wrote 93 tokens a second, the kernel beside it 302 with four threads. GPT-2's second size has 355 million.
 */
const KERNEL_WEIGHTS = 400_000_000;

/** What a weight of our packages takes, scales included. */
const BYTES_PER_WEIGHT: Record<Dtype, number> = { fp32: 4, fp16: 2, q8: 1, q4: 0.61, q4f16: 0.59 };

/**
 * Bytes of weights up to which the CPU answers first and the GPU is timed beside it. Larger ones twice may be more than the device has
 * memory for, and a thread that dies of it remembers no choice: each load would die again. GPT-2 124M takes 498 MB in float32.
 */
const TIMED_BESIDE_BYTES = 600_000_000;

/**
 * What each backend can run, best first. 8-bit graphs give wrong text on WebGPU; 4-bit ones are ten times slower than
 * 8-bit ones on ONNX Runtime's WASM.
 */
const PREFERENCE: Record<BackendName, readonly Dtype[]> = {
  kernel: ["q8", "q4", "fp32", "fp16", "q4f16"],
  "onnx-wasm": ["q8", "fp32", "q4", "fp16"],
  "onnx-webgpu": ["q4f16", "q4", "fp16", "fp32"],
};

/**
 * Decides which dtype to download and which backends to try with it.
 * @throws Refusal `no_backend` when nothing fits what was asked, `no_usable_files` when the model has no graph
 */
export function planBackends(input: PlanInput): Plan {
  const { options, bytes, own, gpu } = input;
  if (Object.keys(bytes).length === 0) {
    throw refuse("no_usable_files", "no_graph", {});
  }
  const dtypeOf = (backend: BackendName) =>
    PREFERENCE[backend].find((dtype) => fits(backend, dtype, input) && [undefined, dtype].includes(options.dtype));
  if (options.backend !== undefined) {
    const dtype = dtypeOf(options.backend);
    if (dtype === undefined) throw noBackend(options, gpu);
    const { backend, reason = makeNote("chosen", {}) } = options;
    return { candidates: [{ backend, dtype }], measure: false, reason };
  }
  const cpu = CPU_BACKENDS.filter((backend) => own || backend !== "kernel");
  const onGpu = gpuDtype(input, cpu);
  if (onGpu !== undefined && mayGpuPay(onGpu, input)) {
    return planBoth(onGpu, cpu, input);
  }
  const dtype = cpu.map(dtypeOf).find((found) => found !== undefined);
  if (dtype === undefined) throw noBackend(options, gpu);
  const candidates = cpu.filter((backend) => fits(backend, dtype, input)).map((backend) => ({ backend, dtype }));
  return { candidates, measure: false, reason: whyCpu(onGpu, input) };
}

/** Where the GPU may pay: the CPU answers first and the GPU is its rival, unless they cannot both be in memory. */
function planBoth(dtype: Dtype, cpu: readonly BackendName[], input: PlanInput): Plan {
  const gpu: Candidate = { backend: "onnx-webgpu", dtype };
  const others = cpu.filter((backend) => fits(backend, dtype, input)).map((backend) => ({ backend, dtype }));
  if (others.length > 0 && (input.bytes[dtype] ?? 0) <= TIMED_BESIDE_BYTES) {
    return { candidates: others, measure: false, rival: gpu, reason: makeNote("gpu_later", {}) };
  }
  return { candidates: [gpu, ...others.slice(0, 1)], measure: input.own, reason: makeNote("large_model", {}) };
}

/** What the GPU can run and a CPU backend, too, to be timed against it; what only the GPU can run, where there is nothing for the CPU. */
function gpuDtype(input: PlanInput, cpu: readonly BackendName[]): Dtype | undefined {
  const asked = ({ options }: PlanInput, dtype: Dtype) => [undefined, dtype].includes(options.dtype);
  const fitting = PREFERENCE["onnx-webgpu"].filter((dtype) => asked(input, dtype) && fits("onnx-webgpu", dtype, input));
  const hasCpuFiles = DTYPES.some((dtype) => asked(input, dtype) && cpu.some((backend) => fits(backend, dtype, input)));
  return fitting.find((dtype) => !hasCpuFiles || cpu.some((backend) => fits(backend, dtype, input)));
}

/** Whether it is worth to fetch the GPU's runtime for a trial. */
function mayGpuPay(dtype: Dtype, { bytes, own, gpu }: PlanInput): boolean {
  const size = bytes[dtype] ?? 0;
  return (
    gpu.usable && !gpu.software && (own ? size > KERNEL_WEIGHTS * BYTES_PER_WEIGHT[dtype] : size >= GPU_WORTH_BYTES)
  );
}

/** What was known beforehand; nothing was measured. */
function whyCpu(onGpu: Dtype | undefined, input: PlanInput): Note {
  const { gpu } = input;
  if (!gpu.usable) return gpu.reason;
  if (gpu.software) return makeNote("gpu_emulated", {});
  if (onGpu !== undefined) return makeNote("gpu_needless", {});
  const runsOther = DTYPES.some((dtype) => fits("onnx-webgpu", dtype, input));
  return makeNote(runsOther ? "gpu_other_file" : "gpu_files", {});
}

function fits(backend: BackendName, dtype: Dtype, { bytes, own, gpu }: PlanInput): boolean {
  const size = bytes[dtype];
  if (size === undefined || !PREFERENCE[backend].includes(dtype)) return false;
  if (backend === "kernel") return own;
  if (backend === "onnx-wasm") return true;
  if (!gpu.usable) return false;
  // Packages of ours cut every tensor to 16 MiB; a foreign graph's largest is its embedding, about a third of the file.
  const largestTensor = own ? 0 : size / 3;
  return (gpu.shaderF16 || !dtype.endsWith("16")) && largestTensor <= gpu.maxBufferSize;
}

function noBackend({ backend, dtype }: Chosen, gpu: GpuReport): Refusal {
  const dtypes = DTYPES;
  if (backend === "onnx-webgpu" && !gpu.usable) {
    const why = gpu.reason;
    return dtype === undefined
      ? refuse("no_backend", "no_gpu", { choice: backend, why, dtypes })
      : refuse("no_backend", "no_gpu_both", { backend, dtype, why, dtypes });
  }
  if (backend !== undefined && dtype !== undefined)
    return refuse("no_backend", "choice_both", { backend, dtype, dtypes });
  const choice = backend ?? dtype;
  return choice === undefined
    ? refuse("no_backend", "device", { dtypes })
    : refuse("no_backend", "choice", { choice, dtypes });
}

/** The plan without its measurement, where an earlier one chose `backend`; the others stay behind it as they are. */
export function withoutMeasuring(plan: Plan, backend: BackendName | undefined): Plan {
  const all = plan.rival === undefined ? plan.candidates : [...plan.candidates, plan.rival];
  const known = all.find((candidate) => candidate.backend === backend);
  if (known === undefined || (!plan.measure && plan.rival === undefined)) return plan;
  const others = plan.candidates.filter((candidate) => candidate !== known);
  return { candidates: [known, ...others], measure: false, reason: makeNote("fastest_before", {}) };
}

/** A trial is unfinished, too, where its page was closed; twice is taken for more than that. */
const MOST_UNFINISHED = 2;

/** The plan without its rival, where trials of that began and never ended. */
export function withoutRival({ rival, ...plan }: Plan, unfinished = 0): Plan {
  if (rival === undefined) return plan;
  return unfinished < MOST_UNFINISHED ? { ...plan, rival } : { ...plan, reason: makeNote("gpu_unfinished", {}) };
}
