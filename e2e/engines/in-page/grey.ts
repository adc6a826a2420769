/** A picture without its colours: a byte for each pixel, in base64. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly grey: string;
}

/** Unpacks a PNG file, as base64, with the browser's own means. It stands alone: it is sent into pages as text. */
export async function greyOf(png: string): Promise<GreyPicture> {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  if (context === null) throw new Error("there is no canvas");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let grey = "";
  for (let at = 0; at < data.length; at += 4) {
    grey += String.fromCharCode(((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3);
  }
  return { width, height, grey: btoa(grey) };
}
