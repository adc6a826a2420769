import { expose } from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { PageLines } from "./page-lines.ts";
import { pageThatSays } from "../api/testing/page.ts";
import type { Page } from "./while-open.ts";

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A page that answers where it has a host; how often a service worker knocked there. */
function page(id: string, host?: ApiHost) {
  let knocks = 0;
  const self: Page = {
    id,
    postMessage(_message, [port]) {
      knocks++;
      if (!(port instanceof MessagePort)) return;
      open.push(port);
      if (host !== undefined) expose(host, port);
    },
  };
  return { self, knocks: () => knocks };
}

async function namesOf(lines: PageLines): Promise<(string | undefined)[]> {
  const answers = await Promise.all((await lines.askAll()).values());
  return answers.map((answer) => answer?.status.model?.name);
}

const never = () => new Promise<undefined>(() => {});
const atOnce = async () => undefined;

describe("lines to the pages of the site", () => {
  it("are kept: a page is knocked at once, and asked at each call", async () => {
    const one = page("one", pageThatSays("").host);
    const lines = new PageLines(async () => [one.self], never);
    expect([await namesOf(lines), await namesOf(lines)]).toEqual([["quotes"], ["quotes"]]);
    expect([one.knocks(), lines.isSilent("one")]).toEqual([1, false]);
  });

  it("are given up where a page is silent, which is knocked at again, and known as silent until it is gone", async () => {
    const one = page("one");
    let pages = [one.self];
    const lines = new PageLines(async () => pages, atOnce);
    expect([await namesOf(lines), await namesOf(lines)]).toEqual([[undefined], [undefined]]);
    expect([one.knocks(), lines.isSilent("one")]).toEqual([2, true]);
    pages = [];
    await lines.askAll();
    expect(lines.isSilent("one")).toBe(false);
  });

  it("stay while the silent page has a call to answer", async () => {
    let isBusy = false;
    const { host } = pageThatSays("");
    const status: ApiHost["status"] = () => (isBusy ? new Promise(() => {}) : host.status());
    const one = page("one", { ...host, status });
    const lines = new PageLines(
      async () => [one.self],
      () => (isBusy ? atOnce() : never()),
    );
    const [answer] = await Promise.all((await lines.askAll()).values());
    if (answer !== undefined) answer.line.calls++;
    isBusy = true;
    expect(await namesOf(lines)).toEqual([undefined]);
    await lines.askAll();
    expect(one.knocks()).toBe(1);
  });
});
