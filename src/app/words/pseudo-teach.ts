import { enTeach } from "./en-teach.ts";
import { changeAll, lengthen, mirror } from "./pseudo.ts";

/** As in `pseudo.ts`. */
export const longTeach = changeAll(enTeach, lengthen);
export const mirroredTeach = changeAll(enTeach, mirror);
