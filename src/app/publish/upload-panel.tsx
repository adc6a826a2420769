import type { UploadLine } from "../../contract/publishing.ts";
import { formatBytes, formatNumber } from "../format.ts";
import { HeadedCard } from "../parts/headed-card.tsx";
import { useWords } from "../words/current.ts";
import { usePublishWords } from "../words/publish-words.ts";

/** Every file that goes, before it goes. */
export function UploadPanel({ files }: { readonly files: readonly UploadLine[] }) {
  const { units } = useWords();
  const words = usePublishWords();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <HeadedCard title={words.upload.title}>
      <details>
        <summary className="text-sm underline decoration-dotted underline-offset-4">
          {words.files(formatNumber(files.length), formatBytes(total, units))}
        </summary>
        <table className="mt-3 w-full text-start text-sm">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="text-start font-normal">
                {words.upload.file}
              </th>
              <th scope="col" className="text-end font-normal">
                {words.upload.size}
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ path, bytes }) => (
              <tr key={path} className="border-t border-line">
                <td translate="no" dir="ltr" className="py-1 text-start wrap-anywhere">
                  {path}
                </td>
                <td className="py-1 ps-4 text-end whitespace-nowrap tabular-nums">{formatBytes(bytes, units)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </HeadedCard>
  );
}
