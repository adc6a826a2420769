import { compare } from "../compare.ts";
import { readyModel } from "../state/models-state.ts";
import type { SharedOutput } from "../state/page.ts";
import type { Run } from "../state/run.ts";
import { usePage } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** Whether this run wrote what the link, or the earlier run, says. */
export default function Compared({ shared, run }: { readonly shared: SharedOutput; readonly run: Run }) {
  const { ofLink, earlier } = useLateWords().compared;
  const commit = usePage((state) => readyModel(state)?.commit);
  const found = compare(shared, run);
  if (found === undefined) return null;
  const words = shared.earlierWith === undefined ? ofLink : earlier;
  if (found.kind === "same") return <p className="font-medium text-accent">{words.same}</p>;
  const isOther = shared.commit !== undefined && commit !== undefined && shared.commit !== commit;
  return (
    <p>
      {words.different(found.after, found.theirs, found.ours)} {isOther && ofLink.otherVersion}
    </p>
  );
}
