import type { AdapterTarget } from "./adapter-shape.ts";
import type { LayerParts, Norm, Product } from "./model-parts.ts";

/** All parts of a layer, by their names in a checkpoint. */
export function layerParts(
  product: (name: AdapterTarget) => Product,
  norm: (name: "ln_1" | "ln_2") => Norm,
): LayerParts {
  return {
    products: {
      "attn.c_attn": product("attn.c_attn"),
      "attn.c_proj": product("attn.c_proj"),
      "mlp.c_fc": product("mlp.c_fc"),
      "mlp.c_proj": product("mlp.c_proj"),
    },
    norms: { ln_1: norm("ln_1"), ln_2: norm("ln_2") },
  };
}
