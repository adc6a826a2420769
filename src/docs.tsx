import { type Failure, makeFailure } from "./contract/outcome.ts";
import { createRoot } from "react-dom/client";
import { DocsPage, type ModelLine } from "./app/docs/docs-page.tsx";
import { openDocsModel, readDocsModel } from "./app/docs/open-docs-model.ts";
import { openLanguage } from "./app/words/choose-language.ts";
import { startSite } from "./bridge/start-site.ts";
import { modelStatus } from "./bridge/thread/model-status.ts";
import { OWN_MODEL, SITE_MODELS } from "./bridge/own-model.ts";
import "./app/app.css";

const root = document.getElementById("root");
if (root === null) throw new Error("docs.html has no #root element");

const { base, thread, apiReady } = startSite();
const wanted = readDocsModel(location.hash, OWN_MODEL, SITE_MODELS);
let refused: Failure | undefined;
void openDocsModel(location.hash, { engine: thread, own: OWN_MODEL, siteModels: SITE_MODELS }).then((failure) => {
  refused = failure;
});
// Another model in the address: its thread and its code are those of another page.
addEventListener("hashchange", () => location.reload());

const modelLine = (): ModelLine => {
  const { model, reason } = modelStatus(thread.state);
  if (model === undefined) return { ready: false, reason: refused ?? reason ?? makeFailure("not_loaded", "none", {}) };
  const { name, source, backend, standsInFor } = model;
  // What the examples ask for is the model that was asked for, not the lighter one in its place.
  const asked = standsInFor !== undefined && wanted.ok ? wanted.value : source;
  return { ready: true, name, source: asked, device: backend.device };
};

const page = <DocsPage base={base} modelLine={modelLine} apiReady={apiReady} />;
void openLanguage().then(() => createRoot(root).render(page));
