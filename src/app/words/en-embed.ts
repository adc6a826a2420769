import { showNumber } from "./locale.ts";

/** The English words of the page inside a frame, before there is a form. */
export const enEmbed = {
  alone: "This page is made to be put into another page; see the API’s page for how.",
  open: (site: string) => `Open ${site}`,
  waiting: "Waiting for the page around this frame …",
  asks: (host: string) => `${host} asks to use a text model in your browser.`,
  offer: (name: string, size: string, origin: string) => `${name}, ${size} from ${origin}`,
  unknown: (repo: string) => `${repo} from the Hugging Face Hub. Allow, and its size is looked up first.`,
  kept: (name: string) => `${name} is on this device already`,
  example: "An example of what it writes:",
  private: "It runs on this device. What that page sends to it stays here; that page sees the answers.",
  allow: "Allow",
  loading: (percent: number) => `Loading the model: ${showNumber(percent)}%`,
  ready: (name: string) => `${name} is ready.`,
  covered: "The page around this frame covers it or makes it see-through. Uncover it to continue.",
};

export type EmbedWords = typeof enEmbed;
