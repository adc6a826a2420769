import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { refuse } from "../../contract/outcome.ts";
import { HUB_URL } from "../../contract/security-headers.ts";
import type { Account } from "../../publish/publish-world.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The Hub and the token for it, as the Hub's own tools have them: `HF_TOKEN`, else the file of `hf auth login`; empty without either. */
export async function readHub(env: Environment): Promise<Account> {
  const host = (env["HF_ENDPOINT"] ?? HUB_URL).replace(/\/+$/, "");
  const cache = env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const home = env["HF_HOME"] ?? join(cache, "huggingface");
  const written = await readFile(env["HF_TOKEN_PATH"] ?? join(home, "token"), "utf8").catch(() => "");
  return { host, token: (env["HF_TOKEN"] ?? written).trim() };
}

/** As {@link readHub}. @throws Refusal `not_published` without a token */
export async function hubAccount(env: Environment): Promise<Account> {
  const account = await readHub(env);
  if (account.token !== "") return account;
  throw refuse("not_published", "no_token", { host: new URL(account.host).host, name: "HF_TOKEN" });
}

/** GitHub and its token. @throws Refusal `not_published` without one */
export function gitHubAccount(env: Environment): Account {
  const host = (env["GITHUB_API_URL"] ?? "https://api.github.com").replace(/\/+$/, "");
  const token = (env["GITHUB_TOKEN"] ?? "").trim();
  if (token === "") throw refuse("not_published", "no_token", { host: new URL(host).host, name: "GITHUB_TOKEN" });
  return { host, token };
}
