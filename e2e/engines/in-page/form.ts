import { fill, findButton, findField, foreground, textOf } from "./find.ts";
import { until } from "./until.ts";

/** Clicks a button once it is there and can be used. */
export async function press(name: string, within?: () => ParentNode): Promise<void> {
  const button = await until(`the button ${name}`, () => {
    const found = findButton(name, within?.() ?? foreground());
    return found?.matches(":disabled, [aria-disabled=true]") ? undefined : found;
  });
  button.click();
}

export function status(): string {
  return textOf(document.querySelector("[role=status]"));
}

export function alertText(): string {
  return textOf(document.querySelector("[role=alert]"));
}

export function answer(index = 0): string {
  return document.querySelectorAll("[data-testid=answer]")[index]?.textContent ?? "";
}

export function answers(): number {
  return document.querySelectorAll("[data-testid=answer]").length;
}

/** Waits until the model can answer. */
export async function ready(): Promise<string> {
  await until("a model that is ready", () => /^(Ready|Done|Stopped)/.test(status()), 120_000);
  return status();
}

export function prompt(text: string): void {
  const field = findField("Prompt", document);
  if (field === undefined) throw new Error("there is no field Prompt");
  fill(field, text);
}

export function promptText(): string {
  return findField("Prompt", document)?.value ?? "";
}

/** Unfolds everything that is folded; what lies in it is drawn then. */
export function unfold(): void {
  for (const one of document.querySelectorAll("details")) one.open = true;
}

/** Sets parameters by their names. */
export async function set(values: Readonly<Record<string, number | string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = await until(`the field ${name}`, () => {
      unfold();
      return findField(name, document);
    });
    fill(field, String(value));
  }
}

/** Takes a set of parameters by its name; it is there once all parameters are unfolded. */
export async function preset(name: string): Promise<void> {
  await until(`the set ${name}`, () => {
    unfold();
    return findButton(name, document);
  });
  await press(name, () => document);
}

/** Waits until a run that has begun is over. */
export async function finished(): Promise<string> {
  await until(
    "the end of the run",
    () => findButton("Generate", document) && /^(Done|Stopped)/.test(status()),
    180_000,
  );
  return answer();
}

/** Does what begins a run, and waits until it has begun: a short one may be over before a clock looks again. */
export async function begin(work: () => Promise<void>): Promise<void> {
  let hasBegun = false;
  const watcher = new MutationObserver(() => {
    hasBegun ||= findButton("Stop", document) !== undefined;
  });
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  await work();
  await until("the begin of the run", () => hasBegun);
  watcher.disconnect();
}

/** Runs the form as it is, or with another prompt, and gives the first answer. */
export async function run(text?: string): Promise<string> {
  if (text !== undefined) prompt(text);
  await begin(() => press("Generate", () => document));
  return finished();
}

/** A number of the last run, in its line: the part after the name. */
export function fact(name: string): string {
  const line = [...document.querySelectorAll("summary")].find((one) => textOf(one).startsWith(name));
  return textOf(line).slice(name.length).trim();
}

/** The item of the open dialog's list that fits. */
export function item(fits: RegExp): Element | undefined {
  return [...document.querySelectorAll("dialog[open] li")].find((one) => fits.test(textOf(one)));
}

/** What the open dialog last said. */
export function dialogSays(): string {
  return [...document.querySelectorAll("dialog[open] [aria-live]")].map(textOf).filter(Boolean).join(" ");
}

/** Waits until the service worker answers for this page. */
export async function controlled(): Promise<boolean> {
  await until("a service worker in control", () => navigator.serviceWorker?.controller);
  return true;
}
