import { describe, expect, it } from "vitest";
import { PUBLISHING_ITEMS } from "../../contract/on-device-signed-in.ts";
import { readArrival } from "./arrival.ts";
import type { Draft } from "./draft.ts";

const NOTE = { codeVerifier: "verifier", nonce: "nonce", way: "new" };
const DRAFT: Draft = {
  id: "files:mine",
  edit: {
    title: "Mine",
    summary: "",
    license: "mit",
    language: [],
    tags: [],
    base_model: [],
    examples: [{ text: "a", output: " b", seed: 3 }],
    defaults: { top_p: 0.9 },
    body: "# Mine\n",
  },
  hub: { way: "new", owner: "", name: "mine", repo: "", isPrivate: false, withSpace: true },
};

const backWith = (nonce: string) =>
  `https://a.test/publish.html?lang=de&code=secret&state=${encodeURIComponent(JSON.stringify({ nonce }))}`;

function open(address: string, stored: Readonly<Record<string, unknown>> = {}) {
  const items = new Map(Object.entries(stored).map(([key, value]) => [key, JSON.stringify(value)]));
  let url = new URL(address);
  const shown: string[] = [];
  const replaceState = (_state: unknown, _title: string, to?: string | URL | null) => {
    url = new URL(to ?? url, url);
    shown.push(url.href);
  };
  const arrival = readArrival({
    location: {
      get href() {
        return url.href;
      },
      get hash() {
        return url.hash;
      },
    },
    history: { replaceState },
    sessionStorage: {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
    },
  });
  return { arrival, items, shown };
}

describe("readArrival", () => {
  it("knows the model that the address names, and what was typed for it", () => {
    const { arrival } = open("https://a.test/publish.html#kept=files:mine", { [PUBLISHING_ITEMS.publishing]: DRAFT });
    expect(arrival).toEqual({ id: "files:mine", draft: DRAFT });
    const other = open("https://a.test/publish.html#kept=other", { [PUBLISHING_ITEMS.publishing]: DRAFT });
    expect(other.arrival).toEqual({ id: "other" });
  });

  it("takes code and verifier away before it hands them on, once", () => {
    const back = backWith(NOTE.nonce);
    const { arrival, items, shown } = open(back, {
      [PUBLISHING_ITEMS.publishing]: DRAFT,
      [PUBLISHING_ITEMS.signIn]: NOTE,
    });
    expect(arrival.signIn).toEqual({ redirectedUrl: back, note: NOTE });
    expect(arrival.draft).toEqual(DRAFT);
    expect(shown).toEqual(["https://a.test/publish.html?lang=de"]);
    expect([...items.keys()]).toEqual([PUBLISHING_ITEMS.publishing]);
  });

  it("signs nobody in here by a code that this tab has not asked for", () => {
    const stolen = "https://a.test/publish.html?code=stolen&state=s";
    const { arrival, shown } = open(stolen);
    expect(arrival).toEqual({ othersSignIn: stolen });
    expect(shown).toEqual(["https://a.test/publish.html"]);
  });

  it("takes no note of its own sign-in, copied from the tab that opened this one, for another's", () => {
    const back = backWith("of the page with the model");
    const { arrival, items } = open(back, { [PUBLISHING_ITEMS.signIn]: NOTE });
    expect([arrival, items.size]).toEqual([{ othersSignIn: back }, 0]);
  });

  it("forgets a verifier that no code came for", () => {
    const { arrival, items } = open("https://a.test/publish.html", { [PUBLISHING_ITEMS.signIn]: NOTE });
    expect([arrival, items.size]).toEqual([{}, 0]);
  });

  it("takes nothing that is no draft", () => {
    expect(open("https://a.test/publish.html", { [PUBLISHING_ITEMS.publishing]: { id: 7 } }).arrival).toEqual({});
  });
});
