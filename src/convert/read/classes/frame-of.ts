import type { JsonObject } from "../../../contract/strict-json.ts";
import type { NumberedTokens } from "../../../tokenizer/number-added.ts";
import { unsupported } from "../../../tokenizer/refuse.ts";
import type { TokenizerFile } from "../../../tokenizer/schema.ts";
import type { Model } from "../../../tokenizer/schema/model.ts";
import type { PostProcessor } from "../../../tokenizer/schema/post-processor.ts";
import type { ClassRecipe, ClassSettings, FrameSource } from "./class-recipe.ts";
import { template } from "./part-makers.ts";

/** What decides which tokens stand around a text. */
interface FrameQuestion {
  readonly source: { readonly file?: TokenizerFile };
  readonly recipe: ClassRecipe | undefined;
  readonly settings: ClassSettings;
  readonly config: JsonObject;
  readonly numbered: NumberedTokens;
  readonly model: Model;
}

/**
 * A class's own frame, or the one of `tokenizer.json`; only without that `add_bos_token` and `add_eos_token` have an effect.
 * @throws Refusal for a frame of tokens that are not there
 */
export function frameOf(question: FrameQuestion): PostProcessor | null {
  const { recipe, source, config } = question;
  const known = frameSource(question);
  if (recipe?.frame) return recipe.frame(known) ?? (source.file ? null : bosFrame(known, config));
  if (source.file?.post_processor) return source.file.post_processor;
  const isAsked = !source.file && ["add_bos_token", "add_eos_token"].some((name) => config.has(name));
  if (recipe?.frameOtherwise && !isAsked) return recipe.frameOtherwise(known);
  return source.file ? null : bosFrame(known, config);
}

function frameSource({ settings, numbered, model }: FrameQuestion): FrameSource {
  const idOf = (content: string) => numbered.ids.get(content) ?? model.vocab.get(content);
  const piece = (role: string) => {
    const content = settings.token(role);
    const id = settings.has(role) ? idOf(content) : undefined;
    if (id === undefined) throw unsupported("tokenizer_config.json", role, null);
    return { content, id };
  };
  return { settings, piece, idOf, model };
}

function bosFrame({ settings, piece }: FrameSource, config: JsonObject): PostProcessor | null {
  const asked = (role: string) => (config.get(`add_${role}`) === true && settings.has(role) ? [piece(role)] : []);
  const [before, after] = [asked("bos_token"), asked("eos_token")];
  return before.length + after.length === 0 ? null : template(before, after);
}
