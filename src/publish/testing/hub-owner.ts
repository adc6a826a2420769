import type { Account, PublishWorld } from "../publish-world.ts";

export const TOKEN = "hf_ownerToken123";
export const READER = "hf_readerToken456";

/** Tokens of a fake Hub: its owner's, and one that may only read. */
export const TOKENS = {
  [TOKEN]: { name: "owner", orgs: ["lab"], scopes: ["write-repos", "write-discussions"] },
  [READER]: { name: "bo", scopes: [] },
};

/** The world without waiting. */
export function quickWorld(waits: number[] = []): PublishWorld {
  return {
    fetch: globalThis.fetch,
    wait: async (milliseconds) => void waits.push(milliseconds),
  };
}

export function accountAt(host: string, token = TOKEN): Account {
  return { host, token };
}
