import { type ComponentType, useState } from "react";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

const loadDialog = () => import("./picture-dialog.tsx");

/**
 * Opens a dialog over the one that it is in. Where its script does not come, the dialog below stays.
 * @param load fetches the script
 */
export function PictureButton({ load = loadDialog }: { readonly load?: typeof loadDialog }) {
  const words = useWords();
  const { sharing } = useLateWords();
  const [Opened, setOpened] = useState<ComponentType<{ readonly onClose: () => void }>>();
  const [isMissing, setMissing] = useState(false);
  const open = async () => {
    const loaded = await load().catch(() => undefined);
    setMissing(loaded === undefined);
    setOpened(() => loaded?.PictureDialog);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button type="button" className="button" aria-haspopup="dialog" onClick={open}>
        {sharing.picture}
      </button>
      {isMissing && (
        <p role="alert" className="text-sm font-medium text-warn">
          {words.partMissing}
        </p>
      )}
      {Opened !== undefined && <Opened onClose={() => setOpened(undefined)} />}
    </div>
  );
}
