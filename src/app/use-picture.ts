import { type RefObject, useEffect, useState } from "react";
import { FORMATS } from "./picture/formats.ts";
import type { Content } from "./picture/frame.ts";
import { canReadPixels, drawingSteps, type PictureChoice, pngOf } from "./picture/make-picture.ts";

/** A picture that is being drawn, the file of one that has been, or the browser's refusal to make one. */
type Picture =
  | { readonly kind: "drawing" | "refused"; readonly file?: undefined }
  | { readonly kind: "drawn"; readonly file: File };

/** Lets the page react before the next step: none of them alone keeps it waiting. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

/** Draws a picture onto a canvas, and anew with each choice. @param link for its QR code */
export function usePicture(
  canvas: RefObject<HTMLCanvasElement | null>,
  content: Omit<Content, "qrSize">,
  choice: PictureChoice,
  link: string | undefined,
): Picture {
  const [picture, setPicture] = useState<Picture>({ kind: "drawing" });
  const { title, address, prompt, text } = content;
  const { format, style, scheme } = choice;
  useEffect(() => {
    let isCurrent = true;
    const { current: surface } = canvas;
    const draw = async (): Promise<Picture | undefined> => {
      const context = surface?.getContext("2d") ?? undefined;
      if (surface === null || context === undefined) return { kind: "refused" };
      for (const step of drawingSteps(context, { title, address, prompt, text }, { format, style, scheme }, link)) {
        await nextTask();
        if (!isCurrent) return undefined;
        step();
      }
      await nextTask();
      if (!isCurrent) return undefined;
      const png = canReadPixels() ? await pngOf(surface) : undefined;
      return png === undefined ? { kind: "refused" } : { kind: "drawn", file: pngFile(png, format) };
    };
    setPicture({ kind: "drawing" });
    const refused = (): Picture => ({ kind: "refused" });
    void draw()
      .catch(refused)
      .then((drawn) => isCurrent && drawn !== undefined && setPicture(drawn));
    return () => {
      isCurrent = false;
    };
  }, [canvas, title, address, prompt, text, format, style, scheme, link]);
  return picture;
}

function pngFile(png: Blob, format: PictureChoice["format"]): File {
  const { width, height } = FORMATS[format];
  return new File([png], `picture-${width}x${height}.png`, { type: "image/png" });
}
