import { describe, expect, it } from "vitest";
import { inEnglish, saying } from "../../contract/testing/refused.ts";
import { MODEL_INDEX, parseModelIndex, writeModelIndex } from "../../contract/model-index.ts";
import { tinyPackage } from "../../testing/tiny-package.ts";
import { indexModels } from "./index-models.ts";

type Content = string | Uint8Array<ArrayBuffer>;

async function packageIn(folder: string, title?: string, more: object = {}): Promise<[string, Content][]> {
  const files = await tinyPackage(["q8"], { readme: title === undefined ? "text" : `# ${title}\n\nSays much.\n` });
  return Object.entries(files).map(([path, bytes]) => {
    const own = new Uint8Array(bytes);
    const isManifest = path === "manifest.json";
    const changed =
      isManifest && JSON.stringify({ ...JSON.parse(new TextDecoder().decode(own)), name: folder, ...more });
    return [`models/${folder}/${path}`, changed || own];
  });
}

async function listOf(files: readonly (readonly [string, Content])[], own?: string) {
  return indexModels(new Map(files.map(([path, content]) => [path, new Blob([content])])), own);
}

describe("indexModels", () => {
  it("lists packages by their cards' titles and what a visitor downloads", async () => {
    const tales = await packageIn("tales", "Tales *of* the sea");
    const bare = await packageIn("bare");
    const size = [...tales].reduce((sum, [path, content]) => sum + (/manifest/.test(path) ? 0 : content.length), 0);
    expect(await listOf([...tales, ...bare, ["models/notes.txt", "x"], ["models/My own/manifest.json", "x"]])).toEqual([
      { name: "bare", title: "bare", bytes: expect.any(Number) },
      { name: "tales", title: "Tales of the sea", bytes: size },
    ]);
  });

  it("has none where there is nothing to choose, unless the site opens with a model of the Hub", async () => {
    const one = await packageIn("tales", "Tales");
    expect([await listOf([]), await listOf(one)]).toEqual([[], []]);
    expect(await listOf(one, "owner/name")).toMatchObject([{ name: "tales" }]);
  });

  it("takes one that only begins in another's place for no choice, unless the list has it", async () => {
    const files = [...(await packageIn("big", "Big", { lighter: "small" })), ...(await packageIn("small", "Small"))];
    expect(await listOf(files)).toEqual([]);
    const written = writeModelIndex([
      { name: "small", title: "Quick", bytes: 1 },
      { name: "big", title: "Good", bytes: 1 },
      { name: "gone", title: "Gone", bytes: 1 },
    ]);
    const more = await packageIn("another", "Another");
    expect(await listOf([...files, ...more, [MODEL_INDEX, written]])).toMatchObject([
      { name: "small", title: "Quick" },
      { name: "big", title: "Good" },
      { name: "another", title: "Another" },
    ]);
  });

  it("has the model that the site opens with, though another may begin with it", async () => {
    const files = [...(await packageIn("big", "Big", { lighter: "small" })), ...(await packageIn("small", "Small"))];
    expect(await listOf(files, "small")).toMatchObject([{ name: "big" }, { name: "small" }]);
  });

  it("has titles of emoji, and cuts none in two", async () => {
    const files = [
      ...(await packageIn("joy", "\u{1f600}".repeat(70))),
      ...(await packageIn("more", "\u{1f600}".repeat(200))),
    ];
    const list = await listOf(files);
    expect(list.map(({ title }) => [...title].length)).toEqual([70, 120]);
    expect(parseModelIndex(writeModelIndex(list))).toEqual(list);
  });

  it("counts the smallest of several weights alone", async () => {
    const files = await tinyPackage(["q8", "fp32"], { readme: "# Two" });
    const both = Object.entries(files).map(([path, bytes]) => [`models/two/${path}`, new Uint8Array(bytes)] as const);
    const manifest = JSON.parse(new TextDecoder().decode(files["manifest.json"]));
    const total = manifest.files.reduce((sum: number, { size }: { size: number }) => sum + size, 0);
    const [listed] = await listOf(both, "owner/name");
    expect(listed?.bytes).toBeLessThan(total);
  });

  it("refuses two packages of one name, by theirs", async () => {
    const site = [...(await packageIn("tales", "Tales")), ...(await packageIn("copy", "Copy", { name: "tales" }))];
    await expect(listOf(site)).rejects.toThrow(
      saying("models/copy/manifest.json and models/tales/manifest.json both name their model"),
    );
  });

  it("refuses two packages of one name as such, though the folder of one differs from it in capitals", async () => {
    const site = [
      ...(await packageIn("tales", "Tales", { name: "Tales" })),
      ...(await packageIn("copy", "Copy", { name: "Tales" })),
    ];
    await expect(listOf(site)).rejects.toThrow(
      saying("models/copy/manifest.json and models/tales/manifest.json both name their model"),
    );
  });

  it("takes a package whose name is the folder of another", async () => {
    const site = [...(await packageIn("a", "A", { name: "b" })), ...(await packageIn("b", "B", { name: "c" }))];
    expect(await listOf(site)).toMatchObject([{ name: "a" }, { name: "b" }]);
  });

  it.each([
    ["copy", { name: "Tales" }, /models\/copy.* and models\/tales.* are of models named "Tales" and "tales"/],
    ["Tales", { name: "other" }, /models\/Tales.* and models\/tales.* are of models named "Tales" and "tales"/],
    ["TALES", {}, /which differ in capitals alone/],
  ])("refuses a package beside tales in %s whose name, %j, differs in capitals alone", async (folder, more, said) => {
    const site = [...(await packageIn("tales", "Tales")), ...(await packageIn(folder, "Copy", more))];
    const refusal: unknown = await listOf(site).catch((error: unknown) => error);
    expect(inEnglish(refusal)).toMatch(said);
  });

  it("refuses a list or a manifest that is none, by its name", async () => {
    const site = await packageIn("tales", "Tales");
    await expect(listOf([...site, [MODEL_INDEX, "[]"]])).rejects.toThrow(saying("models/index.json"));
    await expect(listOf([...site, ["models/bad/manifest.json", "{}"]])).rejects.toThrow(
      saying("models/bad/manifest.json is not the manifest of a package"),
    );
  });
});
