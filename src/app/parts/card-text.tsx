import { useMemo } from "react";
import { type CardBlock, cardBlocks } from "../card-blocks.ts";

/** A model's card as text: never its publisher's markup, and no link that could be clicked. */
export function CardText({ markdown, lang }: { readonly markdown: string; readonly lang: string }) {
  const blocks = useMemo(() => cardBlocks(markdown).map((block, place) => ({ block, place })), [markdown]);
  return (
    <div data-testid="card" lang={lang} className="grid grid-cols-[minmax(0,1fr)] gap-3 text-sm leading-relaxed">
      {blocks.map(({ block, place }) => (
        <Block key={place} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: CardBlock }) {
  switch (block.kind) {
    case "heading":
      return <h3 className={block.level < 3 ? "pt-2 text-base font-semibold" : "font-semibold"}>{block.text}</h3>;
    case "prose":
      return <p>{block.text}</p>;
    case "code":
      return (
        <pre className="rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
          <code>{block.text}</code>
        </pre>
      );
    case "list":
      return (
        <ul className="grid list-disc gap-1 ps-5">
          {withPlaces(block.items).map(({ value, place }) => (
            <li key={place}>{value}</li>
          ))}
        </ul>
      );
    case "table":
      return <Table rows={block.rows} />;
  }
}

function Table({ rows }: { readonly rows: readonly (readonly string[])[] }) {
  return (
    <table className="text-start">
      <tbody>
        {withPlaces(rows).map(({ value: row, place }) => (
          <tr key={place} className="border-t border-line align-top">
            {withPlaces(row).map(({ value, place: column }) => (
              <td key={column} className="py-1.5 pe-4">
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A card does not change while it is shown: places are good keys. */
function withPlaces<T>(values: readonly T[]): readonly { readonly value: T; readonly place: number }[] {
  return values.map((value, place) => ({ value, place }));
}
