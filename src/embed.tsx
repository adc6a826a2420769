import { createRoot } from "react-dom/client";
import { EmbedPage } from "./app/embed/embed-page.tsx";
import { type FrameView, startFrame } from "./bridge/start-frame.ts";
import "./docs.css";

const place = document.getElementById("root");
if (place === null) throw new Error("embed.html has no #root element");
const root = createRoot(place);

function setTheme(values: object): void {
  for (const [name, value] of Object.entries(values)) {
    document.documentElement.style.setProperty(`--hostless-${name}`, String(value));
  }
}

const frame = startFrame((view: FrameView) => root.render(<EmbedPage view={view} />), setTheme);
if (frame !== undefined) {
  new ResizeObserver(() => frame.tell({ type: "resize", height: place.scrollHeight })).observe(place);
}
