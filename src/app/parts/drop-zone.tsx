import { useEffect, useState } from "react";
import { type Failure, failureOf } from "../../contract/outcome.ts";
import type { Chosen } from "../chosen-files.ts";
import { useSession } from "../use-page.ts";
import { currentWords, useWords } from "../words/current.ts";

/** The whole page takes files of a model; a veil says so while they hang over it. */
export function DropZone() {
  const words = useWords();
  const session = useSession();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const say = (text: string | Failure) => session.store.send({ type: "notice", text });
    const end = new AbortController();
    const listen = (type: "dragover" | "dragleave" | "drop", handle: (event: DragEvent) => void) =>
      addEventListener(type, handle, { signal: end.signal });
    listen("dragover", (event) => {
      if (isText(event)) return;
      event.preventDefault();
      setOver(hasFiles(event));
    });
    listen("dragleave", ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false);
    });
    listen("drop", (event) => {
      const { dataTransfer } = event;
      if (isText(event) || dataTransfer === null) return;
      event.preventDefault();
      setOver(false);
      const isFile = hasFiles(event) || isHiddenFile(dataTransfer);
      void readDropped(dataTransfer).then(
        (chosen) => (chosen ? session.chooseFiles(chosen) : isFile && say(currentWords().nothingDropped)),
        (error) => say(failureOf(error)),
      );
    });
    return () => end.abort();
  }, [session]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-10 grid place-items-center bg-page/90 p-6">
      <p className="rounded-2xl border-2 border-dashed border-accent p-8 text-lg font-medium">{words.drop}</p>
    </div>
  );
}

/** What was dropped is only there until the event is over: the script that walks through it comes later. */
async function readDropped({ items }: DataTransfer): Promise<Chosen | undefined> {
  const dropped = [...items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);
  return (await import("../chosen-files.ts")).droppedFiles(dropped);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") === true;
}

/** WebKitGTK hands a file over as its address alone, Chromium hides even that. */
function isHiddenFile(dataTransfer: DataTransfer): boolean {
  return dataTransfer.types.includes("text/uri-list") && !/^https?:/m.test(dataTransfer.getData("text/uri-list"));
}

/** What falls into a field is the browser's; anything else that falls on the page would take the place of the page. */
function isText(event: DragEvent): boolean {
  const { target } = event;
  return !hasFiles(event) && target instanceof Element && target.closest("textarea, input") !== null;
}
