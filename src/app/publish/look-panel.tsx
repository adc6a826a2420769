import { type ChangeEvent, useId, useState } from "react";
import type { SiteLook } from "../../contract/publishing.ts";
import { HeadedCard } from "../parts/headed-card.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import type { EditProps } from "./said-panel.tsx";
import { BUILT_LOOK, COLORS, isFieldRight, readIcon } from "./site-look.ts";
import { TextField } from "./text-field.tsx";

/** The colours of the site as it was built, shown where none was chosen. */
const BUILT_COLORS = { accent: "#17594c", accent_dark: "#17594c", page: "#f7f5f1", page_dark: "#131415" } as const;

/** How the site looks that has the model: what `site.json` says of it. */
export function LookPanel({ edit, onEdit }: EditProps) {
  const { look: words } = usePublishWords();
  const look = edit.look ?? BUILT_LOOK;
  const change = (more: Partial<SiteLook>) => onEdit((now) => ({ look: { ...(now.look ?? BUILT_LOOK), ...more } }));
  const right = (name: Parameters<typeof isFieldRight>[1], problem: string) =>
    isFieldRight(look, name) ? undefined : problem;
  return (
    <HeadedCard title={words.title} about={words.about}>
      <div className="grid gap-4 sm:grid-cols-2">
        {COLORS.map((name) => (
          <div key={name} className="flex items-start gap-2">
            <TextField
              label={words.colors[name]}
              isCode
              problem={right(name, words.colorWrong)}
              value={look[name]}
              onChange={(text) => change({ [name]: text })}
            />
            <input
              type="color"
              aria-label={words.pick(words.colors[name])}
              className="mt-6 min-h-9 w-11 rounded-md border border-edge bg-card max-sm:min-h-11"
              value={look[name] !== "" && isFieldRight(look, name) ? look[name].trim() : BUILT_COLORS[name]}
              onChange={({ target }) => change({ [name]: target.value })}
            />
          </div>
        ))}
      </div>
      <TextField
        label={words.shortName}
        hint={words.shortNameHint}
        problem={right("short_name", words.shortNameHint)}
        value={look.short_name}
        onChange={(short_name) => change({ short_name })}
      />
      <TextField
        label={words.feedback}
        hint={words.feedbackHint}
        isCode
        problem={right("feedback_url", words.feedbackWrong)}
        value={look.feedback_url}
        onChange={(feedback_url) => change({ feedback_url })}
      />
      <IconField icon={look.icon} onEdit={onEdit} />
    </HeadedCard>
  );
}

interface IconFieldProps extends Pick<EditProps, "onEdit"> {
  readonly icon: SiteLook["icon"];
}

function IconField({ icon, onEdit }: IconFieldProps) {
  const { look: words } = usePublishWords();
  const [isWrong, setWrong] = useState(false);
  const about = useId();
  const put = (chosen: SiteLook["icon"]) =>
    onEdit(({ look = BUILT_LOOK }) => {
      const { icon: _old, ...rest } = look;
      return { look: { ...rest, ...(chosen && { icon: chosen }) } };
    });
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    // The same file may be chosen again, mended.
    target.value = "";
    const chosen = await readIcon(file);
    setWrong(chosen === undefined);
    if (chosen !== undefined) put(chosen);
  };
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <label className="button focus-within:outline-2 focus-within:outline-accent">
          {words.chooseIcon}
          <input
            type="file"
            accept=".svg,.png"
            aria-describedby={about}
            aria-invalid={isWrong}
            className="sr-only"
            onChange={(event) => void choose(event)}
          />
        </label>
        {icon !== undefined && (
          <>
            <bdi translate="no" className="text-sm wrap-anywhere">
              {icon.name}
            </bdi>
            <button type="button" className="button-quiet" onClick={() => put(undefined)}>
              {words.removeIcon}
            </button>
          </>
        )}
      </div>
      <p id={about} className={isWrong ? "text-xs text-warn" : "text-xs text-muted"}>
        {isWrong ? words.iconWrong : words.iconHint}
      </p>
    </div>
  );
}
