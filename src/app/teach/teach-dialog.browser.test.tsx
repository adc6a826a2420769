import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fail, succeed } from "../../contract/outcome.ts";
import type { TrainingEvent } from "../../contract/training.ts";
import { FOUND, fakeTrainer, KEPT, PAIR, TAUGHT } from "../testing/fake-trainer.ts";
import { button } from "../testing/find.ts";
import { openPage, openReadyPage, OWN } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchDownloads } from "../testing/watch-downloads.ts";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { enTeach as words } from "../words/en-teach.ts";
import TeachDialog from "./teach-dialog.tsx";

const PROGRESS: Extract<TrainingEvent, { type: "progress" }> = {
  type: "progress",
  fraction: 0.25,
  secondsLeft: 42,
  tokensPerSecond: 512,
  step: 27,
  steps: 108,
  loss: 4.1,
  isTrial: false,
};

async function showPanel(fake = fakeTrainer()) {
  const opened = await openReadyPage();
  const closed: true[] = [];
  const panel = await show(<TeachDialog onClose={() => closed.push(true)} start={() => fake.trainer} />, opened);
  return { ...fake, ...opened, panel, closed };
}

/** A panel whose training is under way. */
async function showTeaching(fake = fakeTrainer()) {
  const shown = await showPanel(fake);
  await page.getByLabelText(words.texts, { exact: true }).fill("one\ntwo");
  await button(words.read).click();
  shown.read[0]?.settle(succeed(FOUND));
  await button(words.teach).click();
  return shown;
}

