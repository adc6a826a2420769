import { usePage, useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** What a seed is, and the switch between one that is kept and one that is drawn for each run. */
export default function SeedDetails() {
  const late = useLateWords();
  const { store } = useSession();
  const used = usePage((state) => state.run?.result?.parameters.seed);
  const isKept = usePage((state) => state.parameters.seed !== undefined);
  return (
    <div className="grid gap-2">
      <p className="text-muted">{late.seedAbout}</p>
      {(used !== undefined || isKept) && (
        <button
          type="button"
          className="button w-fit"
          aria-pressed={isKept}
          onClick={() => store.send({ type: "parameter", name: "seed", value: isKept ? undefined : used })}
        >
          {late.keepSeed}
        </button>
      )}
    </div>
  );
}
