import type { ForwardPass, TextCodec } from "../../contract/forward-pass.ts";
import type { GenerateDelta } from "../../contract/generate-result.ts";
import { type GenerationParameters, resolveParameters } from "../../contract/parameters.ts";
import { type GeneratedTokens, generateTokens, type TokenRequest } from "../generate-tokens.ts";
import type { GenerateHooks } from "../run.ts";
import { byteCodec } from "./vocabulary-codec.ts";

export interface TestRun extends GeneratedTokens {
  readonly deltas: readonly GenerateDelta[];
}

/** Generates with hooks that take note of the deltas; a clock that counts its readings, unless `hooks` brings one. */
export async function testRun(
  forward: ForwardPass,
  prompts: TokenRequest["prompts"],
  parameters: GenerationParameters,
  hooks: Partial<GenerateHooks> = {},
  codec: TextCodec = byteCodec(),
  more: Partial<TokenRequest> = {},
): Promise<TestRun> {
  const deltas: GenerateDelta[] = [];
  let time = 0;
  const result = await generateTokens(
    forward,
    codec,
    { prompts, parameters: resolveParameters(parameters, {}, 0), ...more },
    {
      onDelta: (delta) => {
        deltas.push(delta);
      },
      isStopped: () => false,
      now: () => time++,
      breathe: async () => {},
      ...hooks,
    },
  );
  return { ...result, deltas };
}
