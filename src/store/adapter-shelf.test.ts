import { describe, expect, it } from "vitest";
import { createAdapterShelf } from "./adapter-shelf.ts";
import { memoryTable } from "./testing/memory-table.ts";

const files = [{ path: "adapter_model.safetensors", bytes: new Uint8Array([1, 2, 3]) }];
const noteOf = (name: string, digest: string, ...bases: string[]) => ({
  name,
  digest,
  base: "quotes",
  bases,
  added: 1,
});

describe("the shelf of adapters", () => {
  it("has those of a model, with their files, oldest first", async () => {
    const shelf = createAdapterShelf(memoryTable());
    const second = await shelf.keep({ ...noteOf("letters", "d2", "q8"), added: 2 }, files);
    await shelf.keep(noteOf("poems", "d1", "q8", "q4"), files);
    await shelf.keep(noteOf("others", "d3", "elsewhere"), files);
    const kept = await shelf.list(["q8"]);
    expect(kept.map(({ name, bytes }) => [name, bytes])).toEqual([
      ["poems", 3],
      ["letters", 3],
    ]);
    expect((await shelf.list(["q4"])).map(({ name }) => name)).toEqual(["poems"]);
    expect(await shelf.list()).toHaveLength(3);
    expect(await shelf.files(second)).toEqual(files);
  });

  it("keeps an equal one of the same model once, by its last name, for all of the model's states", async () => {
    const shelf = createAdapterShelf(memoryTable());
    const first = await shelf.keep({ ...noteOf("poems", "d1", "q8"), before: 9, after: 3 }, files);
    expect(await shelf.keep(noteOf("verses", "d1", "q8", "q4"), files)).toBe(first);
    expect(await shelf.list(["q4"])).toMatchObject([{ name: "verses", before: 9, after: 3, bases: ["q8", "q4"] }]);
    await shelf.keep(noteOf("poems", "d1", "elsewhere"), files);
    expect(await shelf.list()).toHaveLength(2);
  });

  it("takes what it cannot read, or what a database refuses to read, for what is not there", async () => {
    const table = memoryTable();
    const shelf = createAdapterShelf(table);
    const id = await shelf.keep(noteOf("poems", "d1", "q8"), files);
    table.held.set(`files ${id}`, "nothing of ours");
    table.held.set("note x", { version: 2 });
    expect([await shelf.files(id), (await shelf.list()).length]).toEqual([undefined, 1]);
    const refuse = () => Promise.reject(new DOMException("no", "SecurityError"));
    const none = createAdapterShelf({ list: refuse, get: refuse, put: refuse, remove: refuse });
    expect([await none.list(), await none.files("x")]).toEqual([[], undefined]);
  });

  it("says why nothing can be kept or removed, and keeps nothing too large or of no known model", async () => {
    const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const shelf = createAdapterShelf({ ...memoryTable(), put: full, remove: full });
    const refused = { failure: { code: "quota" } };
    await expect(shelf.keep(noteOf("poems", "d1", "q8"), files)).rejects.toMatchObject(refused);
    await expect(shelf.remove("x")).rejects.toMatchObject(refused);
    const roomy = createAdapterShelf(memoryTable());
    const large = [{ path: "a", bytes: new Uint8Array(120_000_001) }];
    await expect(roomy.keep(noteOf("poems", "d1", "q8"), large)).rejects.toMatchObject({
      failure: { code: "limit_exceeded", parameters: { name: "poems", bytes: 120_000_001, most: 120_000_000 } },
    });
    await expect(roomy.keep(noteOf("poems", "d1"), files)).rejects.toMatchObject(refused);
    const id = await roomy.keep(noteOf("poems", "d1", "q8"), files);
    await roomy.remove(id);
    expect(await roomy.list()).toEqual([]);
  });
});
