import "./app.css";
import { BackendPanel } from "./parts/backend-panel.tsx";
import { DropZone } from "./parts/drop-zone.tsx";
import { Intro } from "./parts/intro.tsx";
import { LoadCard } from "./parts/load-card.tsx";
import { Notice, UpdateNotice } from "./parts/notice.tsx";
import { Output } from "./parts/output.tsx";
import { ParametersPanel } from "./parts/parameters-panel.tsx";
import { PrintSheet } from "./parts/print-sheet.tsx";
import { PromptForm } from "./parts/prompt-form.tsx";
import { TopBar } from "./parts/top-bar.tsx";
import type { Session } from "./session.ts";
import { SessionContext } from "./use-page.ts";

/** The whole page around a session. */
export function App({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <div className="mx-auto max-w-6xl px-4 pb-16 sm:px-6 print:hidden">
        <TopBar />
        <main className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-4 pt-4 lg:grid-cols-[minmax(0,1fr)_21rem] lg:pt-8">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <Intro />
            <Notice />
            <UpdateNotice />
            <LoadCard />
            <PromptForm />
            <Output />
            <BackendPanel />
            <DropZone />
          </div>
          <ParametersPanel />
        </main>
      </div>
      <PrintSheet />
    </SessionContext>
  );
}
