import type { Face, FormatName, Measure, StyleName } from "./formats.ts";
import { type Content, type Frame, frameOf } from "./frame.ts";
import { setLabels } from "./set-labels.ts";
import { setSentence } from "./set-sentence.ts";
import type { Shape } from "./shapes.ts";

/** Width of the bar at the side of a poster, and distance of a quote's outline from the edges, in pixels. */
const BAR = 26;
const INSET = 32;

/** Where everything in a picture stands. @param measureIn measures texts in a typeface */
export function layOut(
  given: Content,
  format: FormatName,
  style: StyleName,
  measureIn: (face: Face) => Measure,
): readonly Shape[] {
  const content = withSentence(given);
  const frame = frameOf(content, format, style);
  const labels = setLabels(content, frame, measureIn);
  const sentence = setSentence(content, frame, labels, measureIn(frame.look.face));
  return [...groundOf(frame, style), ...sentence, ...labels.shapes, ...(frame.qr === undefined ? [] : [frame.qr])];
}

/** Where nothing has been written, the title is the sentence. */
function withSentence(content: Content): Content {
  const isEmpty = (content.prompt + content.text).trim() === "";
  return isEmpty ? { ...content, prompt: "", text: content.title, title: "" } : content;
}

function groundOf({ width, height, look, direction }: Frame, style: StyleName): Shape[] {
  const ground: Shape = { kind: "fill", colour: look.ground, x: 0, y: 0, width, height };
  if (style === "poster") {
    const x = direction === "rtl" ? width - BAR : 0;
    return [ground, { kind: "fill", colour: "accent", x, y: 0, width: BAR, height }];
  }
  const inside = { x: INSET, y: INSET, width: width - 2 * INSET, height: height - 2 * INSET };
  return [
    ground,
    { kind: "fill", colour: "card", ...inside },
    { kind: "outline", colour: "line", thickness: 2, ...inside },
  ];
}
