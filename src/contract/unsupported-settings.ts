type Fields = Readonly<Record<string, unknown>>;

/** Settings of transformers' `GenerationConfig` that change a text and are not built, with the values that change none. */
const NEUTRAL: Readonly<Record<string, readonly unknown[]>> = {
  guidance_scale: [1],
  watermarking_config: [],
  num_beam_groups: [0, 1],
  diversity_penalty: [0],
  penalty_alpha: [0],
  dola_layers: [],
  constraints: [],
  force_words_ids: [],
  is_assistant: [false],
};

export const UNSUPPORTED_NAMES = Object.keys(NEUTRAL);

/** Those among a model's settings that change what transformers writes, and do nothing here. */
export function unsupportedSettings(settings: Fields): Fields {
  const found = Object.entries(NEUTRAL).flatMap(([name, neutral]) => {
    const value = settings[name];
    const isNeutral = value === undefined || value === null || neutral.includes(value);
    return isNeutral || (Array.isArray(value) && value.length === 0) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}
