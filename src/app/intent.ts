import type { ModelSource } from "../contract/engine.ts";
import { parseModelReference } from "../contract/model-reference.ts";
import type { Failure } from "../contract/outcome.ts";
import { decodeSharedRun, type SharedRun } from "../contract/share-link.ts";

/** What the page's address asks for. */
export interface Intent {
  readonly source: ModelSource;
  readonly shared?: SharedRun;
  /** Text that another app handed over (the `share_target` of the web app manifest). */
  readonly text?: string;
  /** Set when the address is damaged; the default form opens with it. */
  readonly failure?: Failure;
}

/**
 * Reads `#s1=…` (a shared run), `#model=owner/name[@revision]` and `?text=…`. An address from a stranger can name a Hub
 * repository and nothing else: no host, no path.
 */
export function readIntent(address: URL, own: ModelSource): Intent {
  const handed = address.searchParams.get("text");
  const text = handed === null || handed === "" ? {} : { text: handed };
  const shared = decodeSharedRun(address.hash);
  if (shared !== undefined) {
    if (!shared.ok) return { source: own, failure: shared.failure, ...text };
    const { repo, revision } = shared.value;
    return { source: repo === undefined ? own : hubSource(repo, revision), shared: shared.value, ...text };
  }
  const model = new URLSearchParams(address.hash.slice(1)).get("model");
  if (model === null) return { source: own, ...text };
  const reference = parseModelReference(model);
  if (reference !== undefined) return { source: hubSource(reference.repo, reference.revision), ...text };
  const failure: Failure = {
    code: "bad_request",
    message: `The link names the model “${shorten(model)}”, which is not the name of a Hub repository.`,
    subject: "model",
    hint: "A link to a model ends in #model=owner/name.",
  };
  return { source: own, failure, ...text };
}

export function hubSource(repo: string, revision?: string): ModelSource {
  return revision === undefined ? { kind: "hub", repo } : { kind: "hub", repo, revision };
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join("")} …` : text;
}
