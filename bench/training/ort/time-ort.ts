import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as v from "valibot";
import { startStaticServer } from "../../../src/testing/static-server.ts";
import { BareBrowser } from "../../site/bare-browser.ts";
import { watchPeak } from "../../site/watch-peak.ts";
import { trainInPage } from "./train-in-page.ts";

/** Written last of what is made. */
const LAST = "optimizer_model.onnx";
const BUILD = [
  "ort.training.wasm.min.mjs",
  "ort-training-wasm-simd-threaded.mjs",
  "ort-training-wasm-simd-threaded.wasm",
];

export interface OrtTraining {
  /** Command of a Python that has onnxruntime-training. */
  readonly python: string;
  /** Folder `dist` of the package onnxruntime-web. */
  readonly dist: string;
  /** Folder for what is made of the model, once. */
  readonly made: string;
}

/**
 * Steps of the same training by ONNX Runtime's build for browsers, the only other one that trains on a processor: until 1.19.2, float32.
 * @param base has the config.json of a GPT-2
 * @returns tokens a second and the highest resident set of the renderer, in words
 */
export async function timeOrt(
  base: string,
  ids: readonly (readonly number[])[],
  threads: number,
  seconds: number,
  { python, dist, made }: OrtTraining,
): Promise<string> {
  if (!existsSync(join(made, LAST))) {
    const script = fileURLToPath(new URL("make_artifacts.py", import.meta.url));
    await promisify(execFile)(python, [script, join(base, "config.json"), made]);
  }
  const overlay = await mkdtemp(join(tmpdir(), "hostless-bench-"));
  for (const name of BUILD) await symlink(resolve(dist, name), join(overlay, name));
  const isolated = "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n";
  await writeFile(join(made, "_headers"), isolated);
  await writeFile(join(made, "index.html"), "<!doctype html><title>ONNX Runtime</title>");
  const site = await startStaticServer({ root: made, overlay });
  const browser = await BareBrowser.start("");
  const watch = watchPeak(browser);
  try {
    await browser.open(site.url);
    const given = [site.url, ids, threads, seconds].map((one) => JSON.stringify(one));
    const call = `{ const __name = (work) => work; (${trainInPage})(${given.join(", ")}); }`;
    const perSecond = v.parse(v.number(), await browser.evaluate(call));
    return `${perSecond.toFixed(0)} tokens a second, ${((await watch.peak()) / 1e6).toFixed(0)} MB`;
  } finally {
    watch.end();
    await browser.close();
    site.close();
    await rm(overlay, { recursive: true });
  }
}
