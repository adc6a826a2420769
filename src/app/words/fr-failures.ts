import type { FailureSentences } from "../../contract/failure-parameters.ts";

const EXPORTED_HISTORY = "Choisissez un fichier enregistré par « Exporter » dans l’historique.";
const FEWER_TEXTS =
  "Fermez d’autres onglets, demandez moins de textes ou des textes plus courts, ou prenez un modèle plus petit.";
const CONNECTION = "Vérifiez la connexion, puis réessayez.";
const RELOAD = "Vérifiez la connexion, puis rechargez la page.";
const RESTARTED = "Il a été relancé. Réessayez ; si cela se reproduit, choisissez un modèle plus petit.";
const LINK_AGAIN = "Demandez de nouveau le lien ; le formulaire fonctionne sans lui.";
const HUB_NAME =
  "Écrivez-le sous la forme owner/name, par exemple openai-community/gpt2, ou collez son adresse sur huggingface.co.";
const REPOSITORY = "Un dépôt s’écrit owner/name, avec @ et une révision si vous le souhaitez.";
const SDK = "Utilisez connect() du fichier sdk.js de ce site.";
const OTHER_DTYPE =
  "Choisissez un autre dtype ; si le problème est le même pour tous, les fichiers du modèle sont endommagés.";
const WHOLE_COPY = "Choisissez un autre modèle ou une copie complète de celui-ci.";
const OTHER_MODEL = "Choisissez un autre modèle ou prévenez son propriétaire.";
const RESAVE =
  "Chargez le modèle en Python avec transformers et enregistrez-le de nouveau : model.save_pretrained(NEW), tokenizer.save_pretrained(NEW).";
const MERGE_INSTEAD =
  "Fusionnez-le : hostless convert ADAPTER --base BASE --out PACKAGE, ou ouvrez-le seul dans la page.";
const MERGE =
  "Fusionnez-le avec sa base en Python et choisissez le résultat : AutoPeftModelForCausalLM.from_pretrained(FOLDER).merge_and_unload().save_pretrained(NEW), avec le tokenizer à côté.";
const ADD_TOKENIZER =
  "Ajoutez tokenizer.json, ou vocab.json et merges.txt : en Python, AutoTokenizer.from_pretrained(NAME).save_pretrained(FOLDER) avec le tokenizer qui a servi à l’entraînement.";
const AGAIN = "Récupérez de nouveau le fichier.";
const ZIP =
  "Choisissez le zip d’un dossier de modèle, ou un fichier enregistré avec « Exporter » ou « Enregistrer le paquet ».";
const UNPACK = "Décompressez-le et choisissez le dossier.";
const UNPACK_AND_SEE = "Décompressez-le, regardez quels fichiers s’y trouvent et choisissez le dossier.";
const UNSAFE =
  "C’est peut-être sans danger, mais cela pourrait exécuter du code en Python. Demandez un fichier safetensors à son propriétaire.";
const GPT2_ONLY = "Sont pris en charge GPT-2 dans toutes ses tailles, DistilGPT2 et DialoGPT compris : {names:list}.";
const OTHER_BACKEND = "Choisissez un autre moteur ou, parmi {dtypes:list}, un dtype que le modèle possède.";
const OWN_VALUE = "Modifiez {name}, ou omettez-le pour garder la valeur du modèle.";
const JSON_HOST = "Vérifiez que le nom du modèle est juste et que l’hébergeur fournit ses fichiers sans les modifier.";
const GRAPH_EXPORT =
  "Exportez-le pour la génération de texte avec « past », ou liez un dépôt qui contient les poids PyTorch.";
const FOLDER_GRAPH = "Un checkpoint devient un paquet avec : hostless convert {folder} --out DIR";
const NOT_IN_TIME =
  "Aucune autre page n’a eu la réponse à temps. Relancez l’appel : il recommence depuis le début ; un flux montre le texte à mesure qu’il s’écrit.";
const FEWER_BITS = "Choisissez un modèle plus petit ou des poids de moins de bits.";
const OTHER_IDS = "Sans cette partie, les mots auraient d’autres identifiants que pendant l’entraînement.";
const NO_MATCH = "Le tokenizer et les poids ne vont pas ensemble.";
const MEMORY = "Fermez d’autres onglets, ou choisissez un modèle ou un dtype plus petit.";
const UNKEPT = "Le modèle fonctionne, mais n’est pas conservé sur cet appareil.";
const STATUS = "{url} a répondu avec le statut {status}." as const;

