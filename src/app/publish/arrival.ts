import * as v from "valibot";
import { PUBLISHING_ITEMS } from "../../contract/on-device-signed-in.ts";
import { nonceIn } from "../sign-in-news.ts";
import { type Draft, draft, type SignInNote, signInNote } from "./draft.ts";

/** How the visitor came to the page that publishes. */
export interface Arrival {
  /** Id of the model in the store that the address names, or that was edited before. */
  readonly id?: string;
  readonly draft?: Draft;
  /** The Hub has led back here. */
  readonly signIn?: { readonly redirectedUrl: string; readonly note: SignInNote };
  /** The Hub has led here from a sign-in that this tab has not asked for: another one may have. */
  readonly othersSignIn?: string;
}

/** The part of the window that is read and cleaned. */
interface ArrivalWindow {
  readonly location: Pick<Location, "href" | "hash">;
  readonly history: Pick<History, "replaceState">;
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
}

const CODES = ["code", "state", "error", "error_description"];

/**
 * Reads the address and what was kept for it. The code of a sign-in leaves the address, and the verifier the storage, before
 * anything else is done: each is good for one try.
 */
export function readArrival({ location, history, sessionStorage }: ArrivalWindow): Arrival {
  // As it came: the address that is shown loses the code at once.
  const { href: redirectedUrl, hash } = location;
  const address = new URL(redirectedUrl);
  const note = takeNote(sessionStorage);
  const isBack = CODES.some((name) => address.searchParams.has(name));
  for (const name of CODES) address.searchParams.delete(name);
  if (isBack) history.replaceState(null, "", address);
  const named = new URLSearchParams(hash.slice(1)).get("kept") ?? undefined;
  const kept = parse(draft, sessionStorage?.getItem(PUBLISHING_ITEMS.publishing) ?? null);
  const id = named ?? kept?.id;
  // A tab that a page opens has a copy of what that page kept: the note may be of a sign-in that was begun there.
  const isOwn = note !== undefined && note.nonce === nonceIn(redirectedUrl);
  return {
    ...(id !== undefined && { id }),
    ...(kept !== undefined && kept.id === id && { draft: kept }),
    ...(isBack && (isOwn ? { signIn: { redirectedUrl, note } } : { othersSignIn: redirectedUrl })),
  };
}

function takeNote(storage: ArrivalWindow["sessionStorage"]): SignInNote | undefined {
  const note = parse(signInNote, storage?.getItem(PUBLISHING_ITEMS.signIn) ?? null);
  storage?.removeItem(PUBLISHING_ITEMS.signIn);
  return note;
}

function parse<T>(schema: v.GenericSchema<unknown, T>, text: string | null): T | undefined {
  try {
    const found = v.safeParse(schema, JSON.parse(text ?? "null"));
    return found.success ? found.output : undefined;
  } catch {
    return undefined;
  }
}
