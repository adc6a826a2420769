import { expect, test } from "vitest";
import { watchVersions } from "./watch-versions.ts";

class FakeVersion extends EventTarget {
  constructor(public state: ServiceWorkerState) {
    super();
  }

  become(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeVersion | null = null;
  waiting: FakeVersion | null = null;
  active: FakeVersion | null = new FakeVersion("activated");

  find(version: FakeVersion): void {
    this.installing = version;
    this.dispatchEvent(new Event("updatefound"));
  }

  finishInstalling(): void {
    this.waiting = this.installing;
    this.installing = null;
    this.waiting?.become("installed");
  }
}

function watched(registration: FakeRegistration): FakeVersion[] {
  const seen: FakeVersion[] = [];
  watchVersions(registration, (version) => seen.push(version));
  return seen;
}

test("tells of a version that waits already", () => {
  const registration = new FakeRegistration();
  registration.waiting = new FakeVersion("installed");
  expect(watched(registration)).toEqual([registration.waiting]);
});

test("tells of a version that was installing before anybody asked", () => {
  const registration = new FakeRegistration();
  registration.installing = new FakeVersion("installing");
  const seen = watched(registration);
  expect(seen).toEqual([]);
  registration.finishInstalling();
  expect(seen).toEqual([registration.waiting]);
});

test("tells of every later version once, and not again when it takes over", () => {
  const registration = new FakeRegistration();
  const seen = watched(registration);
  const versions = [new FakeVersion("installing"), new FakeVersion("installing")];
  for (const version of versions) {
    registration.find(version);
    registration.finishInstalling();
  }
  for (const state of ["activating", "activated", "redundant"] as const) versions[1]?.become(state);
  expect(seen).toEqual(versions);
});

test("says nothing of the very first version, nor of one that failed to install", () => {
  const registration = new FakeRegistration();
  registration.active = null;
  const seen = watched(registration);
  registration.find(new FakeVersion("installing"));
  registration.finishInstalling();
  registration.active = new FakeVersion("activated");
  registration.find(new FakeVersion("installing"));
  registration.installing?.become("redundant");
  expect(seen).toEqual([]);
});
