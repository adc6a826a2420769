import type { ModelFiles } from "../contract/bytes.ts";
import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import { readDefaults } from "../contract/model-defaults.ts";
import type { BackendReport, ModelInfo } from "../contract/model-info.ts";
import { type ModelSource, withoutFiles } from "../contract/model-source.ts";
import type { Note } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { whyUnhealed } from "../generate/can-heal.ts";
import type { Listing } from "../store/listing.ts";
import type { OpenedModel } from "../store/open-model.ts";
import { CARD } from "../store/record.ts";
import { findChatTemplate } from "./chat/find-chat-template.ts";
import { readCard } from "./model-card.ts";
import { bytesOf } from "./model-graphs.ts";

/** A backend that holds the model, and its tokenizer. */
export interface Started {
  readonly pass: ForwardPass;
  readonly codec: TextCodec;
  /** What of its files does not count. */
  readonly tokenizerNotes: readonly Note[];
  readonly report: BackendReport;
}

/** Where a page differs from transformers unless the model's files say otherwise: what people type ends anywhere. */
const HERE: GenerationParameters = { token_healing: true };

/** What the page is told of a model that is ready. @param source as it was asked for */
export async function infoOf(
  source: ModelSource,
  listing: Listing,
  { files, kept }: OpenedModel,
  { pass, codec, tokenizerNotes, report: backend }: Started,
): Promise<ModelInfo> {
  const { maxPositions, vocabSize } = pass;
  const generationConfig = await optionalText(files, "generation_config.json");
  const read = readDefaults(generationConfig, await files.text("config.json"), vocabSize);
  const parameters = { ...HERE, ...read.parameters };
  const chat = await findChatTemplate(files);
  const unhealed = parameters.token_healing ? whyUnhealed(codec) : undefined;
  return {
    name: listing.name,
    // Files cannot cross back to the page, and need not: it has them.
    source: withoutFiles(source),
    ...(listing.commit === undefined ? {} : { commit: listing.commit }),
    card: readCard(await optionalText(files, CARD), listing.name),
    defaults: parameters,
    ...(chat && { chat }),
    notes: [
      ...(listing.manifest?.notes ?? []),
      ...tokenizerNotes,
      ...read.notes,
      ...(unhealed === undefined ? [] : [unhealed]),
    ],
    maxPositions,
    vocabSize,
    bytes: bytesOf(listing, backend.dtype),
    backend,
    kept,
    quality: qualityOf(listing.manifest),
    isQualityClaimed: listing.source.kind !== "site" && (listing.converted !== true || listing.imported === true),
    converted: listing.converted === true,
  };
}

function qualityOf(manifest: ModelManifest | undefined): ModelInfo["quality"] {
  if (manifest === undefined) return {};
  return Object.fromEntries(
    Object.entries(manifest.dtypes).flatMap(([dtype, { quality }]) =>
      quality === undefined ? [] : [[dtype, quality]],
    ),
  );
}

async function optionalText(files: ModelFiles, path: string): Promise<string | undefined> {
  return files.paths.includes(path) ? files.text(path) : undefined;
}
