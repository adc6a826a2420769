import { type Check, expectSame, expectTrue } from "../check.ts";

const streaming: Check = {
  name: "the text appears piece by piece",
  async run({ tab }) {
    const seen = await (await tab()).evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ num_return_sequences: 4, best_of: 1, max_new_tokens: 200, min_new_tokens: 200, seed: 3 });
      const seen: string[] = [];
      const watcher = new MutationObserver(() => {
        if (page.answer() !== seen.at(-1)) seen.push(page.answer());
      });
      watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
      await page.run("life is not");
      watcher.disconnect();
      return { pieces: seen.length, count: page.answers() };
    });
    expectTrue(`${seen.pieces} pieces`, seen.pieces > 4);
    expectSame("texts", seen.count, 4);
    return undefined;
  },
};

const stop: Check = {
  name: "Stop ends a run and keeps its text; the next one works",
  async run({ tab }) {
    const after = await (await tab()).evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ num_return_sequences: 16, best_of: 1, max_new_tokens: 200, min_new_tokens: 200 });
      page.prompt("life is not");
      await page.press("Generate");
      await page.until("the first letters", () => page.findButton("Stop") && page.answer());
      await page.press("Stop");
      await page.finished();
      const stopped = { status: page.status(), length: page.answer().length };
      await page.preset("Creative");
      await page.set({ max_new_tokens: 5, min_new_tokens: 5 });
      await page.run();
      return { stopped, next: page.status() };
    });
    expectTrue(after.stopped.status, after.stopped.status.startsWith("Stopped"));
    expectTrue("the text is kept", after.stopped.length > 0);
    expectTrue(after.next, after.next.startsWith("Done"));
    return undefined;
  },
};

export const STREAMING = [streaming, stop];
