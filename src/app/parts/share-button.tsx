import { lazy, useState } from "react";
import { useWords } from "../words/current.ts";
import { ShareIcon } from "./icons.tsx";
import { Late } from "./late.tsx";

const ShareDialog = lazy(() => import("./share-dialog.tsx"));

export function ShareButton() {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="max-sm:hidden">
          <ShareIcon />
        </span>
        {words.share}
      </button>
      {isOpen && (
        <Late>
          <ShareDialog onClose={() => setOpen(false)} />
        </Late>
      )}
    </>
  );
}
