import { expect, it } from "vitest";
import type { Listing } from "../store/listing.ts";
import { LastOffer } from "./last-offer.ts";

const site = { kind: "site", path: "models/one" } as const;
const listing: Listing = { source: site, name: "one", origin: "https://a.example", files: [] };

function noted() {
  const clock = { time: 1000 };
  const last = new LastOffer(() => clock.time);
  last.note(site, listing);
  return { last, clock };
}

it("gives the listing once, to the load of the same source", () => {
  const { last } = noted();
  expect(last.take({ ...site })).toBe(listing);
  expect(last.take(site)).toBeUndefined();
});

it("gives nothing to another source", () => {
  const { last } = noted();
  expect(last.take({ kind: "site", path: "models/other" })).toBeUndefined();
});

it("gives nothing when much time has passed, or what is kept has changed", () => {
  const { last, clock } = noted();
  clock.time += 3_600_000;
  expect(last.take(site)).toBeUndefined();
  last.note(site, listing);
  last.forget();
  expect(last.take(site)).toBeUndefined();
});

it("keeps no files that were picked", () => {
  const { last } = noted();
  const picked = { kind: "files", name: "one", files: [] } as const;
  last.note(picked, listing);
  expect(last.take(picked)).toBeUndefined();
});
