import { basename, resolve } from "node:path";
import { makeNote } from "../../contract/outcome.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import { KernelForwardPass } from "../../kernel/kernel-forward-pass.ts";
import { findChatTemplate } from "../../worker/chat/find-chat-template.ts";
import { readCard } from "../../worker/model-card.ts";
import type { Io, OptionValues } from "../command.ts";
import { openFolder } from "../folder-files.ts";
import { openAlone } from "../open-model.ts";
import type { VoicedModel } from "../../worker/with-adapter.ts";
import { requiredText } from "../command.ts";
import { adapterPlaces, addAdapters } from "./served-adapters.ts";

/** Opens the model that the options name, as the routes see it: with the defaults that it has in a page. */
export async function openServedModel(values: OptionValues, io: Io): Promise<VoicedModel> {
  const folder = requiredText(values, "model");
  const files = await openFolder(folder);
  const name = basename(resolve(folder));
  const places = adapterPlaces(values, name);
  const { base, backend, defaults, dtype } = await openAlone(values, io, { isAdapted: places.length > 0 });
  const { pass, codec } = base;
  const { infos, numbers } = await addAdapters(places, base, io);
  const card = files.paths.includes("README.md") ? await files.text("README.md") : undefined;
  const chat = await findChatTemplate(files);
  const weights = files.paths.filter((path) => path.startsWith("onnx/") || path.endsWith(".onnx"));
  const info: ModelInfo = {
    name,
    source: { kind: "files", name, files: [] },
    card: readCard(card, name),
    defaults: { token_healing: true, ...defaults },
    ...(chat && { chat }),
    ...(infos.length > 0 && {
      adapters: infos.map(({ defaults: own, ...info }) => ({
        ...info,
        ...(own && { defaults: { token_healing: true, ...own } }),
      })),
    }),
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
  return { pass, codec, info, adapters: numbers };
}
