import { beforeAll, describe, expect, it } from "vitest";
import type { ModelSource } from "../contract/model-source.ts";
import { type Outcome, refuse } from "../contract/outcome.ts";
import { saying } from "../contract/testing/refused.ts";
import type { TextInput, Trainer, TrainingChoice, TrainingEvent } from "../contract/training.ts";
import { createSecondThread, type SecondThread } from "../kernel/training/second-thread.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { createModelStore } from "../store/model-store.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import { unzipModel } from "../store/unzip-model.ts";
import { tinyCheckpoint, tinyPackage } from "../testing/tiny-package.ts";
import type { TrainerWorld } from "./trainer-world.ts";
import { memoryTable, nodeTrainer, pickedPackage } from "./testing/node-trainer.ts";

const WORDS = ["red", "blue", "green", "gold", "grey"];
const TEXTS = WORDS.flatMap((one) => WORDS.flatMap((other) => [`${one} and ${other}`, `${other}, ${one}!`]));
const CHOICE: TrainingChoice = { rank: 4, epochs: 2, rate: 0.01, seed: 1 };

let model: ModelSource;
let other: ModelSource;

beforeAll(async () => {
  model = pickedPackage("tiny", await tinyPackage(["q8"]));
  const changed = { ...tinyCheckpoint(), name: "other" };
  other = pickedPackage("other", await tinyPackage(["q4"], changed));
});

const inputOf = (text: string | Uint8Array<ArrayBuffer>, more: Partial<TextInput> = {}): TextInput => ({
  name: "texts.txt",
  bytes: new Blob([text]),
  layout: "auto",
  ...more,
});

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.failure));
}

/** A trainer that has opened the model and read the texts. */
async function openTrainer(table = memoryTable(), texts = TEXTS.join("\n")): Promise<Trainer> {
  const trainer = nodeTrainer(table);
  unwrap(await trainer.openModel(model));
  unwrap(await trainer.readTexts(inputOf(texts)));
  return trainer;
}

/** The weights that were learned, as PEFT's file has them. */
async function adapterOf(trainer: Trainer): Promise<string> {
  const zip = unwrap(await trainer.saveAdapter("mine"));
  const files = await unzipModel({ path: zip.name, bytes: zip.bytes });
  const weights = files.find(({ path }) => path === "adapter_model.safetensors");
  return Buffer.from((await weights?.bytes.arrayBuffer()) ?? new ArrayBuffer(0)).toString("base64");
}

/** A second thread in this one. @param last the number of the first call that it fails; undefined: none */
function secondThat(last: number | undefined) {
  const calls = { made: 0, ended: false };
  const inner = createSecondThread();
  const told = async <T>(call: () => Promise<T>): Promise<T> => {
    if (calls.made++ === last) throw new Error("The thread has ended.");
    return call();
  };
  const thread: SecondThread = {
    start: (...given) => told(() => inner.start(...given)),
    setValues: (values) => told(() => inner.setValues(values)),
    score: (texts) => told(() => inner.score(texts)),
    accumulate: (texts, weight) => told(() => inner.accumulate(texts, weight)),
    takeGradients: () => told(() => inner.takeGradients()),
  };
  const end = () => {
    calls.ended = true;
  };
  return { started: { thread, lost: new Promise<never>(() => {}), end }, calls };
}

