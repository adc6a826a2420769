import { useState } from "react";
import type { Outcome } from "../../contract/outcome.ts";
import type { FoundLicense, Publisher, PublishEdit } from "../../contract/publishing.ts";
import { licenseConflict } from "../../publish/license-conflict.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { usePublishWords } from "../words/publish-words.ts";

interface BaseLicensesProps {
  readonly edit: Pick<PublishEdit, "base_model" | "license">;
  readonly publisher: Pick<Publisher, "findLicenses">;
}

/** The licences of what the model was trained from, asked for at a press, and what they say to the one that was chosen. */
export function BaseLicenses({ edit: { base_model, license }, publisher }: BaseLicensesProps) {
  const { bases } = usePublishWords();
  const [found, setFound] = useState<Outcome<readonly FoundLicense[]>>();
  if (base_model.length === 0) return null;
  const look = async () => setFound(await publisher.findLicenses(base_model));
  const licenses = found?.ok ? found.value.filter(({ repo }) => base_model.includes(repo)) : [];
  return (
    <div className="grid gap-2 text-sm">
      <button type="button" className="button w-fit" onClick={() => void look()}>
        {bases.look}
      </button>
      <FailureAlert failure={found?.ok === false ? found.failure : undefined} />
      <ul role="status" className="grid gap-1 empty:hidden">
        {licenses.map(({ repo, license: base }) => (
          <li key={repo}>
            {base === undefined ? bases.none(repo) : bases.found(repo, base)} <Conflict base={base} own={license} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Conflict({ base, own }: { readonly base: string | undefined; readonly own: string }) {
  const { bases } = usePublishWords();
  const conflict = base === undefined || own === "" ? undefined : licenseConflict(base, own);
  return conflict === undefined ? null : <span className="text-warn">{bases.conflicts[conflict]}</span>;
}
