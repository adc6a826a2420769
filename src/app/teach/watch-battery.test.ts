import { expect, it } from "vitest";
import { watchBattery } from "./watch-battery.ts";

class Battery extends EventTarget {
  level = 1;
  charging = false;
  change(level: number, charging: boolean): void {
    Object.assign(this, { level, charging });
    this.dispatchEvent(new Event("levelchange"));
  }
}

it("tells when the battery is low, and when it is charged again, until it is ended", async () => {
  const battery = new Battery();
  const told: boolean[] = [];
  const end = watchBattery({ getBattery: async () => battery }, (isLow) => void told.push(isLow));
  await Promise.resolve();
  await Promise.resolve();
  battery.change(0.1, false);
  battery.change(0.1, true);
  end();
  battery.change(0.05, false);
  expect(told).toEqual([false, true, false]);
});

it("tells nothing where nothing is told", async () => {
  const told: boolean[] = [];
  watchBattery({}, (isLow) => void told.push(isLow));
  watchBattery(
    { getBattery: () => Promise.reject(new DOMException("no", "NotAllowedError")) },
    (isLow) => void told.push(isLow),
  );
  await Promise.resolve();
  await Promise.resolve();
  expect(told).toEqual([]);
});
