import type { NamedBytes } from "../../../contract/bytes.ts";
import { LIMITS } from "../../../contract/limits.ts";
import type { LowRankTerm } from "../../../contract/low-rank.ts";
import { ADAPTER_CONFIG } from "../../../contract/model-folder.ts";
import { type Refusal, refuse } from "../../../contract/outcome.ts";
import { refuseAbout } from "../../../contract/refuse-file.ts";
import type { Gpt2Config } from "../../../gpt2/config.ts";
import { gpt2Tensors, shapeOf } from "../../../gpt2/tensors.ts";
import { loadTensor } from "../load-tensor.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import type { AdapterConfig } from "./adapter-config.ts";
import { checkNames } from "./apply-adapter.ts";
import { isOtherBase } from "./other-base.ts";
import { type Product, productsOf } from "./products.ts";
import { readAdapterConfig, readAdapterParts } from "./read-adapter.ts";

/** The model that an adapter is to lie beside. */
interface ApartBase {
  readonly shape: Gpt2Config;
  /** Its repository on the Hub, where it is known. */
  readonly repo?: string;
}

/** The matrices of a layer, which the kernel can add something to. */
const MATRIX = /^h\.\d+\.(?:attn\.c_attn|attn\.c_proj|mlp\.c_fc|mlp\.c_proj)$/;

/**
 * An adapter as terms that are computed beside its base's weights: LoRA and rsLoRA on the four matrices of a layer. What else it
 * may hold changes weights, and is refused by name.
 * @param files of the adapter's folder
 * @throws Refusal `no_usable_files`, `unsupported_architecture`, `malformed_file`
 */
export async function readApart(files: readonly NamedBytes[], base: ApartBase): Promise<readonly LowRankTerm[]> {
  const folder = new Map(files.map((file) => [file.path, file]));
  const config = await readAdapterConfig(folder);
  if (config === undefined) throw refuse("no_usable_files", "no_adapter_config", {}, { subject: ADAPTER_CONFIG });
  if (config.base !== undefined && base.repo !== undefined && isOtherBase(config.base, base.repo))
    throw refuseAbout("unsupported_architecture", config.path, "adapter_base", { base: config.base, model: base.repo });
  const parts = await readAdapterParts(folder);
  if (parts === undefined)
    throw refuse("no_usable_files", "adapter_without_file", { path: config.path }, { subject: config.path });
  checkNames(parts, config);
  if (config.isDora) throw refuseApart(config.path, "use_dora");
  const other = parts.find(({ kind, module }) => !/^lora_[AB]$/.test(kind) || !MATRIX.test(module));
  if (other !== undefined) throw refuseApart(other.tensor.path, other.tensor.name);
  const products = productsOf(parts, config, shapesOf(base.shape));
  products.forEach((product) => {
    checkRank(product, config);
  });
  return Promise.all(products.map(loadTerm));
}

async function loadTerm({ module, a, b, rank, scaling }: Product): Promise<LowRankTerm> {
  return { module, rank, scale: scaling, a: await loadTensor(a), b: await loadTensor(b) };
}

function checkRank({ a, rank }: Product, { path }: AdapterConfig): void {
  if (rank <= LIMITS.adapterRank) return;
  throw refuseAbout("unsupported_architecture", path, "adapter_rank_apart", {
    name: a.name,
    rank,
    most: LIMITS.adapterRank,
  });
}

/** What the base's weights are like; nobody reads their values. */
function shapesOf(shape: Gpt2Config): ReadonlyMap<string, Pick<StoredTensor, "shape">> {
  return new Map(gpt2Tensors(shape).map((tensor) => [tensor.name, { shape: shapeOf(tensor) }]));
}

function refuseApart(path: string, name: string): Refusal {
  return refuseAbout("unsupported_architecture", path, "adapter_apart", { name });
}
