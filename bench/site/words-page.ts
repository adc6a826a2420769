/** The page's side of `words.ts`: all of it runs inside the page, since a driver that asks again and again makes tasks of its own. */

/** A thing that a visitor does, what it took each time in milliseconds, and the main-thread tasks over 50 ms meanwhile. */
export interface Step {
  readonly name: string;
  readonly times: readonly number[];
  readonly longTasks: readonly number[];
}

const tasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) tasks.push(duration);
}).observe({ type: "longtask" });

/** Long tasks are reported a little after they end. */
const REPORTED_MS = 250;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Far above what anything takes here. */
const HANGS_MS = 120_000;

/** Whether a task that is long on purpose is reported: without that, none reported would say nothing. */
export async function seesLongTasks(): Promise<boolean> {
  const made = await step("long on purpose", async () => {
    await rest(0);
    const until = performance.now() + 80;
    while (performance.now() < until) {}
    await rest(0);
    return [];
  });
  return made.longTasks.length > 0;
}

type Found<T> = Exclude<T, undefined | null | false>;
const isFound = <T>(value: T): value is Found<T> => value !== undefined && value !== null && value !== false;

/** Looks at every change of the page: a clock would see it late. */
function see<T>(find: () => T): Promise<Found<T>> {
  const first = find();
  if (isFound(first)) return Promise.resolve(first);
  return new Promise((resolve, reject) => {
    const watcher = new MutationObserver(() => {
      const found = find();
      if (!isFound(found)) return;
      watcher.disconnect();
      clearTimeout(limit);
      resolve(found);
    });
    const limit = setTimeout(() => reject(new Error(`never seen: ${find}`)), HANGS_MS);
    watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** After the next frame is painted. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    });
  });

/** Milliseconds from an act until something is to be seen. */
async function time(act: () => void, find: () => unknown): Promise<number> {
  const began = performance.now();
  act();
  await see(find);
  await painted();
  return performance.now() - began;
}

async function step(name: string, work: () => Promise<number | readonly number[]>): Promise<Step> {
  await rest(REPORTED_MS);
  tasks.length = 0;
  const times = [
    await work().catch((error: unknown) => {
      throw new Error(`${name}: ${error}; the page says ${document.body.textContent.slice(0, 3000)}`);
    }),
  ].flat();
  await rest(REPORTED_MS);
  return { name, times, longTasks: [...tasks] };
}

const foreground = (): ParentNode => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const findButton = (name: string) =>
  [...foreground().querySelectorAll<HTMLElement>("button")].find(
    (one) => (one.ariaLabel ?? one.textContent).trim() === name && one.getAttribute("aria-disabled") !== "true",
  );
const findLabelled = (name: string) =>
  [...document.querySelectorAll("label")].find(({ textContent }) => textContent.trim() === name)?.control ?? undefined;
const tokens = () => [...foreground().querySelectorAll<HTMLElement>("[role=group] .token")];
const status = () => foreground().querySelector("[role=status]")?.textContent?.trim() ?? "";
const press = async (name: string) => (await see(() => findButton(name))).click();

/** As a hand does, as far as React can tell. */
function fill(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function fillLabelled(name: string, value: string): Promise<void> {
  const field = await see(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>("details:not([open])")) one.open = true;
    return findLabelled(name);
  });
  if (field instanceof HTMLInputElement) fill(field, value);
}

/** Waits until the model can answer, and asks for it where the page wants to be asked. */
export async function makeReady(): Promise<string> {
  const load = await see(() => findButton("Load model") ?? /^Ready/.test(status()));
  if (load !== true) load.click();
  await see(() => /^Ready/.test(status()));
  return (
    [...document.querySelectorAll("summary")].find(({ textContent }) => textContent.startsWith("Device"))
      ?.lastElementChild?.previousElementSibling?.textContent ?? ""
  );
}

async function write(): Promise<void> {
  const before = status();
  await press("Generate");
  await see(() => status() !== before && findButton("Stop") !== undefined);
  await see(() => /^Done/.test(status()) && findButton("Generate") !== undefined);
}

