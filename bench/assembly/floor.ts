// The floor of decoding: every weight has to be read once per token. Reads memory in order and does nothing with it.

/** Makes room for `bytes` and writes them: memory that was never written is one shared page and reads like cache. */
export function fill(bytes: usize): void {
  memory.grow(<i32>((bytes + 0xffff) >> 16));
  let state: u32 = 1;
  for (let p = __heap_base; p < __heap_base + bytes; p += 4) {
    state = state * 1664525 + 1013904223;
    store<u32>(p, state);
  }
}

/** @returns a value that depends on every byte, so that no read can be left out */
export function read(bytes: usize): i32 {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let p = __heap_base; p < __heap_base + bytes; p += 64) {
    a = v128.xor(a, v128.load(p));
    b = v128.xor(b, v128.load(p, 16));
    c = v128.xor(c, v128.load(p, 32));
    d = v128.xor(d, v128.load(p, 48));
  }
  return i32x4.extract_lane(v128.xor(v128.xor(a, b), v128.xor(c, d)), 0);
}
