/** An exported function of the kernel's module; numbers are all that it takes and gives. */
type Bound<Result> = (...values: readonly number[]) => Result;

/** @throws TypeError when the module has no such function */
export function bindNumber(exports: WebAssembly.Exports, name: string): Bound<number> {
  const exported = exports[name];
  if (typeof exported !== "function") throw new TypeError(`The kernel module exports no function ${name}.`);
  return (...values) => {
    const result: unknown = exported(...values);
    return typeof result === "number" ? result : 0;
  };
}

/** The same for a result that is an address or a count of bytes: WebAssembly gives those from 2^31 on as negative numbers. */
export function bindUnsigned(exports: WebAssembly.Exports, name: string): Bound<number> {
  const call = bindNumber(exports, name);
  return (...values) => call(...values) >>> 0;
}

export function bindBoolean(exports: WebAssembly.Exports, name: string): Bound<boolean> {
  const call = bindNumber(exports, name);
  return (...values) => call(...values) !== 0;
}
