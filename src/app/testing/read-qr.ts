import decodeQR from "qr/decode.js";

/** The text of the QR code in a picture. @throws Error where it has none that can be read */
export async function readQr(png: Blob): Promise<string> {
  const { width, height, data } = await pixelsOf(png);
  // As much time as it takes: what is found must not depend on how busy the machine is.
  return decodeQR({ width, height, data }, { format: "RGBA", timeLimit: Number.POSITIVE_INFINITY });
}

/** The pixels of a picture's file. */
export async function pixelsOf(png: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(png);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  if (context === null) throw new Error("There is no canvas.");
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
