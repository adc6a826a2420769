import type { ParameterName } from "../../contract/parameters.ts";

/** What each parameter does, in the Portuguese of Brazil. */
export const ptParameters: Record<ParameterName, string> = {
  do_sample: "Sortear os tokens conforme a probabilidade; se desligado, usa sempre o mais provável.",
  temperature: "Abaixo de 1, a escolha é mais rígida; acima, mais ousada.",
  top_k: "Escolher só entre os k tokens mais prováveis; 0 desliga.",
  top_p: "Escolher entre os tokens mais prováveis que juntos somam esta probabilidade.",
  min_p: "Descartar tokens menos prováveis que esta fração do mais provável.",
  typical_p: "Preferir tokens tão surpreendentes quanto o modelo espera, até esta probabilidade.",
  top_h: "Escolher entre os tokens mais prováveis que juntos têm esta parte da entropia.",
  epsilon_cutoff: "Descartar tokens menos prováveis que isto; 0 desliga.",
  eta_cutoff: "Descartar tokens menos prováveis que isto ou que o permitido pela entropia; 0 desliga.",
  repetition_penalty: "Acima de 1, tokens já usados ficam menos prováveis.",
  no_repeat_ngram_size: "Nenhuma sequência desse número de tokens pode aparecer duas vezes; 0 desliga.",
  bad_words: "Palavras e frases que não devem ser escritas.",
  min_length: "Prompt e texto somam pelo menos esse número de tokens; min_new_tokens tem prioridade.",
  min_new_tokens: "Escrever pelo menos esse número de tokens novos.",
  max_length: "Prompt e texto somam no máximo esse número de tokens. Sem nenhum limite, 20 tokens novos.",
  max_new_tokens: "No máximo esse número de tokens novos; tem prioridade sobre max_length.",
  max_time: "Parar depois desse número de segundos.",
  stop_strings: "Parar assim que um destes textos for escrito.",
  eos_token_id: "O token ou os tokens que terminam um texto.",
  bos_token_id: "O token com que começa um prompt vazio.",
  suppress_tokens: "Tokens que nunca são escritos.",
  begin_suppress_tokens: "Tokens com que o novo texto não pode começar.",
  bad_words_ids: "Sequências de tokens que não devem ser escritas.",
  sequence_bias: "Sequências de tokens, cada uma com o que se soma à pontuação do último quando os outros vêm antes.",
  forced_bos_token_id: "O token com que começar depois de um prompt de um só token.",
  forced_eos_token_id: "O token ou os tokens com que terminar ao atingir o limite de tamanho.",
  exponential_decay_length_penalty:
    "Depois desse número de tokens novos, a probabilidade de terminar cresce por este fator a cada token a mais.",
  encoder_repetition_penalty: "Acima de 1, os tokens do prompt ficam mais prováveis.",
  encoder_no_repeat_ngram_size: "Nenhuma sequência desse número de tokens do prompt pode ser escrita; 0 desliga.",
  renormalize_logits: "Beam search: transformar de novo em probabilidades as pontuações processadas.",
  remove_invalid_values: "Um token proibido mantém a menor pontuação possível, para que sempre reste um.",
  token_healing:
    "Um prompt que termina com espaço ou no meio de uma palavra continua como se tivesse sido escrito de uma vez; uma palavra inteira fica inteira.",
  num_return_sequences: "Quantos textos escrever para o prompt.",
  best_of:
    "Escrever esse número de textos e devolver o melhor: completo, pouco repetitivo e provável segundo o modelo. Requer do_sample.",
  num_beams: "Feixes da busca pelo texto mais provável; 1 desliga a beam search.",
  length_penalty:
    "Beam search e best_of: acima de 0 favorece textos longos, abaixo de 0 curtos; 1 usa a média por token.",
  early_stopping: "Beam search: parar assim que houver tantos textos prontos quanto feixes.",
  seed: "A mesma semente dá o mesmo texto no mesmo arquivo de modelo e dispositivo.",
  top_logprobs: "Mostrar esse número de alternativas para cada token.",
};
