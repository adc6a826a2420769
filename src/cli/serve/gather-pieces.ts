import type { GenerateDelta } from "../../contract/generate-result.ts";

/** A piece with the run that it is of. */
export type RunPiece = readonly [run: number, delta: GenerateDelta];

/**
 * Tells the pieces of all runs that are written together in one message: of a message each, most of the cost is its own.
 * @param soon has its work done once what is under way has been written
 * @returns hands a piece in; what it returns settles when the message with it was taken
 */
export function gatherPieces(
  tell: (pieces: readonly RunPiece[]) => void | Promise<void>,
  soon: (work: () => void) => void,
): (...piece: RunPiece) => Promise<void> {
  let under: { readonly pieces: RunPiece[]; readonly told: Promise<void> } | undefined;
  const begin = () => {
    const pieces: RunPiece[] = [];
    const told = new Promise<void>((resolve, reject) =>
      soon(() => {
        under = undefined;
        Promise.resolve(tell(pieces)).then(resolve, reject);
      }),
    );
    return { pieces, told };
  };
  return (...piece) => {
    under ??= begin();
    under.pieces.push(piece);
    return under.told;
  };
}