describe("what was kept before", () => {
  it("stays where what came after it is thrown away, and while another training fails", async () => {
    const table = memoryTable();
    const trainer = await openTrainer(table);
    unwrap(await trainer.teach(CHOICE, () => {}));
    unwrap(await trainer.keep("first"));
    const first = await adapterOf(trainer);
    expect(await trainer.teach({ ...CHOICE, rank: 1000 }, () => {})).toMatchObject({ ok: false });
    expect(await adapterOf(trainer)).toBe(first);
    unwrap(await trainer.readTexts(inputOf(TEXTS.map((text) => text.toUpperCase()).join("\n"))));
    unwrap(await trainer.teach(CHOICE, () => {}));
    expect(await adapterOf(trainer)).not.toBe(first);
    unwrap(await trainer.drop());
    expect(unwrap(await nodeTrainer(table).openModel(model)).kept).toMatchObject({ name: "first" });
  });

  it("lies beside others of its base, each opened by its own id, and only with that base", async () => {
    const table = memoryTable();
    const trainer = await openTrainer(table);
    unwrap(await trainer.teach(CHOICE, () => {}));
    const first = unwrap(await trainer.keep("first"));
    const weights = await adapterOf(trainer);
    unwrap(await trainer.teach({ ...CHOICE, rank: 8 }, () => {}));
    const second = unwrap(await trainer.keep("second"));
    const again = nodeTrainer(table);
    const voices = [first, second];
    expect(unwrap(await again.openModel(model))).toEqual({ name: "tiny", voices, kept: second });
    expect(unwrap(await again.openKept(first.id ?? ""))).toEqual(first);
    expect(await adapterOf(again)).toBe(weights);
    const renamed = { ...first, name: "renamed" };
    expect(unwrap(await again.keep("renamed"))).toEqual(renamed);
    expect(unwrap(await again.openModel(model, first.id))).toEqual({
      name: "tiny",
      voices: [renamed, second],
      kept: renamed,
    });
    unwrap(await again.drop());
    expect(unwrap(await again.openModel(model, first.id)).voices).toEqual([second]);
    expect(unwrap(await again.openModel(other)).voices).toEqual([]);
    expect(await again.openKept(second.id ?? "")).toMatchObject({
      failure: { code: "model_not_found", detail: "adapter_unreadable" },
    });
  });

  it("is not opened in the place of one that was asked for and cannot be read", async () => {
    const table = memoryTable();
    const trainer = await openTrainer(table);
    unwrap(await trainer.teach(CHOICE, () => {}));
    const first = unwrap(await trainer.keep("first"));
    unwrap(await trainer.teach({ ...CHOICE, rank: 8 }, () => {}));
    const second = unwrap(await trainer.keep("second"));
    table.held.set(`files ${first.id}`, []);
    const again = nodeTrainer(table);
    expect(unwrap(await again.openModel(model, first.id))).toEqual({ name: "tiny", voices: [first, second] });
    expect(await again.openKept(first.id ?? "")).toEqual(saying("first"));
    expect(unwrap(await again.openModel(model, "gone"))).not.toHaveProperty("kept");
  });

  it("is renamed and thrown away without a training of the same base that was broken off", async () => {
    const table = memoryTable();
    const trainer = await openTrainer(table);
    unwrap(await trainer.teach(CHOICE, () => {}));
    unwrap(await trainer.keep("first"));
    const file = unwrap(await trainer.saveAdapter("saved"));
    const broken = nodeTrainer(table, { loadKernel: () => Promise.reject(new RangeError("Out of memory")) });
    unwrap(await broken.openModel(model));
    unwrap(await broken.readTexts(inputOf(TEXTS.join("\n"))));
    await broken.teach({ ...CHOICE, rank: 8 }, () => {});
    const begun = unwrap(await trainer.unfinished());
    expect(begun).toMatchObject({ model: "tiny" });
    const storage = nodeTrainer(table);
    unwrap(await storage.openModel(model));
    unwrap(await storage.keep("renamed"));
    unwrap(await storage.drop());
    unwrap(await storage.openAdapter({ path: file.name, bytes: file.bytes }));
    unwrap(await storage.keep("came in a file"));
    expect(unwrap(await storage.unfinished())).toEqual(begun);
  });

  it("by an earlier version lies beside the others from the first time its model is opened", async () => {
    const table = memoryTable();
    const trainer = await openTrainer(table);
    unwrap(await trainer.teach(CHOICE, () => {}));
    const weights = await adapterOf(trainer);
    const { id } = unwrap(await trainer.keep("mine"));
    const files = table.held.get(`files ${id}`);
    const base = id?.split(" ")[1] ?? "";
    for (const key of [...table.held.keys()]) table.held.delete(key);
    table.held.set(`voice ${base}`, { version: 1, name: "old", before: 90, after: 31, files });
    const now = nodeTrainer(table);
    const kept = { id, name: "old", before: 90, after: 31 };
    expect(unwrap(await now.openModel(model))).toEqual({ name: "tiny", voices: [kept], kept });
    expect(await adapterOf(now)).toBe(weights);
    expect([...table.held.keys()]).toEqual([`note ${id}`, `files ${id}`]);
    // What cannot be moved stays where it is.
    table.held.set(`voice ${base}`, { version: 1, name: "broken", files: [] });
    expect(unwrap(await nodeTrainer(table).openModel(model)).voices).toEqual([kept]);
    expect(table.held.has(`voice ${base}`)).toBe(true);
  });

  it("stays, and is said to, where the device does not let go of it", async () => {
    const table = memoryTable();
    const trainer = await openTrainer(table);
    unwrap(await trainer.teach(CHOICE, () => {}));
    unwrap(await trainer.keep("first"));
    table.remove = () => Promise.reject(new DOMException("The disk is gone.", "UnknownError"));
    expect(await trainer.drop()).toMatchObject({ failure: { code: "storage" } });
  });
});

