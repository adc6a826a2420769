/** Most tokens that one pass computes side by side; longer inputs come in several passes. */
export const TILE: i32 = 128;
/** Rows of logits that one pass computes. */
export const LOGIT_ROWS: i32 = 8;
/**
 * Outputs of the head whose logits are judged at a time: those of a whole tile stay in the second-level cache. Always as many,
 * so that a judgement does not depend on the tokens beside it.
 */
export const JUDGED_OUTPUTS: i32 = 1024;
/**
 * Floats from one token's to the next one's of them: with a power of two all tokens' would fall into the same few places of a
 * first-level cache, and push each other out.
 */
export const JUDGED_STRIDE: i32 = JUDGED_OUTPUTS + 16;
/** Room for the job of `team.ts`. */
export const JOB_BYTES: i32 = 128;
