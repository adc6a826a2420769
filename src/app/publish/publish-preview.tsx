import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

const PLUGINS = [remarkGfm];

/**
 * Headings begin below those of the page. A picture would be fetched from its author's address, so it is named instead; a
 * link leads into another tab.
 */
const COMPONENTS: Components = {
  h1: ({ children }) => <h3 className="font-serif text-2xl font-semibold">{children}</h3>,
  h2: ({ children }) => <h4 className="text-lg font-semibold">{children}</h4>,
  h3: ({ children }) => <h5 className="font-semibold">{children}</h5>,
  h4: ({ children }) => <h6 className="font-medium">{children}</h6>,
  h5: ({ children }) => <h6 className="font-medium">{children}</h6>,
  h6: ({ children }) => <h6 className="font-medium">{children}</h6>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener" className="text-accent underline">
      {children}
    </a>
  ),
  img: ({ alt }) => <em>[{alt}]</em>,
  ul: ({ children }) => <ul className="list-disc ps-5">{children}</ul>,
  ol: ({ children }) => <ol className="list-decimal ps-5">{children}</ol>,
  blockquote: ({ children }) => <blockquote className="border-s-2 border-line ps-3">{children}</blockquote>,
  pre: ({ children }) => (
    <pre dir="ltr" className="rounded-md bg-sunken p-3 text-xs whitespace-pre-wrap">
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className="overflow-x-auto wrap-break-word">
      <table className="text-start text-sm">{children}</table>
    </div>
  ),
  th: ({ children }) => <th className="border-b border-line px-2 py-1 text-start font-medium">{children}</th>,
  td: ({ children }) => <td className="border-b border-line px-2 py-1">{children}</td>,
};

interface PreviewProps {
  readonly markdown: string;
  readonly lang: string | undefined;
}

/** A card's text as readers see it: drawn by React from Markdown, its HTML left as text, so that nothing of it runs. */
export default function PublishPreview({ markdown, lang }: PreviewProps) {
  return (
    <div
      dir="auto"
      lang={lang}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border border-line p-4 text-sm leading-relaxed"
    >
      <Markdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {markdown}
      </Markdown>
    </div>
  );
}
