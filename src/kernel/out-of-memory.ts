import { formatBytes } from "../contract/format-bytes.ts";
import { Refusal } from "../contract/outcome.ts";

/**
 * @param purpose what the memory was for
 * @param bytes how much was asked for
 * @param held bytes that the kernel has already
 */
export function outOfMemory(purpose: string, bytes: number, held = 0): Refusal {
  const beside = held === 0 ? "" : `, beside ${formatBytes(held)} in use`;
  return new Refusal(
    "out_of_memory",
    `There is no memory for ${purpose}: ${formatBytes(bytes)} were asked for${beside}.`,
    {
      subject: purpose,
      hint: "Close other tabs, ask for fewer or shorter texts, or use a smaller model.",
    },
  );
}
