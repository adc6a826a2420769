/** Weights that share one scale in the 4-bit forms. */
export const INT4_BLOCK = 32;

// Names of tensors in a package: those of the checkpoint, and what is stored beside or instead of them.

/** Of the scales of an int8 matrix, one for each output. */
export function scaleName(weight: string): string {
  return weight.replace(/weight$/, "scale");
}

/** Of a matrix in 4 bits. */
export function int4Name(weight: string): string {
  return `${weight}_q4`;
}

/** Of the scales of a matrix in 4 bits, one for each block of each output. */
export function int4ScaleName(weight: string): string {
  return `${scaleName(weight)}_q4`;
}

/** Of a part of a tensor that is cut along its outputs. */
export function partName(name: string, part: number): string {
  return `${name}.${part}`;
}

/** A name taken apart: `wte.weight_q4.1` is part 1 of `wte.weight`; a whole tensor is part 0. */
export function partOf(name: string): { readonly base: string; readonly part: number } {
  const match = /^(.*\.(?:weight|bias|scale))(?:_q4)?(?:\.(\d+))?$/.exec(name);
  return { base: match?.[1] ?? name, part: Number(match?.[2] ?? 0) };
}
