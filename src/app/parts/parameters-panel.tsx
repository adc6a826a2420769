import { lazy, memo, useState } from "react";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { ChevronIcon } from "./icons.tsx";
import { Late } from "./late.tsx";
import { PlainParameters } from "./plain-parameters.tsx";

const AllParameters = lazy(() => import("./all-parameters.tsx"));

/** Three plain words, and folded below them every parameter by its real name. */
export const ParametersPanel = memo(function ParametersPanel() {
  const words = useWords();
  const changed = usePage((state) => Object.keys(state.parameters).length);
  const [wasOpened, setOpened] = useState(false);
  return (
    <section aria-labelledby="parameters" className="card">
      <h2 id="parameters" className="px-4 pt-4 pb-2 text-sm font-semibold">
        {words.parameters}
      </h2>
      <PlainParameters />
      <details
        className="group/panel border-t border-line"
        onToggle={(event) => {
          if (event.currentTarget.open) setOpened(true);
        }}
      >
        <summary className="flex min-h-11 items-center gap-2 px-4 text-sm">
          <span className="flex-1 text-muted">{words.allParameters}</span>
          {changed > 0 && <span className="text-xs text-muted">{words.changed(changed)}</span>}
          <span className="text-muted transition-transform group-open/panel:rotate-180">
            <ChevronIcon />
          </span>
        </summary>
        {wasOpened && (
          <Late>
            <AllParameters />
          </Late>
        )}
      </details>
    </section>
  );
});
