import { refusePart } from "./refuse.ts";
import type { PostProcessor, TemplatePiece } from "./schema/post-processor.ts";

/** Ids that stand before and after every text. */
export interface Frame {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

const NOTHING: Frame = { before: [], after: [] };

/** @throws NotUnderstood for what is not a frame around one text */
export function frameOf(part: PostProcessor | null): Frame {
  switch (part?.type) {
    case undefined:
    case "ByteLevel":
      return NOTHING;
    case "BertProcessing":
    case "RobertaProcessing":
      return { before: [part.cls[1]], after: [part.sep[1]] };
    case "TemplateProcessing":
      return templateFrame(part.single, part.special_tokens);
    case "Sequence":
      return sequenceFrame(part.processors.flatMap(flatten));
  }
}

function flatten(part: PostProcessor): PostProcessor[] {
  return part.type === "Sequence" ? part.processors.flatMap(flatten) : [part];
}

/**
 * The library takes the tokens around a text, once a template has put them there, for texts of their own: what frames then frames
 * a pair, each text, or panics.
 */
function sequenceFrame(parts: readonly PostProcessor[]): Frame {
  const first = parts.findIndex((part) => part.type === "TemplateProcessing" && part.single.length > 1);
  if (first >= 0 && parts.slice(first + 1).some(({ type }) => type !== "ByteLevel"))
    throw refusePart("framed_twice", {});
  return parts
    .map(frameOf)
    .reduce(
      (inner, outer) => ({ before: [...outer.before, ...inner.before], after: [...inner.after, ...outer.after] }),
      NOTHING,
    );
}

function templateFrame(
  pieces: readonly TemplatePiece[],
  special: ReadonlyMap<string, { readonly ids: readonly number[] }>,
): Frame {
  const places = pieces.flatMap((piece, index) => ("Sequence" in piece ? [index] : []));
  const [place = 0] = places;
  const text = pieces[place];
  if (places.length !== 1 || text === undefined || !("Sequence" in text) || text.Sequence.id !== "A") {
    throw refusePart("template", {});
  }
  const idsOf = (piece: TemplatePiece) => {
    const found = "SpecialToken" in piece ? special.get(piece.SpecialToken.id)?.ids : [];
    if (found === undefined) throw refusePart("template_token", {});
    return found;
  };
  return { before: pieces.slice(0, place).flatMap(idsOf), after: pieces.slice(place + 1).flatMap(idsOf) };
}
