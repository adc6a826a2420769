import { useId } from "react";
import { toOutcome } from "../../contract/outcome.ts";
import { type Branch, listBranches } from "../branches.ts";
import { openHistory } from "../history.ts";
import { useBranches } from "../use-branches.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useSession } from "../use-page.ts";
import { useRoving } from "../use-roving.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Comparison } from "./branch-comparison.tsx";

interface BranchTreeProps {
  readonly prompt: string;
  /** Name of the model that wrote. */
  readonly model: string;
  /** What is to be seen now, behind the prompt. */
  readonly shown: string;
}

/** The texts that came of a prompt: which was gone on from where. One can be shown again, pinned, and compared with another. */
export function BranchTree({ prompt, model, shown }: BranchTreeProps) {
  const { branches: words } = useLateWords();
  const { reopen } = useSession();
  const heading = useId();
  const roots = useBranches(prompt, model);
  const all = listBranches(roots);
  const { ref, onKeyDown, tabStop, onFocus } = useRoving<HTMLUListElement>(all.length);
  const here = all.find(({ text }) => text === shown);
  if (all.length < 2) return null;
  const drawBranches = (branches: readonly Branch[]) =>
    branches.map((branch) => {
      const place = all.indexOf(branch);
      return (
        <li key={branch.entry.id + branch.text}>
          <Leaf
            branch={branch}
            isHere={branch === here}
            tabIndex={place === tabStop ? 0 : -1}
            onFocus={() => onFocus(place)}
            onShow={() => void reopen(branch.entry)}
          />
          {branch.children.length > 0 && (
            <ul className="ms-3 grid gap-1 border-s border-line ps-2">{drawBranches(branch.children)}</ul>
          )}
        </li>
      );
    });
  return (
    <section aria-labelledby={heading} className="grid gap-2 border-t border-line pt-3">
      <h3 id={heading} className="text-xs text-muted">
        {words.title}
      </h3>
      <ul ref={ref} className="grid gap-1" onKeyDown={onKeyDown}>
        {drawBranches(roots)}
      </ul>
      {here !== undefined && <PinButton branch={here} />}
      {here !== undefined && <Comparison here={here} others={all.filter((one) => one !== here)} />}
    </section>
  );
}

interface LeafProps {
  readonly branch: Branch;
  readonly isHere: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onShow: () => void;
}

/** A text, what it has in common with the one above it in fainter letters. */
function Leaf({ branch: { text, from, entry }, isHere, tabIndex, onFocus, onShow }: LeafProps) {
  const lang = useModelLanguage();
  const { branches: words } = useLateWords();
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-current={isHere}
      className="w-full rounded-md border border-transparent px-2 py-1 text-start text-sm hover:border-edge aria-[current=true]:border-accent max-sm:min-h-11"
      onFocus={onFocus}
      onClick={onShow}
    >
      {entry.pinned && (
        <span className="me-1 text-accent">
          ★ <span className="sr-only">{words.pinned}</span>
        </span>
      )}
      <span dir="auto" lang={lang} className="font-serif">
        <span className="text-muted">{text.slice(0, from)}</span>
        {text.slice(from)}
      </span>
    </button>
  );
}

function PinButton({ branch: { entry } }: { readonly branch: Branch }) {
  const { branches: words } = useLateWords();
  const { send } = useSession().store;
  const toggle = async () => {
    const pinned = await toOutcome(async () => (await openHistory()).pin(entry.id, entry.pinned !== true));
    if (!pinned.ok) send({ type: "notice", text: pinned.failure });
  };
  return (
    <button type="button" className="button w-fit" aria-pressed={entry.pinned === true} onClick={() => void toggle()}>
      {words.pin}
    </button>
  );
}
