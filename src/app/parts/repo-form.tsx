import { type FormEvent, useId, useState } from "react";
import { SITE_MODELS } from "../../bridge/own-model.ts";
import { findNamed } from "../../contract/find-named.ts";
import type { Failure } from "../../contract/outcome.ts";
import { useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Said } from "./failure-text.tsx";

/** A repository of the Hub, by its name or address, or a model of this site. @param onChosen called when its model is being looked up */
export function RepoForm({ onChosen }: { readonly onChosen: () => void }) {
  const { opening } = useLateWords();
  const { choose } = useSession();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Failure>();
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = findNamed(name, SITE_MODELS);
    if (!named.ok) return setProblem(named.failure);
    void choose(named.value);
    onChosen();
  };
  return (
    <form className="grid gap-1.5" onSubmit={submit}>
      <label htmlFor={field} className="text-sm font-medium">
        {opening.repo}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={field}
          className="field flex-1 basis-40"
          value={name}
          dir="ltr"
          placeholder="owner/name"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby={`${field}-about`}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button">
          {opening.look}
        </button>
      </div>
      <p
        id={`${field}-about`}
        role={problem === undefined ? undefined : "alert"}
        className={`text-xs ${problem === undefined ? "text-muted" : "font-medium text-warn"}`}
      >
        <Said text={problem ?? opening.repoAbout} />
      </p>
    </form>
  );
}
