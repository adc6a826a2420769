import { refuseFile } from "../../../contract/refuse-file.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import type { AdapterConfig } from "./adapter-config.ts";
import type { AdapterPart, PartKind } from "./adapter-part.ts";

/** The low-rank product that an adapter adds to a weight, checked, nothing read yet. */
export interface Product {
  readonly module: string;
  /** [rank, inputs] */
  readonly a: StoredTensor;
  /** [outputs, rank] */
  readonly b: StoredTensor;
  readonly rank: number;
  readonly scaling: number;
  /** Whether the weight is [inputs, outputs]. */
  readonly isTransposed: boolean;
  /** DoRA's length per output. */
  readonly magnitude?: StoredTensor;
  /** Added to the module's bias, scaled. */
  readonly bias?: StoredTensor;
}

const EMBEDDINGS = new Set(["wte", "wpe"]);
/** The only layer of GPT-2 that is a `Linear` with [outputs, inputs]; all others are `Conv1D`, whatever `fan_in_fan_out` says. */
const HEAD = "lm_head";

/** What is looked at of the base's weights. */
type Shapes = ReadonlyMap<string, Pick<StoredTensor, "shape">>;
type Kinds = ReadonlyMap<PartKind, AdapterPart>;

/** @throws Refusal `malformed_file` for a half of a pair, a wrong shape or rank, a module that GPT-2 does not have */
export function productsOf(parts: readonly AdapterPart[], config: AdapterConfig, base: Shapes): readonly Product[] {
  const modules = new Map<string, Map<PartKind, AdapterPart>>();
  for (const part of parts) {
    if (!part.kind.startsWith("lora_")) continue;
    const kinds = modules.get(part.module) ?? new Map<PartKind, AdapterPart>();
    if (kinds.has(part.kind)) throw refuseFile(part.tensor.path, "name_twice", { name: part.tensor.name });
    modules.set(part.module, kinds.set(part.kind, part));
  }
  return [...modules].map(([module, kinds]) => productOf(module, kinds, config, weightOf(module, base)));
}

/** A head that is the embedding lies under the embedding's name. */
function weightOf(module: string, base: Shapes): Pick<StoredTensor, "shape"> | undefined {
  return base.get(`${module}.weight`) ?? (module === HEAD ? base.get("wte.weight") : undefined);
}

function productOf(module: string, kinds: Kinds, config: AdapterConfig, weight: ReturnType<typeof weightOf>): Product {
  const stem = EMBEDDINGS.has(module) ? "lora_embedding_" : "lora_";
  const [a, b] = pairOf(kinds, `${stem}A`, `${stem}B`);
  const isTransposed = module !== HEAD;
  const [rows, columns, ...more] = weight?.shape ?? [];
  if (rows === undefined || columns === undefined || more.length > 0)
    throw refuseFile(a.path, "stray_tensor", { name: a.name });
  const [inputs, outputs] = isTransposed ? [rows, columns] : [columns, rows];
  const { rank, scaling } = config.scalingOf(module === HEAD ? module : `transformer.${module}`);
  if (a.shape.length === 2 && a.shape[0] !== rank && a.shape[1] === inputs)
    throw refuseFile(a.path, "adapter_rank", {
      name: a.name,
      rank: `${a.shape[0]}`,
      config: config.path,
      expected: `${rank}`,
    });
  checkShape(a, [rank, inputs]);
  checkShape(b, [outputs, rank]);
  const [magnitude, bias] = [kinds.get("lora_magnitude_vector")?.tensor, kinds.get("lora_B.bias")?.tensor];
  if (config.isDora !== (magnitude !== undefined)) throw refuseDora(magnitude ?? a, config);
  if (magnitude) checkShape(magnitude, [outputs]);
  if (bias) checkShape(bias, [outputs]);
  return { module, a, b, rank, scaling, isTransposed, ...(magnitude && { magnitude }), ...(bias && { bias }) };
}

function pairOf(kinds: Kinds, first: PartKind, second: PartKind): readonly [StoredTensor, StoredTensor] {
  const [a, b] = [kinds.get(first)?.tensor, kinds.get(second)?.tensor];
  if (a !== undefined && b !== undefined) return [a, b];
  const [one] = kinds.values();
  const there = a ?? b;
  if (there === undefined) throw refuseFile(one?.tensor.path ?? "", "stray_tensor", { name: one?.tensor.name ?? "" });
  throw refuseFile(there.path, "adapter_half", { name: there.name, other: a === undefined ? first : second });
}

function refuseDora({ path, name }: StoredTensor, { isDora, path: config }: AdapterConfig) {
  return isDora
    ? refuseFile(path, "adapter_half", { name, other: "lora_magnitude_vector" })
    : refuseFile(path, "adapter_not_dora", { name, config });
}

function checkShape({ path, name, shape }: StoredTensor, expected: readonly number[]): void {
  if (shape.join() === expected.join()) return;
  throw refuseFile(path, "tensor_shape", { name, shape: shape.join(", "), expected: expected.join(", ") });
}
