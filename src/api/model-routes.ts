import { QUEUE_LIMIT } from "../contract/api/host.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { makeFailure } from "../contract/outcome.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { describeInEnglish } from "../contract/tell-in-english.ts";
import { jsonAnswer, refuseRequest } from "./answer.ts";
import type { ApiWorld } from "./api-world.ts";
import { apiWords } from "./api-words.ts";

/** A greeting with the version and the model. */
export async function greet(_request: Request, world: ApiWorld, clientId: string): Promise<Response> {
  const status = (await world.pages.find({ clientId }))?.status;
  return jsonAnswer({
    message: world.server === undefined ? apiWords.greeting : apiWords.greetingOfServer,
    version: world.version,
    model: status?.model?.name ?? null,
    docs: world.server === undefined ? "docs.html" : "docs",
  });
}

/** Model, device and queue. */
export async function health(_request: Request, world: ApiWorld, clientId: string): Promise<Response> {
  const status = (await world.pages.find({ clientId }))?.status;
  const model = status?.model;
  return jsonAnswer({
    status: model === undefined ? "unavailable" : "ok",
    reason:
      model === undefined ? describeInEnglish(status?.reason ?? makeFailure("not_loaded", "no_page_open", {})) : null,
    model: model?.name ?? null,
    device: model?.backend.device ?? null,
    dtype: model?.backend.dtype ?? null,
    notes: model?.notes.map(describeInEnglish) ?? [],
    queue: { length: status?.queued ?? 0, limit: world.server?.most ?? QUEUE_LIMIT },
  });
}

/** The models of all open pages. */
export async function models(_request: Request, world: ApiWorld): Promise<Response> {
  return jsonAnswer({ object: "list", data: (await namesOf(world)).map(modelObject) });
}

/** One model. @param id as it stands in the address: the slash of `owner/name` may be written as it is or as %2F */
export async function oneModel(id: string, world: ApiWorld): Promise<Response> {
  const wanted = decodeName(id);
  const known = wanted !== undefined && (await namesOf(world)).includes(wanted);
  if (known) return jsonAnswer(modelObject(wanted));
  return noSuchModel(wanted ?? id, world);
}

/** The answer where no page has the model that was named. */
export function noSuchModel(name: string, { server }: ApiWorld): Response {
  const words = server === undefined ? apiWords.noModel : apiWords.noModelHere;
  return refuseRequest(404, words(cleanLine(name, 200)), "model_not_found", { param: "model" });
}

async function namesOf({ pages }: ApiWorld): Promise<readonly string[]> {
  return [...new Set((await pages.findAll()).flatMap(({ model }) => (model === undefined ? [] : namesOfModel(model))))];
}

/** Its own name, then those of its adapters. */
export function namesOfModel({ name, adapters = [] }: ModelInfo): readonly string[] {
  return [name, ...adapters.map((adapter) => adapter.name)];
}

function modelObject(id: string) {
  return { id, object: "model", created: 0, owned_by: "this device" };
}

function decodeName(id: string): string | undefined {
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}
