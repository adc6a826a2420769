import { useEffect, useState } from "react";
import type { SmallVoice } from "../../contract/training.ts";
import { formatBytes, formatNumber, formatPercent } from "../format.ts";
import { Link } from "../parts/share-link.tsx";
import { saveOutcome } from "../save-file.ts";
import { useWords } from "../words/current.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonState } from "./lesson-state.ts";
import { voiceLink } from "./voice-link.ts";

interface ShareVoiceProps {
  readonly lesson: Lesson;
  readonly state: LessonState;
  /** As it is called in the link. */
  readonly name: string;
}

/** What was learned in a link: what that is, how it is made, and what came of it. */
export function ShareVoice({ lesson, state, name }: ShareVoiceProps) {
  const words = useTeachWords();
  const { units, stop } = useWords();
  const { work, making = 0, small, isStopping } = state;
  return (
    <section className="grid gap-2 border-t border-line pt-4">
      <h3 className="text-sm font-medium">{words.share}</h3>
      <p className="text-sm text-muted">{words.shareAbout}</p>
      {work === "making" ? (
        <>
          <p role="status" className="text-sm text-accent">
            {words.making(formatPercent(making, units))}
          </p>
          <button type="button" className="button w-fit" aria-disabled={isStopping} onClick={lesson.stop}>
            {isStopping ? words.stopping : stop}
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button w-fit"
          disabled={work !== undefined}
          onClick={() => void lesson.makeSmall(name)}
        >
          {words.makeLink}
        </button>
      )}
      {small !== undefined && work !== "making" && <Made state={state} small={small} />}
    </section>
  );
}

function Made({ state, small }: { readonly state: LessonState; readonly small: SmallVoice }) {
  const words = useTeachWords();
  const { units } = useWords();
  const link = useLink(small, state);
  const { voice } = state;
  const { perplexity } = small;
  return (
    <>
      <p className="text-sm font-medium">{formatBytes(small.bytes.size, units)}</p>
      <p className="text-sm">
        {perplexity === undefined || voice?.before === undefined || voice.after === undefined
          ? words.unlearned
          : words.smaller(formatNumber(voice.before), formatNumber(voice.after), formatNumber(perplexity))}
      </p>
      {link === null && <p className="text-sm text-warn">{words.fileOnly}</p>}
      {typeof link === "string" && <Link link={link} quote={undefined} />}
      <button
        type="button"
        className="button w-fit"
        onClick={() => void saveOutcome(Promise.resolve({ ok: true, value: small }))}
      >
        {words.saveSmall}
      </button>
    </>
  );
}

/** Null where there can be none. */
function useLink(small: SmallVoice, { source }: LessonState): string | null | undefined {
  const [link, setLink] = useState<string | null>();
  useEffect(() => {
    let isCurrent = true;
    void small.bytes.arrayBuffer().then((bytes) => {
      const made = source && voiceLink(new URL(location.href), new Uint8Array(bytes), source);
      if (isCurrent) setLink(made ?? null);
    });
    return () => {
      isCurrent = false;
    };
  }, [small, source]);
  return link;
}
