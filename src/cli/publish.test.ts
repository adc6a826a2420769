import { readFile } from "node:fs/promises";
import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parseModelIndex } from "../contract/model-index.ts";
import { BUILT } from "../publish/testing/built-site.ts";
import { TOKEN, TOKENS } from "../publish/testing/hub-owner.ts";
import { licensedPackage, unlicensedPackage } from "../publish/testing/package-source.ts";
import { startFakeGitHub } from "../testing/fake-github.ts";
import { startWritableHub } from "../testing/hub/writable-hub.ts";
import { fileSizes } from "./folder-files.ts";
import { runCli } from "./testing/run-cli.ts";

let [model, site, unlicensed, out] = ["", "", "", ""];
beforeAll(async () => {
  model = await folderOf(await licensedPackage());
  unlicensed = await folderOf(await unlicensedPackage());
  site = await folderOf(BUILT);
  out = await mkdtemp(join(tmpdir(), "hostless-"));
});
afterEach(() => vi.unstubAllEnvs());

async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hostless-"));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

describe("hostless publish", () => {
  it.each([
    [["publish"], "The folder is missing"],
    [["publish", "x"], "--to is missing"],
    [["publish", "x", "--to", "ftp:a/b"], "--to ftp:a/b"],
    [["publish", "x", "--to", "hf:a"], "--to hf:a"],
    [["publish", "x", "--to", "hf:../a"], "--to hf:../a"],
    [["publish", "x", "--to", "zip:a.zip", "--space"], "--space belongs to"],
    [["publish", "x", "--to", "hf:a/b", "--pr", "--private"], "--pr goes without"],
    [["publish", "x", "--to", "dir:a", "--message", "m"], "--message belongs to a commit"],
    [["publish", "x", "y", "--to", "hf:a/b"], "A repository has one model"],
    [["card"], "The folder is missing"],
    [["card", "x", "--license", "a: b"], "--license a: b"],
  ])("answers wrong use with code 2: %j", async (line, told) => {
    const { code, out: said, err } = await runCli(...line);
    expect([code, said]).toEqual([2, ""]);
    expect(err).toContain(told);
  });

  it("brings several packages to one site, listed for its visitors, and none without a licence", async () => {
    const folder = join(out, "several");
    const line = ["--to", `dir:${folder}`, "--site", site];
    expect((await runCli("publish", model, unlicensed, ...line)).err).toContain("The card names no licence");
    expect((await runCli("publish", model, model, ...line)).code).toBe(0);
    const list = await readFile(join(folder, "models/index.json"), "utf8");
    expect(parseModelIndex(list).map(({ name }) => name)).toEqual(["tiny", "tiny-2"]);
    expect(await readFile(join(folder, "index.html"), "utf8")).toContain('name="site-models" content="tiny,tiny-2"');
  });

  it("publishes nothing without a licence, and no package that is damaged", async () => {
    const line = ["--to", `dir:${join(out, "never")}`, "--site", site];
    const { code, err } = await runCli("publish", unlicensed, ...line);
    expect([code, err]).toEqual([1, expect.stringContaining("The card names no licence")]);
    const damaged = await folderOf({ ...(await licensedPackage()), "config.json": "{}" });
    expect((await runCli("publish", damaged, ...line)).err).toContain("config.json: not what the manifest says");
    expect(await readFile(join(out, "never", "index.html")).catch(() => "none")).toBe("none");
  });

  it("lists what would be published, path, bytes and SHA-256, and does nothing", async () => {
    const { code, out: listed } = await runCli("publish", model, "--to", "hf:owner/tiny", "--dry-run");
    expect(code).toBe(0);
    expect(listed).toMatch(/^[0-9a-f]{64} {2}\d+ {2}onnx\/model_quantized\.onnx_data\n/m);
    expect(listed).toMatch(/\n\d+ files, [\d.]+ kB\n$/);
  });

  it("writes the whole site into a folder and a zip, the same files", async () => {
    const folder = join(out, "site");
    expect(await runCli("publish", model, "--to", `dir:${folder}`, "--site", site)).toMatchObject({ code: 0 });
    const zip = join(out, "site.zip");
    expect(await runCli("publish", model, "--to", `zip:${zip}`, "--site", site)).toMatchObject({ code: 0 });
    const inZip = unzipSync(new Uint8Array(await readFile(zip)));
    const sizes = Object.fromEntries(Object.entries(inZip).map(([path, bytes]) => [path, bytes.length]));
    expect(Object.fromEntries(await fileSizes(folder))).toEqual(sizes);
    expect(Object.keys(sizes)).toEqual(expect.arrayContaining(["index.html", "404.html", ".nojekyll", "_headers"]));
    const again = await runCli("publish", model, "--to", `dir:${folder}`, "--site", site);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("is not empty")]);
  });

  it("publishes on the Hub with the token of its own tools, and a Space that says by what the Hub runs it", async () => {
    const hub = await startWritableHub({ tokens: TOKENS });
    const home = await folderOf({ token: `${TOKEN}\n` });
    vi.stubEnv("HF_ENDPOINT", hub.url);
    vi.stubEnv("HF_TOKEN", undefined);
    vi.stubEnv("HF_HOME", home);
    const line = ["publish", model, "--to", "hf:owner/tiny", "--space", "--language", "en", "--site", site];
    const { code, out: said, err } = await runCli(...line);
    expect({ code, said }).toEqual({
      code: 0,
      said: `Published: ${hub.url}/owner/tiny\nPublished: ${hub.url}/spaces/owner/tiny\n`,
    });
    expect(err).not.toContain(TOKEN);
    const card = new TextDecoder().decode(bytesOf(hub.written("owner/tiny")?.repo.files["README.md"]));
    expect(card).toContain("language:\n- en\n");
    const space = hub.written("spaces/owner/tiny")?.repo.files ?? {};
    expect(new TextDecoder().decode(bytesOf(space["README.md"]))).toMatch(
      /sdk: static\n[\s\S]*models:\n- owner\/tiny\n[\s\S]*cross-origin-opener-policy: same-origin/,
    );
    expect(Object.keys(space)).toContain("models/tiny/manifest.json");
    expect((await runCli(...line)).out).toContain("Nothing to do");
    vi.stubEnv("HF_TOKEN", "hf_wrong");
    expect(await runCli(...line)).toMatchObject({ code: 1, out: "", err: expect.stringContaining("does not accept") });
    vi.stubEnv("HF_TOKEN", "");
    expect((await runCli(...line)).err).toContain("Set HF_TOKEN");
    await hub.close();
  });

  it("publishes on GitHub Pages", async () => {
    const github = await startFakeGitHub("ghp", "owner");
    vi.stubEnv("GITHUB_API_URL", github.url);
    vi.stubEnv("GITHUB_TOKEN", "ghp");
    const line = ["publish", model, "--to", "gh:owner/tiny", "--site", site];
    expect((await runCli(...line)).out).toBe("Published: https://owner.github.io/tiny/\n");
    expect([...(github.branch("owner/tiny", "gh-pages")?.files.keys() ?? [])]).toContain("404.html");
    vi.stubEnv("GITHUB_TOKEN", "");
    expect((await runCli(...line)).err).toContain("Set GITHUB_TOKEN");
    await github.close();
  });
});

describe("hostless card", () => {
  it("says what a card lacks, and writes it with the manifest's line, once", async () => {
    const folder = await folderOf(await unlicensedPackage());
    const shown = await runCli("card", folder);
    expect(shown.err).toContain("The card has no license.");
    expect(shown.out).toContain("pipeline_tag: text-generation");
    const line = ["card", folder, "--license", "mit", "--summary", "New words.", "--write"];
    expect((await runCli(...line)).out).toContain("Wrote ");
    expect(await readFile(join(folder, "README.md"), "utf8")).toContain("license: mit");
    expect(await runCli("inspect", folder)).toMatchObject({ code: 0 });
    expect((await runCli(...line)).out).toBe("The card is complete.\n");
  });
});

function bytesOf(file: string | Uint8Array | undefined): Uint8Array {
  return typeof file === "string" ? new TextEncoder().encode(file) : (file ?? new Uint8Array());
}
