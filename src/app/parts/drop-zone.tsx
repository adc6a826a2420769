import { useEffect, useState } from "react";
import { droppedFiles } from "../chosen-files.ts";
import { STRINGS } from "../strings.ts";
import { useSession } from "../use-page.ts";

/** The whole page takes files of a model; a veil says so while they hang over it. */
export function DropZone() {
  const session = useSession();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const listen = (type: "dragover" | "dragleave" | "drop", handle: (event: DragEvent) => void) =>
      addEventListener(type, handle, { signal: end.signal });
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;
    listen("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    });
    listen("dragleave", ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false);
    });
    listen("drop", (event) => {
      const { dataTransfer } = event;
      if (!hasFiles(event) || dataTransfer === null) return;
      event.preventDefault();
      setOver(false);
      void droppedFiles(dataTransfer).then((chosen) => chosen && session.chooseFiles(chosen));
    });
    return () => end.abort();
  }, [session]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-10 grid place-items-center bg-page/90 p-6">
      <p className="rounded-2xl border-2 border-dashed border-accent p-8 text-lg font-medium">{STRINGS.opening.drop}</p>
    </div>
  );
}