describe("what was learned, for a link", () => {
  it("is small, opens beside the same base as it was made, and is refused by another", async () => {
    const trainer = await openTrainer();
    unwrap(await trainer.teach(CHOICE, () => {}));
    const before = await adapterOf(trainer);
    const steps: number[] = [];
    const small = unwrap(await trainer.makeSmall("My voice", (done) => void steps.push(done)));
    expect([small.name, steps.at(-1), steps.length > 1]).toEqual(["My-voice.hostless-voice", 1, true]);
    expect(small.bytes.size).toBeLessThan(9000);
    expect(small.perplexity).toBeGreaterThan(1);
    expect(await adapterOf(trainer)).toBe(before);
    const own = nodeTrainer();
    unwrap(await own.openModel(model));
    const file = { path: small.name, bytes: small.bytes };
    expect(unwrap(await own.openAdapter(file))).toEqual({ name: "My voice" });
    // Its texts are not at hand there.
    expect(unwrap(await own.makeSmall("again", () => {}))).not.toHaveProperty("perplexity");
    unwrap(await own.openModel(other));
    expect(await own.openAdapter(file)).toMatchObject({ failure: { code: "unsupported_architecture" } });
  });
});

describe("making it small", () => {
  it("stops at once and leaves what was learned, and can be begun anew", async () => {
    const trainer = await openTrainer();
    unwrap(await trainer.teach(CHOICE, () => {}));
    const before = await adapterOf(trainer);
    let steps = 0;
    const stopped = await trainer.makeSmall("mine", () => {
      steps++;
      void trainer.stop();
    });
    expect([stopped, steps]).toEqual([{ ok: false, failure: expect.objectContaining({ code: "cancelled" }) }, 1]);
    expect(await adapterOf(trainer)).toBe(before);
    expect(unwrap(await trainer.makeSmall("mine", () => {})).perplexity).toBeGreaterThan(1);
  });

  it("waits for another tab's training only where it learns its texts once more", async () => {
    let isFree = true;
    const alone: TrainerWorld["alone"] = (work) => {
      if (!isFree) throw refuse("busy", "training", {});
      return work();
    };
    const table = memoryTable();
    const trainer = nodeTrainer(table, { alone });
    unwrap(await trainer.openModel(model));
    unwrap(await trainer.readTexts(inputOf(TEXTS.join("\n"))));
    unwrap(await trainer.teach(CHOICE, () => {}));
    unwrap(await trainer.keep("mine"));
    isFree = false;
    expect(await trainer.makeSmall("mine", () => {})).toMatchObject({ failure: { code: "busy" } });
    const reloaded = nodeTrainer(table, { alone });
    unwrap(await reloaded.openModel(model));
    expect(unwrap(await reloaded.makeSmall("mine", () => {})).bytes.size).toBeGreaterThan(100);
  });

  it("opens where the model is kept in another dtype, and says of another state of it that it is that", async () => {
    const both = await tinyPackage(["q8", "q4"]);
    const trainer = nodeTrainer();
    unwrap(await trainer.openModel(pickedPackage("tiny", both)));
    unwrap(await trainer.readTexts(inputOf(TEXTS.join("\n"))));
    unwrap(await trainer.teach({ ...CHOICE, epochs: 1 }, () => {}));
    const small = unwrap(await trainer.makeSmall("mine", () => {}));
    const file = { path: small.name, bytes: small.bytes };
    const store = createModelStore(nodeWorld("http://localhost/"));
    const light = nodeTrainer(memoryTable(), {
      store: {
        lookUp: (source) => store.lookUp(source),
        open: (...given) => store.open(...given),
        keptPaths: async ({ files }) => new Set(files.map(({ path }) => path).filter((path) => /q4/.test(path))),
        stored: () => store.stored(),
        read: (...given) => store.read(...given),
      },
    });
    unwrap(await light.openModel(pickedPackage("tiny", both)));
    expect(unwrap(await light.openAdapter(file))).toEqual({ name: "mine" });
    const state = nodeTrainer();
    unwrap(await state.openModel(pickedPackage("tiny", await tinyPackage(["q4"], { ...tinyCheckpoint() }))));
    expect(await state.openAdapter(file)).toEqual(saying("another state of"));
  });
});

