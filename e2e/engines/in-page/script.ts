import * as v from "valibot";
import { build } from "vite";
import type * as Hands from "./hands.ts";

/** What a piece of a check that runs in the page is given first. */
export type Page = typeof Hands;

const output = v.array(v.object({ output: v.tuple([v.looseObject({ code: v.string() })]) }));

/** The script that makes {@link Page}: an expression whose value it is. */
export async function buildHands(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: true,
      lib: { entry: `${import.meta.dirname}/hands.ts`, formats: ["iife"], name: "hands", fileName: "hands" },
    },
  });
  const [made] = v.parse(output, built);
  return `(() => { ${made?.output[0].code ?? ""}; return hands; })()`;
}

/**
 * An expression for the promise of what `work` gives in the page. `work` is sent as text: it sees its arguments and
 * nothing of the file it is written in.
 */
export function expressionOf(hands: string, work: (...given: never[]) => unknown, given: readonly unknown[]): string {
  // The compiler that runs this file marks functions with their names by a helper that the page does not have.
  return `(async () => { const __name = (work) => work; return (${work})(${[hands, ...given.map((one) => JSON.stringify(one))].join(", ")}); })()`;
}
