import { useEffect, useState } from "react";
import { usePublishWords } from "../words/publish-words.ts";

/** Where the Hub leads from a sign-in of the page with the model: that one has it now, or does not answer. */
export function HandedOver({ handed }: { readonly handed: Promise<boolean> }) {
  const { handedOver } = usePublishWords();
  const [isTaken, setTaken] = useState<boolean>();
  useEffect(() => {
    let isShown = true;
    void handed.then((taken) => isShown && setTaken(taken));
    return () => {
      isShown = false;
    };
  }, [handed]);
  return (
    <main className="mx-auto grid max-w-prose gap-4 px-4 py-12 sm:px-6">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight">{handedOver.title}</h1>
      <p role="status">{isTaken === undefined ? handedOver.busy : isTaken ? handedOver.taken : handedOver.lost}</p>
      {isTaken === false && (
        <a href="publish.html" className="w-fit text-accent underline">
          {handedOver.publish}
        </a>
      )}
    </main>
  );
}