/** Places all over a list of so many, in an order that jumps. */
const placesIn = (length: number, count: number) => Array.from({ length: count }, (_, i) => (i * 37 + 1) % length);

/** Presses tokens, and waits each time for the token's list. @param all that can be pressed @param least alternatives in the list */
async function pressTokens(all: readonly HTMLElement[], count: number, least = 10): Promise<number[]> {
  const times: number[] = [];
  for (const place of placesIn(all.length, count)) {
    const token = all[place];
    if (token === undefined || token.ariaPressed === "true") continue;
    const isShown = () => token.ariaPressed === "true" && document.querySelectorAll("meter").length >= least;
    times.push(await time(() => token.click(), isShown));
  }
  return times;
}

/** @param newTokens of a run, as the form has them @param presses of tokens, of each kind */
export async function measureWhy(newTokens: number, presses: number): Promise<Step[]> {
  await write();
  const steps: Step[] = [];
  const line = await see(() =>
    [...document.querySelectorAll("summary")].find(({ textContent }) => textContent.includes("Why these words?")),
  );
  let first = Number.NaN;
  const opened = await step("Why these words? opened: all tokens coloured", async () => {
    const began = performance.now();
    void see(() => tokens().length > 0).then(() => (first = performance.now() - began));
    return time(
      () => line.click(),
      () => tokens().length >= newTokens,
    );
  });
  steps.push({ name: "Why these words? opened: first token coloured", times: [first], longTasks: [] }, opened);
  steps.push(await step("token pressed: ten alternatives, recomputed", () => pressTokens(tokens(), presses)));
  steps.push(
    await step("another token chosen: new text written and coloured", async () => {
      const other = await see(() =>
        [...document.querySelectorAll<HTMLElement>("button")].find(({ ariaLabel }) =>
          ariaLabel?.startsWith("Go on with"),
        ),
      );
      const before = document.querySelector("[data-testid=answer]")?.textContent;
      return time(
        () => other.click(),
        () =>
          document.querySelector("[data-testid=answer]")?.textContent !== before &&
          /^Done/.test(status()) &&
          tokens().length >= newTokens,
      );
    }),
  );
  line.click();
  await fillLabelled("top_logprobs", "10");
  for (const one of document.querySelectorAll("details")) one.open = false;
  await write();
  const recorded = await see(() => {
    const all = [...document.querySelectorAll<HTMLElement>("ol ol button[aria-pressed]")];
    return all.length >= newTokens ? all : undefined;
  });
  steps.push(await step("token pressed: alternatives that the run recorded", () => pressTokens(recorded, presses, 1)));
  steps.push(
    await step("token count pressed: the prompt's tokens", async () => {
      const count = await see(() => document.querySelector<HTMLElement>("[data-testid=tokens]"));
      return time(
        () => count.click(),
        () => document.querySelector("form ol li"),
      );
    }),
  );
  return steps;
}

/** Opens the dialog and measures a text in it, `rounds` times. @returns times to the first coloured part and to the last */
export async function measureHeatMap(text: string, rounds: number): Promise<Step[]> {
  const steps: Step[] = [];
  steps.push(
    await step("dialog opened", async () =>
      time(
        () => findButton("How surprising is a text?")?.click(),
        () => findButton("Measure"),
      ),
    ),
  );
  const firsts: number[] = [];
  const measured = await step("heat map, whole", async () => {
    const wholes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const box = await see(() => document.querySelector<HTMLTextAreaElement>("dialog[open] textarea"));
      // Another text each time, by its last letter: the map before is gone then.
      fill(box, `${text}${"abc".charAt(round % 3)}`);
      await painted();
      const button = await see(() => findButton("Measure"));
      const began = performance.now();
      button.click();
      // What was measured before stays until the page answers.
      await see(() => !/^Done/.test(status()));
      await see(() => tokens().some(({ className }) => /level-\d/.test(className)));
      firsts.push(performance.now() - began);
      await see(() => /^Done/.test(status()) && tokens().length > 0);
      await painted();
      wholes.push(performance.now() - began);
    }
    return wholes;
  });
  return [...steps, { name: "heat map, first coloured part", times: firsts, longTasks: [] }, measured];
}

