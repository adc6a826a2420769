import { useEffect } from "react";
import { keepFocus } from "./keep-focus.ts";
import { Announcer } from "./parts/announcer.tsx";
import { DropZone } from "./parts/drop-zone.tsx";
import { Footer } from "./parts/footer.tsx";
import { Intro } from "./parts/intro.tsx";
import { LoadCard } from "./parts/load-card.tsx";
import { ModelChoice } from "./parts/model-choice.tsx";
import { Notice } from "./parts/notice.tsx";
import { Output } from "./parts/output.tsx";
import { ParametersPanel } from "./parts/parameters-panel.tsx";
import { Printed } from "./parts/printed.tsx";
import { PromptForm } from "./parts/prompt-form.tsx";
import { Rare } from "./parts/rare.tsx";
import { TopBar } from "./parts/top-bar.tsx";
import type { Session } from "./session.ts";
import { SessionContext } from "./use-page.ts";

/** The whole page around a session: what is written in the left column, which stays in view, and how on the right. */
export function App({ session }: { readonly session: Session }) {
  useEffect(() => keepFocus(document), []);
  // The page is here, with what its link brings: see `first-paint.js`.
  useEffect(() => {
    const { dataset } = document.documentElement;
    delete dataset["linked"];
    delete dataset["early"];
  }, []);
  return (
    <SessionContext value={session}>
      <div className="on-screen mx-auto flex min-h-dvh max-w-6xl flex-col px-4 sm:px-6">
        <TopBar />
        <main
          tabIndex={-1}
          className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-x-12 gap-y-4 pt-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:pt-8"
        >
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 lg:sticky lg:top-4">
            <Intro />
            <ModelChoice />
            <Notice />
            <Rare />
            <LoadCard />
            <PromptForm />
            <Output />
            <Announcer />
            <DropZone />
          </div>
          <ParametersPanel />
        </main>
        <Footer />
      </div>
      <Printed />
    </SessionContext>
  );
}
