import { createRoot } from "react-dom/client";
import { EmbedPage } from "./app/embed/embed-page.tsx";
import { openLanguage } from "./app/words/choose-language.ts";
import { type Frame, type FrameView, startFrame } from "./bridge/start-frame.ts";
import type { Theme } from "./contract/embed.ts";
import "./app/app.css";

const place = document.getElementById("root");
if (place === null) throw new Error("embed.html has no #root element");
const root = createRoot(place);
const languageIsHere = openLanguage();

/** The question and the progress; then the form, where the embedding page asked for one. */
async function show(view: FrameView): Promise<void> {
  await languageIsHere;
  if (view.kind === "ready" && frame?.address.mode === "form") {
    const { EmbeddedForm } = await import("./app/embed/embedded-form.tsx");
    root.render(<EmbeddedForm {...frame} />);
  } else {
    root.render(<EmbedPage view={view} />);
  }
}

/** What the embedding page's theme sets in the form's own design. */
const TOKENS: Readonly<Record<keyof Theme, readonly string[]>> = {
  accent: ["--color-accent", "--color-accent-strong"],
  background: ["--color-page"],
  foreground: ["--color-ink"],
  radius: ["--radius-xl", "--radius-2xl", "--radius-lg"],
  font: ["--font-sans", "--font-serif"],
};

function setTheme(theme: Theme): void {
  for (const [name, tokens] of Object.entries(TOKENS)) {
    const value = Object.entries(theme).find(([key]) => key === name)?.[1];
    if (value === undefined) continue;
    for (const token of tokens) document.documentElement.style.setProperty(token, value);
  }
}

const frame: Frame | undefined = startFrame((view) => void show(view), setTheme);
if (frame !== undefined) {
  new ResizeObserver(() => frame.tell({ type: "resize", height: place.scrollHeight })).observe(place);
}
