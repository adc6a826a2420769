/**
 * Takes away what the web views of chat apps lack. Runs before the scripts of the page, and before that of the model's
 * thread: a thread has no init script, so the server puts it there.
 */
export function becomePoor(): void {
  const refused = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  /** What can be taken from a prototype cannot be told from what was never there. */
  const take = (name: string, from: string) => {
    const owner: unknown = Reflect.get(globalThis, name);
    if (typeof owner === "function") Reflect.deleteProperty(owner.prototype, from);
  };
  for (const navigatorName of ["Navigator", "WorkerNavigator"]) {
    for (const name of ["serviceWorker", "locks", "gpu", "deviceMemory", "storage", "connection"])
      take(navigatorName, name);
  }
  for (const name of ["caches", "indexedDB", "localStorage", "sessionStorage"]) {
    Object.defineProperty(globalThis, name, { configurable: true, get: refused });
  }
  Reflect.deleteProperty(globalThis, "BroadcastChannel");
  Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
  Reflect.deleteProperty(globalThis, "DecompressionStream");
  if ("CSS" in globalThis) CSS.supports = () => false;

  const now = performance.now.bind(performance);
  performance.now = () => Math.floor(now());

  /** Pages of 64 KiB: 512 MB. */
  const MOST_PAGES = 8192;
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength / 65_536 + pages > MOST_PAGES) throw new RangeError("could not allocate memory");
    return Reflect.apply(grow, this, [pages]);
  };
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(target, [wanted]) {
      if (wanted.shared || wanted.initial > MOST_PAGES) throw new RangeError("could not allocate memory");
      return new target(wanted);
    },
  });
  /** The opcode of relaxed SIMD's dot product. */
  const isRelaxed = (bytes: Uint8Array) =>
    bytes.some((byte, i) => byte === 0xfd && bytes[i + 1] === 0x93 && bytes[i + 2] === 2);
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct(target, [source]) {
      const bytes = new Uint8Array(source);
      if (isRelaxed(bytes)) throw new WebAssembly.CompileError("invalid opcode");
      return new target(bytes);
    },
  });
}
