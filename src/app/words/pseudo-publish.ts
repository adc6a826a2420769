import { enPublish } from "./en-publish.ts";
import { changeAll, lengthen, mirror } from "./pseudo.ts";

/** As in `pseudo.ts`. */
export const longPublish = changeAll(enPublish, lengthen);
export const mirroredPublish = changeAll(enPublish, mirror);
