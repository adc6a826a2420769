import type { ParameterName } from "../../contract/parameters.ts";

/** What each parameter does, in Spanish. */
export const esParameters: Record<ParameterName, string> = {
  do_sample: "Elegir los tokens al azar según su probabilidad; si no, se toma siempre el más probable.",
  temperature: "Por debajo de 1, la elección es más estricta; por encima, más atrevida.",
  top_k: "Elegir solo entre los k tokens más probables; 0 lo desactiva.",
  top_p: "Elegir entre los tokens más probables que juntos suman esta probabilidad.",
  min_p: "Descartar los tokens menos probables que esta fracción del más probable.",
  typical_p: "Preferir los tokens más o menos tan sorprendentes como espera el modelo, hasta esta probabilidad.",
  top_h: "Elegir entre los tokens más probables que juntos tienen esta parte de la entropía.",
  epsilon_cutoff: "Descartar los tokens menos probables que esto; 0 lo desactiva.",
  eta_cutoff: "Descartar los tokens menos probables que esto o que lo que permite la entropía; 0 lo desactiva.",
  repetition_penalty: "Por encima de 1, los tokens ya usados son menos probables.",
  frequency_penalty:
    "Por encima de 0, los tokens ya usados en el texto nuevo son menos probables cuanto más se hayan usado.",
  presence_penalty: "Por encima de 0, los tokens ya usados en el texto nuevo son menos probables.",
  no_repeat_ngram_size: "Ninguna secuencia de este número de tokens puede aparecer dos veces; 0 lo desactiva.",
  bad_words: "Palabras y frases que no se deben escribir.",
  min_length: "El prompt y el texto suman al menos este número de tokens; min_new_tokens tiene prioridad.",
  min_new_tokens: "Escribir al menos este número de tokens nuevos.",
  max_length: "El prompt y el texto suman como máximo este número de tokens. Sin ningún límite, 20 tokens nuevos.",
  max_new_tokens: "Como máximo este número de tokens nuevos; tiene prioridad sobre max_length.",
  max_time: "Parar al cabo de este número de segundos.",
  stop_strings: "Parar en cuanto se escriba uno de estos textos.",
  eos_token_id: "El token o los tokens que terminan un texto.",
  bos_token_id: "El token con el que empieza un prompt vacío.",
  suppress_tokens: "Tokens que nunca se escriben.",
  begin_suppress_tokens: "Tokens con los que no debe empezar el texto nuevo.",
  bad_words_ids: "Secuencias de tokens que no se deben escribir.",
  sequence_bias:
    "Secuencias de tokens, cada una con lo que se suma a la puntuación del último cuando le preceden los demás.",
  forced_bos_token_id: "El token con el que empezar tras un prompt de un solo token.",
  forced_eos_token_id: "El token o los tokens con los que terminar al llegar al límite de longitud.",
  exponential_decay_length_penalty:
    "Después de este número de tokens nuevos, la probabilidad de terminar crece en este factor con cada token más.",
  encoder_repetition_penalty: "Por encima de 1, los tokens del prompt son más probables.",
  encoder_no_repeat_ngram_size:
    "No se puede escribir ninguna secuencia de este número de tokens del prompt; 0 lo desactiva.",
  renormalize_logits: "Beam search: volver a convertir en probabilidades las puntuaciones procesadas.",
  remove_invalid_values: "Un token prohibido conserva la puntuación más baja, para que siempre quede uno.",
  token_healing:
    "Un prompt que acaba en espacio o a mitad de palabra sigue como si se hubiera escrito de una vez; una palabra entera queda entera.",
  num_return_sequences: "Cuántos textos escribir para el prompt.",
  best_of:
    "Escribir este número de textos y devolver el mejor: completo, con poca repetición y probable para el modelo. Necesita do_sample.",
  num_beams: "Haces de la búsqueda del texto más probable; 1 desactiva beam search.",
  length_penalty:
    "Beam search y best_of: por encima de 0 favorece textos largos, por debajo cortos; 1 usa la media por token.",
  early_stopping: "Beam search: parar en cuanto haya tantos textos terminados como haces.",
  seed: "La misma semilla da el mismo texto con el mismo archivo de modelo y el mismo dispositivo.",
  top_logprobs: "Indicar este número de alternativas con cada token.",
};
