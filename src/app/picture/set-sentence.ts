import { type FittedText, fitText } from "./fit-text.ts";
import type { Measure } from "./formats.ts";
import { atStart, type Content, type Frame } from "./frame.ts";
import { type Sentence, sentenceOf, withShortPrompt } from "./sentence.ts";
import type { Labels } from "./set-labels.ts";
import { heightOf, setLines } from "./set-lines.ts";
import type { Box, MarkShape, Shape } from "./shapes.ts";

/** Scripts whose letters reach far above and below the line: what their lines are higher by, in ems. */
const TALL =
  /[\p{Script=Arabic}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Tibetan}]/u;
const TALLER = 0.25;
/** Letters this much larger than the smallest ones become smaller before a word is torn. */
const WHOLE_WORDS = 1.6;
const MUCH_LARGER = 1.2;
/** Room below the quotation mark, as a part of it. */
const BELOW_MARK = 0.6;

interface Setting {
  readonly sentence: Sentence;
  readonly fitted: FittedText;
  readonly box: Box;
}

/** The sentence in letters as large as can be: above the QR code, or beside it where there is more room. */
export function setSentence(content: Content, frame: Frame, labels: Labels, measure: Measure): readonly Shape[] {
  const { inner, qrRoom } = frame;
  const above = boxOf(frame, labels, inner.width, Math.max(labels.below, qrRoom));
  const boxes = qrRoom === 0 ? [above] : [above, boxOf(frame, labels, inner.width - qrRoom, labels.below)];
  const settings = boxes.map((box) => fitSentence(content, box, frame, measure));
  return draw(
    settings.reduce((one, other) => (isBetter(other.fitted, one.fitted) ? other : one)),
    frame,
  );
}

function boxOf(frame: Frame, { above }: Labels, width: number, below: number): Box {
  const { inner } = frame;
  return { ...atStart(frame, width), y: inner.y + above, height: inner.height - above - below };
}

/** All of a text is worth more than large letters, and these more than a place in the middle, if they are much larger. */
function isBetter(beside: FittedText, above: FittedText): boolean {
  if (beside.isCut !== above.isCut) return above.isCut;
  return beside.isCut ? lettersIn(beside) > lettersIn(above) : beside.size > above.size * MUCH_LARGER;
}

const lettersIn = ({ lines }: FittedText) => lines.reduce((sum, { text }) => sum + text.length, 0);

function fitSentence(content: Content, box: Box, frame: Frame, measure: Measure): Setting {
  const { look, metrics } = frame;
  const whole = sentenceOf(content);
  const options = {
    largest: Math.round(metrics.largest * look.scale),
    smallest: metrics.smallest,
    wholeAbove: metrics.smallest * WHOLE_WORDS,
    leading: look.leading + (TALL.test(whole.text) ? TALLER : 0),
  };
  const room = { width: box.width, height: box.height - markHeight(frame) };
  const set = (sentence: Sentence) => ({ sentence, fitted: fitText(sentence.text, room, options, measure), box });
  const first = set(whole);
  const shorter = first.fitted.isCut ? withShortPrompt(content) : undefined;
  return shorter === undefined ? first : set(shorter);
}

function markHeight({ look, metrics }: Frame): number {
  return look.hasMark ? metrics.mark * (1 + BELOW_MARK) : 0;
}

/** Mark and lines as one block in the middle of its box. */
function draw({ sentence, fitted, box }: Setting, frame: Frame): readonly Shape[] {
  const { look, metrics, direction } = frame;
  const top = box.y + Math.max(0, (box.height - markHeight(frame) - heightOf(fitted)) / 2);
  const align = look.isCentred ? "center" : direction === "rtl" ? "right" : "left";
  const setting = { face: look.face, align, direction, colour: "ink" } as const;
  const written = { at: sentence.written, colour: "accent" } as const;
  const mark: MarkShape = {
    kind: "mark",
    colour: "accent",
    x: box.x + (box.width - metrics.mark) / 2,
    y: top,
    size: metrics.mark,
    direction,
  };
  const lines = setLines(fitted, { ...box, y: top + markHeight(frame) }, setting, written);
  return look.hasMark ? [mark, ...lines] : lines;
}
