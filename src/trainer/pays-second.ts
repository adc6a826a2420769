import * as v from "valibot";

/** A second thread's copy of the model may take this share of the device's memory: phones end pages that take much. */
const SHARE = 1 / 16;

const device = v.object({ hardwareConcurrency: v.number(), deviceMemory: v.optional(v.number()) });

/**
 * Whether a device is one for a second thread that takes so many bytes: it has two processors, and the memory where it says how much
 * it has (Chromium does, in GB and no more than 8).
 */
export function paysSecond(navigator: unknown, bytes: number): boolean {
  const { success, output } = v.safeParse(device, navigator);
  if (!success || output.hardwareConcurrency < 2) return false;
  return output.deviceMemory === undefined || bytes <= output.deviceMemory * 2 ** 30 * SHARE;
}