describe("the thread that teaches", () => {
  it("tells how far it is, shows samples of the same draws, and foresees such texts better", async () => {
    const trainer = await openTrainer();
    const events: TrainingEvent[] = [];
    const taught = unwrap(await trainer.teach(CHOICE, (event) => events.push(event)));
    expect(taught).toMatchObject({ end: "done", steps: 12 });
    expect(taught.after).toBeLessThan(taught.before / 2);
    const progress = events.filter((event) => event.type === "progress");
    expect(progress.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(progress.at(-1)?.fraction).toBeGreaterThan(0.9);
    expect(events.filter(({ type }) => type === "judged")).toHaveLength(5);
    const samples = events.filter((event) => event.type === "samples");
    expect(samples.length).toBeGreaterThan(1);
    for (const { samples: three } of samples) {
      expect(three).toHaveLength(3);
      expect(three.map(({ prompt, before }) => [prompt, before])).toEqual(
        taught.samples.map(({ prompt, before }) => [prompt, before]),
      );
    }
    expect(taught.samples.every(({ before, now }) => before !== now)).toBe(true);
  });

  it("keeps what was learned, and writes with it after a reload, as it did before", async () => {
    const table = memoryTable();
    const trainer = await openTrainer(table);
    unwrap(await trainer.teach(CHOICE, () => {}));
    const written = unwrap(await trainer.write("red", 5));
    expect(written.now).not.toBe(written.before);
    const { id, before, after } = unwrap(await trainer.keep("Colours"));
    const kept = { id, name: "Colours", before, after };
    expect(unwrap(await trainer.unfinished())).toBeUndefined();

    const reloaded = nodeTrainer(table);
    expect(unwrap(await reloaded.openModel(model))).toEqual({
      name: "tiny",
      voices: [kept],
      kept,
    });
    expect(unwrap(await reloaded.write("red", 5))).toEqual(written);
    unwrap(await reloaded.drop());
    expect(await reloaded.write("red", 5)).toMatchObject({ ok: false });
    expect([...table.held.keys()]).toEqual([]);
  });

  it("saves what was learned as PEFT's files, which another page of the same model opens, and one of another not", async () => {
    const trainer = await openTrainer();
    unwrap(await trainer.teach(CHOICE, () => {}));
    const written = unwrap(await trainer.write("blue", 2));
    const file = unwrap(await trainer.saveAdapter("My Colours"));
    expect(file.name).toBe("My-Colours.zip");
    const zip = { path: file.name, bytes: file.bytes };

    const elsewhere = nodeTrainer();
    unwrap(await elsewhere.openModel(model));
    expect(unwrap(await elsewhere.openAdapter(zip))).toEqual({ name: "My Colours" });
    expect(unwrap(await elsewhere.write("blue", 2))).toEqual(written);

    const wrong = nodeTrainer();
    unwrap(await wrong.openModel(other));
    expect(await wrong.openAdapter(zip)).toEqual(
      saying('the adapter was trained on "tiny"', { code: "unsupported_architecture" }),
    );
    expect(await wrong.openAdapter({ path: "x.zip", bytes: new Blob(["no zip"]) })).toMatchObject({ ok: false });
  });

  it("saves the whole model with what was learned merged into it, which reads as a checkpoint", async () => {
    const trainer = await openTrainer();
    unwrap(await trainer.teach(CHOICE, () => {}));
    const saved = unwrap(await trainer.saveMerged("My Colours"));
    expect(saved.name).toBe("My-Colours-merged.zip");
    const files = await unzipModel({ path: saved.name, bytes: saved.bytes });
    expect(files.map(({ path }) => path)).toContainEqual(expect.stringMatching(/README\.md$/));
    const merged = await readCheckpoint(files);
    const base = tinyCheckpoint();
    expect(merged.config).toEqual(base.config);
    const changes = await Promise.all(
      ["h.0.attn.c_attn.weight", "wte.weight"].map(async (name) => {
        const [own, other] = [await merged.tensor(name), await base.tensor(name)];
        return own.reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] ?? Number.NaN))), 0);
      }),
    );
    // What int8 rounds is less than what was learned.
    expect(changes[1]).toBeLessThan(0.05);
    expect(changes[0]).toBeGreaterThan(3 * (changes[1] ?? Number.NaN));
    expect(await trainer.saveMerged("again")).toMatchObject({ ok: true });
    const nothing = nodeTrainer();
    unwrap(await nothing.openModel(model));
    expect(await nothing.saveMerged("x")).toMatchObject({ failure: { code: "not_loaded" } });
  });

  it("goes on where its page ended, to the very same adapter", async () => {
    const whole = await openTrainer();
    unwrap(await whole.teach(CHOICE, () => {}));
    const table = memoryTable();
    const killed = await openTrainer(table);
    await new Promise<void>((resolve) => {
      // The page ends at its first samples: the thread never computes again.
      void killed.teach(CHOICE, ({ type }) => {
        if (type !== "samples") return;
        void killed.hold(true);
        resolve();
      });
    });
    const reloaded = nodeTrainer(table);
    expect(unwrap(await reloaded.unfinished())).toMatchObject({
      model: "tiny",
      name: "texts.txt",
      texts: TEXTS.length,
    });
    unwrap(await reloaded.openModel(model));
    const { choice } = unwrap(await reloaded.takeUnfinished());
    const steps: number[] = [];
    unwrap(await reloaded.teach(choice, (event) => void (event.type === "progress" && steps.push(event.step))));
    expect(steps[0]).toBeGreaterThan(1);
    const learned = await adapterOf(reloaded);
    expect(learned.length).toBeGreaterThan(1000);
    expect(learned).toBe(await adapterOf(whole));
    await killed.stop();
  });

  it("learns the very same with a second thread, also where that ends or does not start", async () => {
    const alone = await openTrainer();
    unwrap(await alone.teach(CHOICE, () => {}));
    const expected = await adapterOf(alone);
    for (const dies of [undefined, 0, 1, 7]) {
      const { started, calls } = secondThat(dies);
      const trainer = nodeTrainer(memoryTable(), { startSecond: () => started, now: () => 0 });
      unwrap(await trainer.openModel(model));
      unwrap(await trainer.readTexts(inputOf(TEXTS.join("\n"))));
      unwrap(await trainer.teach(CHOICE, () => {}));
      expect(await adapterOf(trainer)).toBe(expected);
      expect([calls.ended, dies === undefined ? calls.made > 30 : calls.made < 20]).toEqual([true, true]);
    }
    const refused = () => {
      throw new Error("A thread of this thread is refused.");
    };
    const lone = nodeTrainer(memoryTable(), { startSecond: refused, now: () => 0 });
    unwrap(await lone.openModel(model));
    unwrap(await lone.readTexts(inputOf(TEXTS.join("\n"))));
    unwrap(await lone.teach(CHOICE, () => {}));
    expect(await adapterOf(lone)).toBe(expected);
  });

  it("stops at once with the best so far, and waits while others compute", async () => {
    const trainer = await openTrainer();
    let steps = 0;
    const taught = await trainer.teach({ ...CHOICE, epochs: 50 }, ({ type }) => {
      if (type === "progress" && ++steps === 8) void trainer.stop();
    });
    expect(unwrap(taught)).toMatchObject({ end: "stopped", step: 6 });
    expect(steps).toBe(8);

    await trainer.hold(true);
    let isDone = false;
    const held = trainer
      .teach(CHOICE, () => steps++)
      .then(() => {
        isDone = true;
      });
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect([isDone, steps]).toEqual([false, 8]);
    await trainer.hold(false);
    await held;
    expect(steps).toBeGreaterThan(8);
  });

  it("says that what it learns cannot be kept, and goes on", async () => {
    const table = { ...memoryTable(), put: () => Promise.reject(new DOMException("full", "QuotaExceededError")) };
    const trainer = await openTrainer(table);
    const events: TrainingEvent[] = [];
    unwrap(await trainer.teach({ ...CHOICE, epochs: 1 }, (event) => events.push(event)));
    expect(events.find(({ type }) => type === "unkept")).toMatchObject({ failure: { code: "quota" } });
    expect(await trainer.keep("x")).toMatchObject({ ok: false, failure: { code: "quota" } });
  });
});

