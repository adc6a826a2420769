import { encode } from "uqr";
import type { QrModules } from "./draw-qr.ts";
import { drawShapes, measureOn } from "./draw.ts";
import type { FormatName, SchemeName, StyleName } from "./formats.ts";
import type { Content } from "./frame.ts";
import { layOut } from "./layout.ts";
import type { Shape } from "./shapes.ts";

/** What is chosen of a picture. */
export interface PictureChoice {
  readonly format: FormatName;
  readonly style: StyleName;
  readonly scheme: SchemeName;
}

/** Light squares around a QR code, as its standard has them. */
const BORDER = 4;

/** The code of the link that was last asked for: it is the same in every size and style. */
let last: { readonly link: string; readonly modules: QrModules } | undefined;

/** The squares of a QR code; with as many spare ones as its size has room for. */
function qrModules(link: string): QrModules {
  if (last?.link !== link) last = { link, modules: encode(link, { border: BORDER, boostEcc: true }).data };
  return last.modules;
}

/** The parts of drawing a picture, in their order: the page can react between two of them. @param link for its QR code */
export function drawingSteps(
  context: CanvasRenderingContext2D,
  content: Omit<Content, "qrSize">,
  { format, style, scheme }: PictureChoice,
  link: string | undefined,
): readonly (() => void)[] {
  let modules: QrModules | undefined;
  let shapes: readonly Shape[] = [];
  return [
    () => {
      modules = link === undefined ? undefined : qrModules(link);
    },
    () => {
      const whole = modules === undefined ? content : { ...content, qrSize: modules.length };
      shapes = layOut(whole, format, style, measureOn(context));
    },
    () => drawShapes(context, format, scheme, shapes, modules),
  ];
}

/** The picture as a PNG file; `undefined` where the browser makes none. The browser packs it while the page goes on. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob | undefined> {
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png");
  });
}

/** Difference of a colour that browsers leave in place where they blur what tells visitors apart. */
const NOISE = 16;

/** False where the browser gives pages other pixels than they drew, as some do against being recognised. */
export function canReadPixels(): boolean {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (context === null) return false;
  const drawn = [40, 160, 220, 90];
  for (const [x, shade] of drawn.entries()) {
    context.fillStyle = `rgb(${shade} ${shade} ${shade})`;
    context.fillRect(x, 0, 1, 1);
  }
  const { data } = context.getImageData(0, 0, drawn.length, 1);
  return drawn.every((shade, x) => Math.abs((data[4 * x] ?? 0) - shade) <= NOISE);
}
