import { useEffect, useRef } from "react";
import type { Published } from "../../contract/publishing.ts";
import { CopyOutcome } from "../parts/copy-outcome.tsx";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { useCopy } from "../use-copy.ts";
import { usePublishWords } from "../words/publish-words.ts";

interface PublishedCardProps {
  readonly published: Published;
  /** What the address that visitors get is. */
  readonly kind: "model" | "site";
}

/** The end: the address, with a picture of it for phones. */
export function PublishedCard({ published, kind }: PublishedCardProps) {
  const { done } = usePublishWords();
  const { copy, ...outcome } = useCopy();
  const title = useRef<HTMLHeadingElement>(null);
  const address = published.space ?? published.url;
  useEffect(() => title.current?.focus(), []);
  const links = [
    [kind === "site" ? done.site : done.model, published.url],
    ...(published.space === undefined ? [] : [[done.site, published.space] as const]),
  ] as const;
  return (
    <div className="grid gap-3 rounded-xl bg-accent-soft p-4">
      <h3 ref={title} tabIndex={-1} className="text-lg font-semibold">
        {done.title}
      </h3>
      {published.spaceFailure !== undefined && (
        <div className="grid gap-1 text-sm text-warn">
          <p>{done.noSpace}</p>
          <FailureAlert failure={published.spaceFailure} />
        </div>
      )}
      {!published.isNew && <p className="text-sm">{done.nothingNew}</p>}
      <ul className="grid gap-2 text-sm">
        {links.map(([name, url]) => (
          <li key={url}>
            <span className="text-muted">{name}: </span>
            <a
              href={url}
              target="_blank"
              rel="noreferrer noopener"
              translate="no"
              className="text-accent underline wrap-anywhere"
            >
              {url}
            </a>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className="button-primary" onClick={() => copy(address)}>
          {done.copy}
        </button>
        <CopyOutcome {...outcome} />
      </div>
      {(kind === "site" || published.space !== undefined) && <p className="text-xs text-muted">{done.delay}</p>}
      <QrCode text={address} />
    </div>
  );
}
