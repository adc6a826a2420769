import { readFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";

/** What decides how fast it is here, as the tables tell it. */
export interface Machine {
  readonly processor: string;
  /** Virtual ones. */
  readonly cores: number;
  /** In 10^9 bytes. */
  readonly memory: number;
  readonly system: string;
  /** Whether a product of bytes is one instruction that browsers use: AVX-VNNI on x86, always on ARM since 2017. */
  readonly hasByteDot: boolean;
}

export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    processor: first?.model.trim() || "unknown processor",
    cores: cpus().length,
    memory: Math.round(totalmem() / 1e9),
    system: type(),
    hasByteDot: process.arch === "arm64" || / avx_vnni /.test(flagsOfProcessor()),
  };
}

/** A file's name for what was measured on the machine, such as `amd-epyc-2-cores-25-gb`. */
export function fileNameOf({ processor, cores, memory, hasByteDot }: Machine): string {
  const words = processor.toLowerCase().match(/[a-z0-9.]+/g) ?? [];
  return [
    ...words.filter((word) => word !== "r" && word !== "tm"),
    cores,
    "cores",
    memory,
    "gb",
    ...(hasByteDot ? ["byte-dot"] : []),
  ].join("-");
}

export function tellMachine({ processor, cores, memory, system, hasByteDot }: Machine): string {
  return `${processor}, ${cores} virtual cores ${hasByteDot ? "with" : "without"} AVX-VNNI or its like, ${memory} GB, ${system}`;
}

/** Linux tells them; elsewhere none are known. */
function flagsOfProcessor(): string {
  try {
    return / *flags\s*:(.*)/.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1]?.concat(" ") ?? "";
  } catch {
    return "";
  }
}
