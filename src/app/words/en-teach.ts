import type { TaughtEnd, TextLayout } from "../../contract/training.ts";
import { pluralIn, showNumber } from "./locale.ts";

const plural = pluralIn("en");
const texts = (count: number) => plural(count, "1 text", `${showNumber(count)} texts`);

/** The English words of “Teach it your own”. */
export const enTeach = {
  title: "Teach it your own",
  about: (model: string) =>
    `Give texts of one kind, and ${model} learns to write like them, here in this browser. Nothing leaves this device.`,
  needsModel: "Load or choose a model; it is the one that is taught.",
  base: "Model",
  chooseBase: "Choose a model",
  isOpen: "open now",
  baseStays: "Keep or throw away what it has learned; then another model can be chosen.",
  notTaught: (count: number) =>
    plural(count, "1 kept model cannot be taught", `${showNumber(count)} kept models cannot be taught`),
  keptOnes: "Kept for this model",
  chooseKept: "Choose one",
  rename: "Rename",
  more: "Share, save, rename …",
  unreadable: "It cannot be read any more.",
  publish: "Publish …",
  publishAbout: "The adapter alone goes to the Hugging Face Hub, with the name of its model.",
  opening: "Opening the model …",
  unfinished: (name: string, count: number, done: string) =>
    `A training was interrupted: ${name}, ${texts(count)}, ${done} done.`,
  otherModel: (model: string) => `It is for ${model}, which is opened for it.`,
  goOn: "Go on",
  forget: "Forget it",
  kept: (name: string) => `${name} is kept for this model.`,
  texts: "Texts",
  textsAbout: "One a line, or with blank lines between them. A few hundred give a style.",
  pasted: "Pasted texts",
  choose: "Choose a file …",
  chooseAbout: "Text, CSV or JSON Lines; you can also drop it here.",
  clear: "Other texts",
  layout: "They lie",
  layouts: {
    auto: "as it looks",
    lines: "one a line",
    paragraphs: "between blank lines",
    csv: "in a table (CSV)",
    jsonl: "in JSON Lines",
  } satisfies Record<TextLayout, string>,
  column: "Column",
  field: "Field",
  read: "Read the texts",
  reading: "Reading the texts …",
  found: (count: number, heldOut: number, tokens: string) =>
    `${texts(count)}, ${tokens}. ${showNumber(heldOut)} are set aside to tell when it is enough.`,
  repeated: (count: number) => `${texts(count)} left out: there already.`,
  empty: (count: number) => `${texts(count)} left out: no letters or digits.`,
  addresses: (count: number) => `${texts(count)} left out: nothing but an address.`,
  cut: (count: number, most: number) => `${texts(count)} cut after ${showNumber(most)} tokens.`,
  few: (enough: number) => `Fewer than ${showNumber(enough)}: it will learn their form, but make little sense.`,
  rank: "Rank",
  rankAbout:
    "How much it can learn. 8 suits a few hundred texts; a higher rank learns more of a far style, from more texts, and takes longer.",
  teach: "Teach",
  starting: "Preparing …",
  trying: "Finding how fast it may learn …",
  step: (step: number, steps: number) => `Step ${showNumber(step)} of ${showNumber(steps)}`,
  stop: "Stop and keep the best",
  stopping: "Stopping …",
  waits: "Your run goes first; training goes on when it is done.",
  spares: "Waits until the device is plugged in: the battery is low.",
  mayClose:
    "You may close this window and use the page; training goes on. After a reload it goes on from the last half pass.",
  unkept: "It cannot be kept on this device; a reload loses it.",
  curve: "Loss",
  curveAbout: (first: string, last: string) =>
    `Loss of the texts set aside: ${first} at first, ${last} now. Lower is better.`,
  learned: "learned texts",
  setAside: "texts set aside",
  samples: "The same beginnings, the same draws",
  before: "Before",
  now: "Now",
  ends: {
    done: "It has learned all it was given.",
    worse: "It got no better any more, so training ended.",
    stopped: "Stopped.",
    not_finite: "Training ended: its numbers left the range. The best state so far is here.",
  } satisfies Record<TaughtEnd, string>,
  nothing: "Nothing got better than the model as it was, so nothing is kept. Give more texts.",
  perplexity: (before: string, after: string) =>
    `Perplexity of the texts set aside: ${before} before, ${after} now. Lower is better.`,
  recited: (percent: string) =>
    `${percent} of what it writes after beginnings of your texts stands in them word by word (ten words in a row).`,
  tryIt: "Try it",
  prompt: "Prompt",
  write: "Write both",
  writing: "Writing …",
  name: "Name",
  keep: "Keep on this device",
  isKept: (name: string) => `${name} is kept on this device, for this model.`,
  drop: "Throw away",
  drops: "Throw away what it has learned? This cannot be undone.",
  dropped: "Thrown away.",
  use: "Write with it",
  used: (name: string) => `${name} lies beside the model, and writes on the page from here on.`,
  save: "Save as a file",
  saved: (name: string) => `Saved as ${name}: an adapter as PEFT reads it.`,
  saveMerged: "Save the whole model",
  merged: (name: string) =>
    `Saved as ${name}: the model with what it learned merged into it. transformers and this page open it.`,
  share: "In a link",
  shareAbout:
    "A small adapter fits the link itself: whoever opens it has the model write like this, without an upload. It holds less of the style, and what it recites of your texts can be read by all who have the link.",
  makeLink: "Make a link",
  making: (done: string) => `Making it small: ${done}`,
  smaller: (before: string, after: string, small: string) =>
    `Perplexity of the texts set aside: ${small} in the link, ${after} here, ${before} without.`,
  unlearned: "It could not learn its texts once more, as they are not at hand: it has much less of the style.",
  fileOnly: "Its model is on this device alone, so there is no link. The file works for whoever has the model.",
  saveSmall: "Save for messengers",
  openAdapter: "Open a saved one …",
  opened: (name: string) => `${name} is open.`,
  again: "Teach other texts",
};

export type TeachWords = typeof enTeach;
