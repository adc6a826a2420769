import { useEffect, useState } from "react";
import { nameFailure } from "../../contract/name-failure.ts";
import type { Failure, Saying } from "../../contract/outcome.ts";
import type { Piece } from "../../contract/tell-failure.ts";
import { useLanguage } from "../words/choose-language.ts";
import { useWords } from "../words/current.ts";

/**
 * What went wrong and what to do, in the page's language. The sentences are fetched for the first failure; where they do not
 * come, as without a network before the page is kept on the device, the failure is named by its code and its parameters.
 */
export function FailureText({ failure }: { readonly failure: Saying }) {
  const words = useWords();
  const language = useLanguage();
  const [said, setSaid] = useState<{ readonly of: Saying; readonly pieces: readonly Piece[] }>();
  useEffect(() => {
    let isCurrent = true;
    const show = (found: readonly Piece[]) => isCurrent && setSaid({ of: failure, pieces: found });
    import("../words/failures.ts")
      .then(({ sayFailure }) => sayFailure(failure, language, words.units))
      .then(show, () => show([words.unsaid, { foreign: nameFailure(failure) }]));
    return () => {
      isCurrent = false;
    };
  }, [failure, language, words]);
  // The sentence of an earlier failure is not shown for this one until its own has come.
  if (said?.of !== failure) return null;
  return said.pieces.map((piece, place) =>
    typeof piece === "string" ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence change together.
      <bdi key={place} lang="en">
        {piece.foreign}
      </bdi>
    ),
  );
}

/** A text, or a failure in its place. */
export function Said({ text }: { readonly text: string | Failure }) {
  return typeof text === "string" ? text : <FailureText failure={text} />;
}
