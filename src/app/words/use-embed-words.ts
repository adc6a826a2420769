import { usePartWords } from "./current.ts";
import { type EmbedWords, enEmbed } from "./en-embed.ts";
import type { Words } from "./words.ts";

const selectEmbed = ({ embed }: Words) => embed;

/** The words of the page inside a frame. */
export function useEmbedWords(): EmbedWords {
  return usePartWords(selectEmbed, enEmbed);
}
