import { afterEach, expect, it } from "vitest";
import { nameFailure } from "../contract/name-failure.ts";
import type { Outcome } from "../contract/outcome.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import { nodeEngine } from "./testing/node-engine.ts";

const HUB = { kind: "hub", repo: "owner/tiny" } as const;
const files = await tinyPackage(["q8"]);

let hub: FakeHub;
afterEach(() => hub.close());

async function kept() {
  hub = await startFakeHub({ "owner/tiny": { files } });
  const engine = nodeEngine(hub.url);
  unwrap(await engine.load(HUB, {}, () => undefined));
  const [model] = unwrap(await engine.stored());
  return { engine, id: model?.id ?? "" };
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

it("lists, verifies and deletes what was loaded", async () => {
  const { engine, id } = await kept();
  expect(unwrap(await engine.stored())).toMatchObject([{ name: "owner/tiny", complete: true, source: HUB }]);
  expect(unwrap(await engine.verifyStored(id))).toEqual({ damaged: [] });
  unwrap(await engine.deleteStored(id));
  expect(unwrap(await engine.stored())).toEqual([]);
});

it("says of a model that is gone that it is not kept any more", async () => {
  const { engine, id } = await kept();
  unwrap(await engine.deleteStored(id));
  for (const call of [engine.verifyStored(id), engine.deleteStored(id), engine.exportStored(id)])
    expect(await call).toMatchObject({ ok: false, failure: { code: "model_not_found" } });
});

it("asks the host anew after a change: what an offer relied on may be gone", async () => {
  const { engine, id } = await kept();
  const { source } = unwrap(await engine.describe(HUB));
  unwrap(await engine.deleteStored(id));
  const before = hub.log.length;
  unwrap(await engine.load(source, { dtype: "q8" }, () => undefined));
  expect(hub.log.slice(before).map(({ url }) => url)).toContainEqual(
    expect.stringContaining("/api/models/owner/tiny/"),
  );
});

it("takes in what it gave out, and the files of a zipped folder", async () => {
  const { engine, id } = await kept();
  const saved = unwrap(await engine.exportStored(id));
  const imported = unwrap(await engine.importStored({ path: saved.name, bytes: saved.bytes }));
  expect(imported).toMatchObject({ complete: true, source: { kind: "files", files: [] } });
  expect(unwrap(await engine.load(imported.source, {}, () => undefined)).backend.dtype).toBe("q8");
  expect(unwrap(await engine.openArchive({ path: saved.name, bytes: saved.bytes }))).toMatchObject({ kind: "files" });
});
