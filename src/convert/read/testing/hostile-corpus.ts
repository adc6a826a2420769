import { hostileAdapters } from "./hostile-adapter.ts";
import type { HostileCases } from "./hostile-case.ts";
import { hostileCharacters } from "./hostile-characters.ts";
import { hostileConfigs } from "./hostile-config.ts";
import { hostileFlax } from "./hostile-flax.ts";
import { hostileGguf } from "./hostile-gguf.ts";
import { hostileHalves } from "./hostile-halves.ts";
import { hostileKeras } from "./hostile-keras.ts";
import { hostileLlmc } from "./hostile-llmc.ts";
import { hostileModels } from "./hostile-models.ts";
import { hostilePickles } from "./hostile-pickle.ts";
import { hostilePieces } from "./hostile-pieces.ts";
import { hostileSafetensors } from "./hostile-safetensors.ts";
import { hostileTensorflow } from "./hostile-tensorflow.ts";
import { hostileTokenizers } from "./hostile-tokenizer.ts";
import { hostileTorchForms } from "./hostile-torch-forms.ts";
import { hostileTorchOld } from "./hostile-torch-old.ts";
import { hostileVocabTexts } from "./hostile-vocab-text.ts";
import { hostileZips } from "./hostile-zip.ts";

/** Every hostile checkpoint, made one after the other, the same on each run. */
export function* hostileCorpus(): HostileCases {
  yield* hostileSafetensors();
  yield* hostilePickles();
  yield* hostileTorchOld();
  yield* hostileZips();
  yield* hostileTorchForms();
  yield* hostileCharacters();
  yield* hostileHalves();
  yield* hostileLlmc();
  yield* hostileKeras();
  yield* hostileTensorflow();
  yield* hostileFlax();
  yield* hostileGguf();
  yield* hostileConfigs();
  yield* hostileTokenizers();
  yield* hostileModels();
  yield* hostileAdapters();
  yield* hostileVocabTexts();
  yield* hostilePieces();
}
