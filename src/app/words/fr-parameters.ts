import type { ParameterName } from "../../contract/parameters.ts";

/** What each parameter does, in French. */
export const frParameters: Record<ParameterName, string> = {
  do_sample: "Tirer les tokens au hasard selon leur probabilité ; désactivé, le plus probable est pris à chaque fois.",
  temperature: "En dessous de 1, le choix est plus strict ; au-dessus, plus audacieux.",
  top_k: "Choisir seulement parmi les k tokens les plus probables ; 0 désactive.",
  top_p: "Choisir parmi les tokens les plus probables qui, ensemble, ont cette probabilité.",
  min_p: "Écarter les tokens moins probables que cette fraction du plus probable.",
  typical_p: "Préférer les tokens à peu près aussi surprenants que le modèle s’y attend, jusqu’à cette probabilité.",
  top_h: "Choisir parmi les tokens les plus probables qui, ensemble, ont cette part de l’entropie.",
  epsilon_cutoff: "Écarter les tokens moins probables que cette valeur ; 0 désactive.",
  eta_cutoff: "Écarter les tokens moins probables que cette valeur ou que ce que permet l’entropie ; 0 désactive.",
  repetition_penalty: "Au-dessus de 1, les tokens déjà employés deviennent moins probables.",
  frequency_penalty:
    "Au-dessus de 0, les tokens déjà employés dans le nouveau texte deviennent d’autant moins probables qu’ils l’ont été souvent.",
  presence_penalty: "Au-dessus de 0, les tokens déjà employés dans le nouveau texte deviennent moins probables.",
  no_repeat_ngram_size: "Aucune suite de ce nombre de tokens ne peut apparaître deux fois ; 0 désactive.",
  bad_words: "Mots et expressions qui ne doivent pas être écrits.",
  min_length: "L’invite et le texte comptent ensemble au moins ce nombre de tokens ; min_new_tokens est prioritaire.",
  min_new_tokens: "Écrire au moins ce nombre de nouveaux tokens.",
  max_length:
    "L’invite et le texte comptent ensemble au plus ce nombre de tokens. Sans aucune limite, 20 nouveaux tokens.",
  max_new_tokens: "Au plus ce nombre de nouveaux tokens ; prioritaire sur max_length.",
  max_time: "S’arrêter après ce nombre de secondes.",
  stop_strings: "S’arrêter dès que l’un de ces textes est écrit.",
  eos_token_id: "Le ou les tokens qui terminent un texte.",
  bos_token_id: "Le token par lequel commence une invite vide.",
  suppress_tokens: "Tokens qui ne sont jamais écrits.",
  begin_suppress_tokens: "Tokens par lesquels le nouveau texte ne doit pas commencer.",
  bad_words_ids: "Suites de tokens qui ne doivent pas être écrites.",
  sequence_bias: "Suites de tokens, chacune avec ce qui s’ajoute au score du dernier quand les autres le précèdent.",
  forced_bos_token_id: "Le token par lequel commencer après une invite d’un seul token.",
  forced_eos_token_id: "Le ou les tokens par lesquels finir quand la longueur est atteinte.",
  exponential_decay_length_penalty:
    "Après ce nombre de nouveaux tokens, la fin devient plus probable de ce facteur à chaque token de plus.",
  encoder_repetition_penalty: "Au-dessus de 1, les tokens de l’invite deviennent plus probables.",
  encoder_no_repeat_ngram_size: "Aucune suite de ce nombre de tokens de l’invite ne peut être écrite ; 0 désactive.",
  renormalize_logits: "Recherche en faisceau : refaire des probabilités à partir des scores modifiés.",
  remove_invalid_values: "Un token interdit garde le score le plus bas possible, pour qu’il en reste toujours un.",
  token_healing:
    "Une invite qui finit par une espace ou au milieu d’un mot continue comme si elle avait été écrite d’un trait ; un mot entier reste entier.",
  num_return_sequences: "Nombre de textes à écrire pour l’invite.",
  best_of:
    "Écrire ce nombre de textes et renvoyer le meilleur : complet, peu répétitif et probable selon le modèle. Nécessite do_sample.",
  num_beams: "Faisceaux de la recherche du texte le plus probable ; 1 la désactive.",
  length_penalty:
    "Recherche en faisceau et best_of : au-dessus de 0 favorise les textes longs, en dessous les courts ; 1 prend la moyenne par token.",
  early_stopping: "Recherche en faisceau : s’arrêter dès qu’il y a autant de textes finis que de faisceaux.",
  seed: "La même graine donne le même texte avec le même fichier de modèle et le même appareil.",
  top_logprobs: "Indiquer ce nombre d’autres choix avec chaque token.",
};
