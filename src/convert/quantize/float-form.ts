/** Single precision as safetensors has it. */
export const FLOAT_FORM = {
  dtype: "F32",
  bytes: 4,
  most: 3.4028234663852886e38,
  encode: (values: Float32Array<ArrayBuffer>) => values,
} as const;
