import type { ParameterName } from "../../contract/parameters.ts";

/** What each parameter does, in German. */
export const deParameters: Record<ParameterName, string> = {
  do_sample:
    "Tokens zufällig nach ihrer Wahrscheinlichkeit ziehen; ausgeschaltet wird jedes Mal das wahrscheinlichste genommen.",
  temperature: "Unter 1 wird die Auswahl strenger, über 1 gewagter.",
  top_k: "Nur unter den k wahrscheinlichsten Tokens wählen; 0 schaltet das aus.",
  top_p: "Unter den wahrscheinlichsten Tokens wählen, die zusammen diese Wahrscheinlichkeit haben.",
  min_p: "Tokens verwerfen, die weniger wahrscheinlich sind als dieser Anteil des wahrscheinlichsten.",
  typical_p:
    "Tokens bevorzugen, die etwa so überraschend sind, wie das Modell es erwartet, bis zu dieser Wahrscheinlichkeit.",
  top_h: "Unter den wahrscheinlichsten Tokens wählen, die zusammen diesen Anteil der Entropie haben.",
  epsilon_cutoff: "Tokens verwerfen, die weniger wahrscheinlich sind; 0 schaltet das aus.",
  eta_cutoff:
    "Tokens verwerfen, die weniger wahrscheinlich sind als dies oder als die Entropie erlaubt; 0 schaltet das aus.",
  repetition_penalty: "Über 1 werden Tokens, die schon vorkamen, unwahrscheinlicher.",
  frequency_penalty:
    "Über 0 werden Tokens, die im neuen Text schon vorkamen, umso unwahrscheinlicher, je öfter sie vorkamen.",
  presence_penalty: "Über 0 werden Tokens, die im neuen Text schon vorkamen, unwahrscheinlicher.",
  no_repeat_ngram_size: "Keine Folge von so vielen Tokens darf zweimal vorkommen; 0 schaltet das aus.",
  bad_words: "Wörter und Wendungen, die nicht geschrieben werden dürfen.",
  min_length: "Prompt und Text haben zusammen mindestens so viele Tokens; min_new_tokens hat Vorrang.",
  min_new_tokens: "Mindestens so viele neue Tokens schreiben.",
  max_length: "Prompt und Text haben zusammen höchstens so viele Tokens. Ganz ohne Grenze sind es 20 neue.",
  max_new_tokens: "Höchstens so viele neue Tokens; hat Vorrang vor max_length.",
  max_time: "Nach so vielen Sekunden aufhören.",
  stop_strings: "Aufhören, sobald einer dieser Texte geschrieben wurde.",
  eos_token_id: "Das Token oder die Tokens, die einen Text beenden.",
  bos_token_id: "Das Token, mit dem ein leerer Prompt beginnt.",
  suppress_tokens: "Tokens, die nie geschrieben werden.",
  begin_suppress_tokens: "Tokens, mit denen der neue Text nicht beginnen darf.",
  bad_words_ids: "Folgen von Tokens, die nicht geschrieben werden dürfen.",
  sequence_bias:
    "Folgen von Tokens, je mit dem Wert, der zur Bewertung des letzten kommt, wenn die anderen davor stehen.",
  forced_bos_token_id: "Das Token, mit dem nach einem Prompt aus einem Token begonnen wird.",
  forced_eos_token_id: "Das Token oder die Tokens, mit denen an der Längengrenze geendet wird.",
  exponential_decay_length_penalty:
    "Nach so vielen neuen Tokens wird das Ende mit jedem weiteren um diesen Faktor wahrscheinlicher.",
  encoder_repetition_penalty: "Über 1 werden Tokens des Prompts wahrscheinlicher.",
  encoder_no_repeat_ngram_size:
    "Keine Folge von so vielen Tokens des Prompts darf geschrieben werden; 0 schaltet das aus.",
  renormalize_logits: "Beam Search: die verarbeiteten Bewertungen wieder zu Wahrscheinlichkeiten machen.",
  remove_invalid_values: "Ein verbotenes Token behält die niedrigste Bewertung, sodass immer eines übrig bleibt.",
  token_healing:
    "Ein Prompt, der mit Leerraum oder mitten im Wort endet, geht weiter, als wäre er in einem Zug geschrieben; ein ganzes Wort bleibt ganz.",
  num_return_sequences: "Wie viele Texte zum Prompt geschrieben werden.",
  best_of:
    "So viele Texte schreiben und den besten zurückgeben: vollständig, mit wenig Wiederholung und für das Modell wahrscheinlich. Braucht do_sample.",
  num_beams: "Beams der Suche nach dem wahrscheinlichsten Text; 1 heißt keine Beam Search.",
  length_penalty:
    "Beam Search und best_of: über 0 bevorzugt längere Texte, unter 0 kürzere; 1 nimmt den Mittelwert je Token.",
  early_stopping: "Beam Search: aufhören, sobald so viele Texte fertig sind, wie es Beams gibt.",
  seed: "Derselbe Seed ergibt auf derselben Modelldatei und demselben Gerät denselben Text.",
  top_logprobs: "Zu jedem Token so viele Alternativen angeben.",
};
