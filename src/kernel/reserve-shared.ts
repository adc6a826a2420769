import { refuse } from "../contract/outcome.ts";
import { LIMITS } from "../contract/limits.ts";

const PAGE = 65_536;
/** 4 GB, which the shared builds declare as their most. */
const MOST_PAGES = 65_536;
/** As the shared builds declare it; it grows as it is needed. */
const FIRST_PAGES = 16;

/**
 * A memory that threads can share. Browsers reserve the address space of its most at once, and phones refuse much: so it is
 * what the model takes with as many texts as one request may hold, or with fewer where that is refused.
 * @param needed bytes without any cache
 * @param perRow bytes of the cache of one text
 * @param spare bytes that adapters may take later
 * @throws Refusal `out_of_memory` where there is no room for a single text
 */
export function reserveShared(needed: number, perRow: number, spare: number): WebAssembly.Memory {
  const sizes = [LIMITS.rows * perRow + spare, (LIMITS.rows / 8) * perRow + spare, perRow].map((more) =>
    pagesOf(needed + more),
  );
  for (const maximum of new Set(sizes)) {
    try {
      return new WebAssembly.Memory({ initial: FIRST_PAGES, maximum, shared: true });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw refuse("out_of_memory", "shared", { bytes: Math.min(...sizes) * PAGE });
}

function pagesOf(bytes: number): number {
  return Math.min(MOST_PAGES, FIRST_PAGES + Math.ceil(bytes / PAGE));
}
