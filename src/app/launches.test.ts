import { expect, it } from "vitest";
import { takeLaunches } from "./launches.ts";

type Launch = { files?: readonly FileSystemHandle[]; targetURL?: string | null };

/** A page that was opened with an address, and the addresses that launches brought to it. */
function page(opened: string) {
  let consume = (_launch: Launch) => {};
  const followed: string[] = [];
  const launchQueue = { setConsumer: (consumer: (launch: Launch) => void) => (consume = consumer) };
  const follow = (address: URL) => void followed.push(address.href);
  takeLaunches({ launchQueue }, opened, { take: () => undefined, fail: () => undefined, follow });
  return { launch: (launch: Launch) => consume(launch), followed };
}

it("follows every address but the one that the page was opened with", () => {
  const { launch, followed } = page("https://a.test/?text=one");
  for (const targetURL of ["https://a.test/?text=one", "https://a.test/?text=two", "https://a.test/?text=one"])
    launch({ targetURL });
  expect(followed).toEqual(["https://a.test/?text=two", "https://a.test/?text=one"]);
});

it("follows the first one where the page was open before", () => {
  const { launch, followed } = page("https://a.test/");
  launch({ targetURL: "https://a.test/docs.html", files: [] });
  expect(followed).toEqual(["https://a.test/docs.html"]);
});

it("does nothing for launches of older browsers, without an address, and where there is no queue", () => {
  const { launch, followed } = page("https://a.test/");
  launch({ files: [] });
  launch({ targetURL: null });
  launch({ targetURL: "no address" });
  takeLaunches({}, "https://a.test/", { take: () => undefined, fail: () => undefined, follow: () => undefined });
  expect(followed).toEqual([]);
});
