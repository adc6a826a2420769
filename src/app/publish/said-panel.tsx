import { withSummary, withTitle } from "../../publish/card/card-body.ts";
import type { PublishEdit } from "../../contract/publishing.ts";
import { HeadedCard } from "../parts/headed-card.tsx";
import type { PublishChange } from "./use-opened.ts";
import { usePublishWords } from "../words/publish-words.ts";
import { LicenseField } from "./license-field.tsx";
import { ListField } from "./list-field.tsx";
import { TextField } from "./text-field.tsx";

export interface EditProps {
  readonly edit: PublishEdit;
  readonly onEdit: (change: PublishChange) => void;
}

/** What a card says in a few words. Title and summary stand in its text, too, and change there with them. */
export function SaidPanel({ edit, onEdit }: EditProps) {
  const { say } = usePublishWords();
  const retitle = (title: string) =>
    onEdit({ title, ...(title.trim() !== "" && { body: withTitle(edit.body, title.trim()) }) });
  const sumUp = (summary: string) =>
    onEdit({ summary, ...(summary.trim() !== "" && { body: withSummary(edit.body, summary.trim()) }) });
  return (
    <HeadedCard title={say.title}>
      <TextField label={say.name} value={edit.title} onChange={retitle} />
      <TextField label={say.summary} value={edit.summary} onChange={sumUp} />
      <div className="grid gap-4 sm:grid-cols-2">
        <LicenseField value={edit.license} onChange={(license) => onEdit({ license })} />
        <ListField
          label={say.language}
          hint={say.languageHint}
          value={edit.language}
          onChange={(language) => onEdit({ language })}
        />
        <ListField label={say.tags} hint={say.tagsHint} value={edit.tags} onChange={(tags) => onEdit({ tags })} />
        <ListField
          label={say.base}
          hint={say.baseHint}
          value={edit.base_model}
          onChange={(base_model) => onEdit({ base_model })}
        />
      </div>
    </HeadedCard>
  );
}
