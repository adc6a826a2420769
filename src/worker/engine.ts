import type { Engine } from "../contract/engine.ts";
import type { EngineWorld } from "./engine-world.ts";
import { createInferenceEngine } from "./inference-engine.ts";
import { createModelLibrary } from "./model-library.ts";
import { ResolvedModels } from "./resolved-models.ts";

/** The model's thread: runs a model, and keeps models. */
export function createEngine(world: EngineWorld): Engine {
  const resolved = new ResolvedModels(world.now);
  return {
    ...createInferenceEngine(world, resolved),
    ...createModelLibrary(world.store, () => resolved.forget()),
  };
}
