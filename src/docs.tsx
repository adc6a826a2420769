import { makeFailure } from "./contract/outcome.ts";
import { createRoot } from "react-dom/client";
import { DocsPage, type ModelLine } from "./app/docs/docs-page.tsx";
import { openLanguage } from "./app/words/choose-language.ts";
import { startSite } from "./bridge/start-site.ts";
import { modelStatus } from "./bridge/thread/model-status.ts";
import { OWN_MODEL } from "./bridge/own-model.ts";
import "./app/app.css";

const root = document.getElementById("root");
if (root === null) throw new Error("docs.html has no #root element");

const { base, thread, apiReady } = startSite();
void thread.load(OWN_MODEL, {}, () => undefined);

const modelLine = (): ModelLine => {
  const { model, reason } = modelStatus(thread.state);
  if (model === undefined) return { ready: false, reason: reason ?? makeFailure("not_loaded", "none", {}) };
  return { ready: true, name: model.name, device: model.backend.device };
};

const page = <DocsPage base={base} modelLine={modelLine} apiReady={apiReady} />;
void openLanguage().then(() => createRoot(root).render(page));
