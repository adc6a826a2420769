import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ACTIVATION_NAMES } from "../gpt2/activations.ts";
import { runCli } from "./testing/run-cli.ts";

it.each(ACTIVATION_NAMES)("a checkpoint whose activation is %s is converted, measured and run", async (name) => {
  const place = await mkdtemp(join(tmpdir(), "hostless-"));
  const checkpoint = join(place, "checkpoint");
  await cp("fixtures/checkpoints/plain/safetensors", checkpoint, { recursive: true });
  const config = JSON.parse(await readFile(join(checkpoint, "config.json"), "utf8"));
  await writeFile(join(checkpoint, "config.json"), JSON.stringify({ ...config, activation_function: name }));
  const out = join(place, "package");
  const converted = await runCli("convert", checkpoint, "--out", out, "--dtypes", "q8,q4f16", "--json");
  expect(converted).toMatchObject({ code: 0 });
  for (const dtype of ["q8", "q4f16"]) {
    expect(JSON.parse(converted.out).dtypes[dtype].quality.top1_agreement).toBeGreaterThan(0);
  }
  const line = ["generate", "--model", out, "--prompt", "The", "--max-new-tokens", "3", "--dtype", "q8", "--json"];
  const generated = await runCli(...line);
  expect(generated).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(generated.out).backend).toBe("kernel");
});
