import type { SharedRun } from "../../contract/share-link.ts";
import { LONGEST_QR, linkTo } from "../share.ts";

/** What the QR code of a picture opens: the very text, or the prompt and its parameters only; nothing where there is no code. */
export type QrLink =
  | { readonly opens: "text" | "form"; readonly link: string }
  | { readonly opens: "nothing"; readonly link?: undefined };

/** The fullest link to a run that a phone can read from a picture. */
export function qrLinkTo(page: URL, run: SharedRun): QrLink {
  const { output, device: _device, ...bare } = run;
  const whole = output === undefined ? undefined : linkTo(page, run);
  if (isReadable(whole)) return { opens: "text", link: whole };
  const link = linkTo(page, bare);
  return isReadable(link) ? { opens: "form", link } : { opens: "nothing" };
}

function isReadable(link: string | undefined): link is string {
  return link !== undefined && link.length <= LONGEST_QR;
}
