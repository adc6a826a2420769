import * as v from "valibot";

/** Below this, training waits until the device is plugged in: it takes the whole of a core for minutes. */
const LOW = 0.15;

const level = v.object({ level: v.number(), charging: v.boolean() });

/**
 * Tells now and at each change whether the battery is low and not charged.
 * @param host the navigator: Chromium's tells of the battery (https://www.w3.org/TR/battery-status/), other engines' tell nothing
 * @returns ends that
 */
export function watchBattery(host: object, tell: (isLow: boolean) => void): () => void {
  const ended = new AbortController();
  const watch = async () => {
    const battery: unknown = await ("getBattery" in host && typeof host.getBattery === "function" && host.getBattery());
    if (!(battery instanceof EventTarget) || ended.signal.aborted) return;
    const look = () => {
      const { output, success } = v.safeParse(level, battery);
      if (success) tell(!output.charging && output.level < LOW);
    };
    for (const event of ["levelchange", "chargingchange"])
      battery.addEventListener(event, look, { signal: ended.signal });
    look();
  };
  // A page in a frame may not ask; it trains all the same.
  void watch().catch(() => undefined);
  return () => ended.abort();
}
