import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitHubAccount, hubAccount, readHub } from "./tokens.ts";

const home = mkdtempSync(join(tmpdir(), "tokens-"));
writeFileSync(join(home, "token"), "hf_written\n");

describe("the Hub's token", () => {
  it("is HF_TOKEN, before the file that its own tools wrote", async () => {
    expect(await readHub({ HF_HOME: home, HF_TOKEN: " hf_own " })).toMatchObject({ token: "hf_own" });
    expect(await readHub({ HF_HOME: home })).toEqual({ host: "https://huggingface.co", token: "hf_written" });
    expect(await readHub({ HF_TOKEN_PATH: join(home, "token") })).toMatchObject({ token: "hf_written" });
  });

  it("is asked for by name where there is none, at the host that is meant", async () => {
    const env = { HF_HOME: join(home, "none"), HF_ENDPOINT: "https://hub.example//" };
    expect(await readHub(env)).toEqual({ host: "https://hub.example", token: "" });
    await expect(hubAccount(env)).rejects.toMatchObject({
      failure: { detail: "no_token", parameters: { host: "hub.example", name: "HF_TOKEN" } },
    });
  });
});

it("GitHub's is GITHUB_TOKEN, or asked for by name", () => {
  expect(gitHubAccount({ GITHUB_TOKEN: "ghp_1\n" })).toEqual({ host: "https://api.github.com", token: "ghp_1" });
  expect(() => gitHubAccount({ GITHUB_TOKEN: " " })).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ detail: "no_token" }) }),
  );
});
