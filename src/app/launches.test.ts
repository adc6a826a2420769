import { expect, it } from "vitest";
import { type Launch, takeLaunches } from "./launches.ts";

/** A page that was opened with an address, and the launches that were brought to it. */
function page(opened: string) {
  let consume = (_launch: Launch) => {};
  const taken: Launch[] = [];
  const launchQueue = { setConsumer: (consumer: (launch: Launch) => void) => (consume = consumer) };
  takeLaunches({ launchQueue }, opened, (launch) => void taken.push(launch));
  return { launch: (launch: Launch) => consume(launch), taken };
}

it("takes every address but the one that the page was opened with", () => {
  const { launch, taken } = page("https://a.test/?text=one");
  for (const targetURL of ["https://a.test/?text=one", "https://a.test/?text=two", "https://a.test/?text=one"])
    launch({ targetURL });
  expect(taken).toEqual([{ targetURL: "https://a.test/?text=two" }, { targetURL: "https://a.test/?text=one" }]);
});

it("takes the first one where the page was open before", () => {
  const { launch, taken } = page("https://a.test/");
  launch({ targetURL: "https://a.test/docs.html", files: [] });
  expect(taken).toEqual([{ targetURL: "https://a.test/docs.html" }]);
});

it("takes files with whichever address they come", () => {
  const { launch, taken } = page("https://a.test/?open");
  const files = [{ kind: "file", name: "model.zip", isSameEntry: async () => false } as const];
  launch({ targetURL: "https://a.test/?open", files });
  expect(taken).toEqual([{ files }]);
});

it("takes nothing of launches of older browsers, without an address, and where there is no queue", () => {
  const { launch, taken } = page("https://a.test/");
  launch({ files: [] });
  launch({ targetURL: null });
  takeLaunches({}, "https://a.test/", (launch) => void taken.push(launch));
  expect(taken).toEqual([]);
});
