// Memory without a collector: blocks are taken from the top and given back from the top.

/** Alignment of every block: one cache line. */
export const CACHE_LINE: usize = 64;
const PAGE_BITS: u64 = 16;
/** Checked build: one byte for each 16 bytes of its 64 MiB says whether they belong to a block. */
const SHADOW_BYTES: usize = 1 << 22;

let top: usize = 0;
/** Memory below this was used before and is not zero any more. */
let used: usize = 0;

/** Start of the first block; in the checked build the shadow lies before it. */
function base(): usize {
  const start = (__heap_base + CACHE_LINE - 1) & ~(CACHE_LINE - 1);
  return CHECKED ? start + SHADOW_BYTES : start;
}

/**
 * Takes a block of zeros, aligned to 64 bytes.
 * @returns its address, or 0 when the memory cannot grow so far (4 GB, or less by the browser's will)
 */
export function allocate(bytes: u32): usize {
  if (top == 0) top = base();
  // The checked build leaves a gap, so that running over the end of a block meets memory of nobody.
  const end: u64 = ((<u64>top + bytes + CACHE_LINE - 1) & ~(<u64>CACHE_LINE - 1)) + (CHECKED ? CACHE_LINE : 0);
  if (end > 0xffff_0000) return 0;
  const pages = <i32>((end + 0xffff) >> PAGE_BITS);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) return 0;
  const start = top;
  top = <usize>end;
  if (start < used) memory.fill(start, 0, min(top, used) - start);
  if (top > used) used = top;
  if (CHECKED) mark(start, bytes, 1);
  return start;
}

/** Gives up `start` and every block taken after it. */
export function release(start: usize): void {
  if (CHECKED) mark(start, <u32>(top - start), 0);
  top = start;
}

function mark(start: usize, bytes: u32, owned: u8): void {
  const shadow = base() - SHADOW_BYTES;
  const end = (start + bytes + 15) >> 4;
  if (end > SHADOW_BYTES) unreachable();
  memory.fill(shadow + (start >> 4), owned, end - (start >> 4));
}

/** Checked build: traps unless the bytes from `address` on belong to a block. Costs nothing in the others. */
@inline
export function check(address: usize, bytes: usize): void {
  if (CHECKED) {
    const shadow = base() - SHADOW_BYTES;
    if (load<u8>(shadow + (address >> 4)) == 0) unreachable();
    if (load<u8>(shadow + ((address + bytes - 1) >> 4)) == 0) unreachable();
  }
}

@inline
export function get<T>(address: usize): T {
  check(address, sizeof<T>());
  return load<T>(address);
}

@inline
export function put<T>(address: usize, value: T): void {
  check(address, sizeof<T>());
  store<T>(address, value);
}

@inline
export function get128(address: usize): v128 {
  check(address, 16);
  return v128.load(address);
}

@inline
export function put128(address: usize, value: v128): void {
  check(address, 16);
  v128.store(address, value);
}

/** One float32 in all four lanes. */
@inline
export function getSplat(address: usize): v128 {
  check(address, 4);
  return v128.load_splat<f32>(address);
}

export function copy(to: usize, from: usize, bytes: usize): void {
  check(to, bytes);
  check(from, bytes);
  memory.copy(to, from, bytes);
}
