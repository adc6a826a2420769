import { failuresInEnglish } from "../../contract/failures-in-english.ts";
import { changeAll, lengthen, mirror } from "./pseudo.ts";

/** What failures say in the two pseudo-languages; what stands in the gaps is not changed. */
export const longFailures = changeAll(failuresInEnglish, lengthen);

export const mirroredFailures = changeAll(failuresInEnglish, mirror);
