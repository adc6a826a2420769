import { proxy } from "comlink";
import { answersTo } from "../contract/answers-to.ts";
import type { HostFinder } from "../api/host-finder.ts";
import type { ApiHost } from "../contract/api/host.ts";
import type { Outcome } from "../contract/outcome.ts";
import { type Answer, PageLines, type Wait } from "./page-lines.ts";
import { waitFor } from "./wait-for.ts";
import { type Page, whileOpen } from "./while-open.ts";

/**
 * Finds pages of the site that compute.
 * @param wait resolves after so many milliseconds: who has not answered by then is not waited for any more
 */
export function createHostFinder(pages: () => Promise<readonly Page[]>, wait: Wait = waitFor): HostFinder {
  const lines = new PageLines(pages, wait);
  let lastId: string | undefined;
  return {
    async find({ clientId, model } = {}) {
      const preferred = [clientId, lastId].flatMap((id) => (id === undefined || lines.isSilent(id) ? [] : [id]));
      const asked = await lines.askAll();
      const isReady = (answer?: Answer) => answer?.status.model !== undefined;
      const fits = (answer?: Answer) =>
        answer?.status.model !== undefined && (model === undefined || answersTo(answer.status.model, model));
      const firsts = await Promise.all(preferred.map((id) => asked.get(id)));
      const best =
        firsts.find(fits) ??
        (await firstOf(asked, fits)) ??
        (await firstOf(asked, isReady)) ??
        (await firstOf(asked, (answer) => answer !== undefined));
      lastId = best?.page.id;
      return best && { host: hostOf(best, pages, wait), status: best.status };
    },

    async findAll() {
      const answers = await Promise.all((await lines.askAll()).values());
      return answers.flatMap((answer) => (answer === undefined ? [] : [answer.status]));
    },
  };
}

/** The first answer to come that fits; does not wait for silent pages once there is one. */
function firstOf(
  asked: ReadonlyMap<string, Promise<Answer | undefined>>,
  fits: (answer?: Answer) => boolean,
): Promise<Answer | undefined> {
  const fitting = [...asked.values()].map(async (one) => {
    const answer = await one;
    if (!fits(answer)) throw new Error("not this one");
    return answer;
  });
  return Promise.any(fitting).catch(() => undefined);
}

/**
 * The page as a host whose calls always settle. Callbacks must be wrapped to cross; an unwrapped one type-checks and
 * fails at run time.
 */
function hostOf({ page, line }: Answer, pages: () => Promise<readonly Page[]>, wait: Wait): ApiHost {
  const { remote } = line;
  const answering = {
    isOpen: async () => (await pages()).some(({ id }) => id === page.id),
    ping: async () => remote.status(),
    wait,
  };
  const carry = <T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> => {
    line.calls++;
    return whileOpen(answering, call).finally(() => line.calls--);
  };
  return {
    status: () => remote.status(),
    generate: (call, onDeltas) => carry(remote.generate(call, onDeltas && proxy(onDeltas))),
    score: (call) => carry(remote.score(call)),
    alternatives: (call) => carry(remote.alternatives(call)),
    stop: (id) => unlessGone(() => remote.stop(id)),
    release: (id) => unlessGone(() => remote.release(id)),
  };
}

/** The line to a page that is gone may have been given up by another call; nothing is there to be told any more. */
async function unlessGone(tell: () => Promise<void>): Promise<void> {
  await Promise.resolve()
    .then(tell)
    .catch(() => undefined);
}