describe("what cannot be taught", () => {
  const refused = async (input: TextInput) => (await openTrainer()).readTexts(input);

  it.each([
    ["nothing", "", "0 of 0 texts can be learned from"],
    ["nine texts", TEXTS.slice(0, 9).join("\n"), "9 of 9 texts"],
    ["one text a thousand times", "the same\n".repeat(1000), "1 of 1 texts"],
    ["nothing but addresses", TEXTS.map((_, i) => `https://example.org/${i}`).join("\n"), "0 of 0 texts"],
    [
      "a picture",
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      "texts.txt is not UTF-8 text.",
    ],
    ["zeros", "\0".repeat(100), "texts.txt is not UTF-8 text."],
  ])("%s", async (_, text, message) => {
    expect(await refused(inputOf(text))).toEqual(saying(message, { code: "bad_request" }));
  });

  it("is 100 MB of texts, of which nothing is read", async () => {
    const bytes = { size: 1e8, slice: () => bytes, arrayBuffer: () => Promise.reject(new Error("read")) };
    expect(await refused(inputOf("", { bytes }))).toEqual(
      saying(/has 100(\.0)? MB; at most 20(\.0)? MB/, { code: "limit_exceeded" }),
    );
  });

  it("is a table without that column, and lines that are no JSON", async () => {
    expect(await refused(inputOf("a,b\n1,2", { layout: "csv", field: "c" }))).toEqual(saying("has no column"));
    expect(await refused(inputOf("{", { layout: "jsonl" }))).toEqual(saying("Line 1 of texts.txt is not JSON."));
  });

  it("is what breaks the contract, and no texts at all", async () => {
    const trainer = await openTrainer();
    expect(await trainer.teach({ ...CHOICE, rank: 1000 }, () => {})).toMatchObject({
      failure: { code: "bad_request" },
    });
    await trainer.readTexts(inputOf("one"));
    expect(await trainer.teach(CHOICE, () => {})).toMatchObject({ failure: { code: "not_loaded" } });
    expect(await nodeTrainer().readTexts(inputOf("one"))).toMatchObject({ failure: { code: "not_loaded" } });
  });

  it("is a model that is no package", async () => {
    const files = [{ path: "config.json", bytes: new Blob(["{}"]) }];
    const source = { kind: "files", name: "mine", files } as const;
    expect(await nodeTrainer().openModel(source)).toEqual(saying("mine is not kept on this device as a package"));
  });

  it("is a model for which there is no memory, and nothing is lost", async () => {
    const table = memoryTable();
    const refusing = nodeTrainer(table, { loadKernel: () => Promise.reject(new RangeError("Out of memory")) });
    unwrap(await refusing.openModel(model));
    unwrap(await refusing.readTexts(inputOf(TEXTS.join("\n"))));
    expect(await refusing.teach(CHOICE, () => {})).toMatchObject({ failure: { code: "out_of_memory" } });
    expect(unwrap(await nodeTrainer(table).unfinished())).toMatchObject({ texts: TEXTS.length, done: 0 });
  });
});

