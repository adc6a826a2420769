import type { TextCodec } from "../contract/forward-pass.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { TEXT_LAYOUTS } from "../contract/training.ts";
import { textFrame } from "../generate/text-frame.ts";
import { tokensAtOnce } from "../train/batches.ts";
import { type PreparedTexts, prepareTexts } from "../train/prepare-texts.ts";
import { readTexts } from "../train/read-texts.ts";
import {
  type CommandOption,
  choice,
  type Io,
  type OptionValues,
  readUserFile,
  requiredText,
  textOf,
  UsageError,
} from "./command.ts";
import { tellTexts } from "./tell-training.ts";

/** Most tokens of a text. Longer ones are cut. */
const TOKENS = 256;

export const LESSON_OPTIONS: readonly CommandOption[] = [
  {
    name: "texts",
    value: "FILE",
    help: "UTF-8 texts: one a line, or with blank lines between; - is the standard input.",
  },
  { name: "layout", value: "NAME", help: `How they lie in the file: ${TEXT_LAYOUTS.join(", ")}. Default auto.` },
  {
    name: "field",
    value: "NAME",
    help: "Where a text is: a field with --layout jsonl, by default text; a column with csv, by default the likeliest.",
  },
];

/** Where texts are, as the options say. */
export interface LessonPlace {
  readonly file: string;
  readonly layout: (typeof TEXT_LAYOUTS)[number];
  readonly field: string | undefined;
}

/** What a model is taught. */
export interface Lesson {
  /** The file as it is. */
  readonly text: string;
  readonly texts: PreparedTexts;
  /** Most tokens of a text. */
  readonly longest: number;
  /** Tokens that are computed side by side. */
  readonly tokens: number;
}

/** What reads the texts. */
interface Reader {
  readonly shape: { readonly n_positions: number };
  readonly codec: TextCodec;
  readonly defaults: GenerationParameters;
}

/** @throws UsageError */
export function readLessonPlace(values: OptionValues): LessonPlace {
  const file = requiredText(values, "texts");
  const layout = choice("layout", textOf(values, "layout") ?? "auto", TEXT_LAYOUTS);
  const field = textOf(values, "field");
  if (field !== undefined && layout !== "jsonl" && layout !== "csv")
    throw new UsageError(`--field ${field}: only --layout jsonl and csv have fields.`);
  return { file, layout, field };
}

/** Reads the texts as tokens, and says what was found. @throws Refusal `bad_request` */
export async function readLesson(
  { file, layout, field }: LessonPlace,
  { shape, codec, defaults }: Reader,
  seed: number,
  io: Io,
): Promise<Lesson> {
  const text = await readUserFile(file);
  const found = readTexts(text, file, layout, field);
  const longest = Math.min(TOKENS, shape.n_positions);
  const encode = (line: string) => codec.encode(line);
  const texts = prepareTexts(found.texts, encode, { ...textFrame(codec, defaults), longest: longest + 1, seed });
  tellTexts(found, texts, longest, io);
  return { text, texts, longest, tokens: tokensAtOnce([...texts.training, ...texts.heldOut], longest) };
}
