import { refuse } from "../../../contract/outcome.ts";
import { refuseFile } from "../../../contract/refuse-file.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import type { AdapterConfig } from "./adapter-config.ts";
import type { AdapterPart } from "./adapter-part.ts";
import { type Product, productsOf } from "./products.ts";
import { changedBias, changedRows, changedWeight } from "./changed-tensor.ts";

const [EMBEDDING, HEAD] = ["wte", "lm_head"] as const;
type Tensors = Map<string, StoredTensor>;

/**
 * The tensors of a model with an adapter merged into them, as PEFT computes with it before it is merged. Where the head is the
 * embedding and only one of the two was adapted, they are two in what comes of it; `merge_and_unload` of PEFT changes both then,
 * which is not what was trained. Values are worked out when a tensor is read.
 * @param base under canonical names, the head left out where it is the embedding
 * @throws Refusal `malformed_file`, `unsupported_architecture` that names file and tensor
 */
export function applyAdapter(
  base: ReadonlyMap<string, StoredTensor>,
  parts: readonly AdapterPart[],
  config: AdapterConfig,
): Tensors {
  checkNames(parts, config);
  const tensors = new Map(base);
  const isTied = !base.has(`${HEAD}.weight`);
  replaceOwn(tensors, parts, config, isTied);
  replaceTrained(tensors, parts, config);
  replaceRows(tensors, parts, config);
  for (const product of productsOf(parts, config, tensors)) addProduct(tensors, product);
  return tensors;
}

/** Files of PEFT hold one adapter; a state dictionary may hold several, of which nobody knows which is meant. */
export function checkNames(parts: readonly AdapterPart[], { path }: AdapterConfig): void {
  const names = [...new Set(parts.flatMap(({ adapter }) => adapter ?? []))];
  const [first] = parts;
  if (names.length < 2 && first !== undefined) return;
  if (first === undefined) throw refuse("no_usable_files", "adapter_empty", { path }, { subject: path });
  throw refuse(
    "no_usable_files",
    "several_adapters",
    { path: first.tensor.path, names },
    { subject: first.tensor.path },
  );
}

/** What stands in the adapter's file in the base's place: an embedding that was resized, biases. */
function replaceOwn(tensors: Tensors, parts: readonly AdapterPart[], config: AdapterConfig, isTied: boolean): void {
  const own = parts.filter(({ kind, module }) => kind === "base" || (kind === "plain" && !config.isSaved(module)));
  for (const part of own) put(tensors, part);
  const has = (module: string) => own.some((part) => part.module === module && part.of === "weight");
  const head = tensors.get(`${HEAD}.weight`);
  if (!isTied || !has(HEAD) || head === undefined) return;
  // One tensor under two names: a head alone is the embedding, too.
  if (!has(EMBEDDING)) {
    tensors.set(`${EMBEDDING}.weight`, head);
    tensors.delete(`${HEAD}.weight`);
  }
}

/** Modules that were trained whole. A head that was the embedding stays what the embedding was. */
function replaceTrained(tensors: Tensors, parts: readonly AdapterPart[], config: AdapterConfig): void {
  const plain = parts.filter(({ kind, module }) => kind === "plain" && config.isSaved(module));
  const named = parts.filter(({ kind }) => kind === "modules_to_save");
  const isPlain = ({ module, of }: AdapterPart) => plain.some((part) => part.module === module && part.of === of);
  const trained = [...named.filter((part) => !isPlain(part)), ...plain];
  if (trained.some(({ module }) => module === EMBEDDING || module === HEAD)) untie(tensors);
  for (const part of trained) put(tensors, part);
}

/** Rows that were trained for some tokens; PEFT changes a head that is the embedding with it. */
function replaceRows(tensors: Tensors, parts: readonly AdapterPart[], config: AdapterConfig): void {
  for (const { kind, module, tensor } of parts) {
    if (kind !== "trainable_tokens_delta") continue;
    const weight = tensors.get(`${module}.weight`);
    if (module !== EMBEDDING || weight === undefined)
      throw refuseFile(tensor.path, "stray_tensor", { name: tensor.name });
    tensors.set(`${module}.weight`, changedRows(weight, tensor, config));
  }
}

function addProduct(tensors: Tensors, product: Product): void {
  const { module } = product;
  if (module === EMBEDDING || module === HEAD) untie(tensors);
  const weight = tensors.get(`${module}.weight`);
  if (weight !== undefined) tensors.set(`${module}.weight`, changedWeight(weight, product));
  const bias = tensors.get(`${module}.bias`);
  if (product.bias === undefined) return;
  if (bias === undefined) throw refuseFile(product.bias.path, "stray_tensor", { name: product.bias.name });
  tensors.set(`${module}.bias`, changedBias(bias, product.bias, product.scaling));
}

/** Gives a head that is the embedding a name of its own, so that either can change without the other. */
function untie(tensors: Tensors): void {
  const embedding = tensors.get(`${EMBEDDING}.weight`);
  if (embedding !== undefined && !tensors.has(`${HEAD}.weight`)) tensors.set(`${HEAD}.weight`, embedding);
}

function put(tensors: Tensors, { module, of, tensor }: AdapterPart): void {
  const name = `${module}.${of}`;
  if (!tensors.has(name) && name !== `${HEAD}.weight`)
    throw refuseFile(tensor.path, "stray_tensor", { name: tensor.name });
  tensors.set(name, tensor);
}
