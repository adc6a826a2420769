import { expect, type Page } from "@playwright/test";
import type { NamedBytes } from "../../src/contract/bytes.ts";
import type { KnownForm } from "../../src/convert/read/testing/known-forms.ts";
import { answerOf, formOf, setParameter } from "./form.ts";

/** Waits for the model of a name, and runs it: it writes what transformers writes with it. */
export async function expectWritten(
  page: Page,
  name: string | RegExp,
  { prompt, greedy, text }: KnownForm["expected"],
): Promise<void> {
  const form = formOf(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(form.status).toContainText("Ready");
  await form.prompt.fill(prompt);
  await setParameter(page, "top_k", "1");
  await setParameter(page, "max_new_tokens", String(greedy.length));
  expect(await answerOf(page)).toBe(text);
}

/** Files as zips, tars and the fake Hub take them. */
export async function bytesByPath(files: readonly NamedBytes[]): Promise<Record<string, Uint8Array>> {
  const read = files.map(async ({ path, bytes }) => [path, new Uint8Array(await bytes.arrayBuffer())] as const);
  return Object.fromEntries(await Promise.all(read));
}
