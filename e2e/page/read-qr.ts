import type { Page } from "@playwright/test";
import decodeQR from "qr/decode.js";
import { type GreyPicture, greyOf } from "../engines/in-page/grey.ts";

/** The text of the QR code in a PNG file, unpacked by the page's browser. @throws Error where it has none that can be read */
export async function readQr(page: Page, png: Buffer): Promise<string> {
  return decodeGrey(await page.evaluate(greyOf, png.toString("base64")));
}

/** The text of the QR code in a picture. @throws Error where it has none that can be read */
export function decodeGrey({ width, height, grey }: GreyPicture): string {
  const data = new Uint8Array(3 * width * height);
  for (const [at, shade] of Buffer.from(grey, "base64").entries()) data.fill(shade, 3 * at, 3 * at + 3);
  // As much time as it takes: what is found must not depend on how busy the machine is.
  return decodeQR({ width, height, data }, { format: "RGB", timeLimit: Number.POSITIVE_INFINITY });
}
