import { createRoot } from "react-dom/client";
import { DocsPage } from "./app/docs/docs-page.tsx";
import { docsStrings } from "./app/docs/strings.ts";
import { startSite } from "./bridge/start-site.ts";
import { OWN_MODEL } from "./contract/own-model.ts";
import "./app/app.css";

const root = document.getElementById("root");
if (root === null) throw new Error("docs.html has no #root element");

const { base, tracked, apiReady } = startSite();
void tracked.engine.load(OWN_MODEL, {}, () => undefined);

const modelLine = () => {
  const { model, reason } = tracked.model();
  if (model === undefined) return { ready: false, text: reason ?? "" };
  return { ready: true, name: model.name, text: docsStrings.ready(model.name, model.backend.device) };
};

createRoot(root).render(<DocsPage base={base} modelLine={modelLine} apiReady={apiReady} />);
