import { expect, it } from "vitest";
import type { ModelSource } from "../contract/model-source.ts";
import { makeNote } from "../contract/outcome.ts";
import type { Listing } from "../store/listing.ts";
import { type ResolvedModel, resolvedOf } from "./resolve-model.ts";
import { ResolvedModels } from "./resolved-models.ts";

const site = { kind: "site", path: "models/one" } as const;

function modelOf(source: ModelSource, commit?: string): ResolvedModel {
  const listing: Listing = {
    source,
    name: "one",
    origin: "https://a.example",
    files: [],
    ...(commit === undefined ? {} : { commit }),
  };
  return resolvedOf(listing, { usable: false, reason: makeNote("no_adapter", {}) });
}

function noted(...models: readonly ResolvedModel[]) {
  const clock = { time: 1000 };
  const resolved = new ResolvedModels(() => clock.time);
  for (const model of models) resolved.note(model);
  return { resolved, clock };
}

it("gives a model once, to the load of the same source", () => {
  const model = modelOf(site);
  const { resolved } = noted(model);
  expect(resolved.take({ ...site })).toBe(model);
  expect(resolved.take(site)).toBeUndefined();
});

it("gives nothing to another source", () => {
  const { resolved } = noted(modelOf(site));
  expect(resolved.take({ kind: "site", path: "models/other" })).toBeUndefined();
});

it("gives a model that others were described after, as a lighter one is", () => {
  const lighter = { kind: "site", path: "models/lighter" } as const;
  const [full, light] = [modelOf(site), modelOf(lighter)];
  const { resolved } = noted(full, light);
  expect(resolved.take(site)).toBe(full);
  expect(resolved.take(lighter)).toBe(light);
});

it("gives the commit that was described, and not what was found of another one before", () => {
  const hub = { kind: "hub", repo: "a/b" } as const;
  const [first, second] = [modelOf(hub, "1".repeat(40)), modelOf(hub, "2".repeat(40))];
  const { resolved } = noted(first, second);
  expect(resolved.take({ ...hub, revision: "1".repeat(40) })).toBeUndefined();
  resolved.note(second);
  expect(resolved.take({ ...hub, revision: "2".repeat(40) })).toBe(second);
});

it("gives nothing when much time has passed, or what is kept has changed", () => {
  const model = modelOf(site);
  const { resolved, clock } = noted(model);
  clock.time += 3_600_000;
  expect(resolved.take(site)).toBeUndefined();
  resolved.note(model);
  resolved.forget();
  expect(resolved.take(site)).toBeUndefined();
});

it("keeps few models, and no files that were picked", () => {
  const sources = Array.from({ length: 9 }, (_, index) => ({ kind: "site", path: `models/${index}` }) as const);
  const { resolved } = noted(...sources.map((source) => modelOf(source)));
  expect(sources.filter((source) => resolved.take(source) !== undefined)).toEqual(sources.slice(5));
  const picked = { kind: "files", name: "one", files: [] } as const;
  resolved.note(modelOf(picked));
  expect(resolved.take(picked)).toBeUndefined();
});
