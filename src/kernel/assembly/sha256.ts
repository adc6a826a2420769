import { check, get, put } from "./memory";

/** The fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const ROUNDS: StaticArray<u32> = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
  0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
  0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
  0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
  0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
  0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

/**
 * Hashes `count` blocks of 64 bytes into `state`, eight uint32.
 * @param schedule room for 64 uint32
 */
export function hashBlocks(state: usize, schedule: usize, source: usize, count: i32): void {
  for (let n = 0; n < count; n++, source += 64) {
    fillSchedule(schedule, source);
    runRounds(state, schedule);
  }
}

@inline
function fillSchedule(schedule: usize, source: usize): void {
  check(source, 64);
  check(schedule, 256);
  for (let i: usize = 0; i < 64; i += 4) store<u32>(schedule + i, bswap<u32>(load<u32>(source + i)));
  for (let at = schedule; at < schedule + 192; at += 4) {
    const early = load<u32>(at, 4);
    const late = load<u32>(at, 56);
    const low = rotr<u32>(early, 7) ^ rotr<u32>(early, 18) ^ (early >> 3);
    const high = rotr<u32>(late, 17) ^ rotr<u32>(late, 19) ^ (late >> 10);
    store<u32>(at, load<u32>(at) + low + load<u32>(at, 36) + high, 64);
  }
}

@inline
function runRounds(state: usize, schedule: usize): void {
  let a = get<u32>(state);
  let b = get<u32>(state + 4);
  let c = get<u32>(state + 8);
  let d = get<u32>(state + 12);
  let e = get<u32>(state + 16);
  let f = get<u32>(state + 20);
  let g = get<u32>(state + 24);
  let h = get<u32>(state + 28);
  // Eight rounds at a time: the names move instead of the values.
  for (let i: usize = 0; i < 256; i += 32) {
    const at = schedule + i;
    const key = changetype<usize>(ROUNDS) + i;
    h += first(e, f, g) + load<u32>(key) + load<u32>(at);
    d += h;
    h += second(a, b, c);
    g += first(d, e, f) + load<u32>(key, 4) + load<u32>(at, 4);
    c += g;
    g += second(h, a, b);
    f += first(c, d, e) + load<u32>(key, 8) + load<u32>(at, 8);
    b += f;
    f += second(g, h, a);
    e += first(b, c, d) + load<u32>(key, 12) + load<u32>(at, 12);
    a += e;
    e += second(f, g, h);
    d += first(a, b, c) + load<u32>(key, 16) + load<u32>(at, 16);
    h += d;
    d += second(e, f, g);
    c += first(h, a, b) + load<u32>(key, 20) + load<u32>(at, 20);
    g += c;
    c += second(d, e, f);
    b += first(g, h, a) + load<u32>(key, 24) + load<u32>(at, 24);
    f += b;
    b += second(c, d, e);
    a += first(f, g, h) + load<u32>(key, 28) + load<u32>(at, 28);
    e += a;
    a += second(b, c, d);
  }
  put<u32>(state, get<u32>(state) + a);
  put<u32>(state + 4, get<u32>(state + 4) + b);
  put<u32>(state + 8, get<u32>(state + 8) + c);
  put<u32>(state + 12, get<u32>(state + 12) + d);
  put<u32>(state + 16, get<u32>(state + 16) + e);
  put<u32>(state + 20, get<u32>(state + 20) + f);
  put<u32>(state + 24, get<u32>(state + 24) + g);
  put<u32>(state + 28, get<u32>(state + 28) + h);
}

@inline
function first(e: u32, f: u32, g: u32): u32 {
  return (rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25)) + (g ^ (e & (f ^ g)));
}

@inline
function second(a: u32, b: u32, c: u32): u32 {
  return (rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22)) + ((a & b) | (c & (a | b)));
}
