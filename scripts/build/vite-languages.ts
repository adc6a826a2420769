import { basename } from "node:path";
import type { Plugin } from "vite";

/**
 * Names to `first-paint.js` the files of the translations, so that the browser fetches one beside the page's script. An
 * entry `pt-BR` becomes `pt-BR=assets/pt-….js`: a translation's file is named after the language without the region.
 */
export function languagesPlugin(): Plugin {
  return {
    name: "hostless-languages",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const files = new Map<string, string>();
        for (const output of Object.values(bundle)) {
          const source = output.type === "chunk" ? (output.facadeModuleId ?? "") : "";
          if (source.includes("/src/app/words/")) files.set(basename(source, ".ts"), output.fileName);
        }
        return html.replace(/data-languages="([^"]*)"/, (_all, tags: string) => {
          const entries = tags.split(" ").map((tag) => {
            const file = files.get(tag.split("-")[0] ?? "");
            return file === undefined ? tag : `${tag}=${file}`;
          });
          return `data-languages="${entries.join(" ")}"`;
        });
      },
    },
  };
}
