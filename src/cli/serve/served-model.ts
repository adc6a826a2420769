import { basename, resolve } from "node:path";
import { makeNote } from "../../contract/outcome.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import { KernelForwardPass } from "../../kernel/kernel-forward-pass.ts";
import { readCard } from "../../worker/model-card.ts";
import type { Io, OptionValues } from "../command.ts";
import { openFolder } from "../folder-files.ts";
import { openModel } from "../open-model.ts";
import type { RunningModel } from "../../worker/compute.ts";
import { requiredText } from "../command.ts";

/** Opens the model that the options name, as the routes see it: with the defaults that it has in a page. */
export async function openServedModel(values: OptionValues, io: Io): Promise<RunningModel> {
  const folder = requiredText(values, "model");
  const { pass, codec, defaults, dtype, backend } = await openModel(values, io);
  const files = await openFolder(folder);
  const name = basename(resolve(folder));
  const card = files.paths.includes("README.md") ? await files.text("README.md") : undefined;
  const weights = files.paths.filter((path) => path.startsWith("onnx/") || path.endsWith(".onnx"));
  const info: ModelInfo = {
    name,
    source: { kind: "files", name, files: [] },
    card: readCard(card, name),
    defaults: { token_healing: true, ...defaults },
    notes: [],
    maxPositions: pass.maxPositions,
    vocabSize: pass.vocabSize,
    bytes: weights.reduce((sum, path) => sum + files.size(path), 0),
    backend: {
      backend,
      device: "wasm",
      dtype,
      threads: pass instanceof KernelForwardPass ? pass.threads : 1,
      reason: makeNote("chosen", {}),
      tried: [],
    },
    kept: { where: "files" },
    quality: {},
    isQualityClaimed: false,
    converted: false,
  };
  return { pass, codec, info };
}
