import type { EarlyWords } from "./words/en.ts";
import { showFixed, showNumber } from "./words/locale.ts";

type Units = EarlyWords["units"];

/** Bytes in the decimal units that browsers and hosts show. */
export function formatBytes(bytes: number, units: Units): string {
  if (bytes < 1000) return units.byte(bytes);
  if (bytes < 1e6) return units.kilobyte(bytes / 1e3);
  if (bytes < 1e9) return units.megabyte(bytes / 1e6, bytes < 1e7 ? 1 : 0);
  return units.gigabyte(bytes / 1e9, 2);
}

export function formatMilliseconds(ms: number, units: Units): string {
  if (ms < 1000) return units.millisecond(ms);
  return ms < 60_000 ? units.second(ms / 1000, 1) : formatSeconds(ms / 1000, units);
}

/** A duration that is still to come, coarse on purpose. */
export function formatSeconds(seconds: number, units: Units): string {
  if (seconds < 60) return units.second(Math.max(1, seconds), 0);
  return seconds < 3600 ? units.minute(seconds / 60) : units.hour(seconds / 3600);
}

/** Three significant digits at most, without a tail of zeros. */
export function formatNumber(value: number): string {
  return showNumber(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}

export function formatPercent(share: number, units: Units): string {
  const percent = share * 100;
  return units.percent(showNumber(percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))));
}

/** Bits of surprise, with a digit behind the point. */
export function formatBits(bits: number): string {
  return showFixed(bits, 1);
}
