type Wanted = { readonly initial: number; readonly maximum?: number; readonly shared?: boolean };

/** Maxima of the shared memories that were asked for, in pages. */
export interface Scarcity {
  readonly asked: number[];
  restore(): void;
}

/**
 * Lets the engine be as miserly with shared memory as phones are, until it is restored.
 * @param give the memory that is handed out for the wanted one, `undefined` to refuse as engines do; `call` counts from 1
 */
export function makeScarce(give: (wanted: Wanted, call: number) => Wanted | undefined): Scarcity {
  const real = WebAssembly.Memory;
  const asked: number[] = [];
  WebAssembly.Memory = new Proxy(real, {
    construct(target, [wanted]: [Wanted]) {
      if (!wanted.shared) return new target(wanted);
      asked.push(wanted.maximum ?? 0);
      const given = give(wanted, asked.length);
      if (given === undefined) throw new RangeError("WebAssembly.Memory(): could not allocate memory");
      return new target(given);
    },
  });
  const restore = () => {
    WebAssembly.Memory = real;
  };
  return { asked, restore };
}