/** What failures say in French. */
export const frFailures: FailureSentences = {
  bad_request: {
    request: ["La requête est incorrecte à {field}.", "Donnez un prompt et, si vous le souhaitez, des paramètres."],
    prompt: [
      "Le prompt doit être un texte d’au plus {characters:number} caractères, ou une liste de 1 à {prompts:number} textes de ce type.",
      "Raccourcissez le prompt ou donnez-le sous forme de texte.",
    ],
    chat_long: [
      "La conversation a {characters:number} caractères. {most:number} sont acceptés au plus.",
      "Retirez les messages les plus anciens.",
    ],
    parameter: ["{name} doit être {allowed:failure}.", OWN_VALUE],
    parameter_given: ["{name} doit être {allowed:failure}, et non {given}.", OWN_VALUE],
    unknown_parameter: ["Il n’y a pas de paramètre {name}.", "Omettez-le ou vérifiez son orthographe."],
    unknown_parameter_meant: [
      "Il n’y a pas de paramètre {name} ; vouliez-vous dire {meant} ?",
      "Omettez-le ou vérifiez son orthographe.",
    ],
    unknown_parameter_near: ["Il n’y a pas de paramètre {name}.", "Vouliez-vous dire {meant:either} ?"],
    continued_list: [
      "Les tokens à continuer appartiennent à un seul prompt, pas à une liste.",
      "Donnez un seul prompt sous forme de texte.",
    ],
    samples_over_beams: [
      "num_return_sequences ({samples:number}) ne doit pas dépasser num_beams ({beams:number}).",
      "Baissez num_return_sequences ou augmentez num_beams.",
    ],
    best_of_under: [
      "best_of ({best_of:number}) ne doit pas être inférieur à num_return_sequences ({wanted:number}).",
      "Augmentez best_of ou demandez moins de textes.",
    ],
    best_of_beams: [
      "best_of {best_of:number} choisit parmi des textes tirés au hasard, alors que num_beams {beams:number} en cherche un seul.",
      "Omettez best_of ou num_beams.",
    ],
    best_of_greedy: [
      "best_of {best_of:number} a besoin de do_sample : sans hasard, les {best_of:number} textes sont identiques.",
      "Mettez do_sample à true ou omettez best_of.",
    ],
    unknown_token: [
      "{name} vaut {token}, mais le modèle n’a que {tokens:number} tokens.",
      "Omettez {name} ou indiquez un token de 0 à {last}.",
    ],
    chat_refused: [
      "Le modèle de conversation (chat template) refuse l’échange ou ne peut être lu : {reason:foreign}",
      "Modifiez les messages ou envoyez un prompt à api/v1/completions.",
    ],
    chat_endless: [
      "Le modèle de conversation (chat template) ne se termine pas dans les limites permises.",
      "Envoyez un prompt à api/v1/completions.",
    ],
    no_chat: ["Le modèle n’a pas de chat template : il continue un texte.", "Envoyez un prompt à api/v1/completions."],
    all_banned: [
      "Ensemble, les paramètres interdisent tous les tokens : bad_words, suppress_tokens, les longueurs minimales et ainsi de suite.",
      "Retirez des mots interdits ou des tokens supprimés, ou baissez no_repeat_ngram_size, min_length ou min_new_tokens.",
    ],
    max_length: [
      "Le prompt a {tokens:number} tokens, mais max_length vaut {max_length:number}, prompt compris.",
      "Augmentez max_length, raccourcissez le prompt ou utilisez max_new_tokens, qui ne compte pas le prompt.",
    ],
    empty_prompt: [
      "Le prompt est vide, et le modèle n’a pas de bos_token_id pour commencer.",
      "Saisissez au moins un caractère.",
    ],
    unknown_bos: [
      "bos_token_id vaut {token}, mais le modèle n’a que {tokens:number} tokens.",
      "Omettez bos_token_id pour garder celui du modèle.",
    ],
    no_such_position: [
      "position vaut {position:number}, mais le texte a {tokens:number} tokens.",
      "Saisissez un nombre entier de 0 à {tokens:number}.",
    ],
    nothing_before: [
      "Rien ne précède cette position et le modèle n’a pas de token de début de texte.",
      "Demandez une position d’au moins 1.",
    ],
    nothing_to_score: ["Le texte n’a aucun token à évaluer.", "Donnez un texte d’au moins deux tokens, quelques mots."],
    link_later: ["Le lien partagé vient d’une version plus récente de ce site.", LINK_AGAIN],
    link_long: ["Le lien partagé dépasse {characters:number} caractères.", LINK_AGAIN],
    link_cut: ["Le lien partagé est coupé ou endommagé.", LINK_AGAIN],
    link_damaged: ["Le lien partagé est endommagé à {place}.", LINK_AGAIN],
    link_start: ["Le lien partagé est endommagé au début.", LINK_AGAIN],
    link_model: ["Le lien ne désigne aucun modèle que l’on puisse ouvrir : {why:failure}", HUB_NAME],
    no_name: ["Aucun modèle n’est indiqué.", HUB_NAME],
    not_hub_address: ["« {name} » n’est pas une adresse du Hugging Face Hub.", HUB_NAME],
    not_hub_name: ["« {name} » n’est pas le nom d’un dépôt du Hub.", HUB_NAME],
    not_model_address: ["« {name} » n’est pas l’adresse d’un modèle.", HUB_NAME],
    not_repository: ["« {name} » n’est pas le nom d’un dépôt du Hub, owner/name.", REPOSITORY],
    not_revision: ["« {name} » n’est pas le nom d’une révision.", REPOSITORY],
    not_site_folder: ["« {name} » n’est pas le nom d’un dossier de ce site.", REPOSITORY],
    frame_address: "L’adresse du cadre est endommagée à {field}.",
    frame_model: ["Le modèle du cadre : {why:failure}", HUB_NAME],
    not_a_call: ["{method} a reçu autre chose qu’un appel.", SDK],
    id_running: [
      "Une requête portant l’identifiant {id:quoted} est en cours.",
      "Donnez à chaque requête son propre identifiant.",
    ],
    not_a_method: ["Le cadre a reçu autre chose que l’appel d’une de ses méthodes.", SDK],
    not_converted: ["{name} n’a pas été converti ici.", "Vous pouvez l’exporter sous « Stockage »."],
    unreadable_file: "Le fichier {path} ne peut pas être lu.",
    unwritable_file: "Le fichier {path} ne peut pas être écrit.",
    no_end_token: "Le modèle n’indique aucun token de fin de texte ; --lines en a besoin.",
    out_is_file: ["{path} est un fichier.", "Indiquez un dossier avec --out."],
    out_not_empty: ["{path} n’est pas vide.", "Indiquez un dossier vide ou qui n’existe pas encore."],
    out_other_training: [
      "{path} contient un entraînement inachevé avec d’autres textes, options ou poids, ou d’une autre version.",
      "Donnez les mêmes pour le poursuivre, indiquez un autre dossier avec --out ou supprimez {state}.",
    ],
    out_is_package: ["{path} n’est pas vide.", "Ajoutez --force pour remplacer le paquet qui s’y trouve."],
    text_line: [
      "La ligne {line:number} de {path} n'est pas du JSON.",
      "Chaque ligne doit être un texte JSON ou un objet qui en contient un.",
    ],
    text_field: [
      "La ligne {line:number} de {path} n'a pas de texte sous {field:quoted}.",
      "Indiquez le champ qui contient le texte.",
    ],
    few_texts: [
      "{usable:number} textes sur {texts:number} peuvent servir à l'apprentissage ; il en faut au moins {least:number}.",
      "Ajoutez des textes ; quelques centaines donnent un style.",
    ],
    nothing_learned: [
      "L'entraînement a dégradé le modèle sur les textes mis de côté (perplexité {before:fixed}) : rien n'a été gardé.",
      "Ajoutez des textes ou indiquez un taux plus faible.",
    ],
    merged_value: [
      "Avec l'adaptateur fusionné, {name:quoted} a la valeur {value:number} ; la demi-précision s'arrête à {most:number}.",
      "Enregistrez l'adaptateur seul ou entraînez-le avec un taux plus faible.",
    ],
    nothing_to_shrink: [
      "L'adaptateur ne change rien au modèle : il n'y a rien à mettre dans un lien.",
      "Entraînez-le jusqu'à ce qu'il change ce que le modèle écrit.",
    ],
    not_shrunk: [
      "L'adaptateur ne peut pas être assez réduit pour un lien : {why:failure}",
      "Enregistrez-le en ZIP ; en ligne de commande, il est dans le dossier de --out.",
    ],
    text_encoding: ["{path} n’est pas du texte UTF-8.", "Enregistrez-le en UTF-8, ou choisissez un fichier texte."],
    text_column: ["{path} n’a pas de colonne {field:quoted}.", "Il y a : {columns:quotedList}."],
    text_table: [
      "La ligne {line:number} de {path} n’est pas du CSV : {reason:foreign}",
      "Enregistrez de nouveau le tableau en CSV, ou donnez un texte par ligne.",
    ],
  },
  model_not_found: {
    status: [STATUS, "Vérifiez l’orthographe du nom et de la révision du modèle."],
    not_kept: ["Ce modèle n’est plus conservé sur cet appareil.", "Rouvrez-le depuis son origine."],
    not_kept_whole: [
      "{name} n’est plus conservé en entier sur cet appareil.",
      "Rouvrez ses fichiers ou son paquet enregistré.",
    ],
    no_adapter: [
      "{model} n’a pas d’adaptateur {name}.",
      "Nommez un de ses adaptateurs, ou aucun pour le modèle tel quel.",
    ],
    adapter_unreadable: [
      "L’adaptateur {name} n’est plus sur cet appareil ou ne peut pas être lu.",
      "Rouvrez-le depuis son fichier, ou supprimez-le sous « Stockage ».",
    ],
    no_hub_folder: [
      "{repo} n’a pas de dossier {folder}.",
      "Vérifiez le nom du dossier, ou ouvrez le dépôt entier avec {repo}.",
    ],
    no_folder: "Il n’y a pas de dossier {path}.",
  },
  no_usable_files: {
    training_base: [
      "{name} n’est pas gardé sur cet appareil sous forme de paquet que l’on puisse entraîner.",
      "Chargez-le d’abord dans la page : ce qui a été converti est alors gardé. Si le navigateur ne garde rien, entraînez le modèle de ce site.",
    ],
    config_missing: [
      "{path} : config.json manque à côté.",
      "config.json indique la taille du modèle. Choisissez tout le dossier écrit par model.save_pretrained, avec config.json et les fichiers du tokenizer.",
    ],
    no_package: [
      "{folder} n'est pas un paquet de modèle.",
      "Créez-en d'abord un à partir du checkpoint : hostless convert DIR --out PACKAGE.",
    ],
    no_config: [
      "Il n’y a pas de config.json parmi les fichiers.",
      "Choisissez le dossier d’un checkpoint GPT-2 tel qu’il est sur le Hugging Face Hub.",
    ],
    no_weights: ["Il n’y a pas de poids parmi les fichiers.", "Il faut l’un de ceux-ci : {names:list}."],
    hparams_missing: [
      "{path} : hparams.json manque à côté.",
      "Il indique la taille du modèle. Choisissez le dossier entier, avec gpt-2-simple checkpoint/run1 : il contient hparams.json, encoder.json et vocab.bpe.",
    ],
    tensorflow_checkpoint: [
      "{path} : partie d’un checkpoint TensorFlow dont le fichier .index manque, ou checkpoint de l’ancienne forme en un seul fichier.",
      "Choisissez tout le dossier : checkpoint, hparams.json, les fichiers .index et .data. TensorFlow réenregistre l’ancienne forme avec tf.compat.v1.train.Saver().save.",
    ],
    nanogpt: [
      "{path} : pas un fichier de torch.save, ou l’un de plusieurs dont aucun ne porte le nom du dernier.",
      "Choisissez celui que vous voulez, seul ou avec son tokenizer.",
    ],
    keras_numbers: [
      "{path} : des poids tels que Keras 3 les enregistre, avec des numéros au lieu de noms.",
      "Chargez-les en Python dans TFGPT2LMHeadModel et enregistrez-le : model.save_pretrained(NEW).",
    ],
    packed_archive: ["{path} : compressé d’une façon qui ne peut pas être ouverte ici.", UNPACK],
    other_weights: ["{path} : des poids sous un autre nom, non pris en charge ici.", RESAVE],
    unsupported_part: ["{path} : {part:quoted} du format {format} n’est pas pris en charge.", RESAVE],
    quantization: [
      "{path} : {name:quoted} est enregistré en {dtype}, non pris en charge.",
      "Choisissez un fichier en F16, Q8_0, Q4_0 ou avec une quantification K, comme Q4_K_M.",
    ],
    in_zip: ["{zip} : {why:failure}", "{why:hint}"],
    other_archive: [
      "{zip} : il ne contient pas de modèle, mais une autre archive : {inner:quoted}.",
      "Décompressez-le et choisissez ce qu’il contient.",
    ],
    several_models: [
      "{from} : contient {count:number} modèles : {names:quotedList}.",
      "Choisissez le dossier ou le zip de l’un d’eux.",
    ],
    adapter_alone: [
      "{path} : {adapter:failure} seul, sans les poids sur lesquels il a été entraîné.",
      "Choisissez aussi les fichiers de sa base, dans un dossier ou un zip : config.json et les poids sur lesquels il a été entraîné.",
    ],
    adapter_unmerged: [
      "{path} : contient {name:quoted}, d’un adaptateur qui n’a pas été fusionné, et aucun fichier n’indique son lora_alpha.",
      "Placez son adapter_config.json à côté des poids. La ligne de commande accepte aussi le nombre : hostless convert DIR --lora-alpha N.",
    ],
    adapter_without_file: [
      "{path} : les tenseurs de l’adaptateur manquent.",
      "Ajoutez adapter_model.safetensors ou adapter_model.bin du même dossier.",
    ],
    no_adapter_config: [
      "adapter_config.json manque.",
      "Choisissez le dossier écrit par PEFT : model.save_pretrained(FOLDER).",
    ],
    adapter_empty: [
      "{path} : appartient à un adaptateur sans tenseur.",
      "Enregistrez de nouveau l’adaptateur : model.save_pretrained(NEW).",
    ],
    several_adapters: [
      "{path} : contient les adaptateurs {names:quotedList}.",
      "Enregistrez seulement celui que vous voulez : model.save_pretrained(NEW, selected_adapters=[NAME]).",
    ],
    no_graph: [
      "Le modèle n’a aucun fichier ONNX qui puisse fonctionner ici.",
      "Son dépôt doit contenir des fichiers ONNX, safetensors ou pytorch_model.bin.",
    ],
    no_file: ["{name} n’a pas de fichier {path}.", WHOLE_COPY],
    no_model_file: [
      "Le modèle n’a pas de fichier {path}.",
      "Choisissez un dépôt ou un dossier avec tous les fichiers d’un modèle GPT-2.",
    ],
    no_tensor: "Le modèle n’a pas de tenseur {name}, ou n’en a qu’une partie.",
    not_whole: [
      "{path} de {name} n’est pas conservé en entier.",
      "Chargez le modèle encore une fois, puis enregistrez-le.",
    ],
    made_not_whole: [
      "{path} de {name} n’est plus conservé en entier sur cet appareil.",
      "Rouvrez le modèle depuis son origine : ses fichiers, son dépôt ou son paquet enregistré.",
    ],
    graph_without_cache: ["Le graphe ONNX ne prend pas de cache clé/valeur, dont cette page a besoin.", GRAPH_EXPORT],
    graph_input: ["Le graphe ONNX demande l’entrée « {name} », que cette page ne peut pas fournir.", GRAPH_EXPORT],
    graph_without_logits: "Le graphe n’a pas de sortie « logits ».",
    folder_lacks: "{folder} ne contient pas {path}.",
    folder_without_graph: ["{folder} n’a pas de graphe {dtype}.", `Il contient : {have:list}. ${FOLDER_GRAPH}`],
    folder_without_graphs: ["{folder} n’a pas de graphe {dtype}.", `Il n’en contient aucun. ${FOLDER_GRAPH}`],
    no_dtype_file: "Le modèle n’a pas de fichier {path}.",
    not_package: [
      "{path} manque : ce n’est pas un paquet de modèle.",
      "Pour en créer un : hostless convert DIR --out PACKAGE.",
    ],
    not_site: [
      "{path} n’est pas un site construit : {name} manque.",
      "Construisez-le avec npm run build et indiquez son dossier avec --site.",
    ],
  },
  unsupported_architecture: {
    activation: [
      "{path} : activation_function {name} n’est pas prise en charge.",
      "Sont prises en charge : {names:list}.",
    ],
    trained_activation: [
      "{path} : activation_function {name} n’est pas prise en charge. Elle a ses propres poids dans chaque couche, qui ne sont pas lus ici.",
      "Sont prises en charge : {names:list}.",
    ],
    architecture: ["{path} : {name:quoted} n’est pas pris en charge.", GPT2_ONLY],
    quantized: ["{path} : un GPT-2 déjà quantifié n’est pas pris en charge.", GPT2_ONLY],
    no_model_type: ["{path} : un modèle sans model_type n’est pas pris en charge.", GPT2_ONLY],
    adapter_setting: ["{path} : {field} {value:quoted} n’est pas pris en charge.", MERGE],
    adapter_backend: [
      "Un adaptateur à part ne fonctionne que sur le noyau, et le modèle tourne sur {backend}.",
      "Exécutez un paquet de ce projet sur le CPU : sur la page sous Appareil, en ligne de commande avec --backend kernel.",
    ],
    adapter_apart: [
      "{path} : {name:quoted} change des poids de la base, l’adaptateur ne peut donc pas rester à part.",
      MERGE_INSTEAD,
    ],
    adapter_rank_apart: [
      "{path} : {name:quoted} a le rang {rank:number} ; {most:number} est le plus haut d’un adaptateur à part.",
      MERGE_INSTEAD,
    ],
    adapter_base: [
      "{path} : l’adaptateur a été entraîné sur {base:quoted}, et ce modèle est {model:quoted}.",
      "Ouvrez le modèle sur lequel il a été entraîné.",
    ],
    adapter_state: [
      "{path} : l’adaptateur a été entraîné sur un autre état de {base:quoted} que celui qui est ouvert.",
      "Ouvrez cet état ou entraînez de nouveau l’adaptateur.",
    ],
    adapter_unfit: [
      "{path} : ne dit pas sur quel modèle il a été entraîné et ne convient pas à {model:quoted} : {why:failure}",
      "Ouvrez le modèle sur lequel il a été entraîné.",
    ],
    adapter_tokenizer: ["{path} : l’adaptateur a un autre tokenizer que le modèle.", MERGE_INSTEAD],
    foreign_graph: [
      "{path} n’a pas été écrit par ce convertisseur, le noyau ne peut donc pas le lire.",
      "ONNX Runtime peut l’exécuter ; ou convertissez de nouveau le checkpoint.",
    ],
  },
  malformed_file: {
    key_twice: "{path} : la clé {key:quoted} apparaît deux fois.",
    open_string: "{path} : la chaîne au caractère {at:number} ne se termine pas.",
    bad_escape: "{path} : la chaîne au caractère {at:number} contient un échappement que JSON ne connaît pas.",
    huge_number: "{path} : le nombre au caractère {at:number} est trop grand.",
    not_json: "{path} : ce n’est pas du JSON : {found:quoted} au caractère {at:number}.",
    json_ends: "{path} : ce n’est pas du JSON : le fichier se termine au caractère {at:number}.",
    not_object: "{path} : ce n’est pas un objet JSON.",
    not_utf8: "{path} : ce n’est pas de l’UTF-8.",
    not_sentencepiece: [
      "{path} : ce n’est pas un modèle SentencePiece, ou il est tronqué.",
      "Téléchargez à nouveau le fichier.",
    ],
    page_for_file: [
      "{url} devrait être {path}, mais le serveur a envoyé une page HTML.",
      "Une page de connexion du réseau s’interpose, ou un hébergeur qui répond à tout par sa page d’accueil.",
    ],
    page_for_json: ["{url} devrait être du JSON, mais le serveur a envoyé une page HTML.", JSON_HOST],
    other_for_json: ["{url} devrait être du JSON, mais le serveur a envoyé autre chose.", JSON_HOST],
    unexpected: ["{path} n’est pas comme prévu : {field} : {reason:foreign}", OTHER_MODEL],
    unexpected_whole: ["{path} n’est pas comme prévu dans son ensemble : {reason:foreign}", OTHER_MODEL],
    should_be_json: ["{path} devrait être du JSON, mais c’est autre chose.", WHOLE_COPY],
    no_json: ["{path} n’est pas du JSON.", "Corrigez-le ou réécrivez-le avec : hostless site DIR --title TEXT."],
    unknown_field: ["{path} : {field} n’est pas connu.", "Sont connus : {known:list}."],
    wrong_field: [
      "{path} : {field} vaut {value} : {reason:foreign}.",
      "Corrigez-le ou supprimez-le ; hostless site --help dit ce que chacun peut être.",
    ],
    low_contrast: [
      "{path} : {field} vaut {value}, dont le contraste avec {other} est de {found:fixed}, moins que {least:fixed}.",
      "Choisissez une couleur plus sombre ou plus claire : le texte doit rester lisible.",
    ],
    no_icon: [
      "site.json : icon vaut {value}, et le site n’a pas ce fichier.",
      "Donnez-en un avec hostless site DIR --icon FILE.",
    ],
    not_png: ["{path} n’est pas une image PNG.", "Donnez un fichier PNG ou SVG."],
    same_name: [
      "{path} et {other} nomment tous deux leur modèle {name:quoted}. L’API répond sous ce nom, et le choix des visiteurs est retenu sous ce nom.",
      "Donnez un autre nom à l’un d’eux dans son manifest.json, ou retirez l’un des dossiers.",
    ],
    same_letters: [
      "{path} et {other} appartiennent à des modèles nommés {name:quoted} et {others:quoted}, qui ne diffèrent que par les majuscules.",
      "Donnez un autre nom à l’un d’eux : à son dossier et dans son manifest.json.",
    ],
    not_manifest: "{path} n’est pas le manifeste d’un paquet.",
    not_history: ["{path} n’est pas un historique d’un tel site.", EXPORTED_HISTORY],
    history_later: [
      "{path} vient d’une version plus récente de ce site.",
      "Rechargez la page, ou choisissez un fichier enregistré ici.",
    ],
    history_entry: ["{path} : l’entrée {entry:number} est endommagée à {field}.", EXPORTED_HISTORY],
    field_missing: ["{path} : {field} manque.", WHOLE_COPY],
    field_impossible: ["{path} : {field} est impossible : {reason:foreign}.", WHOLE_COPY],
    heads: ["{path} : n_embd {n_embd} n’est pas un multiple de n_head {n_head}.", WHOLE_COPY],
    graph_config_lacks: ["{path} : {key} n’a pas de {field}.", "Convertissez de nouveau le modèle."],
    untied: "{path} : tie_word_embeddings vaut false, mais il n’y a pas de lm_head.weight.",
    heads_unknown: [
      "{path} : ne dit pas combien de têtes a le modèle.",
      'Placez à côté un config.json qui donne ce nombre comme "n_head".',
    ],
    lacks_tensor: "{path} : le tenseur {name} manque.",
    checkpoint_lacks_tensor: "Le tenseur {name} manque dans le checkpoint.",
    tensor_shape: [
      "{path} : {name:quoted} a la forme [{shape}] au lieu de [{expected}].",
      "config.json appartient-il à ces poids ?",
    ],
    stray_tensor: "{path} : contient {name:quoted}, que ce GPT-2 n’a pas.",
    adapter_half: "{path} : contient {name:quoted} sans le {other} correspondant.",
    adapter_rank: "{path} : {name:quoted} est de rang {rank}, mais {config} indique {expected}.",
    adapter_not_dora: "{path} : contient {name:quoted}, mais selon {config} use_dora est désactivé.",
    adapter_token: "{path} : nomme le jeton {token}, mais l’embedding a {tokens:number} lignes.",
    adapter_tensor: ["{path} : contient {name:quoted}, qui ne fait pas partie d’un adaptateur LoRA.", MERGE],
    not_voice: [
      "{path} : n’est pas un adaptateur fait pour un lien.",
      "Choisissez un fichier .hostless-voice, ou redemandez le lien.",
    ],
    voice_later: [
      "{path} : a été fait par une version plus récente de ce site.",
      "Rechargez la page ; si cela ne suffit pas, demandez l’adaptateur dans un zip.",
    ],
    voice_damaged: [
      "{path} : n’est pas entier : l’adaptateur a été coupé ou modifié en route.",
      "Redemandez-le, en fichier : les messageries coupent les longs liens.",
    ],
    name_twice: "{path} : {name:quoted} apparaît deux fois.",
    file_twice: "{path} : est présent deux fois.",
    tensor_dtype: ["{path} : {name:quoted} est enregistré en {dtype}.", "F64, F32, F16 et BF16 sont pris en charge."],
    tensor_value: [
      "{path} : {name:quoted} a la valeur {value} à l’élément {at:number}.",
      "L’entraînement a échoué à cet endroit.",
    ],
    impossible_shape: "{path} : {name:quoted} a une forme impossible.",
    beyond_storage: "{path} : {name:quoted} dépasse son stockage.",
    not_tensors: ["{path} : n’est pas un dictionnaire de tenseurs.", "Enregistrez model.state_dict(), pas le modèle."],
    no_tensors: [
      "{path} : ne contient aucun tenseur.",
      "Enregistrez model.state_dict(), pas l’état de l’entraînement.",
    ],
    range: "{path} : les octets {start} à {end} ne peuvent pas être demandés.",
    ends_before: "{path} : se termine à l’octet {size}, avant {end}.",
    short_read: "{path} : a rendu {got:number} octets au lieu de {wanted:number}.",
    no_weight_map: "{path} : n’a pas de weight_map.",
    part_missing: "{path} : cite la partie {part:quoted}, absente des fichiers.",
    against_index: "{path} : contient {name:quoted}, en contradiction avec {index}.",
    not_in_parts: "{path} : cite {name:quoted}, qu’aucune de ses parties ne contient.",
    container: ["{path} : {part:quoted} à l’octet {at} n’est pas conforme au format {format}.", AGAIN],
    header_start: "{path} : l’en-tête ne commence pas par une accolade.",
    header_object: "{path} : l’en-tête n’est pas un objet.",
    metadata: "{path} : __metadata__ doit associer des textes à des textes.",
    entry: "{path} : {name:quoted} n’est pas décrit par dtype, shape et data_offsets.",
    entry_dtype: "{path} : {name:quoted} a un dtype inconnu.",
    entry_offsets: "{path} : {name:quoted} a des data_offsets impossibles.",
    entry_bytes:
      "{path} : {name:quoted} a {bytes:number} octets de données alors que sa forme en prend {wanted:number}.",
    entry_begins: "{path} : {name:quoted} commence à l’octet {begin} des données au lieu de {at}.",
    data_bytes: [
      "{path} : contient {bytes:number} octets de données alors que ses tenseurs en prennent {wanted:number}.",
      "Le téléchargement était-il complet ?",
    ],
    pickle_ends: "{path} : son pickle se termine trop tôt.",
    pickle_leaves: "{path} : son pickle laisse des valeurs inutilisées.",
    pickle_protocol: "{path} : son pickle a un protocole inconnu.",
    pickle_reduce: "{path} : son pickle réduit sans tuple.",
    pickle_dictionary: "{path} : son pickle remplit un dictionnaire autrement que torch.",
    pickle_rebuild: "{path} : son pickle reconstruit un tenseur autrement que torch.",
    pickle_set: "{path} : son pickle ajoute à quelque chose qui n’est pas un ensemble.",
    pickle_storage_twice: "{path} : son pickle décrit le stockage {key:quoted} de deux façons.",
    pickle_append: "{path} : son pickle ajoute à quelque chose qui n’est pas une liste.",
    pickle_long_list: "{path} : son pickle contient une liste trop longue.",
    pickle_items: "{path} : son pickle définit des éléments sans dictionnaire.",
    pickle_key: "{path} : son pickle a une clé qui ne peut pas en être une.",
    pickle_key_twice: "{path} : la clé {key:quoted} apparaît deux fois dans son pickle.",
    pickle_remember: "{path} : son pickle mémorise ce qui n’existe pas.",
    pickle_recall: "{path} : son pickle rappelle ce qui n’a jamais été mémorisé.",
    pickle_empty: "{path} : son pickle prend dans une pile vide.",
    pickle_mark: "{path} : son pickle ferme une marque qui n’est pas ouverte.",
    rebuild_arguments: "{path} : reconstruit un tenseur à partir d’autre chose que stockage, décalage, tailles et pas.",
    rebuild_strides: "{path} : reconstruit un tenseur dont les tailles et les pas ne correspondent pas.",
    rebuild_beyond: "{path} : reconstruit un tenseur qui dépasse son stockage, qui a {count:number} éléments.",
    persistent_id: "{path} : a un identifiant persistant qui n’est pas un stockage.",
    storage_view: [
      "{path} : contient une vue d’un stockage, non prise en charge.",
      "Enregistrez-le de nouveau avec torch.",
    ],
    not_torch: "{path} : n’a pas été écrit par torch.save.",
    big_endian: ["{path} : n’est pas petit-boutiste.", "Enregistrez-le sur une machine ordinaire."],
    lacks_storage: "{path} : le stockage {key:quoted} manque.",
    no_storages: "{path} : n’a pas de liste de stockages.",
    wrong_storage: "{path} : liste un stockage incorrect {key:quoted}.",
    storage_size: "{path} : le stockage {key:quoted} a une autre taille.",
    ends_in_storage: ["{path} : se termine à l’intérieur du stockage {key:quoted}.", AGAIN],
    after_storages: "{path} : a des octets après son dernier stockage.",
    torchscript: ["{path} : est un programme TorchScript.", "Enregistrez model.state_dict() avec torch.save."],
    no_pickle: "{path} : data.pkl manque : ce zip n’est pas un checkpoint PyTorch.",
    after_pickle: "{path} : a des octets après son pickle.",
    storage_bytes: "{path} : le stockage {key:quoted} a {bytes:number} octets, pas {elements:number} éléments.",
    zip_not_torch: "{path} : est un zip, mais pas un checkpoint PyTorch.",
    torch_zip_at: "{path} : {name:quoted} se trouve à l’octet {found}, pas à {at}.",
    torch_zip_twice: "{path} : l’entrée {name:quoted} apparaît deux fois.",
    torch_zip_directory: "{path} : son répertoire se trouve à l’octet {found}, pas à {at}.",
    torch_zip_ends: "{path} : se termine à l’intérieur de l’entrée {name:quoted}.",
    torch_zip_checksum: ["{path} : la somme de contrôle de {name:quoted} est fausse.", AGAIN],
    torch_zip_incomplete: ["{path} : n’est pas un fichier zip complet.", AGAIN],
    torch_zip_parts: "{path} : est un zip en plusieurs parties ou avec un commentaire.",
    torch_zip_end: "{path} : son répertoire ne se termine pas là où le zip se termine.",
    torch_zip_ends_differ: [
      "{path} : a deux fins qui diffèrent.",
      "Un zip de plus de 4 Gio doit être enregistré en parties ou en safetensors.",
    ],
    torch_zip_broken: "{path} : son répertoire est défectueux.",
    torch_zip_early: "{path} : son répertoire se termine trop tôt.",
    torch_zip_compressed: "{path} : {name:quoted} est compressé, ce que torch ne fait jamais.",
    torch_zip_flags: "{path} : {name:quoted} a des indicateurs que torch n’utilise jamais.",
    torch_zip_stray: "{path} : son répertoire a des octets qui n’appartiennent à aucune entrée.",
    torch_zip_name: "{path} : a une entrée nommée {name:quoted}.",
    torch_zip_headers: "{path} : les deux en-têtes de {name:quoted} diffèrent.",
    torch_zip_sizes: "{path} : les tailles après {name:quoted} diffèrent de celles de son en-tête.",
    zip_incomplete: ["{path} : n’est pas un fichier zip complet : son répertoire manque.", ZIP],
    zip_split: ["{path} : est une partie d’un zip découpé.", ZIP],
    zip_directory_end: ["{path} : son répertoire se termine après le fichier.", ZIP],
    zip_directories: ["{path} : a deux répertoires qui diffèrent.", ZIP],
    zip_headers: ["{path} : les deux en-têtes de {name:quoted} diffèrent.", ZIP],
    zip_stray: ["{path} : a, après l’entrée {name:quoted}, des octets que son répertoire ne connaît pas.", ZIP],
    zip_broken: ["{path} : son répertoire est défectueux.", ZIP],
    zip_more: ["{path} : son répertoire contient plus qu’il ne l’annonce.", ZIP],
    zip_encrypted: [
      "{path} : l’entrée {name:quoted} est chiffrée.",
      "Décompressez-le avec son mot de passe et choisissez le dossier.",
    ],
    tar_broken: [
      "{path} : n’est pas une archive tar complète ; l’octet {at:number} ne convient pas.",
      "Refaites l’archive, ou choisissez le dossier lui-même.",
    ],
    zip_link: [
      "{path} : l’entrée {name:quoted} est un lien vers un fichier.",
      "Mettez dans le zip les fichiers vers lesquels mènent les liens.",
    ],
    zip_device: ["{path} : l’entrée {name:quoted} est un périphérique, pas un fichier.", ZIP],
    zip_folder_bytes: ["{path} : l’entrée {name:quoted} est un dossier qui a ses propres octets.", ZIP],
    zip_two_sizes: ["{path} : donne deux tailles différentes pour l’entrée {name:quoted}.", ZIP],
    zip_two_names: ["{path} : donne deux noms différents pour l’entrée {name:quoted}.", ZIP],
    zip_begins: ["{path} : commence par {bytes:number} octets que son répertoire ne connaît pas.", ZIP],
    zip_overlap: ["{path} : ses entrées se chevauchent : {name:quoted} se termine après le début de la suivante.", ZIP],
    zip64: ["{path} : est un fichier ZIP64, comme pour plus de 4 Gio.", UNPACK],
    zip_name: ["{path} : a une entrée nommée {name:quoted}.", ZIP],
    zip_twice: ["{path} : l’entrée {name:quoted} apparaît deux fois.", ZIP],
    zip_alike: [
      "{path} : contient les entrées {name:quoted} et {other:quoted}, qui sont un seul fichier sur bien des disques.",
      UNPACK_AND_SEE,
    ],
    zip_file_and_folder: ["{path} : contient l’entrée {name:quoted} comme fichier et comme dossier.", UNPACK_AND_SEE],
    not_saved_model: [
      "{path} : n’est pas un modèle enregistré : {record} ou {manifest} y manque ou y est endommagé.",
      "Choisissez un fichier enregistré avec « Exporter » ou « Enregistrer le paquet ».",
    ],
    zip_compressed: ["{path} : l’entrée {name:quoted} est compressée.", ZIP],
    zip_method: ["{path} : l’entrée {name:quoted} est compressée autrement qu’avec deflate.", UNPACK],
    zip_no_inflate: ["{path} : ce navigateur ne peut pas le décompresser.", UNPACK],
    zip_damaged: ["{path} : l’entrée {name:quoted} est endommagée.", AGAIN],
    zip_unpacks: [
      "{path} : une fois décompressés, ses fichiers feraient {bytes:number} octets, plus que le maximum de {most:number}.",
      ZIP,
    ],
    zip_bomb: [
      "{path} : l’entrée {name:quoted} passerait de {packed:number} à {bytes:number} octets, plus que le maximum de {most:number} fois.",
      "Aucun poids ne se réduit autant. Si le fichier est sain, décompressez-le et choisissez le dossier.",
    ],
    no_graph: "{path} ne contient pas de graphe.",
    weights_beside: [
      "{path} : garde le poids {name} dans un fichier à côté, qui n’est pas lu ici.",
      "Convertissez plutôt le checkpoint PyTorch.",
    ],
    onnx_names: ["{path} : ses poids n’ont pas les noms de GPT-2.", "Convertissez plutôt le checkpoint PyTorch."],
    onnx_bytes: "{path} : {name} n’a pas autant d’octets que sa forme en demande.",
    not_onnx: [
      "{path} n’est pas un fichier ONNX.",
      "Convertissez de nouveau le modèle ou récupérez de nouveau le fichier.",
    ],
    element_type: "{path} : {name} : le type d’élément {type} n’est pas pris en charge.",
    data_place: "{path} : {name} : l’emplacement de ses données n’est pas un simple nom de fichier.",
    data_fit: "{path} : {name} : décalage, longueur et dimensions ne correspondent pas.",
    unreadable_graph: [
      "{path} n’est pas un graphe qu’ONNX Runtime peut lire : {reason:foreign}",
      "Choisissez un autre dtype ou un autre modèle.",
    ],
    logits_shape: "Les logits du graphe ont une autre forme que celle de sa configuration.",
    overlap: "Deux tenseurs se chevauchent dans {path}.",
    wrong_shape: "{name} : {type} [{shape}] ne convient pas au modèle.",
    too_few_weights: "Les fichiers contiennent {bytes:number} octets de poids, trop peu pour la configuration.",
    front_matter: [
      "{path} : l’en-tête n’est pas du YAML : {reason:foreign}",
      "Corrigez ce qui se trouve entre les deux lignes ---.",
    ],
    front_matter_kind: "{path} : l’en-tête n’associe pas des valeurs à des clés.",
  },
  unsafe_pickle: {
    opcode: ["{path} : son pickle contient l’opcode {opcode} à l’octet {at}, dont aucun GPT-2 n’a besoin.", UNSAFE],
    call: [
      "{path} : son pickle appelle quelque chose qui n’est pas une fonction, ce dont aucun GPT-2 n’a besoin.",
      UNSAFE,
    ],
    object: ["{path} : son pickle contient un objet sans classe, dont aucun GPT-2 n’a besoin.", UNSAFE],
    pretrained_model: [
      "{path} : contient un modèle entier ({name:quoted}), que seul Python peut ouvrir, et pas seulement ses poids.",
      "Si vous lui faites confiance, exécutez python -c \"import torch; torch.load('FILE', weights_only=False).save_pretrained('model')\" et choisissez le dossier créé.",
    ],
    whole_model: [
      "{path} : contient un modèle entier ({name:quoted}), que seul Python peut ouvrir, et pas seulement ses poids.",
      "Si vous lui faites confiance, exécutez python -c \"import torch; torch.save(torch.load('FILE', weights_only=False).state_dict(), 'state.pt')\" dans le dossier de son script et choisissez le fichier créé.",
    ],
    global: ["{path} : son pickle contient le nom global {name:quoted}, dont aucun GPT-2 n’a besoin.", UNSAFE],
    nameless: ["{path} : son pickle contient une référence globale sans nom, dont aucun GPT-2 n’a besoin.", UNSAFE],
    attributes: [
      "{path} : son pickle contient des attributs pour quelque chose qui n’est pas un dictionnaire, ce dont aucun GPT-2 n’a besoin.",
      UNSAFE,
    ],
  },
  limit_exceeded: {
    texts_bytes: [
      "{path} fait {bytes:bytes} ; au plus {most:bytes} de textes sont lus.",
      "Donnez-en une partie : quelques milliers de textes suffisent pour un style.",
    ],
    voice_long: [
      "{path} fait {bytes:bytes} ; un adaptateur venu d’un lien fait au plus {most:bytes}.",
      "Demandez le zip que produit « Enregistrer dans un fichier ».",
    ],
    kept_adapter: [
      "L’adaptateur {name} a {bytes:bytes} ; cet appareil en garde au plus {most:bytes}.",
      "Enregistrez-le dans un fichier, ou entraînez le modèle avec un rang plus petit.",
    ],
    rows: [
      "La requête demande {rows:number} textes à la fois ; le maximum est {most:number}.",
      "Baissez num_return_sequences ou num_beams, ou donnez moins de prompts.",
    ],
    handed_text: [
      "Le texte transmis a {characters:number} caractères ; les {taken:number} derniers ont été pris.",
      "Le modèle lit la fin d’un long prompt.",
    ],
    context: "Un texte de {tokens:number} tokens dépasse les {most:number} du modèle.",
    depth: "{path} : imbrication trop profonde ; le maximum est {most:number}.",
    files: "Le dossier : {count:number} fichiers, c’est trop ; le maximum est {most:number}.",
    file_bytes: "{path} : {bytes:number} octets, c’est trop ; le maximum est {most:number}.",
    header_bytes: "{path} : un en-tête de {bytes} octets est trop long ; le maximum est {most:number}.",
    tensors: "{path} : {count:number} tenseurs, c’est trop ; le maximum est {most:number}.",
    storages: "{path} : {count:number} stockages, c’est trop ; le maximum est {most:number}.",
    entry_bytes: "{path} : {name:quoted} a {bytes:number} octets ; le maximum est {most:number}.",
    container_part: "{path} : {part:quoted} en compte {count:number} ; le maximum est {most:number}.",
    zip_entries: "{path} : {count:number} entrées, c’est trop ; le maximum est {most:number}.",
    directory_bytes: "{path} : un répertoire de {bytes:number} octets est trop long ; le maximum est {most:number}.",
    pickle_integer: "{path} : son pickle contient un entier de {bytes:number} octets ; le maximum est {most:number}.",
    pickle_string: "{path} : son pickle contient une chaîne de {bytes:number} octets ; le maximum est {most:number}.",
    pickle_stack: "{path} : son pickle empile trop de valeurs ; le maximum est {most:number}.",
    pickle_steps: "{path} : son pickle demande trop d’étapes ; le maximum est {most:number}.",
    pickle_memo: "{path} : son pickle mémorise trop de valeurs ; le maximum est {most:number}.",
    tokens: "{path} : {count:number} tokens, c’est trop ; le maximum est {most:number}.",
    added_tokens: "{path} : {count:number} tokens ajoutés, c’est trop ; le maximum est {most:number}.",
    added_token:
      "{path} : un token ajouté de {characters:number} caractères est trop long ; le maximum est {most:number}.",
    token_length: "{path} : un token de {characters:number} caractères est trop long ; le maximum est {most:number}.",
    token_lengths:
      "{path} : des tokens de {characters:number} caractères au total, c’est trop ; le maximum est {most:number}.",
    answer_bytes: [
      "{url} a répondu avec plus que les {most:number} octets qui sont lus.",
      "Choisissez un dépôt avec moins de fichiers.",
    ],
    repository_files: [
      "{url} liste plus de {most:number} fichiers, le maximum.",
      "Choisissez un dépôt qui contient un seul modèle.",
    ],
    weights_too_large: [
      "{name} est trop grand pour un navigateur : ses poids les plus petits font {bytes:bytes}, et le maximum est {most:bytes}.",
      FEWER_BITS,
    ],
    converted_too_large: [
      "{name} est trop grand pour un navigateur : en 8 bits, ses poids font {bytes:bytes}, et le maximum est {most:bytes}.",
      FEWER_BITS,
    ],
    kernel_weights: [
      "Les poids int8 du modèle prennent {gigabytes:fixed} Go ; WebAssembly en contient au plus 4.",
      "Prenez un modèle plus petit ou un appareil avec WebGPU.",
    ],
    card_length: "{path} a {length:number} caractères ; une fiche peut en avoir {most:number}.",
  },
  tokenizer_mismatch: {
    no_tokenizer: ["Le checkpoint n’a pas de tokenizer.", ADD_TOKENIZER],
    other_tokenizer: ["{path} : un tokenizer de cette forme n’est pas pris en charge.", ADD_TOKENIZER],
    no_characters: [
      "{path} : ne contient pas de caractères avec leurs numéros.",
      "Choisissez le meta.pkl que nanoGPT a écrit en préparant les données.",
    ],
    tokenizer_kind: ["{path} : un tokenizer de type {name:quoted} n’est pas pris en charge.", ADD_TOKENIZER],
    token_twice: "{path} : a deux fois le token {token:quoted}, {other} et {id}.",
    lacks_list: "{path} : la liste {name:quoted} manque.",
    tokenizer_class: [
      "{path} : tokenizer_class {name:quoted} n’est pas prise en charge.",
      "Sont prises en charge : {names:list}, aussi avec le suffixe « Fast ».",
    ],
    class_model:
      "{path} : tokenizer_class {name:quoted} demande un modèle de type {wanted}, et celui-ci est de type {found}.",
    class_file: [
      "{path} : ce n’est pas ce que lit tokenizer_class {name:quoted} : {file}.",
      "Indiquez dans tokenizer_class de tokenizer_config.json la classe avec laquelle le tokeniseur a été entraîné, par exemple BertTokenizer pour vocab.txt ou T5Tokenizer pour spiece.model.",
    ],
    unsupported: ["{path} : {field} {value:quoted} n’est pas pris en charge.", OTHER_IDS],
    unsupported_file: ["{path} : le fichier {value:quoted} n’est pas pris en charge.", OTHER_IDS],
    not_understood: "{path} : {part} n’est pas pris en charge : {fault:failure}.",
    unk_token: "{path} : model.unk_token {token:quoted} n’est pas dans le vocabulaire.",
    no_unk_id:
      "{path} : aucun token ne contient {character:quoted}, et model.unk_id n’en désigne aucun pour l’inconnu.",
    unk_id: "{path} : model.unk_id {id} n’est celui d’aucun des {tokens:number} tokens.",
    token_without_row: [
      "{path} : le texte contient {token:quoted}, un token d’identifiant {id}, mais l’embedding n’a que {rows:number} lignes.",
      "Le token a été ajouté sans agrandir l’embedding. Ne l’utilisez pas.",
    ],
    vocabulary_beyond: [
      "{path} : le token {token:quoted} a l’identifiant {id}, mais l’embedding n’a que {rows:number} lignes.",
      NO_MATCH,
    ],
    frame_beyond: [
      "{path} : le token qui entoure chaque texte a l’identifiant {id}, mais l’embedding n’a que {rows:number} lignes.",
      NO_MATCH,
    ],
    no_vocabulary: "{path} : n’a pas de vocabulaire.",
    same_id: "{path} : deux tokens ont le même identifiant.",
    merge: "{path} : la fusion {merge:quoted} ne mène pas de tokens à un token.",
    id_taken: "{path} : donne l’identifiant {id} à deux tokens, {other:quoted} et {token:quoted}.",
    added_entry: "{path} : added_tokens_decoder a l’entrée {id:quoted}, qui n’est pas un token.",
    token_without_id: "{path} : le token {token:quoted} n’a pas d’identifiant.",
    added_without_content: "{path} : contient un token ajouté sans contenu.",
    foreign_id: [
      "Le tokenizer a donné le token {token}, mais le modèle n’en connaît que {tokens:number}.",
      "Le tokenizer et le modèle ne vont pas ensemble. Chargez un modèle dont les fichiers concordent.",
    ],
  },
  size_mismatch: {
    too_long: [
      "{path} dépasse les {size:number} octets qu’il devrait avoir.",
      "Le fichier a été modifié chez son hébergeur. Réessayez plus tard.",
    ],
    too_short: [
      "{path} s’est terminé après {got:number} octets sur {size:number}.",
      "Le serveur n’en a peut-être envoyé qu’une partie. Réessayez.",
    ],
    ended_early: ["{path} s’est terminé trop tôt.", "Chargez de nouveau le modèle."],
    ends_before_tensor: "{path} se termine avant {name}.",
    vocabularies: "Les modèles ont {one:number} et {other:number} tokens.",
  },
  integrity: {
    changed_on_way: [
      "{path} est arrivé avec d’autres octets que ceux publiés par son propriétaire.",
      "Réessayez ; si cela se reproduit, l’hébergeur ou un proxy modifie le fichier.",
    ],
    changed_in_copy: [
      "{path} a d’autres octets que ceux qu’indique le manifeste.",
      "Le dossier a été modifié, ou sa copie s’est interrompue. Choisissez-le de nouveau depuis son origine.",
    ],
    changed_in_zip: [
      "{path} du modèle enregistré n’est plus tel qu’il a été enregistré.",
      "Le fichier a été modifié, ou sa copie s’est interrompue.",
    ],
    damaged: ["{names:list} : non conforme au manifeste.", "Convertissez ou téléchargez de nouveau le modèle."],
  },
  not_published: {
    signed_out: ["{host} n’accepte pas le jeton.", "Reconnectez-vous ou créez un jeton avec droit d’écriture."],
    not_allowed: [
      "{host} ne permet pas à ce jeton d’écrire dans {repo}.",
      "Donnez-lui le droit d’écriture, ou publiez sous un nom à vous ou comme pull request.",
    ],
    not_there: [
      "{host} n’a pas de {repo}, ou ne le montre pas à ce jeton.",
      "Vérifiez l’orthographe du propriétaire et du nom.",
    ],
    public_there: [
      "{repo} existe déjà sur {host} et est public, alors qu’il devait être privé. Rien n’a été envoyé.",
      "Choisir un autre nom, ou le rendre d’abord privé là-bas.",
    ],
    name_taken: [
      "{repo} sur {host} contient déjà d’autres fichiers. Rien n’a été envoyé.",
      "Choisir un autre nom, ou mettre celui-ci à jour.",
    ],
    too_large: [
      "{path} : {bytes:bytes}, c’est plus que {host} n’accepte.",
      "Convertissez-le avec moins de bits : hostless convert --dtypes q4.",
    ],
    busy: [
      "{host} demande d’attendre {seconds:number} s.",
      "Publiez à nouveau ensuite ; ce qui a été envoyé ne l’est pas une seconde fois.",
    ],
    broken_off: [
      "L’envoi vers {host} s’est interrompu : {reason:foreign}",
      "Rien n’a été publié. Publiez à nouveau : ce qui a été envoyé ne l’est pas une seconde fois.",
    ],
    unsure: [
      "{host} s’est interrompu avant de dire si le commit est arrivé.",
      "Regardez {url}. Publier à nouveau est sans danger : ce qui s’y trouve n’est pas enregistré deux fois.",
    ],
    changed_meanwhile: [
      "{repo} a été modifié entre-temps par quelqu’un d’autre.",
      "Regardez ce qui s’y trouve, puis publiez à nouveau.",
    ],
    refused: ["{host} a refusé avec le statut {status} : {reason:foreign}", "Rien n’a été publié."],
    wrong_answer: [
      "{host} a répondu autre chose que ce que dit son protocole, à {field}.",
      "Rien n’a été publié. Vérifiez l’adresse de l’hébergeur.",
    ],
    no_license: [
      "La fiche n’indique aucune licence, et rien n’est publié sans licence.",
      "Choisissez-en une que le modèle de base et les données permettent, par exemple mit, et écrivez-la dans la fiche comme license.",
    ],
    no_consent: [
      "Personne n’a confirmé que les textes dont cet adaptateur a appris peuvent être publiés.",
      "Confirmez-le là où l’adaptateur est publié, ou gardez-le pour vous.",
    ],
    no_base: [
      "Un adaptateur se publie avec le dépôt du modèle pour lequel il a été entraîné, et {base:quoted} n’en est pas un du Hub.",
      "Indiquez-le comme modèle de base : owner/name. Si ce modèle n’est encore sur aucun Hub, publiez-le d’abord.",
    ],
    sign_in_failed: ["{host} n’a pas terminé la connexion au compte.", "Connectez-vous de nouveau depuis cette page."],
    site_changed: ["{path} de ce site est d’une autre version que sa liste de fichiers.", RELOAD],
    site_incomplete: [
      "{path} de ce site n’a pas pu être récupéré.",
      "Vérifiez la connexion ; si cela persiste, l’hébergeur ne sert pas ce fichier.",
    ],
    no_token: [
      "Il n’y a pas de jeton pour {host}.",
      "Définissez {name} ou connectez-vous avec les outils de l’hébergeur.",
    ],
    other_model: [
      "{repo} contient un autre modèle : {name} y vaut {theirs}, et {ours} dans le paquet.",
      "Publiez sous un autre nom.",
    ],
  },
  network: {
    storage: [
      "{host} renvoie à son stockage, qui n’envoie rien à ce navigateur.",
      "Réessayez, ou utilisez Chrome, Edge ou Firefox : Safari peut se voir refuser les fichiers de modèles qui demandent une connexion. Vous pouvez aussi les télécharger là-bas et les choisir ici.",
    ],
    unreadable: ["{url} n’a pas pu être lu : {reason:foreign}", CONNECTION],
    stalled: "{url} n’a rien envoyé pendant {seconds:number} s.",
    wrong_rest: "{url} n’a pas envoyé la suite demandée.",
    script: ["Un script de ce site n’a pas pu être chargé.", RELOAD],
  },
  offline: {},
  unauthorized: {
    token_unknown: [
      "{host} ne connaît pas ce jeton.",
      "Collez de nouveau le jeton entier, ou créez-en un avec accès en lecture.",
    ],
    status_401: [
      STATUS,
      "Le modèle est privé ou d’accès restreint, ou son nom est mal orthographié. Connectez-vous au Hub si vous pouvez le lire, ou choisissez un modèle public.",
    ],
    status_403: [STATUS, "Vous n’avez pas encore accès à ce modèle : demandez-le sur sa page là-bas, puis réessayez."],
    token_needed: [
      "{host} n’a pas de {name}, ou l’accès y est privé ou restreint.",
      "Vérifier le nom, ou mettre dans HF_TOKEN un jeton qui peut le lire.",
    ],
    token_refused: [
      "{host} ne donne pas {name} au jeton de HF_TOKEN, ni à celui de hf auth login.",
      "Vérifier le nom, renouveler le jeton ou demander l’accès au propriétaire.",
    ],
  },
  rate_limited: { status: [STATUS, "Attendez un peu, puis réessayez."] },
  server_error: { status: [STATUS, "Le serveur a un problème. Réessayez plus tard."] },
  quota: {
    full: [
      "Ce navigateur n’accorde plus d’espace de stockage au site.",
      "Libérez de la place sur l’appareil ou supprimez un modèle sous « Stockage ».",
    ],
    converted: "Il n’y a pas de place pour conserver le modèle converti. Il disparaît à la fermeture de la page.",
    other_kept: "Il n’est pas conservé sur cet appareil. Le modèle disparaît à la fermeture de la page.",
    not_kept: "{why:failure} Le modèle disparaît à la fermeture de la page.",
  },
  storage: {
    failed: ["Le stockage de ce navigateur a échoué : {reason:foreign}", UNKEPT],
    lost: ["Le stockage de ce navigateur a échoué : ce qui a été écrit n’y est pas.", UNKEPT],
    none: "Ce navigateur n’accorde pas de stockage à la page.",
    history_stays: [
      "L’historique n’a pas pu être effacé : {reason:foreign}",
      "Réessayez ou effacez les données de ce site dans les réglages du navigateur.",
    ],
    pin_not_kept: [
      "Le navigateur n’a pas enregistré la marque : {reason:foreign}",
      "Libérez de l’espace, puis réessayez.",
    ],
    history_not_taken: [
      "L’historique n’a pas pu les recevoir : {reason:foreign}",
      "Rien n’a été ajouté. Libérez de la place, puis réessayez.",
    ],
    unreadable: ["{path} n’a pas pu être lu.", "Il a peut-être été déplacé ou modifié : choisissez-le de nouveau."],
    disk_full: [
      "{path} ne peut pas être écrit : le disque est plein.",
      "Libérez de la place ou indiquez un autre dossier avec --out.",
    ],
    unwritable: ["{path} ne peut pas être écrit : {reason:foreign}.", "Indiquez un autre dossier avec --out."],
  },
  out_of_memory: {
    engine: ["La mémoire ne suffit pas : {reason:foreign}.", FEWER_TEXTS],
    kernel: ["La mémoire ne suffit pas pour le noyau lui-même : {bytes:bytes} demandés.", FEWER_TEXTS],
    weights: ["La mémoire ne suffit pas pour les poids du modèle : {bytes:bytes} demandés.", FEWER_TEXTS],
    shared: [
      "La mémoire partagée entre les threads ne suffit pas pour le modèle et un texte : {bytes:bytes} demandés.",
      FEWER_TEXTS,
    ],
    row: [
      "La mémoire ne suffit pas pour une ligne de plus du cache : {bytes:bytes} demandés, {held:bytes} déjà utilisés.",
      FEWER_TEXTS,
    ],
    cache: [
      "La mémoire ne suffit pas pour le cache clé/valeur du texte : {bytes:bytes} demandés, {held:bytes} déjà utilisés.",
      FEWER_TEXTS,
    ],
    adapter: [
      "La mémoire ne suffit pas pour l’adaptateur : {bytes:bytes} demandés, {held:bytes} déjà utilisés.",
      FEWER_TEXTS,
    ],
    hash: [
      "La mémoire ne suffit pas pour vérifier l’empreinte d’un fichier : {bytes:bytes} demandés, {held:bytes} déjà utilisés.",
      FEWER_TEXTS,
    ],
    product: [
      "La mémoire ne suffit pas pour un produit : {bytes:bytes} demandés, {held:bytes} déjà utilisés.",
      FEWER_TEXTS,
    ],
    training: [
      "Il n'y a pas assez de mémoire pour l'affinage : {bytes:bytes} demandés, en plus de {held:bytes} utilisés.",
      "Choisissez un modèle plus petit, des textes plus courts ou un rang plus faible.",
    ],
    tensor: ["La mémoire ne suffit pas pour {name} : {bytes:bytes} demandés, {held:bytes} déjà utilisés.", FEWER_TEXTS],
    runtime: ["Le modèle ne tient pas dans la mémoire de cet appareil : {reason:foreign}", MEMORY],
    runtime_weights: [
      "Le modèle ({bytes:bytes} de poids) ne tient pas dans la mémoire de cet appareil : {reason:foreign}",
      MEMORY,
    ],
  },
  nan_logits: {
    logits: [
      "Le modèle a produit des logits NaN ou infinis.",
      "Ses poids sont endommagés ou ne conviennent pas à cet appareil. Essayez un autre dtype ou un autre moteur, ou chargez de nouveau le modèle.",
    ],
  },
  self_test_failed: {
    wrong_tokens: ["L’autotest a donné {right:number} des {steps:number} tokens connus.", OTHER_DTYPE],
    could_not_run: ["Le modèle n’a pas pu être exécuté : {why:failure}", OTHER_DTYPE],
  },
  no_backend: {
    none_works: [
      "Aucune façon d’exécuter ce modèle ne fonctionne sur cet appareil ({tried:failures}).",
      "Essayez un autre navigateur ou un modèle plus petit.",
    ],
    device: ["Ce modèle ne peut pas fonctionner sur cet appareil.", OTHER_BACKEND],
    choice: ["Ce modèle ne peut pas fonctionner avec {choice}.", OTHER_BACKEND],
    choice_both: ["Ce modèle ne peut pas fonctionner sur {backend} avec {dtype}.", OTHER_BACKEND],
    no_gpu: ["Ce modèle ne peut pas fonctionner sur {choice} : {why:failure}.", OTHER_BACKEND],
    no_gpu_both: ["Ce modèle ne peut pas fonctionner sur {backend} avec {dtype} : {why:failure}.", OTHER_BACKEND],
    runtime_unreachable: ["ONNX Runtime n’a pas pu être chargé depuis {url} : {reason:foreign}.", CONNECTION],
    runtime_status: [
      "ONNX Runtime n’a pas pu être chargé depuis {url} : le serveur a répondu avec le statut {status}.",
      CONNECTION,
    ],
    no_webassembly: [
      "WebAssembly est désactivé dans ce navigateur, et le modèle en a besoin.",
      "Autorisez ce site dans les réglages du navigateur (sur iPhone ou iPad : désactivez le mode Isolement pour ce site), ou prenez un autre navigateur.",
    ],
    no_simd: [
      "Le WebAssembly de ce navigateur n’a pas d’instructions SIMD, et le modèle en a besoin.",
      "Prenez un navigateur plus récent : Chrome ou Edge à partir de la version 91, Firefox 89, Safari 16.4.",
    ],
    no_kernel: ["kernel.wasm manque.", "Pour le construire : npm run build:kernel"],
  },
  gpu_lost: { lost: ["Le GPU a été perdu : {reason:foreign}", "La page le relance d’elle-même."] },
  not_loaded: {
    not_kept: [
      "{name} n’est pas sur cet appareil.",
      "Ouvrez-le d’abord sur la page du formulaire, puis rechargez celle-ci.",
    ],
    none: ["Aucun modèle n’est chargé.", "Chargez d’abord un modèle."],
    given_up: "Le modèle a déjà été libéré.",
    not_yet: "Aucun modèle n’a encore été chargé sur la page.",
    loading: "Le modèle est en cours de chargement.",
    downloading: "Le modèle est en cours de téléchargement ({percent:number} %).",
    converting: "Le modèle est en cours de conversion ({percent:number} %).",
    starting: "Le modèle est en cours de démarrage ({percent:number} %).",
    thread_lost: "Le thread du modèle a été perdu : {why:failure}",
    load_failed: "{why:failure}",
    no_page_open: "Aucune page de ce site n’est ouverte.",
    no_page: [
      "Aucune page qui calcule n’est ouverte.",
      "Ouvrez le site dans un onglet ou importez son api.js dans cette page ; relancez l’appel une fois le modèle chargé.",
    ],
    outside_site: [
      "Cette page n’est pas dans {base}, donc le service worker du site ne voit pas ses appels.",
      "Déplacez la page à cet endroit, ou appelez le modèle par le sdk.js du site, qui fonctionne sur toute page.",
    ],
    no_service_worker: [
      "Ce navigateur ou cette fenêtre n’autorise aucun service worker ici.",
      "Ouvrez la page en https ou sur localhost, dans une fenêtre normale.",
    ],
  },
  busy: {
    queue: "{most:number} appels sont déjà en cours ou en attente ; réessayez dans un instant.",
    training: "Un modèle est en cours d’entraînement dans un autre onglet de ce site ; un seul à la fois est possible.",
  },
  cancelled: {
    training: "L’entraînement a été arrêté avant d’avoir appris quoi que ce soit.",
    load: "Le chargement a été abandonné.",
    score: "L’évaluation du texte a été arrêtée.",
    waiting: "La génération a été abandonnée avant que le modèle soit prêt.",
    interrupted: "La page a été fermée avant la fin de ce texte.",
    other_loading: "Un autre modèle est en cours de chargement.",
    other_loaded: "Un autre modèle a été chargé.",
    closed: "Le moteur a été fermé.",
    not_needed: "{path} n’est plus nécessaire.",
    request: "La requête a été annulée.",
  },
  page_closed: {
    closed: [
      "La page qui calculait la réponse a été fermée.",
      "Gardez une page du site ouverte, puis relancez l’appel.",
    ],
    not_in_time: ["La page qui calculait la réponse a été fermée.", NOT_IN_TIME],
  },
  page_asleep: {
    silent: [
      "La page qui calculait la réponse ne répond plus depuis {seconds:number} secondes ; les navigateurs endorment les onglets en arrière-plan.",
      "Ramenez cette page au premier plan, puis relancez l’appel.",
    ],
    not_in_time: [
      "La page qui calculait la réponse ne répond plus depuis {seconds:number} secondes ; les navigateurs endorment les onglets en arrière-plan.",
      NOT_IN_TIME,
    ],
  },
  unsendable: { answer: "Le thread du modèle n’a pas pu envoyer sa réponse : {reason:foreign}." },
  worker_died: {
    ended: ["Le thread du modèle s’est arrêté : {reason:foreign}", RESTARTED],
    not_loaded: ["Le thread du modèle s’est arrêté : son script n’a pas pu être chargé.", RELOAD],
    message: ["Le thread du modèle s’est arrêté : un message n’a pas pu être lu.", RESTARTED],
  },
  worker_hung: {
    silent: ["Le thread du modèle n’a pas donné signe de vie pendant {seconds:fixed} s.", RESTARTED],
    not_started: ["Le thread du modèle n’a pas démarré en {seconds:fixed} s.", RELOAD],
  },
  internal: {
    error: "{reason:foreign}",
    onnx_runtime: "ONNX Runtime a échoué : {reason:foreign}",
    no_tensor: "Il n’y a pas de tenseur {name:quoted}.",
    not_a_file: "{name} n’est pas arrivé sous forme de fichier.",
  },
  note: {
    allowed_number: "un nombre de {min:number} à {max:number}",
    allowed_whole: "un nombre entier de {min:number} à {max:number}",
    allowed_flag: "true ou false",
    allowed_stopping: 'true, false ou "never"',
    allowed_texts: "une liste d’au plus {most:number} textes de 1 à {longest:number} caractères",
    allowed_ends: "le numéro d’un token ou une liste d’au plus {most:number} numéros",
    allowed_tokens: "une liste d’au plus {most:number} numéros de tokens",
    allowed_runs: "une liste d’au plus {most:number} listes de 1 à {longest:number} numéros de tokens",
    allowed_biases:
      "une liste d’au plus {most:number} paires, chacune faite d’une liste de 1 à {longest:number} numéros de tokens et d’un biais",
    allowed_decay: "deux nombres : des nouveaux tokens à partir de 0 et un facteur supérieur à 0",
    allowed_described: "conforme à sa description",
    lora: "un adaptateur LoRA",
    lora_for: "un adaptateur LoRA pour {base:quoted}",
    adapter: "un adaptateur de type {type:quoted}",
    adapter_for: "un adaptateur de type {type:quoted} pour {base:quoted}",
    adapter_beside:
      "L’adaptateur a été fusionné avec les poids à côté de lui. S’ils le contiennent déjà, supprimez {path} et convertissez-les de nouveau.",
    fault_pattern: "motif {pattern:quoted} : {fault:failure}",
    fault_length: "trop long",
    fault_closing: "« ) » sans « ( »",
    fault_opening: "« ( » sans « ) »",
    fault_depth: "imbrication trop profonde",
    fault_folding: "la casse est ignorée là où deux lettres se confondent",
    fault_case: "la casse de « {character} » est ignorée",
    fault_class_case: "la casse d’une classe est ignorée",
    fault_repeats_nothing: "« {character} » ne répète rien",
    fault_repeats_empty: "répétition de ce qui peut être vide",
    fault_replaces_empty: "remplacement de ce qui peut être vide",
    fault_group: "groupe « {group} »",
    fault_property: "propriété « {name} »",
    fault_escape: "échappement « {escape} »",
    fault_class: "« [ » sans « ] »",
    fault_inner_class: "une classe dans une classe",
    fault_inside_class: "« {escape} » dans une classe",
    fault_range: "un intervalle sans fin",
    fault_prefix_space: "add_prefix_space false avec le prepend_scheme « {scheme} »",
    fault_scheme: "prepend_scheme « first » après d’autres parties",
    fault_charsmap: "un precompiled_charsmap qui n’en est pas un",
    fault_charsmap_beyond: "un precompiled_charsmap qui renvoie au-delà de sa fin",
    fault_twins: "deux tokens qui n’en font qu’un une fois normalisés",
    fault_vanishes: "un token dont il ne reste rien une fois normalisé",
    fault_template: "le texte n’y figure pas exactement une fois",
    fault_template_token: "un token est cité sans être décrit",
    fault_framed_twice: "des tokens sont ajoutés autour de ceux d’un gabarit",
    no_webgpu: "pas de WebGPU dans ce navigateur",
    no_adapter: "pas d’adaptateur WebGPU",
    webgpu_failed: "WebGPU a échoué : {reason:foreign}",
    gpu_lost: "le GPU a été perdu",
    gpu_emulated: "le GPU est seulement émulé",
    gpu_files: "le GPU ne peut pas exécuter les fichiers de ce modèle",
    gpu_other_file: "le GPU a besoin d’un autre fichier de ce modèle que le CPU et n’a donc pas été essayé",
    gpu_needless: "un modèle aussi petit n’a pas besoin de GPU",
    gpu_later: "le GPU est mesuré une fois le premier texte écrit",
    gpu_unfinished: "le GPU n’a pas été mesuré : deux essais ne se sont jamais terminés",
    large_model: "grand modèle",
    chosen: "votre choix",
    fastest: "le plus rapide des {count:number} mesurés",
    fastest_before: "le plus rapide lors de la mesure",
    refused: "{backend} a été refusé : {why:failure}",
    backend: "{backend} : {why:failure}",
    generation_config: "generation_config.json n’est pas un objet JSON et a été ignoré.",
    setting_unsupported:
      "{name} {value:quoted} du modèle n’est pas pris en charge ici : transformers écrit d’autres textes.",
    setting_range: "{name} {value:quoted} du modèle est hors limites et a été ignoré.",
    setting_token:
      "{name} {value:quoted} du modèle désigne un token hors de son vocabulaire de {tokens:number} et a été ignoré.",
    setting_cut: "{name} {value:quoted} du modèle est ramené à {most:number}.",
    custom_architecture: "{path} : lu comme GPT-2, bien que son architecture s’appelle {name:quoted}.",
    cross_attention: "L’attention croisée est omise : sans encodeur, elle ne fait rien.",
    heads_taken:
      '{path} : ne dit pas combien de têtes il a ; {heads:number} sont prises, et l’activation de GPT-2, comme GPT-2 et minGPT de cette taille. S’il en a d’autres, placez à côté un config.json avec "n_head".',
    gpt2_tokenizer:
      "Il n’y a pas de tokenizer parmi les fichiers. Son embedding a la taille de celui de GPT-2 : le tokenizer de GPT-2 est donc utilisé ; si le modèle a été entraîné avec un autre, choisissez aussi ses fichiers.",
    other_vocabulary:
      "tokenizer.json et les fichiers de vocabulaire à côté donnent d’autres identifiants sur {count:number} lignes sur {lines:number}, comme {line:quoted}. C’est tokenizer.json qui compte, comme dans transformers ; si le modèle a été entraîné avec les autres, supprimez-le.",
    tokenizer_as_file:
      "{path} : pris tel quel, bien que tokenizer_class soit {name} : {part} n’est pas celui de GPT-2.",
    unknown_class: "{path} : pris tel quel, comme dans transformers 5, qui ne connaît aucune tokenizer_class {name}.",
    tokenizer_part:
      "{path} : {part} n’est pas utilisé, comme dans transformers 5 avec tokenizer_class {name}. Si le modèle a été entraîné avec, mettez tokenizer_class à PreTrainedTokenizerFast.",
    frame_setting:
      "tokenizer_config.json : {name} n’a pas d’effet à côté de tokenizer.json, comme dans transformers 5.",
    frame_settings:
      "tokenizer_config.json : {name} et {other} n’ont pas d’effet à côté de tokenizer.json, comme dans transformers 5.",
    other_id: "Le token ajouté {token:quoted} reçoit l’identifiant {found}, et non {id}, comme en Python.",
    token_without_row:
      "Le token ajouté {token:quoted} a l’identifiant {id}, mais l’embedding n’a que {rows:number} lignes : les textes qui le contiennent sont refusés. Appelez model.resize_token_embeddings(len(tokenizer)) avant l’entraînement.",
    unhealed_suffix: "token_healing n’a pas d’effet : le tokenizer du modèle ajoute un token après chaque prompt.",
    unhealed_text: "token_healing n’a pas d’effet : le tokenizer du modèle ne rend pas un texte tel qu’il était.",
    card_added: "Ajouté à la fiche : {name}.",
    card_lacks: "La fiche n’a pas de {name}.",
  },
};
