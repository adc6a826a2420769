import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiDocument } from "../../src/contract/api/openapi.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostless-openapi-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the linter says of a document: its exit code and its findings. It asks no server for anything. */
async function lint(document: object): Promise<{ code: number; said: string }> {
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(document));
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
  const given = ["node_modules/@redocly/cli/bin/cli.js", "lint", "--config=redocly.yaml", "--format=codeframe", file];
  return new Promise((resolve) => {
    execFile(process.execPath, given, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr }),
    );
  });
}

it("finds nothing in the OpenAPI document, warnings included", async () => {
  const { code, said } = await lint(openApiDocument("1.2.3"));
  expect(said).not.toMatch(/^\[\d+\]/m);
  expect(said).toContain("Your API description is valid");
  expect(code).toBe(0);
});

it("would find an example that its schema refuses", async () => {
  const text = JSON.stringify(openApiDocument("1.2.3")).replace('"seed":7', '"seed":"seven"');
  expect(await lint(JSON.parse(text))).toMatchObject({ code: 1, said: expect.stringContaining("seed") });
});
