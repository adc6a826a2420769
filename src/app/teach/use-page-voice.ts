import { isSameModel } from "../../contract/model-source.ts";
import { openVoice } from "../open-voice.ts";
import { readyModel } from "../state/models-state.ts";
import { useSession } from "../use-page.ts";
import type { Lesson } from "./lesson.ts";

/** What the page's own model has of what is learned. */
interface PageVoice {
  /** Keeps it; the page's model has it from then on, where it is that model's. */
  keep(name: string): Promise<void>;
  drop(): Promise<void>;
  /** Keeps it, and has the page write with it: beside the model that is open, or, where that is another one, with its own, which is opened. */
  use(name: string): Promise<void>;
}

export function usePageVoice(lesson: Lesson): PageVoice {
  const session = useSession();
  const { engine, store } = session;
  const isHere = () => {
    const { source } = lesson.state();
    const open = readyModel(store.state())?.source;
    return source === undefined || (open !== undefined && isSameModel(open, source));
  };
  const find = async () => void (isHere() && (await engine.findAdapters()));
  const keep = async (name: string) => {
    await lesson.keep(name);
    await find();
  };
  return {
    keep,
    async drop() {
      const { digest } = keptVoice(lesson);
      const { voice } = store.state();
      await lesson.drop();
      if (lesson.state().voice !== undefined) return;
      if (voice !== undefined && digest?.startsWith(voice.digest)) store.send({ type: "voice", voice: undefined });
      await find();
    },
    use: (name) =>
      lesson.use(name, async () => {
        const { source } = lesson.state();
        const { digest } = keptVoice(lesson);
        if (digest !== undefined && source !== undefined) await openVoice(session, { name, digest, source });
      }),
  };
}

/** The id of a kept adapter begins with its digest. */
function keptVoice(lesson: Lesson): { readonly digest?: string } {
  const { voice, isKept } = lesson.state();
  const [digest] = (isKept && voice?.id?.split(" ")) || [];
  return digest === undefined ? {} : { digest };
}