describe("the panel that teaches", () => {
  it("waits for a model", async () => {
    const { trainer, calls } = fakeTrainer();
    await show(<TeachDialog onClose={() => {}} start={() => trainer} />, openPage());
    await expect.element(page.getByText(words.needsModel)).toBeVisible();
    await expect.element(page.getByLabelText(words.texts)).not.toBeInTheDocument();
    expect(calls.some((call) => call.startsWith("open"))).toBe(false);
  });

  it("reads pasted texts, and says what it found and left out", async () => {
    const { read } = await showPanel();
    await expect.element(page.getByText(words.about("quotes"))).toBeVisible();
    await expect.element(button(words.read)).toBeDisabled();
    await page.getByLabelText(words.texts, { exact: true }).fill("one\ntwo");
    await button(words.read).click();
    await expect.element(page.getByText(words.reading)).toBeInTheDocument();
    expect(await new Response(read[0]?.input.bytes instanceof Blob ? read[0].input.bytes : "").text()).toBe("one\ntwo");
    read[0]?.settle(succeed(FOUND));
    await expect.element(page.getByText(words.found(240, 29, en.tokens(6000)))).toBeVisible();
    for (const line of [words.repeated(3), words.addresses(1), words.cut(2, 256)]) {
      await expect.element(page.getByText(line)).toBeVisible();
    }
    await expect.element(page.getByText(words.empty(0))).not.toBeInTheDocument();
    await expect.element(page.getByText(words.few(100))).not.toBeInTheDocument();
    await button(words.clear).click();
    await expect.element(page.getByLabelText(words.texts, { exact: true })).toHaveValue("");
  });

  it("says what few texts give, and why too few are refused", async () => {
    const { read } = await showPanel();
    await page.getByLabelText(words.texts, { exact: true }).fill("one");
    await button(words.read).click();
    read[0]?.settle(fail("bad_request", "few_texts", { usable: 1, texts: 1, least: 10 }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("1 of 1 texts can be learned from");
    await button(words.clear).click();
    await page.getByLabelText(words.texts, { exact: true }).fill("more");
    await button(words.read).click();
    read[1]?.settle(succeed({ ...FOUND, texts: 40 }));
    await expect.element(page.getByText(words.few(100))).toBeVisible();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });

  it("takes a table by file, with a choice of its columns", async () => {
    const { read } = await showPanel();
    const file = new File(["id,text\n1,a"], "mine.csv");
    await userEvent.upload(page.getByLabelText(words.choose), file);
    expect(read[0]?.input).toMatchObject({ name: "mine.csv", layout: "csv" });
    read[0]?.settle(succeed({ ...FOUND, columns: ["id", "text"], column: "text" }));
    await expect.element(page.getByLabelText(words.column)).toHaveValue("text");
    await userEvent.selectOptions(page.getByLabelText(words.column), "id");
    expect(read[1]?.input).toMatchObject({ layout: "csv", field: "id" });
    read[1]?.settle(succeed({ ...FOUND, columns: ["id", "text"], column: "id" }));
    await userEvent.selectOptions(page.getByLabelText(words.layout), "lines");
    expect(read[2]?.input).toMatchObject({ layout: "lines" });
    expect(read[2]?.input).not.toHaveProperty("field");
  });

  it("tells how far the training is, in words, figures and a curve, and stops it", async () => {
    const { lessons, calls } = await showTeaching();
    await expect.element(page.getByText(words.starting)).toBeVisible();
    const tell = (event: TrainingEvent) => lessons[0]?.tell(event);
    tell({ type: "judged", step: 0, loss: 4.5, isBest: true });
    tell({ ...PROGRESS, isTrial: true });
    await expect.element(page.getByText(words.trying)).toBeVisible();
    tell(PROGRESS);
    await expect.element(page.getByText(words.step(27, 108))).toBeVisible();
    await expect.element(page.getByText(en.left("42 s"))).toBeVisible();
    await expect.element(page.getByText(en.perSecond("512"))).toBeVisible();
    tell({ type: "judged", step: 27, loss: 3.75, isBest: true });
    await expect.element(page.getByRole("img", { name: words.curveAbout("4.50", "3.75") })).toBeVisible();
    tell({ type: "samples", samples: [PAIR] });
    await expect.element(page.getByText(PAIR.now)).toBeVisible();
    await button(words.stop).click();
    await expect.element(button(words.stopping)).toBeVisible();
    expect(calls).toContain("stop");
  });

  it("learns with the rank that is chosen, and says why it waits for power", async () => {
    const battery = Object.assign(new EventTarget(), { level: 0.1, charging: false });
    Object.defineProperty(navigator, "getBattery", { value: async () => battery, configurable: true });
    try {
      const { read, lessons, calls } = await showPanel();
      await page.getByLabelText(words.texts, { exact: true }).fill("one\ntwo");
      await button(words.read).click();
      read[0]?.settle(succeed(FOUND));
      await page.getByLabelText(words.rank, { exact: true }).selectOptions("16");
      await button(words.teach).click();
      expect(lessons[0]?.choice).toMatchObject({ rank: 16 });
      await expect.element(page.getByText(words.spares)).toBeVisible();
      expect(calls).toContain("hold true");
      battery.charging = true;
      battery.dispatchEvent(new Event("chargingchange"));
      await expect.element(page.getByText(words.spares)).not.toBeInTheDocument();
      expect(calls).toContain("hold false");
    } finally {
      Reflect.deleteProperty(navigator, "getBattery");
    }
  });

  it("goes on while it is closed, and lets the visitor's own run go first", async () => {
    const shown = await showTeaching();
    shown.lessons[0]?.tell(PROGRESS);
    shown.session.type("life");
    shown.session.generate();
    await expect.element(page.getByText(words.waits)).toBeVisible();
    expect(shown.calls).toContain("hold true");
    await shown.panel.unmount();
    shown.lessons[0]?.tell({ ...PROGRESS, step: 28 });
    const never = () => {
      throw new Error("A second thread.");
    };
    await show(<TeachDialog onClose={() => {}} start={never} />, shown);
    shown.runs[0]?.settle(fail("cancelled", "closed", {}));
    await expect.element(page.getByText(words.step(28, 108))).toBeVisible();
    expect(shown.calls).toContain("hold false");
  });

  it("has the page write with it once it is kept, beside the model that is open, and throws it away as a whole", async () => {
    const fake = fakeTrainer();
    const { keep, drop } = fake.trainer;
    fake.trainer.keep = async () => fail("quota", "full", {});
    const { lessons, state, loads } = await showTeaching(fake);
    lessons[0]?.settle(succeed(TAUGHT));
    const says = (text: string) =>
      page
        .getByRole("status")
        .elements()
        .some((one) => one.textContent?.includes(text));
    await button(words.use).click();
    await expect.element(page.getByRole("alert")).toBeVisible();
    expect([state().voice, says(words.used(""))]).toEqual([undefined, false]);
    fake.trainer.keep = keep;
    await button(words.use).click();
    await expect.poll(() => says(words.used("Pasted texts"))).toBe(true);
    expect(state().voice).toMatchObject({ digest: KEPT.split(" ")[0], source: OWN });
    fake.trainer.drop = async () => fail("storage", "lost", {});
    for (const isGone of [false, true]) {
      await button(`${words.drop} Pasted texts`).click();
      await page.getByRole("button", { name: words.drop }).last().click();
      await expect.poll(() => state().voice === undefined).toBe(isGone);
      await expect.poll(() => page.getByRole("alert").elements().length).toBe(isGone ? 0 : 1);
      fake.trainer.drop = drop;
    }
    expect(loads).toHaveLength(1);
  });

  it("shows what came of it; tries, keeps, saves and throws it away", async () => {
    const { lessons, calls } = await showTeaching();
    lessons[0]?.settle(succeed(TAUGHT));
    await expect.element(page.getByText(words.ends.done)).toBeVisible();
    await expect.element(page.getByText(words.perplexity("90", "31"))).toBeVisible();
    await expect.element(page.getByText(words.recited("4%"))).toBeVisible();
    await page.getByLabelText(words.prompt).fill("Once");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText("Once").first()).toBeVisible();
    await page.getByLabelText(words.name).fill("My sea");
    await button(words.keep).click();
    await expect.element(page.getByText(words.isKept("My sea"))).toBeInTheDocument();
    const downloads = watchDownloads();
    await button(words.save).click();
    await expect.element(page.getByText(words.saved("My sea.zip"))).toBeInTheDocument();
    await button(words.saveMerged).click();
    await expect.element(page.getByText(words.merged("My sea-merged.zip"))).toBeInTheDocument();
    expect(await downloads()).toEqual([
      ["My sea.zip", "zip"],
      ["My sea-merged.zip", "zip"],
    ]);
    await button(`${words.drop} My sea`).click();
    await button(words.drop).click();
    await expect.element(page.getByText(words.dropped)).toBeInTheDocument();
    await expect.element(button(words.keep)).not.toBeInTheDocument();
    expect(calls.filter((call) => /^(write|keep|save|merge|drop)/.test(call))).toEqual([
      "write Once 1",
      "keep My sea",
      "save My sea",
      "merge My sea",
      "drop",
    ]);
  });

  it("makes a link of it, which says what it holds, and a file for messengers", async () => {
    const { lessons, calls } = await showTeaching();
    lessons[0]?.settle(succeed(TAUGHT));
    await button(words.makeLink).click();
    await expect.element(page.getByText(words.smaller("90", "31", "40"))).toBeVisible();
    const link = page.getByLabelText(enLate.sharing.link, { exact: true });
    await expect.element(link).toHaveValue(new URL("#v1=SEx2", location.href.replace(/[?#].*/, "")).href);
    expect(calls).toContain("small Pasted texts");
    const downloads = watchDownloads();
    await button(words.saveSmall).click();
    expect(await downloads()).toEqual([["Pasted texts.hostless-voice", "HLv"]]);
  });

  it("gives the thread's memory back when it is closed and nothing is left to lose, and not before", async () => {
    const { lessons, calls, closed } = await showTeaching();
    await button(en.close).click();
    expect([closed.length, calls.includes("end")]).toEqual([1, false]);
    lessons[0]?.settle(succeed(TAUGHT));
    await expect.element(button(words.keep)).toBeVisible();
    await button(en.close).click();
    expect(calls).not.toContain("end");
    await button(words.keep).click();
    await expect.element(page.getByText(words.isKept("Pasted texts"))).toBeInTheDocument();
    await button(en.close).click();
    expect(calls.filter((call) => call === "end")).toHaveLength(1);
  });

  it("starts another thread where one died, which is told", async () => {
    const shown = await showTeaching();
    shown.lessons[0]?.settle(fail("worker_died", "ended", { reason: "gone" }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("gone");
    await button(en.close).click();
    expect(shown.calls).toContain("end");
    await shown.panel.unmount();
    const other = fakeTrainer();
    await show(<TeachDialog onClose={() => {}} start={() => other.trainer} />, shown);
    await expect.element(page.getByLabelText(words.texts, { exact: true })).toBeVisible();
    expect(other.calls).toContain(`open ${OWN.path}`);
  });

  it("says that nothing got better, and what failed", async () => {
    const { lessons } = await showTeaching();
    lessons[0]?.settle(succeed({ ...TAUGHT, end: "worse", step: 0 }));
    await expect.element(page.getByText(words.nothing)).toBeVisible();
    await expect.element(button(words.keep)).not.toBeInTheDocument();
    await button(words.again).click();
    await expect.element(page.getByLabelText(words.texts, { exact: true })).toBeVisible();
  });

  it("says what failed, and that nothing can be kept", async () => {
    const { lessons } = await showTeaching();
    lessons[0]?.tell({ type: "unkept", failure: { code: "quota", detail: "full", parameters: {} } });
    await expect.element(page.getByText(words.unkept)).toBeVisible();
    lessons[0]?.settle(fail("out_of_memory", "weights", { bytes: 1e9 }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("no memory for the model's weights");
    await expect.element(button(words.teach)).toBeVisible();
  });

  it("goes on with a training that was interrupted, if it was of this model", async () => {
    const unfinished = { source: OWN, model: "quotes", name: "mine.txt", texts: 240, done: 0.5 };
    const { calls, lessons } = await showPanel(fakeTrainer({ unfinished }));
    await expect.element(page.getByText(words.unfinished("mine.txt", 240, "50%"))).toBeVisible();
    await button(words.goOn).click();
    await expect.element(page.getByText(words.starting)).toBeVisible();
    expect([calls.includes("take"), lessons.length]).toEqual([true, 1]);
  });

  it("names the model of one that was of another, and forgets it", async () => {
    const source = { kind: "hub", repo: "owner/poems" } as const;
    const unfinished = { source, model: "poems", name: "mine.txt", texts: 240, done: 0.5 };
    const { calls } = await showPanel(fakeTrainer({ unfinished }));
    await expect.element(page.getByText(words.otherModel("poems"))).toBeVisible();
    await button(words.forget).click();
    await expect.element(page.getByText(words.otherModel("poems"))).not.toBeInTheDocument();
    expect(calls).toContain("forget");
  });

  it("opens the model of one that was of another, and goes on with it", async () => {
    const source = { kind: "hub", repo: "owner/poems" } as const;
    const unfinished = { source, model: "poems", name: "mine.txt", texts: 240, done: 0.5 };
    const { calls, lessons } = await showPanel(fakeTrainer({ unfinished }));
    await button(words.goOn).click();
    await expect.element(page.getByText(words.starting)).toBeVisible();
    expect([calls.indexOf("open owner/poems") < calls.indexOf("take"), lessons.length]).toEqual([true, 1]);
  });

  it("has what was kept for the model at hand, and opens a saved one", async () => {
    const kept = { id: "1", name: "My sea", before: 90, after: 31 };
    const model = { name: "quotes", voices: [kept], kept };
    const { calls } = await showPanel(fakeTrainer({ model }));
    await expect.element(page.getByText(words.kept("My sea"))).toBeVisible();
    await userEvent.upload(page.getByLabelText(words.openAdapter), new File(["zip"], "other.zip"));
    await expect.element(page.getByText(words.opened("other.zip"))).toBeInTheDocument();
    expect(calls).toContain("adapter other.zip");
  });
});

const POEMS = { kind: "hub", repo: "owner/poems" } as const;
const MODELS = [
  { source: OWN, name: "quotes", bytes: 30_000_000 },
  { source: POEMS, name: "poems", bytes: 120_000_000 },
  {
    source: { kind: "hub", repo: "owner/graphs" },
    name: "graphs",
    bytes: 1000,
    why: { code: "no_usable_files", detail: "training_base", parameters: { name: "graphs" } },
  },
] as const;

describe("the choice of a model to be taught", () => {
  it("names those of this device with their sizes, and says why one cannot be taught", async () => {
    const { calls } = await showPanel(fakeTrainer({ models: MODELS }));
    const choice = page.getByLabelText(words.base, { exact: true });
    await expect.element(choice).toHaveDisplayValue(`quotes · 30 MB · ${words.isOpen}`);
    await page.getByText(words.notTaught(1)).click();
    await expect.element(page.getByText("graphs is not kept on this device as a package")).toBeVisible();
    await choice.selectOptions("poems · 120 MB");
    await expect.poll(() => calls).toContain("open owner/poems");
    await expect.element(choice).toHaveDisplayValue("poems · 120 MB");
    expect(page.getByRole("option").elements()).toHaveLength(2);
  });

  it("is not among them where it is the open one that cannot be taught, and rests while something is done", async () => {
    const [quotes, poems, graphs] = MODELS;
    const fake = fakeTrainer({ models: [{ ...quotes, why: graphs.why }, poems] });
    const writing = Promise.withResolvers<ReturnType<typeof succeed<typeof PAIR>>>();
    fake.trainer.write = () => writing.promise;
    const model = { id: "1", name: "My sea" };
    fake.trainer.openModel = async () =>
      succeed({ name: "quotes", voices: [model, { id: "2", name: "b" }], kept: model });
    await showPanel(fake);
    const choice = page.getByLabelText(words.base, { exact: true });
    await expect.element(choice).toHaveDisplayValue(words.chooseBase);
    expect(choice.getByRole("option").elements()).toHaveLength(2);
    await page.getByLabelText(words.prompt, { exact: true }).fill("The sea");
    await button(words.write).click();
    await expect.element(choice).toBeDisabled();
    await expect.element(page.getByLabelText(words.keptOnes, { exact: true })).toBeDisabled();
    writing.resolve(succeed(PAIR));
    await expect.element(choice).toBeEnabled();
  });

  it("is there while the page has no model", async () => {
    const { trainer, calls } = fakeTrainer({ models: MODELS });
    await show(<TeachDialog onClose={() => {}} start={() => trainer} />, openPage());
    const choice = page.getByLabelText(words.base, { exact: true });
    await expect.element(choice).toHaveDisplayValue(words.chooseBase);
    await choice.selectOptions("poems · 120 MB");
    await expect.element(page.getByLabelText(words.texts, { exact: true })).toBeVisible();
    expect(calls).toContain("open owner/poems");
  });

  it("waits until what was learned is kept or thrown away; the page then writes with it and its own model", async () => {
    const fake = fakeTrainer({ models: MODELS });
    const shown = await showPanel(fake);
    await page.getByLabelText(words.base, { exact: true }).selectOptions("poems · 120 MB");
    await page.getByLabelText(words.texts, { exact: true }).fill("one");
    await button(words.read).click();
    shown.read[0]?.settle(succeed(FOUND));
    await button(words.teach).click();
    await expect.element(page.getByLabelText(words.base, { exact: true })).not.toBeInTheDocument();
    shown.lessons[0]?.settle(succeed(TAUGHT));
    await expect.element(page.getByText(words.baseStays)).toBeVisible();
    await button(words.use).click();
    await expect.poll(() => shown.state().voice).toMatchObject({ source: POEMS, digest: KEPT.split(" ")[0] });
    expect(shown.calls).toContain("keep Pasted texts");
    await expect.element(page.getByLabelText(words.base, { exact: true })).toBeVisible();
  });
});

describe("adapters that are kept for the model", () => {
  const [sea, hills] = [
    { id: "1", name: "My sea", before: 90, after: 31 },
    { id: "2", name: "My hills" },
  ];

  it("are chosen from, renamed and thrown away one by one", async () => {
    const model = { name: "quotes", voices: [sea, hills], kept: hills };
    const { calls } = await showPanel(fakeTrainer({ model }));
    const choice = page.getByLabelText(words.keptOnes, { exact: true });
    await expect.element(choice).toHaveDisplayValue("My hills");
    await choice.selectOptions("My sea");
    await expect.element(page.getByText(words.kept("My sea"))).toBeVisible();
    expect(calls).toContain("kept 1");
    await expect.element(page.getByLabelText(words.name)).toHaveValue("My sea");
    await page.getByLabelText(words.name).fill("My ocean");
    await button(words.rename).click();
    expect(calls).toContain("keep My ocean");
  });
});
