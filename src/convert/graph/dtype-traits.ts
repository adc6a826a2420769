import type { Dtype } from "../../contract/dtypes.ts";

/** How a dtype's graph holds its matrices, and in which type it computes and keeps the key/value cache. */
interface DtypeTraits {
  readonly matrices: "int8" | "int4" | "float";
  readonly float: "float32" | "float16";
}

export const DTYPE_TRAITS: Record<Dtype, DtypeTraits> = {
  q8: { matrices: "int8", float: "float32" },
  q4: { matrices: "int4", float: "float32" },
  q4f16: { matrices: "int4", float: "float16" },
  fp16: { matrices: "float", float: "float16" },
  fp32: { matrices: "float", float: "float32" },
};
