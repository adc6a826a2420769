import type { Page } from "@playwright/test";
import type { GenerateResult } from "../../contract/generate-result.ts";
import type { LoadOptions } from "../../contract/load.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { nameFailure } from "../../contract/name-failure.ts";
import type { Outcome } from "../../contract/outcome.ts";
import type { GenerationParameters } from "../../contract/parameters.ts";
import type { FileMap } from "../tiny-package.ts";

/** The files of a package under a folder of the site. */
export function under(folder: string, files: FileMap): FileMap {
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${folder}/${path}`, bytes]));
}

export function load(page: Page, source: ModelSource, options: LoadOptions = {}): Promise<Outcome<ModelInfo>> {
  return page.evaluate(([source, options]) => window.engine.load(source, options, () => undefined), [
    source,
    options,
  ] as const);
}

/** One run, of exactly the prompt's tokens unless parameters say otherwise, and the pieces that it streamed. */
export function generate(
  page: Page,
  prompt: string,
  parameters: GenerationParameters,
  run = 1,
): Promise<{ outcome: Outcome<GenerateResult>; pieces: string[] }> {
  return page.evaluate(
    async ([prompt, parameters, run]) => {
      const pieces: string[] = [];
      const outcome = await window.engine.generate({ prompt, parameters }, run, ({ text }) => void pieces.push(text));
      return { outcome, pieces };
    },
    [prompt, { token_healing: false, ...parameters }, run] as const,
  );
}

/** The value of an outcome that has to be one. @throws Error with the failure */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(nameFailure(outcome.failure));
}