/** What one does with a heat map that is there. */
export async function useHeatMap(presses: number): Promise<Step[]> {
  const steps: Step[] = [];
  const colourBy = (by: string, isShown: () => boolean) =>
    step(`heat map coloured by ${by}`, async () => time(() => findLabelled(`by ${by}`)?.click(), isShown));
  const says = () => tokens().at(-1)?.ariaLabel ?? "";
  for (let round = 0; round < 3; round++) {
    steps.push(await colourBy("word", () => says().includes("its word")));
    steps.push(await colourBy("token", () => !says().includes("its word")));
  }
  steps.push(await step("token of the map pressed: ten alternatives", () => pressTokens(tokens(), presses)));
  steps.push(
    await step("surprising word pressed", async () => {
      const times: number[] = [];
      for (const word of document.querySelectorAll<HTMLElement>("dialog[open] section ol button")) {
        times.push(
          await time(
            () => word.click(),
            () => word.textContent.includes(document.activeElement?.textContent ?? "-"),
          ),
        );
      }
      return times;
    }),
  );
  steps.push(
    await step("kept to compare", () =>
      time(
        () => findButton("Keep to compare")?.click(),
        () => findButton("Forget the kept result"),
      ),
    ),
  );
  steps.push(
    await step("dialog closed", () =>
      time(
        () => findButton("Close")?.click(),
        () => foreground() === document,
      ),
    ),
  );
  steps.push(
    await step("dialog with a map opened again", () =>
      time(
        () => findButton("How surprising is a text?")?.click(),
        () => foreground() !== document && tokens().length > 0,
      ),
    ),
  );
  await press("Close");
  return steps;
}

const SIZES = ["Wide", "Story", "Square"];
/** Its label says the size in pixels, too. */
const findSize = (name: string) =>
  [...foreground().querySelectorAll("label")].find(({ textContent }) => textContent.startsWith(name))?.control;

/** Draws each size, then each of them again `rounds` times. A picture is drawn once its file is asked for. */
export async function measurePicture(rounds: number): Promise<Step[]> {
  const { toBlob } = HTMLCanvasElement.prototype;
  let drawn = () => {};
  HTMLCanvasElement.prototype.toBlob = function (...given) {
    drawn();
    return toBlob.apply(this, given);
  };
  const draw = async (act: () => void) => {
    const began = performance.now();
    const done = new Promise<number>((resolve) => (drawn = () => resolve(performance.now() - began)));
    act();
    const ms = await Promise.race([done, rest(HANGS_MS).then(() => Promise.reject(new Error("nothing is drawn")))]);
    await see(() => findButton("Save picture"));
    return ms;
  };
  const steps: Step[] = [];
  steps.push(
    await step("Share pressed", () =>
      time(
        () => findButton("Share")?.click(),
        () => findButton("Make a picture …"),
      ),
    ),
  );
  steps.push(
    await step("picture Square, first, its script fetched", () => draw(() => findButton("Make a picture …")?.click())),
  );
  for (const name of SIZES)
    steps.push(
      await step(`picture ${name}, ${name === "Square" ? "again" : "first"}`, () =>
        draw(() => findSize(name)?.click()),
      ),
    );
  const later = new Map<string, number[]>(SIZES.map((name) => [name, []]));
  const again = await step("pictures again", async () => {
    for (let round = 0; round < rounds; round++) {
      for (const name of SIZES) later.get(name)?.push(await draw(() => findSize(name)?.click()));
    }
    return [];
  });
  for (const [name, times] of later) steps.push({ name: `picture ${name}, later`, times, longTasks: [] });
  return [...steps, again];
}
