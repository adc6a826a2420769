import { useMemo } from "react";
import { encode } from "uqr";
import { useLateWords } from "../words/use-late-words.ts";

/** Drawn as one path; always dark on light, because many readers know nothing else. */
export function QrCode({ text }: { readonly text: string }) {
  const { sharing } = useLateWords();
  const { size, data } = useMemo(() => encode(text, { border: 2 }), [text]);
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      role="img"
      aria-label={sharing.qr}
      viewBox={`0 0 ${size} ${size}`}
      className="w-full max-w-64 forced-color-adjust-none justify-self-center rounded-lg bg-white text-black"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