describe("texts of other kinds", () => {
  it.each([
    ["another script", "Привет, мир и все слова №"],
    ["emoji", "🙂🎉 ".repeat(3)],
    ["right to left", "שלום עולם "],
    ["longer than the context", "word ".repeat(300)],
  ])("%s", async (_, text) => {
    const trainer = await openTrainer(memoryTable(), Array.from({ length: 20 }, (__, i) => `${text}${i}`).join("\n"));
    const found = unwrap(
      await trainer.readTexts(inputOf(Array.from({ length: 20 }, (__, i) => `${text}${i}`).join("\n"))),
    );
    expect(found).toMatchObject({ texts: 20, longest: 128 });
    expect(found.cut).toBe(text.length > 1000 ? 20 : 0);
    const taught = unwrap(await trainer.teach({ ...CHOICE, epochs: 1 }, () => {}));
    expect(taught.after).toBeLessThan(taught.before);
  });

  it("a table, and what an editor of Windows writes", async () => {
    const trainer = await openTrainer();
    const table = `id;text\n${TEXTS.map((text, i) => `${i};"${text}"`).join("\n")}`;
    expect(unwrap(await trainer.readTexts(inputOf(table, { layout: "csv" })))).toMatchObject({
      texts: TEXTS.length,
      columns: ["id", "text"],
      column: "text",
    });
    const utf16 = Buffer.from(`\uFEFF${TEXTS.join("\r\n")}`, "utf16le");
    expect(unwrap(await trainer.readTexts(inputOf(new Uint8Array(utf16))))).toMatchObject({ texts: TEXTS.length });
  });
});
