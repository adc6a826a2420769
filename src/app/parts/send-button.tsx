import { useLateWords } from "../words/use-late-words.ts";

/** Opens the system's sheet for sharing. */
export function SendButton({ onSend }: { readonly onSend: () => void }) {
  const { sharing } = useLateWords();
  return (
    <button type="button" className="button-primary" onClick={onSend}>
      {sharing.send}
    </button>
  );
}
