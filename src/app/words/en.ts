import type { BackendName } from "../../contract/backends.ts";
import { pluralIn, showFixed, showNumber } from "./locale.ts";

const plural = pluralIn("en");
const tokens = (count: number) => plural(count, "1 token", `${showNumber(count)} tokens`);

/** The English words of the page as it opens. Those of what is opened later are in `en-late.ts`. */
export const en = {
  tagline: "A language model that runs in your own browser",
  privacy: "Your prompt stays on this device.",
  source: "Everything is computed in this browser; no server sees what you write.",
  themes: { light: "Light theme", dark: "Dark theme" },
  language: "Language",
  publisherSays: "Its publisher says",

  prompt: "Prompt",
  promptPlaceholder: "Begin a sentence …",
  examples: "Examples",
  exampleNote: "An example, stored with the model. Press Generate for one of your own.",
  tokens,
  contextOf: (count: number, most: number) => `${showNumber(count)} of ${tokens(most)}`,
  generate: "Generate",
  keys: "Enter writes, Shift + Enter breaks the line",
  stop: "Stop",
  tryAgain: "Try again",
  another: "Another",
  writeAnother: "Write another",
  continueText: "Continue",
  share: "Share",
  close: "Close",
  cancel: "Cancel",

  output: "Output",
  outputEmpty: "The text will appear here, word by word.",
  sample: (number: number) => `Text ${showNumber(number)}`,
  usedPrompt: (prompt: string) => `The box was empty, so one of the model’s own prompts was used: “${prompt}”`,
  dropped: (count: number, most: number) =>
    `The prompt is longer than the model’s ${tokens(most)}: the oldest ${showNumber(count)} were left out.`,
  emptyAnswer: "The model ended the text at once. Try again, or raise min_new_tokens.",
  emptyContinuation: "The model added nothing: it ended the text at once.",
  fixedAnswer: "Nothing is random here, so this answer never changes. Raise Variety to get another one.",
  copyText: "Copy text",
  copied: "Copied",
  copyRefused: "The browser did not allow copying. The text is selected: copy it with the keyboard or the menu.",
  copyInsecure: "Over http, not https, no page may copy. The text is selected: copy it with the keyboard or the menu.",
  textToCopy: "Text to copy",

  none: "–",
  deviceOf: (backend: string, threads: number) =>
    threads === 1 ? backend : `${backend}, ${showNumber(threads)} threads`,
  facts: { words: "Words", text: "Text", speed: "Speed", seed: "Seed", device: "Device", weights: "Weights" },
  perSecond: (count: string) => `${count} tokens/s`,
  backends: {
    kernel: "CPU",
    "onnx-wasm": "CPU (ONNX)",
    "onnx-webgpu": "GPU (WebGPU)",
  } satisfies Record<BackendName, string>,
  units: {
    byte: (count: number) => `${showNumber(count)} B`,
    kilobyte: (count: number) => `${showNumber(count, 0)} kB`,
    megabyte: (count: number, digits: number) => `${showFixed(count, digits)} MB`,
    gigabyte: (count: number, digits: number) => `${showFixed(count, digits)} GB`,
    millisecond: (count: number) => `${showNumber(count, 0)} ms`,
    second: (count: number, digits: number) => `${showFixed(count, digits)} s`,
    minute: (count: number) => `${showNumber(count, 0)} min`,
    hour: (count: number) => `${showFixed(count, 1)} h`,
    percent: (count: string) => `${count}%`,
  },

  status: {
    looking: "Finding the model …",
    unpacking: (file: string) => `Unpacking ${file} …`,
    asking: "Press Load model to start.",
    download: "Loading the model …",
    paused: "You’re offline. The download resumes by itself.",
    convert: "Converting the model …",
    start: "Starting the model …",
    ready: "Ready.",
    restarting: "The model stopped working and is being restarted …",
    failed: "The model could not be loaded.",
    waiting: "The run starts as soon as the model is ready.",
    reading: "Reading the prompt …",
    writing: "Writing …",
    stopping: "Stopping …",
    done: (count: string, time: string) => `Done: ${count} in ${time}.`,
    stopped: (count: string) => `Stopped after ${count}.`,
    runFailed: "This run failed.",
  },
  unsaid: "Something went wrong: ",
  partMissing: "This part could not be loaded. Check the connection, then reload the page; your text is kept.",
  reload: "Reload",
  bytesOf: (loaded: string, total: string) => `${loaded} of ${total}`,
  left: (time: string) => `${time} left`,
  progress: "Model",
  standIn: {
    coming: (name: string, full: string, bytes: string) => `${name} writes while ${full} is loading: ${bytes}.`,
    alone: (name: string, full: string) => `${name} writes in place of ${full}.`,
    load: (full: string, bytes: string) => `Load ${full} (${bytes})`,
  },
  removed: (name: string) =>
    `The browser removed ${name} from this device, probably to free space. It is downloaded again.`,
  ownModel: "Use this site’s model",
  stillThere: (name: string) => `You still have ${name}.`,

  shared: {
    brought: "The link says that another device wrote this; not checked here.",
    broughtBy: (device: string) => `Written by another device (${device}), says the link; not checked here.`,
    verify: "Verify on this device",
  },
  earlier: {
    with: (model: string) => `Written earlier with ${model}`,
    again: "Write it again",
  },
  bar: { open: "Open model", history: "History", storage: "Storage" },
  unnamed: "My model",
  nothingDropped: "The browser handed over no files. Choose them under “Open model”.",
  drop: "Drop the files of a model. They stay on this device.",
  install: {
    hint: "It also works offline.",
    button: "Install as an app",
    ios: "It also works offline: press Share, then Add to Home Screen.",
  },
  footer: {
    label: "More",
    about: "About this model",
    api: "Use via API",
    own: "Use your own model",
    teach: "Teach it your own",
    surprise: "How surprising is a text?",
    tour: "How a model picks a word",
    source: "Source",
  },
  whyWords: "Why these words?",
  textWays: "JSON, file, tidy",

  parameters: "Parameters",
  allParameters: "All parameters",
  changed: (count: number) => `${showNumber(count)} changed`,
  plain: {
    variety: "Variety",
    length: "Length",
    count: "How many",
    fixed: "always the same",
    varieties: { low: "little", usual: "some", high: "much", wild: "very much" },
    upTo: (count: number) => `up to ${tokens(count)}`,
    texts: (count: number) => plural(count, "1 text", `${showNumber(count)} texts`),
  },
};

/** What the page says when it opens, in one language. */
export type EarlyWords = typeof en;
