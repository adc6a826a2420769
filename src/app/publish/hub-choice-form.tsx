import { HUB_WAYS } from "../../contract/publishing.ts";
import { ChoiceField } from "../parts/choice-field.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import type { HubChoice } from "./draft.ts";
import { isRepoName, isRepoPart } from "./hub-target.ts";
import { TextField } from "./text-field.tsx";
import type { HubAccount } from "./use-hub-account.ts";

interface HubChoiceFormProps {
  readonly choice: HubChoice;
  readonly account: HubAccount | undefined;
  /** An adapter goes into a repository of its own. */
  readonly isAdapter?: boolean;
  readonly onChoose: (change: Partial<HubChoice>) => void;
}

/** What is to be done on the Hub, and under which name. */
export function HubChoiceForm({ choice, account, isAdapter = false, onChoose }: HubChoiceFormProps) {
  const { hub } = usePublishWords();
  return (
    <div className="grid gap-3">
      {!isAdapter && (
        <ChoiceField
          label={hub.way}
          options={HUB_WAYS}
          value={choice.way}
          nameOf={(way) => hub.ways[way]}
          onChange={(way) => onChoose({ way })}
        />
      )}
      {choice.way === "new" ? (
        <NewName choice={choice} account={account} onChoose={onChoose} />
      ) : (
        <TextField
          label={hub.repo}
          isCode
          problem={choice.repo === "" || isRepoName(choice.repo) ? undefined : hub.repoWrong}
          value={choice.repo}
          onChange={(repo) => onChoose({ repo })}
        />
      )}
      {choice.way === "new" && (
        <Check label={hub.private} value={choice.isPrivate} onChange={(isPrivate) => onChoose({ isPrivate })} />
      )}
      {choice.way !== "pull" && !isAdapter && (
        <Check label={hub.withSpace} value={choice.withSpace} onChange={(withSpace) => onChoose({ withSpace })} />
      )}
      {choice.way === "pull" && <p className="text-xs text-muted">{hub.unmerged}</p>}
    </div>
  );
}

function NewName({ choice, account, onChoose }: Omit<HubChoiceFormProps, "isAdapter">) {
  const { hub } = usePublishWords();
  const owners = account === undefined ? [] : [account.name, ...account.orgs];
  return (
    <>
      {owners.length > 1 && (
        <ChoiceField
          label={hub.owner}
          options={owners}
          value={choice.owner === "" ? account?.name : choice.owner}
          onChange={(owner) => onChoose({ owner: owner === account?.name ? "" : owner })}
        />
      )}
      <TextField
        label={hub.name}
        isCode
        problem={isRepoPart(choice.name) ? undefined : hub.nameWrong}
        value={choice.name}
        onChange={(name) => onChoose({ name })}
      />
    </>
  );
}

interface CheckProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function Check({ label, value, onChange }: CheckProps) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm max-sm:min-h-11">
      <input
        type="checkbox"
        className="size-4 shrink-0"
        checked={value}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}
