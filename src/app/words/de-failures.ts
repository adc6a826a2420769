import type { FailureSentences } from "../../contract/failure-parameters.ts";

const EXPORTED_HISTORY = "Eine Datei wählen, die im Verlauf mit „Exportieren“ gespeichert wurde.";
const FEWER_TEXTS = "Andere Tabs schließen, weniger oder kürzere Texte anfordern oder ein kleineres Modell verwenden.";
const CONNECTION = "Bitte die Verbindung prüfen und es noch einmal versuchen.";
const RELOAD = "Bitte die Verbindung prüfen und die Seite neu laden.";
const RESTARTED =
  "Er wurde neu gestartet. Bitte noch einmal versuchen; geschieht es wieder, hilft ein kleineres Modell.";
const LINK_AGAIN = "Am besten noch einmal um den Link bitten; das Formular funktioniert auch ohne ihn.";
const HUB_NAME =
  "Bitte als owner/name schreiben, zum Beispiel openai-community/gpt2, oder die Adresse auf huggingface.co einfügen.";
const REPOSITORY = "Ein Repository wird als owner/name geschrieben, auf Wunsch mit @ und einer Revision.";
const SDK = "Bitte connect() aus der sdk.js dieser Website verwenden.";
const OTHER_DTYPE = "Einen anderen dtype wählen; tun es alle, sind die Dateien des Modells beschädigt.";
const WHOLE_COPY = "Ein anderes Modell oder eine vollständige Kopie von diesem wählen.";
const OTHER_MODEL = "Ein anderes Modell wählen oder den Eigentümer darauf hinweisen.";
const RESAVE =
  "Das Modell in Python mit transformers laden und neu speichern: model.save_pretrained(NEW), tokenizer.save_pretrained(NEW).";
const MERGE_INSTEAD =
  "Stattdessen zusammenführen: hostless convert ADAPTER --base BASE --out PACKAGE, oder den Adapter auf der Seite allein öffnen.";
const MERGE =
  "In Python mit dem Basismodell zusammenführen und das Ergebnis wählen: AutoPeftModelForCausalLM.from_pretrained(FOLDER).merge_and_unload().save_pretrained(NEW), den Tokenizer daneben.";
const ADD_TOKENIZER =
  "tokenizer.json hinzufügen, oder vocab.json und merges.txt: in Python AutoTokenizer.from_pretrained(NAME).save_pretrained(FOLDER) mit dem Tokenizer, mit dem das Modell trainiert wurde.";
const AGAIN = "Die Datei neu besorgen.";
const ZIP =
  "Die ZIP-Datei eines Modellordners wählen oder eine Datei, die mit „Exportieren“ oder „Paket speichern“ gespeichert wurde.";
const UNPACK = "Entpacken und den Ordner wählen.";
const UNPACK_AND_SEE = "Entpacken, nachsehen, welche Dateien da sind, und den Ordner wählen.";
const UNSAFE =
  "Das kann harmlos sein, könnte in Python aber Code ausführen. Den Eigentümer um eine safetensors-Datei bitten.";
const GPT2_ONLY = "Unterstützt wird GPT-2 in allen Größen, auch DistilGPT2 und DialoGPT: {names:list}.";
const OTHER_BACKEND = "Ein anderes Backend wählen oder eines von {dtypes:list}, sofern das Modell es hat.";
const OWN_VALUE = "{name} ändern oder weglassen; dann gilt der Wert des Modells.";
const JSON_HOST = "Prüfen, ob der Name des Modells stimmt und der Server seine Dateien unverändert ausliefert.";
const GRAPH_EXPORT =
  "Den Graphen für Textgenerierung mit „past“ exportieren oder ein Repository mit den PyTorch-Gewichten verlinken.";
const FOLDER_GRAPH = "Ein Checkpoint wird zum Paket mit: hostless convert {folder} --out DIR";
const NOT_IN_TIME =
  "Keine andere Seite hatte die Antwort rechtzeitig. Bitte erneut aufrufen: Es beginnt von vorn; ein Stream zeigt den Text, während er entsteht.";
const FEWER_BITS = "Ein kleineres Modell oder Gewichte mit weniger Bits wählen.";
const OTHER_IDS = "Ohne diesen Teil bekämen Wörter andere IDs als im Training.";
const NO_MATCH = "Tokenizer und Gewichte gehören nicht zusammen.";
const MEMORY = "Andere Tabs schließen oder ein kleineres Modell oder einen kleineren dtype wählen.";
const UNKEPT = "Das Modell funktioniert, wird aber nicht auf diesem Gerät gespeichert.";
const STATUS = "{url} antwortete mit Status {status}." as const;

/** What failures say in German. */
export const deFailures: FailureSentences = {
  bad_request: {
    request: ["Die Anfrage ist bei {field} falsch.", "Bitte einen Prompt und auf Wunsch Parameter angeben."],
    prompt: [
      "Der Prompt muss ein Text aus höchstens {characters:number} Zeichen sein oder eine Liste von 1 bis {prompts:number} solchen Texten.",
      "Den Prompt kürzen oder als Text angeben.",
    ],
    chat_long: [
      "Das Gespräch hat {characters:number} Zeichen. Höchstens {most:number} sind möglich.",
      "Lassen Sie die ältesten Nachrichten weg.",
    ],
    parameter: ["{name} muss {allowed:failure} sein.", OWN_VALUE],
    parameter_given: ["{name} muss {allowed:failure} sein, nicht {given}.", OWN_VALUE],
    unknown_parameter: ["Es gibt keinen Parameter {name}.", "Bitte weglassen oder die Schreibweise prüfen."],
    unknown_parameter_meant: [
      "Es gibt keinen Parameter {name}; ist {meant} gemeint?",
      "Bitte weglassen oder die Schreibweise prüfen.",
    ],
    unknown_parameter_near: ["Es gibt keinen Parameter {name}.", "Ist {meant:either} gemeint?"],
    continued_list: [
      "Tokens, an die angeknüpft wird, gehören zu einem einzelnen Prompt, nicht zu einer Liste.",
      "Bitte einen einzelnen Prompt als Text angeben.",
    ],
    samples_over_beams: [
      "num_return_sequences ({samples:number}) darf nicht größer sein als num_beams ({beams:number}).",
      "num_return_sequences senken oder num_beams erhöhen.",
    ],
    best_of_under: [
      "best_of ({best_of:number}) darf nicht kleiner sein als num_return_sequences ({wanted:number}).",
      "best_of erhöhen oder weniger Texte anfordern.",
    ],
    best_of_beams: [
      "best_of {best_of:number} wählt unter gezogenen Texten, num_beams {beams:number} sucht dagegen einen einzigen.",
      "best_of oder num_beams weglassen.",
    ],
    best_of_greedy: [
      "best_of {best_of:number} braucht do_sample: Ohne Zufall sind alle {best_of:number} Texte gleich.",
      "do_sample auf true setzen oder best_of weglassen.",
    ],
    unknown_token: [
      "{name} ist {token}, das Modell hat aber nur {tokens:number} Tokens.",
      "{name} weglassen oder ein Token von 0 bis {last} nennen.",
    ],
    chat_refused: [
      "Die Chat-Vorlage des Modells lehnt das Gespräch ab oder lässt sich nicht lesen: {reason:foreign}",
      "Die Nachrichten ändern oder einen Prompt an api/v1/completions senden.",
    ],
    chat_endless: [
      "Die Chat-Vorlage des Modells kommt in dem, was erlaubt ist, zu keinem Ende.",
      "Einen Prompt an api/v1/completions senden.",
    ],
    no_chat: [
      "Das Modell hat keine Chat-Vorlage: es setzt einen Text fort.",
      "Einen Prompt an api/v1/completions senden.",
    ],
    all_banned: [
      "Die Parameter verbieten zusammen jedes Token: bad_words, suppress_tokens, die Mindestlängen und dergleichen.",
      "Verbotene Wörter oder unterdrückte Tokens entfernen oder no_repeat_ngram_size, min_length oder min_new_tokens senken.",
    ],
    max_length: [
      "Der Prompt hat {tokens:number} Tokens, max_length ist aber {max_length:number}, den Prompt mitgezählt.",
      "max_length erhöhen, den Prompt kürzen oder max_new_tokens setzen, das den Prompt nicht mitzählt.",
    ],
    empty_prompt: [
      "Der Prompt ist leer, und das Modell hat keine bos_token_id, mit der es beginnen könnte.",
      "Bitte mindestens ein Zeichen eingeben.",
    ],
    unknown_bos: [
      "bos_token_id ist {token}, das Modell hat aber nur {tokens:number} Tokens.",
      "bos_token_id weglassen; dann gilt die des Modells.",
    ],
    no_such_position: [
      "position ist {position:number}, der Text hat aber {tokens:number} Tokens.",
      "Gib eine ganze Zahl von 0 bis {tokens:number} ein.",
    ],
    nothing_before: [
      "Vor dieser Stelle steht nichts, und das Modell hat kein Token, das einen Text beginnt.",
      "Frag nach einer Stelle ab 1.",
    ],
    nothing_to_score: [
      "Der Text hat kein Token, das sich bewerten ließe.",
      "Bitte einen Text aus mindestens zwei Tokens angeben, also ein paar Wörter.",
    ],
    link_later: ["Der geteilte Link stammt von einer neueren Version dieser Website.", LINK_AGAIN],
    link_long: ["Der geteilte Link ist länger als {characters:number} Zeichen.", LINK_AGAIN],
    link_cut: ["Der geteilte Link ist abgeschnitten oder beschädigt.", LINK_AGAIN],
    link_damaged: ["Der geteilte Link ist bei {place} beschädigt.", LINK_AGAIN],
    link_start: ["Der geteilte Link ist am Anfang beschädigt.", LINK_AGAIN],
    link_model: ["Der Link nennt kein Modell, das sich öffnen lässt: {why:failure}", HUB_NAME],
    no_name: ["Es ist kein Modell genannt.", HUB_NAME],
    not_hub_address: ["„{name}“ ist keine Adresse des Hugging Face Hub.", HUB_NAME],
    not_hub_name: ["„{name}“ ist kein Name eines Repositorys auf dem Hub.", HUB_NAME],
    not_model_address: ["„{name}“ ist keine Adresse eines Modells.", HUB_NAME],
    not_repository: ["„{name}“ ist kein Name eines Repositorys auf dem Hub, owner/name.", REPOSITORY],
    not_revision: ["„{name}“ ist kein Name einer Revision.", REPOSITORY],
    not_site_folder: ["„{name}“ ist kein Name eines Ordners dieser Website.", REPOSITORY],
    frame_address: "Die Adresse des Rahmens ist bei {field} beschädigt.",
    frame_model: ["Das Modell des Rahmens: {why:failure}", HUB_NAME],
    not_a_call: ["{method} wurde mit etwas anderem als einem Aufruf aufgerufen.", SDK],
    id_running: ["Eine Anfrage mit der ID {id:quoted} läuft noch.", "Bitte jeder Anfrage eine eigene ID geben."],
    not_a_method: ["Dem Rahmen wurde etwas anderes geschickt als ein Aufruf einer seiner Methoden.", SDK],
    not_converted: ["{name} wurde nicht hier konvertiert.", "Es lässt sich unter „Speicher“ exportieren."],
    unreadable_file: "Die Datei {path} kann nicht gelesen werden.",
    unwritable_file: "Die Datei {path} kann nicht geschrieben werden.",
    no_end_token: "Das Modell nennt kein Token, das einen Text beendet; --lines braucht eines.",
    out_is_file: ["{path} ist eine Datei.", "Bitte mit --out einen Ordner angeben."],
    out_not_empty: ["{path} ist nicht leer.", "Bitte einen Ordner angeben, der leer ist oder noch nicht existiert."],
    out_other_training: [
      "{path} enthält ein unfertiges Training mit anderen Texten, Optionen oder Gewichten oder aus einer anderen Version.",
      "Um es fortzusetzen, bitte dieselben angeben; sonst mit --out einen anderen Ordner angeben oder {state} löschen.",
    ],
    out_is_package: ["{path} ist nicht leer.", "Mit --force wird das Paket dort ersetzt."],
    text_line: [
      "Zeile {line:number} von {path} ist kein JSON.",
      "Jede Zeile muss ein JSON-Text sein oder ein Objekt, das einen enthält.",
    ],
    text_field: [
      "Zeile {line:number} von {path} hat keinen Text unter {field:quoted}.",
      "Bitte das Feld angeben, das den Text enthält.",
    ],
    few_texts: [
      "Aus {usable:number} von {texts:number} Texten lässt sich lernen; mindestens {least:number} sind nötig.",
      "Bitte Texte hinzufügen; einige hundert ergeben einen Stil.",
    ],
    nothing_learned: [
      "Das Training hat das Modell bei den zurückgelegten Texten verschlechtert (Perplexität {before:fixed}); es wurde nichts behalten.",
      "Bitte Texte hinzufügen oder eine kleinere Lernrate angeben.",
    ],
    merged_value: [
      "Mit dem Adapter darin hat {name:quoted} den Wert {value:number}; halbe Genauigkeit reicht nur bis {most:number}.",
      "Bitte nur den Adapter speichern oder mit kleinerer Lernrate trainieren.",
    ],
    nothing_to_shrink: [
      "Der Adapter ändert nichts am Modell, also gibt es nichts, was in einen Link könnte.",
      "So lange trainieren, bis sich ändert, was das Modell schreibt.",
    ],
    not_shrunk: [
      "Der Adapter lässt sich nicht klein genug für einen Link machen: {why:failure}",
      "Stattdessen als ZIP speichern; auf der Kommandozeile liegt er im Ordner von --out.",
    ],
    text_encoding: ["{path} ist kein UTF-8-Text.", "Als UTF-8 speichern oder eine Textdatei wählen."],
    text_column: ["{path} hat keine Spalte {field:quoted}.", "Es gibt: {columns:quotedList}."],
    text_table: [
      "Zeile {line:number} von {path} ist kein CSV: {reason:foreign}",
      "Die Tabelle neu als CSV speichern oder die Texte zeilenweise angeben.",
    ],
  },
  model_not_found: {
    status: [STATUS, "Bitte die Schreibweise von Name und Revision des Modells prüfen."],
    not_kept: ["Dieses Modell ist nicht mehr auf diesem Gerät gespeichert.", "Bitte dort wieder öffnen, woher es kam."],
    not_kept_whole: [
      "{name} ist nicht mehr vollständig auf diesem Gerät gespeichert.",
      "Bitte die Dateien oder das gespeicherte Paket erneut öffnen.",
    ],
    no_adapter: [
      "{model} hat keinen Adapter {name}.",
      "Bitte einen seiner Adapter nennen, oder keinen für das Modell, wie es ist.",
    ],
    adapter_unreadable: [
      "Der Adapter {name} ist nicht mehr auf diesem Gerät oder nicht lesbar.",
      "Bitte wieder aus seiner Datei öffnen oder unter „Speicher“ löschen.",
    ],
    no_hub_folder: [
      "{repo} hat keinen Ordner {folder}.",
      "Den Namen des Ordners prüfen, oder das ganze Repository als {repo} öffnen.",
    ],
    no_folder: "Es gibt keinen Ordner {path}.",
  },
  no_usable_files: {
    training_base: [
      "{name} liegt auf diesem Gerät nicht als Paket, das sich unterrichten lässt.",
      "Zuerst auf der Seite laden: was umgewandelt wurde, bleibt dann hier. Wo der Browser nichts behält, das Modell dieser Website unterrichten.",
    ],
    config_missing: [
      "{path}: Daneben fehlt config.json.",
      "In config.json steht, wie groß das Modell ist. Bitte den ganzen Ordner wählen, den model.save_pretrained geschrieben hat, mit config.json und den Dateien des Tokenizers.",
    ],
    no_package: [
      "{folder} ist kein Modellpaket.",
      "Zuerst aus dem Checkpoint eines machen: hostless convert DIR --out PACKAGE.",
    ],
    no_config: [
      "Unter den Dateien ist keine config.json.",
      "Bitte den Ordner eines GPT-2-Checkpoints wählen, wie er auf dem Hugging Face Hub liegt.",
    ],
    no_weights: ["Unter den Dateien sind keine Gewichte.", "Eine von diesen wird gebraucht: {names:list}."],
    hparams_missing: [
      "{path}: hparams.json fehlt daneben.",
      "Sie sagt, wie groß das Modell ist. Den ganzen Ordner wählen, bei gpt-2-simple checkpoint/run1: Darin sind hparams.json, encoder.json und vocab.bpe.",
    ],
    tensorflow_checkpoint: [
      "{path}: Teil eines TensorFlow-Checkpoints, dessen .index-Datei fehlt, oder einer der alten Form in einer einzigen Datei.",
      "Den ganzen Ordner wählen: checkpoint, hparams.json, die .index- und die .data-Dateien. Einen der alten Form speichert TensorFlow mit tf.compat.v1.train.Saver().save neu.",
    ],
    nanogpt: [
      "{path}: keine Datei von torch.save, oder eine von mehreren, von denen keine die letzte heißt.",
      "Die gemeinte wählen, allein oder mit ihrem Tokenizer.",
    ],
    keras_numbers: [
      "{path}: Gewichte, wie Keras 3 sie speichert, mit Nummern statt Namen.",
      "In Python in TFGPT2LMHeadModel laden und dieses speichern: model.save_pretrained(NEW).",
    ],
    packed_archive: ["{path}: ist so gepackt, dass es hier nicht geöffnet werden kann.", UNPACK],
    other_weights: ["{path}: Gewichte unter anderem Namen, die hier nicht unterstützt werden.", RESAVE],
    unsupported_part: ["{path}: {part:quoted} im Format {format} wird nicht unterstützt.", RESAVE],
    quantization: [
      "{path}: {name:quoted} ist als {dtype} gespeichert, was nicht unterstützt wird.",
      "Eine Datei mit F16, Q8_0, Q4_0 oder K-Quants wie Q4_K_M wählen.",
    ],
    in_zip: ["{zip}: {why:failure}", "{why:hint}"],
    other_archive: [
      "{zip}: Darin ist kein Modell, sondern ein weiteres Archiv: {inner:quoted}.",
      "Entpacken und wählen, was darin ist.",
    ],
    several_models: [
      "{from}: enthält {count:number} Modelle: {names:quotedList}.",
      "Bitte den Ordner oder die ZIP-Datei von einem davon wählen.",
    ],
    adapter_alone: [
      "{path}: {adapter:failure} allein, ohne die Gewichte, auf denen trainiert wurde.",
      "Bitte auch die Dateien seiner Basis wählen, in einem Ordner oder einer ZIP-Datei: config.json und die Gewichte, auf denen trainiert wurde.",
    ],
    adapter_unmerged: [
      "{path}: enthält {name:quoted} von einem Adapter, der nicht zusammengeführt wurde, und keine Datei nennt sein lora_alpha.",
      "Seine adapter_config.json neben die Gewichte legen. Die Kommandozeile nimmt auch die Zahl: hostless convert DIR --lora-alpha N.",
    ],
    adapter_without_file: [
      "{path}: Die Tensoren des Adapters fehlen.",
      "adapter_model.safetensors oder adapter_model.bin aus demselben Ordner hinzufügen.",
    ],
    no_adapter_config: [
      "adapter_config.json fehlt.",
      "Den Ordner wählen, den PEFT geschrieben hat: model.save_pretrained(FOLDER).",
    ],
    adapter_empty: [
      "{path}: gehört zu einem Adapter ohne Tensoren.",
      "Den Adapter erneut speichern: model.save_pretrained(NEW).",
    ],
    several_adapters: [
      "{path}: enthält die Adapter {names:quotedList}.",
      "Nur den gemeinten speichern: model.save_pretrained(NEW, selected_adapters=[NAME]).",
    ],
    no_graph: [
      "Das Modell hat keine ONNX-Datei, die hier laufen kann.",
      "Sein Repository braucht ONNX-Dateien, safetensors oder pytorch_model.bin.",
    ],
    no_file: ["{name} hat keine Datei {path}.", WHOLE_COPY],
    no_model_file: [
      "Das Modell hat keine Datei {path}.",
      "Bitte ein Repository oder einen Ordner mit allen Dateien eines GPT-2-Modells wählen.",
    ],
    no_tensor: "Das Modell hat keinen Tensor {name} oder nur einen Teil davon.",
    not_whole: [
      "{path} von {name} ist nicht vollständig gespeichert.",
      "Bitte das Modell noch einmal laden und dann speichern.",
    ],
    made_not_whole: [
      "{path} von {name} ist nicht mehr vollständig auf diesem Gerät gespeichert.",
      "Bitte das Modell dort wieder öffnen, woher es kam: aus seinen Dateien, seinem Repository oder seinem gespeicherten Paket.",
    ],
    graph_without_cache: [
      "Der ONNX-Graph nimmt keinen Key/Value-Cache an, diese Seite braucht aber einen.",
      GRAPH_EXPORT,
    ],
    graph_input: ["Der ONNX-Graph verlangt die Eingabe „{name}“, die diese Seite nicht liefern kann.", GRAPH_EXPORT],
    graph_without_logits: "Der Graph hat keine Ausgabe „logits“.",
    folder_lacks: "{folder} enthält kein {path}.",
    folder_without_graph: ["{folder} hat keinen {dtype}-Graphen.", `Vorhanden: {have:list}. ${FOLDER_GRAPH}`],
    folder_without_graphs: ["{folder} hat keinen {dtype}-Graphen.", `Er hat gar keinen. ${FOLDER_GRAPH}`],
    no_dtype_file: "Das Modell hat keine Datei {path}.",
    not_package: ["{path} fehlt: Das ist kein Modellpaket.", "So entsteht eines: hostless convert DIR --out PACKAGE."],
    not_site: [
      "{path} ist keine gebaute Website: {name} fehlt.",
      "Mit npm run build bauen und den Ordner mit --site nennen.",
    ],
  },
  unsupported_architecture: {
    activation: ["{path}: activation_function {name} wird nicht unterstützt.", "Unterstützt werden: {names:list}."],
    trained_activation: [
      "{path}: activation_function {name} wird nicht unterstützt. Sie hat in jeder Schicht eigene Gewichte, die hier nicht gelesen werden.",
      "Unterstützt werden: {names:list}.",
    ],
    architecture: ["{path}: {name:quoted} wird nicht unterstützt.", GPT2_ONLY],
    quantized: ["{path}: Ein bereits quantisiertes GPT-2 wird nicht unterstützt.", GPT2_ONLY],
    no_model_type: ["{path}: Ein Modell ohne model_type wird nicht unterstützt.", GPT2_ONLY],
    adapter_setting: ["{path}: {field} {value:quoted} wird nicht unterstützt.", MERGE],
    adapter_backend: [
      "Ein getrennter Adapter läuft nur auf dem Kernel, das Modell aber auf {backend}.",
      "Ein Paket dieses Projekts auf der CPU ausführen: auf der Seite unter Gerät, auf der Kommandozeile mit --backend kernel.",
    ],
    adapter_apart: [
      "{path}: {name:quoted} ändert Gewichte des Basismodells, deshalb kann der Adapter nicht getrennt davon bleiben.",
      MERGE_INSTEAD,
    ],
    adapter_rank_apart: [
      "{path}: {name:quoted} hat den Rang {rank:number}; {most:number} ist der höchste eines getrennten Adapters.",
      MERGE_INSTEAD,
    ],
    adapter_base: [
      "{path}: Der Adapter wurde auf {base:quoted} trainiert, dieses Modell ist {model:quoted}.",
      "Das Modell öffnen, auf dem er trainiert wurde.",
    ],
    adapter_state: [
      "{path}: Der Adapter wurde auf einem anderen Stand von {base:quoted} trainiert als dem, der offen ist.",
      "Diesen Stand öffnen oder den Adapter neu trainieren.",
    ],
    adapter_unfit: [
      "{path}: sagt nicht, auf welchem Modell trainiert wurde, und passt nicht zu {model:quoted}: {why:failure}",
      "Das Modell öffnen, auf dem er trainiert wurde.",
    ],
    adapter_tokenizer: ["{path}: Der Adapter hat einen anderen Tokenizer als das Modell.", MERGE_INSTEAD],
    foreign_graph: [
      "{path} wurde nicht von diesem Umwandler geschrieben, deshalb kann der Kernel die Datei nicht lesen.",
      "ONNX Runtime kann sie ausführen; oder den Checkpoint neu konvertieren.",
    ],
  },
  malformed_file: {
    key_twice: "{path}: Der Schlüssel {key:quoted} kommt zweimal vor.",
    open_string: "{path}: Die Zeichenkette bei Zeichen {at:number} endet nicht.",
    bad_escape: "{path}: Die Zeichenkette bei Zeichen {at:number} enthält ein Escape, das JSON nicht kennt.",
    huge_number: "{path}: Die Zahl bei Zeichen {at:number} ist zu groß.",
    not_json: "{path}: kein JSON: {found:quoted} bei Zeichen {at:number}.",
    json_ends: "{path}: kein JSON: Die Datei endet bei Zeichen {at:number}.",
    not_object: "{path}: kein JSON-Objekt.",
    not_utf8: "{path}: kein UTF-8.",
    not_sentencepiece: [
      "{path}: kein SentencePiece-Modell, oder abgeschnitten.",
      "Lade die Datei noch einmal herunter.",
    ],
    page_for_file: [
      "{url} sollte {path} sein, der Server schickte aber eine HTML-Seite.",
      "Dazwischen liegt eine Anmeldeseite des Netzwerks oder ein Server, der alles mit seiner Startseite beantwortet.",
    ],
    page_for_json: ["{url} sollte JSON sein, der Server schickte aber eine HTML-Seite.", JSON_HOST],
    other_for_json: ["{url} sollte JSON sein, der Server schickte aber etwas anderes.", JSON_HOST],
    unexpected: ["{path} ist nicht wie erwartet: {field}: {reason:foreign}", OTHER_MODEL],
    unexpected_whole: ["{path} ist insgesamt nicht wie erwartet: {reason:foreign}", OTHER_MODEL],
    should_be_json: ["{path} sollte JSON sein, ist aber etwas anderes.", WHOLE_COPY],
    no_json: ["{path} ist kein JSON.", "Die Datei berichtigen oder neu schreiben mit: hostless site DIR --title TEXT."],
    unknown_field: ["{path}: {field} ist unbekannt.", "Bekannt sind: {known:list}."],
    wrong_field: [
      "{path}: {field} ist {value}: {reason:foreign}.",
      "Berichtigen oder weglassen; hostless site --help sagt, was jeweils möglich ist.",
    ],
    low_contrast: [
      "{path}: {field} ist {value}, dessen Kontrast mit {other} {found:fixed} beträgt, weniger als {least:fixed}.",
      "Eine dunklere oder hellere Farbe wählen: Text muss lesbar sein.",
    ],
    no_icon: [
      "site.json: icon ist {value}, und die Seite hat keine solche Datei.",
      "Eine angeben mit: hostless site DIR --icon FILE.",
    ],
    not_png: ["{path} ist kein PNG-Bild.", "Eine PNG- oder SVG-Datei angeben."],
    same_name: [
      "{path} und {other} nennen ihr Modell beide {name:quoted}. Unter diesem Namen antwortet die API, und unter ihm wird die Wahl der Besucher gemerkt.",
      "Einem davon in seiner manifest.json einen anderen Namen geben oder einen der Ordner entfernen.",
    ],
    same_letters: [
      "{path} und {other} gehören zu Modellen namens {name:quoted} und {others:quoted}, die sich nur in der Großschreibung unterscheiden.",
      "Einem davon einen anderen Namen geben: dem Ordner und in seiner manifest.json.",
    ],
    not_manifest: "{path} ist kein Manifest eines Pakets.",
    not_history: ["{path} ist kein Verlauf einer solchen Seite.", EXPORTED_HISTORY],
    history_later: [
      "{path} stammt von einer neueren Version dieser Website.",
      "Die Seite neu laden oder eine Datei wählen, die hier gespeichert wurde.",
    ],
    history_entry: ["{path}: Eintrag {entry:number} ist bei {field} beschädigt.", EXPORTED_HISTORY],
    field_missing: ["{path}: {field} fehlt.", WHOLE_COPY],
    field_impossible: ["{path}: {field} ist unmöglich: {reason:foreign}.", WHOLE_COPY],
    heads: ["{path}: n_embd {n_embd} ist kein Vielfaches von n_head {n_head}.", WHOLE_COPY],
    graph_config_lacks: ["{path}: {key} hat kein {field}.", "Bitte das Modell neu konvertieren."],
    untied: "{path}: tie_word_embeddings ist false, es gibt aber kein lm_head.weight.",
    heads_unknown: [
      "{path}: sagt nicht, wie viele Heads das Modell hat.",
      'Bitte eine config.json danebenlegen, die die Zahl als "n_head" nennt.',
    ],
    lacks_tensor: "{path}: Der Tensor {name} fehlt.",
    checkpoint_lacks_tensor: "Im Checkpoint fehlt der Tensor {name}.",
    tensor_shape: [
      "{path}: {name:quoted} hat die Form [{shape}] statt [{expected}].",
      "Gehört config.json zu diesen Gewichten?",
    ],
    stray_tensor: "{path}: enthält {name:quoted}, das dieses GPT-2 nicht hat.",
    adapter_half: "{path}: enthält {name:quoted} ohne das zugehörige {other}.",
    adapter_rank: "{path}: {name:quoted} hat den Rang {rank}, aber {config} nennt {expected}.",
    adapter_not_dora: "{path}: enthält {name:quoted}, aber laut {config} ist use_dora aus.",
    adapter_token: "{path}: nennt das Token {token}, aber das Embedding hat {tokens:number} Zeilen.",
    adapter_tensor: ["{path}: enthält {name:quoted}, das zu keinem LoRA-Adapter gehört.", MERGE],
    not_voice: [
      "{path}: ist kein Adapter für einen Link.",
      "Eine .hostless-voice-Datei wählen oder um einen neuen Link bitten.",
    ],
    voice_later: [
      "{path}: wurde von einer späteren Version dieser Website erstellt.",
      "Die Seite neu laden; hilft das nicht, um den Adapter als ZIP-Datei bitten.",
    ],
    voice_damaged: [
      "{path}: ist nicht vollständig: Der Adapter wurde unterwegs gekürzt oder verändert.",
      "Noch einmal darum bitten, als Datei: Messenger kürzen lange Links.",
    ],
    name_twice: "{path}: {name:quoted} kommt zweimal vor.",
    file_twice: "{path}: ist zweimal vorhanden.",
    tensor_dtype: ["{path}: {name:quoted} ist als {dtype} gespeichert.", "Unterstützt werden F64, F32, F16 und BF16."],
    tensor_value: [
      "{path}: {name:quoted} hat bei Element {at:number} den Wert {value}.",
      "Dort ist das Training schiefgegangen.",
    ],
    impossible_shape: "{path}: {name:quoted} hat eine unmögliche Form.",
    beyond_storage: "{path}: {name:quoted} reicht über seinen Speicher hinaus.",
    not_tensors: ["{path}: ist kein Dictionary aus Tensoren.", "Bitte model.state_dict() speichern, nicht das Modell."],
    no_tensors: ["{path}: enthält keinen Tensor.", "Bitte model.state_dict() speichern, nicht den Trainingszustand."],
    range: "{path}: Die Bytes {start} bis {end} lassen sich nicht anfordern.",
    ends_before: "{path}: endet bei Byte {size}, vor {end}.",
    short_read: "{path}: lieferte {got:number} statt {wanted:number} Bytes.",
    no_weight_map: "{path}: hat keine weight_map.",
    part_missing: "{path}: nennt den Teil {part:quoted}, der nicht unter den Dateien ist.",
    against_index: "{path}: enthält {name:quoted}, im Widerspruch zu {index}.",
    not_in_parts: "{path}: nennt {name:quoted}, das in keinem der Teile enthalten ist.",
    container: ["{path}: {part:quoted} bei Byte {at} entspricht nicht dem Format {format}.", AGAIN],
    header_start: "{path}: Der Header beginnt nicht mit einer geschweiften Klammer.",
    header_object: "{path}: Der Header ist kein Objekt.",
    metadata: "{path}: __metadata__ muss Texten Texte zuordnen.",
    entry: "{path}: {name:quoted} ist nicht durch dtype, shape und data_offsets beschrieben.",
    entry_dtype: "{path}: {name:quoted} hat einen unbekannten dtype.",
    entry_offsets: "{path}: {name:quoted} hat unmögliche data_offsets.",
    entry_bytes: "{path}: {name:quoted} hat {bytes:number} Bytes Daten, seine Form braucht aber {wanted:number}.",
    entry_begins: "{path}: {name:quoted} beginnt bei Byte {begin} der Daten statt bei {at}.",
    data_bytes: [
      "{path}: enthält {bytes:number} Bytes Daten, die Tensoren brauchen aber {wanted:number}.",
      "War der Download vollständig?",
    ],
    pickle_ends: "{path}: Das Pickle endet zu früh.",
    pickle_leaves: "{path}: Das Pickle lässt Werte übrig.",
    pickle_protocol: "{path}: Das Pickle hat ein unbekanntes Protokoll.",
    pickle_reduce: "{path}: Das Pickle ruft REDUCE ohne Tupel auf.",
    pickle_dictionary: "{path}: Das Pickle füllt ein Dictionary anders, als torch es tut.",
    pickle_rebuild: "{path}: Das Pickle baut einen Tensor anders auf, als torch es tut.",
    pickle_set: "{path}: Das Pickle fügt zu etwas hinzu, das keine Menge ist.",
    pickle_storage_twice: "{path}: Das Pickle beschreibt den Speicher {key:quoted} auf zwei Arten.",
    pickle_append: "{path}: Das Pickle hängt an etwas an, das keine Liste ist.",
    pickle_long_list: "{path}: Das Pickle enthält eine zu lange Liste.",
    pickle_items: "{path}: Das Pickle setzt Einträge ohne Dictionary.",
    pickle_key: "{path}: Das Pickle hat einen Schlüssel, der keiner sein kann.",
    pickle_key_twice: "{path}: Im Pickle kommt der Schlüssel {key:quoted} zweimal vor.",
    pickle_remember: "{path}: Das Pickle merkt sich etwas, das nicht da ist.",
    pickle_recall: "{path}: Das Pickle ruft etwas ab, das es sich nie gemerkt hat.",
    pickle_empty: "{path}: Das Pickle nimmt etwas von einem leeren Stapel.",
    pickle_mark: "{path}: Das Pickle schließt eine Marke, die nicht offen ist.",
    rebuild_arguments:
      "{path}: baut einen Tensor aus etwas anderem als Speicher, Offset, Größen und Schrittweiten auf.",
    rebuild_strides: "{path}: baut einen Tensor auf, dessen Größen und Schrittweiten nicht zusammenpassen.",
    rebuild_beyond:
      "{path}: baut einen Tensor auf, der über seinen Speicher von {count:number} Elementen hinausreicht.",
    persistent_id: "{path}: hat eine persistente ID, die kein Speicher ist.",
    storage_view: [
      "{path}: enthält eine Ansicht eines Speichers, die nicht unterstützt wird.",
      "Bitte mit torch neu speichern.",
    ],
    not_torch: "{path}: wurde nicht von torch.save geschrieben.",
    big_endian: ["{path}: ist nicht Little-Endian.", "Bitte auf einem üblichen Rechner speichern."],
    lacks_storage: "{path}: Der Speicher {key:quoted} fehlt.",
    no_storages: "{path}: hat keine Liste der Speicher.",
    wrong_storage: "{path}: führt einen falschen Speicher {key:quoted} auf.",
    storage_size: "{path}: Der Speicher {key:quoted} hat eine andere Größe.",
    ends_in_storage: ["{path}: endet mitten im Speicher {key:quoted}.", AGAIN],
    after_storages: "{path}: hat Bytes hinter dem letzten Speicher.",
    torchscript: ["{path}: ist ein TorchScript-Programm.", "Bitte model.state_dict() mit torch.save speichern."],
    no_pickle: "{path}: data.pkl fehlt: Diese ZIP-Datei ist kein PyTorch-Checkpoint.",
    after_pickle: "{path}: hat Bytes hinter dem Pickle.",
    storage_bytes: "{path}: Der Speicher {key:quoted} hat {bytes:number} Bytes, nicht {elements:number} Elemente.",
    zip_not_torch: "{path}: ist eine ZIP-Datei, aber kein PyTorch-Checkpoint.",
    torch_zip_at: "{path}: {name:quoted} liegt bei Byte {found}, nicht bei {at}.",
    torch_zip_twice: "{path}: Der Eintrag {name:quoted} kommt zweimal vor.",
    torch_zip_directory: "{path}: Das Verzeichnis liegt bei Byte {found}, nicht bei {at}.",
    torch_zip_ends: "{path}: endet mitten im Eintrag {name:quoted}.",
    torch_zip_checksum: ["{path}: Die Prüfsumme von {name:quoted} ist falsch.", AGAIN],
    torch_zip_incomplete: ["{path}: ist keine vollständige ZIP-Datei.", AGAIN],
    torch_zip_parts: "{path}: ist eine geteilte ZIP-Datei oder eine mit Kommentar.",
    torch_zip_end: "{path}: Das Verzeichnis endet nicht dort, wo die ZIP-Datei endet.",
    torch_zip_ends_differ: [
      "{path}: hat zwei End-Einträge, die sich unterscheiden.",
      "Eine ZIP-Datei über 4 GiB muss in Teilen oder als safetensors gespeichert werden.",
    ],
    torch_zip_broken: "{path}: Das Verzeichnis ist defekt.",
    torch_zip_early: "{path}: Das Verzeichnis endet zu früh.",
    torch_zip_compressed: "{path}: {name:quoted} ist komprimiert, was torch nie tut.",
    torch_zip_flags: "{path}: {name:quoted} hat Flags, die torch nie setzt.",
    torch_zip_stray: "{path}: Das Verzeichnis hat Bytes, die zu keinem Eintrag gehören.",
    torch_zip_name: "{path}: hat einen Eintrag mit dem Namen {name:quoted}.",
    torch_zip_headers: "{path}: Die beiden Header von {name:quoted} unterscheiden sich.",
    torch_zip_sizes: "{path}: Die Größen hinter {name:quoted} weichen von denen im Header ab.",
    zip_incomplete: ["{path}: ist keine vollständige ZIP-Datei: Das Verzeichnis fehlt.", ZIP],
    zip_split: ["{path}: ist ein Teil einer geteilten ZIP-Datei.", ZIP],
    zip_directory_end: ["{path}: Das Verzeichnis endet hinter der Datei.", ZIP],
    zip_directories: ["{path}: hat zwei Verzeichnisse, die sich unterscheiden.", ZIP],
    zip_headers: ["{path}: Die beiden Header von {name:quoted} unterscheiden sich.", ZIP],
    zip_stray: ["{path}: Hinter dem Eintrag {name:quoted} stehen Bytes, die das Verzeichnis nicht kennt.", ZIP],
    zip_broken: ["{path}: Das Verzeichnis ist defekt.", ZIP],
    zip_more: ["{path}: Das Verzeichnis enthält mehr, als es angibt.", ZIP],
    zip_encrypted: [
      "{path}: Der Eintrag {name:quoted} ist verschlüsselt.",
      "Mit dem Passwort entpacken und den Ordner wählen.",
    ],
    tar_broken: [
      "{path}: ist kein vollständiges tar-Archiv; Byte {at:number} passt nicht.",
      "Bitte das Archiv neu erstellen oder den Ordner selbst wählen.",
    ],
    zip_link: [
      "{path}: Der Eintrag {name:quoted} ist eine Verknüpfung zu einer Datei.",
      "Bitte die Dateien packen, auf die die Verknüpfungen zeigen.",
    ],
    zip_device: ["{path}: Der Eintrag {name:quoted} ist ein Gerät, keine Datei.", ZIP],
    zip_folder_bytes: ["{path}: Der Eintrag {name:quoted} ist ein Ordner mit eigenen Bytes.", ZIP],
    zip_two_sizes: ["{path}: macht zum Eintrag {name:quoted} zwei verschiedene Angaben über die Größe.", ZIP],
    zip_two_names: ["{path}: macht zum Eintrag {name:quoted} zwei verschiedene Angaben über den Namen.", ZIP],
    zip_begins: ["{path}: beginnt mit {bytes:number} Bytes, die das Verzeichnis nicht kennt.", ZIP],
    zip_overlap: ["{path}: Die Einträge überlappen sich: {name:quoted} endet nach dem Anfang des nächsten.", ZIP],
    zip64: ["{path}: ist eine ZIP64-Datei, wie für mehr als 4 GiB.", UNPACK],
    zip_name: ["{path}: hat einen Eintrag mit dem Namen {name:quoted}.", ZIP],
    zip_twice: ["{path}: Der Eintrag {name:quoted} kommt zweimal vor.", ZIP],
    zip_alike: [
      "{path}: enthält die Einträge {name:quoted} und {other:quoted}, die auf vielen Laufwerken dieselbe Datei sind.",
      UNPACK_AND_SEE,
    ],
    zip_file_and_folder: ["{path}: enthält den Eintrag {name:quoted} als Datei und als Ordner.", UNPACK_AND_SEE],
    not_saved_model: [
      "{path}: ist kein gespeichertes Modell: {record} oder {manifest} darin fehlt oder ist beschädigt.",
      "Bitte eine Datei wählen, die mit „Exportieren“ oder „Paket speichern“ gespeichert wurde.",
    ],
    zip_compressed: ["{path}: Der Eintrag {name:quoted} ist komprimiert.", ZIP],
    zip_method: ["{path}: Der Eintrag {name:quoted} ist mit einem anderen Verfahren als Deflate gepackt.", UNPACK],
    zip_no_inflate: ["{path}: Dieser Browser kann die Datei nicht entpacken.", UNPACK],
    zip_damaged: ["{path}: Der Eintrag {name:quoted} ist beschädigt.", AGAIN],
    zip_unpacks: [
      "{path}: Die Dateien wären entpackt {bytes:number} Bytes groß, mehr als das Maximum {most:number}.",
      ZIP,
    ],
    zip_bomb: [
      "{path}: Der Eintrag {name:quoted} würde beim Entpacken von {packed:number} auf {bytes:number} Bytes wachsen, auf mehr als das erlaubte {most:number}-Fache.",
      "So stark schrumpfen keine Gewichte. Ist die Datei in Ordnung, bitte entpacken und den Ordner wählen.",
    ],
    no_graph: "{path} enthält keinen Graphen.",
    weights_beside: [
      "{path}: hat das Gewicht {name} in einer Datei daneben, die hier nicht gelesen wird.",
      "Bitte stattdessen den PyTorch-Checkpoint konvertieren.",
    ],
    onnx_names: [
      "{path}: Die Gewichte haben keine Namen von GPT-2.",
      "Bitte stattdessen den PyTorch-Checkpoint konvertieren.",
    ],
    onnx_bytes: "{path}: {name} hat nicht so viele Bytes, wie seine Form braucht.",
    not_onnx: ["{path} ist keine ONNX-Datei.", "Bitte das Modell neu konvertieren oder die Datei neu herunterladen."],
    element_type: "{path}: {name}: Der Elementtyp {type} wird nicht unterstützt.",
    data_place: "{path}: {name}: Der Ort der Daten ist kein einfacher Dateiname.",
    data_fit: "{path}: {name}: Offset, Länge und Dimensionen passen nicht zusammen.",
    unreadable_graph: [
      "{path} ist kein Graph, den ONNX Runtime lesen kann: {reason:foreign}",
      "Bitte einen anderen dtype oder ein anderes Modell wählen.",
    ],
    logits_shape: "Die Logits des Graphen haben eine andere Form, als seine Konfiguration angibt.",
    overlap: "In {path} überlappen sich zwei Tensoren.",
    wrong_shape: "{name}: {type} [{shape}] passt nicht zum Modell.",
    too_few_weights: "Die Dateien enthalten {bytes:number} Bytes Gewichte, zu wenig für die Konfiguration.",
    front_matter: [
      "{path}: Der Kopf ist kein YAML: {reason:foreign}",
      "Berichtigen, was zwischen den beiden Zeilen --- steht.",
    ],
    front_matter_kind: "{path}: Der Kopf ordnet keine Werte zu Schlüsseln.",
  },
  unsafe_pickle: {
    opcode: ["{path}: Das Pickle enthält den Opcode {opcode} bei Byte {at}, den kein GPT-2 braucht.", UNSAFE],
    call: ["{path}: Das Pickle ruft etwas auf, das keine Funktion ist; kein GPT-2 braucht das.", UNSAFE],
    object: ["{path}: Das Pickle enthält ein Objekt ohne Klasse; kein GPT-2 braucht das.", UNSAFE],
    pretrained_model: [
      "{path}: enthält ein ganzes Modell ({name:quoted}), das nur Python öffnen kann, nicht nur seine Gewichte.",
      "Wer ihr vertraut, führt python -c \"import torch; torch.load('FILE', weights_only=False).save_pretrained('model')\" aus und wählt den Ordner, der entsteht.",
    ],
    whole_model: [
      "{path}: enthält ein ganzes Modell ({name:quoted}), das nur Python öffnen kann, nicht nur seine Gewichte.",
      "Wer ihr vertraut, führt python -c \"import torch; torch.save(torch.load('FILE', weights_only=False).state_dict(), 'state.pt')\" im Ordner ihres Skripts aus und wählt die Datei, die entsteht.",
    ],
    global: ["{path}: Das Pickle enthält das Global {name:quoted}, das kein GPT-2 braucht.", UNSAFE],
    nameless: ["{path}: Das Pickle enthält ein Global ohne Namen, das kein GPT-2 braucht.", UNSAFE],
    attributes: [
      "{path}: Das Pickle enthält Attribute für etwas, das kein Dictionary ist; kein GPT-2 braucht das.",
      UNSAFE,
    ],
  },
  limit_exceeded: {
    texts_bytes: [
      "{path} hat {bytes:bytes}; gelesen werden höchstens {most:bytes} Text.",
      "Bitte einen Teil davon angeben: einige tausend Texte genügen für einen Stil.",
    ],
    voice_long: [
      "{path} hat {bytes:bytes}; ein Adapter aus einem Link hat höchstens {most:bytes}.",
      "Um die ZIP-Datei bitten, die „Als Datei speichern“ schreibt.",
    ],
    kept_adapter: [
      "Der Adapter {name} hat {bytes:bytes}; höchstens {most:bytes} werden auf diesem Gerät gespeichert.",
      "Bitte als Datei speichern oder dem Modell mit einem kleineren Rang beibringen.",
    ],
    rows: [
      "Die Anfrage verlangt {rows:number} Texte auf einmal; höchstens {most:number} sind möglich.",
      "num_return_sequences oder num_beams senken oder weniger Prompts angeben.",
    ],
    handed_text: [
      "Der übergebene Text hat {characters:number} Zeichen; die letzten {taken:number} wurden übernommen.",
      "Das Modell liest das Ende eines langen Prompts.",
    ],
    context: "Ein Text mit {tokens:number} Tokens übersteigt die {most:number} des Modells.",
    depth: "{path}: zu tief verschachtelt; höchstens {most:number} Ebenen sind erlaubt.",
    files: "Der Ordner: {count:number} Dateien sind zu viele; höchstens {most:number} sind erlaubt.",
    file_bytes: "{path}: {bytes:number} Bytes sind zu viele; höchstens {most:number} sind erlaubt.",
    header_bytes: "{path}: Ein Header von {bytes} Bytes ist zu lang; höchstens {most:number} sind erlaubt.",
    tensors: "{path}: {count:number} Tensoren sind zu viele; höchstens {most:number} sind erlaubt.",
    storages: "{path}: {count:number} Speicher sind zu viele; höchstens {most:number} sind erlaubt.",
    entry_bytes: "{path}: {name:quoted} hat {bytes:number} Bytes; höchstens {most:number} sind erlaubt.",
    container_part: "{path}: {part:quoted} hat {count:number}; höchstens {most:number} sind erlaubt.",
    zip_entries: "{path}: {count:number} Einträge sind zu viele; höchstens {most:number} sind erlaubt.",
    directory_bytes:
      "{path}: Ein Verzeichnis von {bytes:number} Bytes ist zu lang; höchstens {most:number} sind erlaubt.",
    pickle_integer:
      "{path}: Das Pickle enthält eine Ganzzahl von {bytes:number} Bytes; höchstens {most:number} sind erlaubt.",
    pickle_string:
      "{path}: Das Pickle enthält eine Zeichenkette von {bytes:number} Bytes; höchstens {most:number} sind erlaubt.",
    pickle_stack: "{path}: Das Pickle stapelt zu viele Werte; höchstens {most:number} sind erlaubt.",
    pickle_steps: "{path}: Das Pickle braucht zu viele Schritte; höchstens {most:number} sind erlaubt.",
    pickle_memo: "{path}: Das Pickle merkt sich zu viele Werte; höchstens {most:number} sind erlaubt.",
    tokens: "{path}: {count:number} Tokens sind zu viele; höchstens {most:number} sind erlaubt.",
    added_tokens: "{path}: {count:number} hinzugefügte Tokens sind zu viele; höchstens {most:number} sind erlaubt.",
    added_token:
      "{path}: Ein hinzugefügtes Token von {characters:number} Zeichen ist zu lang; höchstens {most:number} sind erlaubt.",
    token_length:
      "{path}: Ein Token aus {characters:number} Zeichen ist zu lang; höchstens {most:number} sind erlaubt.",
    token_lengths:
      "{path}: Tokens aus zusammen {characters:number} Zeichen sind zu viele; höchstens {most:number} sind erlaubt.",
    answer_bytes: [
      "{url} antwortete mit mehr als den {most:number} Bytes, die gelesen werden.",
      "Bitte ein Repository mit weniger Dateien wählen.",
    ],
    repository_files: [
      "{url} führt mehr als die höchstens {most:number} Dateien auf.",
      "Bitte ein Repository wählen, das ein einzelnes Modell enthält.",
    ],
    weights_too_large: [
      "{name} ist zu groß für einen Browser: Die kleinsten Gewichte haben {bytes:bytes}, höchstens {most:bytes} sind möglich.",
      FEWER_BITS,
    ],
    converted_too_large: [
      "{name} ist zu groß für einen Browser: In 8 Bit haben die Gewichte {bytes:bytes}, höchstens {most:bytes} sind möglich.",
      FEWER_BITS,
    ],
    kernel_weights: [
      "Die int8-Gewichte des Modells brauchen {gigabytes:fixed} GB; WebAssembly fasst höchstens 4.",
      "Ein kleineres Modell oder ein Gerät mit WebGPU verwenden.",
    ],
    card_length: "{path} hat {length:number} Zeichen; eine Karte darf {most:number} haben.",
  },
  tokenizer_mismatch: {
    no_tokenizer: ["Der Checkpoint hat keinen Tokenizer.", ADD_TOKENIZER],
    other_tokenizer: ["{path}: Ein Tokenizer dieser Form wird nicht unterstützt.", ADD_TOKENIZER],
    no_characters: [
      "{path}: enthält keine Zeichen mit ihren Nummern.",
      "Bitte die meta.pkl wählen, die nanoGPT beim Vorbereiten der Daten schrieb.",
    ],
    tokenizer_kind: ["{path}: Ein Tokenizer der Art {name:quoted} wird nicht unterstützt.", ADD_TOKENIZER],
    token_twice: "{path}: hat das Token {token:quoted} zweimal, als {other} und {id}.",
    lacks_list: "{path}: Die Liste {name:quoted} fehlt.",
    tokenizer_class: [
      "{path}: tokenizer_class {name:quoted} wird nicht unterstützt.",
      "Unterstützt werden: {names:list}, auch mit der Endung „Fast“.",
    ],
    class_model:
      "{path}: tokenizer_class {name:quoted} braucht ein Modell vom Typ {wanted}, dieses ist vom Typ {found}.",
    class_file: [
      "{path}: nicht das, was tokenizer_class {name:quoted} liest: {file}.",
      "Setze tokenizer_class in tokenizer_config.json auf die Klasse, mit der der Tokenizer trainiert wurde, etwa BertTokenizer für vocab.txt oder T5Tokenizer für spiece.model.",
    ],
    unsupported: ["{path}: {field} {value:quoted} wird nicht unterstützt.", OTHER_IDS],
    unsupported_file: ["{path}: Die Datei {value:quoted} wird nicht unterstützt.", OTHER_IDS],
    not_understood: "{path}: {part} wird nicht unterstützt: {fault:failure}.",
    unk_token: "{path}: model.unk_token {token:quoted} ist nicht im Vokabular.",
    no_unk_id: "{path}: Kein Token enthält {character:quoted}, und model.unk_id nennt keines für Unbekanntes.",
    unk_id: "{path}: model.unk_id {id} gehört zu keinem der {tokens:number} Tokens.",
    token_without_row: [
      "{path}: Der Text enthält {token:quoted}, ein Token mit der ID {id}, das Embedding hat aber nur {rows:number} Zeilen.",
      "Das Token wurde hinzugefügt, ohne das Embedding zu vergrößern. Bitte weglassen.",
    ],
    vocabulary_beyond: [
      "{path}: Das Token {token:quoted} hat die ID {id}, das Embedding hat aber nur {rows:number} Zeilen.",
      NO_MATCH,
    ],
    frame_beyond: [
      "{path}: Das Token, das um jeden Text gesetzt wird, hat die ID {id}, das Embedding hat aber nur {rows:number} Zeilen.",
      NO_MATCH,
    ],
    no_vocabulary: "{path}: hat kein Vokabular.",
    same_id: "{path}: Zwei Tokens haben dieselbe ID.",
    merge: "{path}: Der Merge {merge:quoted} führt nicht von Tokens zu einem Token.",
    id_taken: "{path}: gibt die ID {id} zwei Tokens, {other:quoted} und {token:quoted}.",
    added_entry: "{path}: added_tokens_decoder hat den Eintrag {id:quoted}, der kein Token ist.",
    token_without_id: "{path}: Das Token {token:quoted} hat keine ID.",
    added_without_content: "{path}: enthält ein hinzugefügtes Token ohne Inhalt.",
    foreign_id: [
      "Der Tokenizer lieferte das Token {token}, das Modell kennt aber nur {tokens:number}.",
      "Tokenizer und Modell gehören nicht zusammen. Bitte ein Modell laden, dessen Dateien zusammenpassen.",
    ],
  },
  size_mismatch: {
    too_long: [
      "{path} ist länger als die {size:number} Bytes, die es haben sollte.",
      "Die Datei wurde auf ihrem Server geändert. Bitte später noch einmal versuchen.",
    ],
    too_short: [
      "{path} endete nach {got:number} von {size:number} Bytes.",
      "Der Server hat vielleicht nur einen Teil geschickt. Bitte noch einmal versuchen.",
    ],
    ended_early: ["{path} endete zu früh.", "Bitte das Modell neu laden."],
    ends_before_tensor: "{path} endet vor {name}.",
    vocabularies: "Die Modelle haben {one:number} und {other:number} Tokens.",
  },
  integrity: {
    changed_on_way: [
      "{path} kam mit anderen Bytes an, als der Eigentümer veröffentlicht hat.",
      "Bitte noch einmal versuchen; geschieht es wieder, verändert der Server oder ein Proxy die Datei.",
    ],
    changed_in_copy: [
      "{path} hat andere Bytes, als das Manifest angibt.",
      "Der Ordner wurde geändert, oder das Kopieren brach ab. Bitte noch einmal vom Ursprungsort wählen.",
    ],
    changed_in_zip: [
      "{path} im gespeicherten Modell ist nicht mehr so, wie es gespeichert wurde.",
      "Die Datei wurde geändert, oder das Kopieren brach ab.",
    ],
    damaged: [
      "{names:list}: nicht so, wie das Manifest es angibt.",
      "Bitte das Modell neu konvertieren oder herunterladen.",
    ],
  },
  not_published: {
    signed_out: ["{host} nimmt das Token nicht an.", "Neu anmelden oder ein neues Token mit Schreibrecht anlegen."],
    not_allowed: [
      "{host} erlaubt diesem Token nicht, in {repo} zu schreiben.",
      "Dem Token Schreibrecht geben, unter einem eigenen Namen oder als Pull Request veröffentlichen.",
    ],
    not_there: [
      "{host} hat kein {repo} oder zeigt es diesem Token nicht.",
      "Die Schreibweise von Eigentümer und Namen prüfen.",
    ],
    public_there: [
      "{repo} gibt es auf {host} schon, und zwar öffentlich, obwohl es privat sein sollte. Nichts wurde gesendet.",
      "Einen anderen Namen wählen oder es dort zuerst privat machen.",
    ],
    name_taken: [
      "{repo} auf {host} enthält schon andere Dateien. Nichts wurde gesendet.",
      "Einen anderen Namen wählen oder jenes aktualisieren.",
    ],
    too_large: [
      "{path}: {bytes:bytes} sind mehr, als {host} annimmt.",
      "Mit weniger Bits konvertieren: hostless convert --dtypes q4.",
    ],
    busy: [
      "{host} bittet, {seconds:number} s zu warten.",
      "Danach noch einmal veröffentlichen; was hochgeladen ist, wird nicht noch einmal gesendet.",
    ],
    broken_off: [
      "Das Hochladen zu {host} brach ab: {reason:foreign}",
      "Es wurde nichts veröffentlicht. Noch einmal veröffentlichen: Was hochgeladen ist, wird nicht noch einmal gesendet.",
    ],
    unsure: [
      "{host} brach ab, bevor klar war, ob der Commit angekommen ist.",
      "{url} ansehen. Noch einmal zu veröffentlichen schadet nicht: Was schon da ist, wird nicht doppelt eingetragen.",
    ],
    changed_meanwhile: [
      "{repo} wurde inzwischen von anderer Seite geändert.",
      "Ansehen, was dort liegt, und noch einmal veröffentlichen.",
    ],
    refused: ["{host} lehnte mit Status {status} ab: {reason:foreign}", "Es wurde nichts veröffentlicht."],
    wrong_answer: [
      "{host} antwortete anders, als es sein Protokoll sagt, bei {field}.",
      "Es wurde nichts veröffentlicht. Die Adresse des Anbieters prüfen.",
    ],
    no_license: [
      "Die Karte nennt keine Lizenz, und ohne eine wird nichts veröffentlicht.",
      "Eine wählen, die Basismodell und Daten erlauben, etwa mit, und als license in die Karte schreiben.",
    ],
    no_consent: [
      "Niemand hat bestätigt, dass die Texte, aus denen dieser Adapter gelernt hat, veröffentlicht werden dürfen.",
      "Es dort bestätigen, wo der Adapter veröffentlicht wird, oder ihn für sich behalten.",
    ],
    no_base: [
      "Ein Adapter wird mit dem Repository des Modells veröffentlicht, für das er trainiert wurde, und {base:quoted} ist keines auf dem Hub.",
      "Bitte als Basismodell angeben: owner/name. Ist das Modell noch auf keinem Hub, zuerst das Modell veröffentlichen.",
    ],
    sign_in_failed: [
      "{host} hat die Anmeldung nicht abgeschlossen.",
      "Bitte von dieser Seite aus noch einmal anmelden.",
    ],
    site_changed: ["{path} dieser Website hat eine andere Version als ihre Dateiliste.", RELOAD],
    site_incomplete: [
      "{path} dieser Website konnte nicht geladen werden.",
      "Bitte die Verbindung prüfen; bleibt es dabei, liefert der Server diese Datei nicht aus.",
    ],
    no_token: ["Es gibt kein Token für {host}.", "{name} setzen oder sich mit den Werkzeugen des Anbieters anmelden."],
    other_model: [
      "{repo} enthält ein anderes Modell: {name} ist dort {theirs} und im Paket {ours}.",
      "Unter einem anderen Namen veröffentlichen.",
    ],
  },
  network: {
    storage: [
      "{host} verweist auf seinen Speicher, und der schickt diesem Browser nichts.",
      "Versuchen Sie es noch einmal, oder nehmen Sie Chrome, Edge oder Firefox: Safari bekommt Dateien von Modellen mit Anmeldung vielleicht nicht. Sie können sie auch dort herunterladen und hier auswählen.",
    ],
    unreadable: ["{url} konnte nicht gelesen werden: {reason:foreign}", CONNECTION],
    stalled: "{url} schickte {seconds:number} s lang nichts.",
    wrong_rest: "{url} schickte nicht den Rest, der angefordert war.",
    script: ["Ein Skript dieser Website konnte nicht geladen werden.", RELOAD],
  },
  offline: {},
  unauthorized: {
    token_unknown: [
      "{host} kennt dieses Token nicht.",
      "Fügen Sie das ganze Token noch einmal ein, oder erstellen Sie eines mit Leserecht.",
    ],
    status_401: [
      STATUS,
      "Das Modell ist privat oder zugangsbeschränkt, oder sein Name ist falsch geschrieben. Melden Sie sich beim Hub an, wenn Sie es lesen dürfen, oder wählen Sie ein öffentliches Modell.",
    ],
    status_403: [
      STATUS,
      "Sie haben noch keinen Zugang zu diesem Modell: Bitten Sie auf seiner Seite dort darum und versuchen Sie es dann erneut.",
    ],
    token_needed: [
      "{host} hat kein {name}, oder es ist privat oder zugangsbeschränkt.",
      "Bitte den Namen prüfen, oder HF_TOKEN auf ein Token setzen, das es lesen darf.",
    ],
    token_refused: [
      "{host} gibt {name} nicht an das Token in HF_TOKEN oder das von hf auth login.",
      "Bitte den Namen prüfen, das Token erneuern oder beim Inhaber um Zugang bitten.",
    ],
  },
  rate_limited: { status: [STATUS, "Bitte ein wenig warten und es dann noch einmal versuchen."] },
  server_error: { status: [STATUS, "Der Server hat ein Problem. Bitte später noch einmal versuchen."] },
  quota: {
    full: [
      "Dieser Browser gibt der Website keinen weiteren Speicherplatz.",
      "Auf dem Gerät Platz schaffen oder unter „Speicher“ ein Modell löschen.",
    ],
    converted:
      "Es ist kein Platz, um das konvertierte Modell zu speichern. Es ist weg, sobald die Seite geschlossen wird.",
    other_kept: "Es ist nicht auf diesem Gerät gespeichert. Das Modell ist weg, sobald die Seite geschlossen wird.",
    not_kept: "{why:failure} Das Modell ist weg, sobald die Seite geschlossen wird.",
  },
  storage: {
    failed: ["Der Speicher dieses Browsers hat versagt: {reason:foreign}", UNKEPT],
    lost: ["Der Speicher dieses Browsers hat versagt: Was geschrieben wurde, ist nicht da.", UNKEPT],
    none: "Dieser Browser gibt der Seite keinen Speicher.",
    history_stays: [
      "Der Verlauf konnte nicht gelöscht werden: {reason:foreign}",
      "Bitte noch einmal versuchen oder die Daten dieser Website in den Einstellungen des Browsers löschen.",
    ],
    pin_not_kept: [
      "Der Browser hat die Markierung nicht gespeichert: {reason:foreign}",
      "Gib Speicherplatz frei und versuch es noch einmal.",
    ],
    history_not_taken: [
      "Der Verlauf konnte sie nicht aufnehmen: {reason:foreign}",
      "Es wurde nichts hinzugefügt. Etwas Platz schaffen und noch einmal versuchen.",
    ],
    unreadable: [
      "{path} konnte nicht gelesen werden.",
      "Die Datei wurde vielleicht verschoben oder geändert: bitte noch einmal wählen.",
    ],
    disk_full: [
      "{path} kann nicht geschrieben werden: Der Datenträger ist voll.",
      "Platz schaffen oder mit --out einen anderen Ordner angeben.",
    ],
    unwritable: [
      "{path} kann nicht geschrieben werden: {reason:foreign}.",
      "Bitte mit --out einen anderen Ordner angeben.",
    ],
  },
  out_of_memory: {
    engine: ["Der Arbeitsspeicher reicht nicht: {reason:foreign}.", FEWER_TEXTS],
    kernel: ["Der Arbeitsspeicher reicht nicht für den Kernel selbst: {bytes:bytes} wurden angefordert.", FEWER_TEXTS],
    weights: [
      "Der Arbeitsspeicher reicht nicht für die Gewichte des Modells: {bytes:bytes} wurden angefordert.",
      FEWER_TEXTS,
    ],
    shared: [
      "Der gemeinsame Speicher der Threads reicht nicht für das Modell und einen Text: {bytes:bytes} wurden angefordert.",
      FEWER_TEXTS,
    ],
    row: [
      "Der Arbeitsspeicher reicht nicht für eine weitere Zeile des Caches: {bytes:bytes} wurden angefordert, {held:bytes} sind belegt.",
      FEWER_TEXTS,
    ],
    cache: [
      "Der Arbeitsspeicher reicht nicht für den Key/Value-Cache des Textes: {bytes:bytes} wurden angefordert, {held:bytes} sind belegt.",
      FEWER_TEXTS,
    ],
    adapter: [
      "Der Arbeitsspeicher reicht nicht für den Adapter: {bytes:bytes} wurden angefordert, {held:bytes} sind belegt.",
      FEWER_TEXTS,
    ],
    hash: [
      "Der Arbeitsspeicher reicht nicht, um die Prüfsumme einer Datei zu berechnen: {bytes:bytes} wurden angefordert, {held:bytes} sind belegt.",
      FEWER_TEXTS,
    ],
    product: [
      "Der Arbeitsspeicher reicht nicht für ein Produkt: {bytes:bytes} wurden angefordert, {held:bytes} sind belegt.",
      FEWER_TEXTS,
    ],
    training: [
      "Der Arbeitsspeicher reicht nicht für das Fine-Tuning: {bytes:bytes} wurden angefordert, {held:bytes} sind belegt.",
      "Bitte ein kleineres Modell, kürzere Texte oder einen kleineren Rang wählen.",
    ],
    tensor: [
      "Der Arbeitsspeicher reicht nicht für {name}: {bytes:bytes} wurden angefordert, {held:bytes} sind belegt.",
      FEWER_TEXTS,
    ],
    runtime: ["Das Modell passt nicht in den Speicher dieses Geräts: {reason:foreign}", MEMORY],
    runtime_weights: [
      "Das Modell ({bytes:bytes} Gewichte) passt nicht in den Speicher dieses Geräts: {reason:foreign}",
      MEMORY,
    ],
  },
  nan_logits: {
    logits: [
      "Das Modell lieferte NaN oder unendliche Logits.",
      "Seine Gewichte sind beschädigt oder passen nicht zu diesem Gerät. Einen anderen dtype oder ein anderes Backend versuchen oder das Modell neu laden.",
    ],
  },
  self_test_failed: {
    wrong_tokens: ["Der Selbsttest ergab {right:number} von {steps:number} bekannten Tokens.", OTHER_DTYPE],
    could_not_run: ["Das Modell ließ sich nicht ausführen: {why:failure}", OTHER_DTYPE],
  },
  no_backend: {
    none_works: [
      "Auf diesem Gerät lässt sich das Modell auf keine Weise ausführen ({tried:failures}).",
      "Einen anderen Browser oder ein kleineres Modell versuchen.",
    ],
    device: ["Dieses Modell kann auf diesem Gerät nicht laufen.", OTHER_BACKEND],
    choice: ["Dieses Modell kann nicht mit {choice} laufen.", OTHER_BACKEND],
    choice_both: ["Dieses Modell kann nicht auf {backend} mit {dtype} laufen.", OTHER_BACKEND],
    no_gpu: ["Dieses Modell kann nicht auf {choice} laufen: {why:failure}.", OTHER_BACKEND],
    no_gpu_both: ["Dieses Modell kann nicht auf {backend} mit {dtype} laufen: {why:failure}.", OTHER_BACKEND],
    runtime_unreachable: ["ONNX Runtime konnte nicht von {url} geladen werden: {reason:foreign}.", CONNECTION],
    runtime_status: [
      "ONNX Runtime konnte nicht von {url} geladen werden: Der Server antwortete mit Status {status}.",
      CONNECTION,
    ],
    no_webassembly: [
      "WebAssembly ist in diesem Browser ausgeschaltet, und das Modell braucht es.",
      "Diese Website in den Einstellungen des Browsers erlauben (auf iPhone oder iPad: den Blockierungsmodus für sie ausschalten) oder einen anderen Browser verwenden.",
    ],
    no_simd: [
      "WebAssembly hat in diesem Browser keine SIMD-Befehle, und das Modell braucht sie.",
      "Einen neueren Browser verwenden: Chrome oder Edge ab Version 91, Firefox ab 89, Safari ab 16.4.",
    ],
    no_kernel: ["kernel.wasm fehlt.", "So wird es gebaut: npm run build:kernel"],
  },
  gpu_lost: { lost: ["Die GPU ist ausgefallen: {reason:foreign}", "Die Seite startet sie von selbst neu."] },
  not_loaded: {
    not_kept: [
      "{name} ist nicht auf diesem Gerät.",
      "Öffnen Sie es zuerst auf der Seite mit dem Formular und laden Sie dann diese Seite neu.",
    ],
    none: ["Es ist kein Modell geladen.", "Bitte zuerst ein Modell laden."],
    given_up: "Das Modell wurde bereits freigegeben.",
    not_yet: "Auf der Seite wurde noch kein Modell geladen.",
    loading: "Das Modell wird geladen.",
    downloading: "Das Modell wird heruntergeladen ({percent:number} %).",
    converting: "Das Modell wird konvertiert ({percent:number} %).",
    starting: "Das Modell wird gestartet ({percent:number} %).",
    thread_lost: "Der Thread des Modells ging verloren: {why:failure}",
    load_failed: "{why:failure}",
    no_page_open: "Keine Seite dieser Website ist offen.",
    no_page: [
      "Keine Seite, die rechnet, ist offen.",
      "Bitte die Website in einem Tab öffnen oder ihre api.js auf dieser Seite importieren und erneut aufrufen, sobald das Modell geladen ist.",
    ],
    outside_site: [
      "Diese Seite liegt nicht in {base}, deshalb sieht der Service Worker der Website ihre Aufrufe nicht.",
      "Bitte die Seite dorthin verschieben oder das Modell über die sdk.js der Website aufrufen, die auf jeder Seite funktioniert.",
    ],
    no_service_worker: [
      "Dieser Browser oder dieses Fenster erlaubt hier keinen Service Worker.",
      "Bitte die Seite über https oder auf localhost in einem normalen Fenster öffnen.",
    ],
  },
  busy: {
    queue: "{most:number} Aufrufe laufen oder warten bereits; bitte gleich noch einmal versuchen.",
    training: "In einem anderen Tab dieser Website wird gerade ein Modell unterrichtet; es geht immer nur eines.",
  },
  cancelled: {
    training: "Das Training wurde angehalten, bevor etwas gelernt war.",
    load: "Das Laden wurde abgebrochen.",
    score: "Das Bewerten des Textes wurde abgebrochen.",
    waiting: "Der Lauf wurde abgebrochen, bevor das Modell bereit war.",
    interrupted: "Die Seite wurde geschlossen, bevor dieser Text fertig war.",
    other_loading: "Ein anderes Modell wird geladen.",
    other_loaded: "Ein anderes Modell wurde geladen.",
    closed: "Die Engine wurde geschlossen.",
    not_needed: "{path} wird nicht mehr gebraucht.",
    request: "Die Anfrage wurde abgebrochen.",
  },
  page_closed: {
    closed: [
      "Die Seite, die die Antwort berechnete, wurde geschlossen.",
      "Bitte eine Seite der Website offen lassen und erneut aufrufen.",
    ],
    not_in_time: ["Die Seite, die die Antwort berechnete, wurde geschlossen.", NOT_IN_TIME],
  },
  page_asleep: {
    silent: [
      "Die Seite, die die Antwort berechnete, schweigt seit {seconds:number} Sekunden; Browser legen Tabs im Hintergrund schlafen.",
      "Bitte diese Seite in den Vordergrund holen und erneut aufrufen.",
    ],
    not_in_time: [
      "Die Seite, die die Antwort berechnete, schweigt seit {seconds:number} Sekunden; Browser legen Tabs im Hintergrund schlafen.",
      NOT_IN_TIME,
    ],
  },
  unsendable: { answer: "Der Thread des Modells konnte seine Antwort nicht senden: {reason:foreign}." },
  worker_died: {
    ended: ["Der Thread des Modells wurde beendet: {reason:foreign}", RESTARTED],
    not_loaded: ["Der Thread des Modells wurde beendet: Sein Skript konnte nicht geladen werden.", RELOAD],
    message: ["Der Thread des Modells wurde beendet: Eine Nachricht konnte nicht gelesen werden.", RESTARTED],
  },
  worker_hung: {
    silent: ["Der Thread des Modells gab {seconds:fixed} s lang kein Lebenszeichen.", RESTARTED],
    not_started: ["Der Thread des Modells startete nicht innerhalb von {seconds:fixed} s.", RELOAD],
  },
  internal: {
    error: "{reason:foreign}",
    onnx_runtime: "ONNX Runtime ist gescheitert: {reason:foreign}",
    no_tensor: "Es gibt keinen Tensor {name:quoted}.",
    not_a_file: "{name} kam nicht als Datei an.",
  },
  note: {
    allowed_number: "eine Zahl von {min:number} bis {max:number}",
    allowed_whole: "eine ganze Zahl von {min:number} bis {max:number}",
    allowed_flag: "true oder false",
    allowed_stopping: 'true, false oder "never"',
    allowed_texts: "eine Liste von höchstens {most:number} Texten aus 1 bis {longest:number} Zeichen",
    allowed_ends: "die Nummer eines Tokens oder eine Liste von höchstens {most:number} Nummern",
    allowed_tokens: "eine Liste von höchstens {most:number} Tokennummern",
    allowed_runs: "eine Liste von höchstens {most:number} Listen aus 1 bis {longest:number} Tokennummern",
    allowed_biases:
      "eine Liste von höchstens {most:number} Paaren, je eine Liste aus 1 bis {longest:number} Tokennummern und ein Wert",
    allowed_decay: "zwei Zahlen: neue Tokens ab 0 und ein Faktor über 0",
    allowed_described: "wie beschrieben",
    lora: "ein LoRA-Adapter",
    lora_for: "ein LoRA-Adapter für {base:quoted}",
    adapter: "ein Adapter vom Typ {type:quoted}",
    adapter_for: "ein Adapter vom Typ {type:quoted} für {base:quoted}",
    adapter_beside:
      "Der Adapter wurde mit den Gewichten neben ihm zusammengeführt. Falls sie ihn schon enthalten, {path} entfernen und neu konvertieren.",
    fault_pattern: "Muster {pattern:quoted}: {fault:failure}",
    fault_length: "zu lang",
    fault_closing: "„)“ ohne „(“",
    fault_opening: "„(“ ohne „)“",
    fault_depth: "zu tief verschachtelt",
    fault_folding: "Groß- und Kleinschreibung wird ignoriert, wo zwei Buchstaben zu einem werden",
    fault_case: "Groß- und Kleinschreibung von „{character}“ wird ignoriert",
    fault_class_case: "Groß- und Kleinschreibung einer Klasse wird ignoriert",
    fault_repeats_nothing: "„{character}“ wiederholt nichts",
    fault_repeats_empty: "Wiederholung von etwas, das leer sein kann",
    fault_replaces_empty: "Ersetzung von etwas, das leer sein kann",
    fault_group: "Gruppe „{group}“",
    fault_property: "Eigenschaft „{name}“",
    fault_escape: "Escape „{escape}“",
    fault_class: "„[“ ohne „]“",
    fault_inner_class: "Klasse in einer Klasse",
    fault_inside_class: "„{escape}“ in einer Klasse",
    fault_range: "Bereich ohne Ende",
    fault_prefix_space: "add_prefix_space false zusammen mit dem prepend_scheme „{scheme}“",
    fault_scheme: "prepend_scheme „first“ hinter anderen Teilen",
    fault_charsmap: "ein precompiled_charsmap, das keines ist",
    fault_charsmap_beyond: "ein precompiled_charsmap, das auf eine Stelle hinter seinem Ende verweist",
    fault_twins: "zwei Tokens, die normalisiert dasselbe sind",
    fault_vanishes: "ein Token, von dem normalisiert nichts übrig bleibt",
    fault_template: "der Text kommt nicht genau einmal vor",
    fault_template_token: "ein Token wird genannt, aber nicht beschrieben",
    fault_framed_twice: "um die Tokens einer Vorlage kommen weitere",
    no_webgpu: "kein WebGPU in diesem Browser",
    no_adapter: "kein WebGPU-Adapter",
    webgpu_failed: "WebGPU ist gescheitert: {reason:foreign}",
    gpu_lost: "die GPU ist ausgefallen",
    gpu_emulated: "die GPU wird nur emuliert",
    gpu_files: "die GPU kann die Dateien dieses Modells nicht ausführen",
    gpu_other_file: "die GPU bräuchte eine andere Datei dieses Modells als die CPU und wurde deshalb nicht ausprobiert",
    gpu_needless: "ein so kleines Modell braucht keine GPU",
    gpu_later: "die GPU wird gemessen, sobald der erste Text geschrieben ist",
    gpu_unfinished: "die GPU wurde nicht gemessen: zwei Versuche kamen nie zu Ende",
    large_model: "großes Modell",
    chosen: "selbst gewählt",
    fastest: "das schnellste von {count:number} gemessenen",
    fastest_before: "bei der Messung das schnellste",
    refused: "{backend} wurde abgelehnt: {why:failure}",
    backend: "{backend}: {why:failure}",
    generation_config: "generation_config.json ist kein JSON-Objekt und wurde weggelassen.",
    setting_unsupported:
      "{name} {value:quoted} des Modells wird hier nicht unterstützt: transformers schreibt andere Texte.",
    setting_range: "{name} {value:quoted} des Modells liegt außerhalb des Bereichs und wurde weggelassen.",
    setting_token:
      "{name} {value:quoted} des Modells nennt ein Token außerhalb seines Vokabulars von {tokens:number} und wurde weggelassen.",
    setting_cut: "{name} {value:quoted} des Modells wird auf {most:number} gekürzt.",
    custom_architecture: "{path}: wird als GPT-2 gelesen, obwohl die Architektur {name:quoted} heißt.",
    cross_attention: "Die Cross-Attention bleibt weg: Ohne Encoder tut sie nichts.",
    heads_taken:
      '{path}: sagt nicht, wie viele Heads es hat; angenommen werden {heads:number} und die Aktivierung von GPT-2, wie bei GPT-2 und minGPT dieser Größe. Sind es andere, bitte eine config.json mit "n_head" danebenlegen.',
    gpt2_tokenizer:
      "Unter den Dateien ist kein Tokenizer. Das Embedding hat die Größe von GPT-2, also wird dessen Tokenizer verwendet; wurde mit einem anderen trainiert, bitte dessen Dateien mit auswählen.",
    other_vocabulary:
      "tokenizer.json und die Vokabular-Dateien daneben ergeben in {count:number} von {lines:number} Zeilen andere IDs, etwa bei {line:quoted}. Wie in transformers gilt tokenizer.json; wurde mit den anderen trainiert, bitte diese Datei löschen.",
    tokenizer_as_file:
      "{path}: wird übernommen, wie es ist, obwohl tokenizer_class {name} ist: {part} ist nicht das von GPT-2.",
    unknown_class: "{path}: unverändert übernommen wie in transformers 5, das keine tokenizer_class {name} kennt.",
    tokenizer_part:
      "{path}: {part} wird nicht verwendet, wie in transformers 5 mit tokenizer_class {name}. Wurde das Modell damit trainiert, bitte tokenizer_class auf PreTrainedTokenizerFast setzen.",
    frame_setting: "tokenizer_config.json: {name} hat neben tokenizer.json keine Wirkung, wie in transformers 5.",
    frame_settings:
      "tokenizer_config.json: {name} und {other} haben neben tokenizer.json keine Wirkung, wie in transformers 5.",
    other_id: "Das hinzugefügte Token {token:quoted} bekommt die ID {found}, nicht {id}, wie in Python.",
    token_without_row:
      "Das hinzugefügte Token {token:quoted} hat die ID {id}, das Embedding hat aber nur {rows:number} Zeilen: Texte damit werden abgelehnt. Vor dem Training model.resize_token_embeddings(len(tokenizer)) aufrufen.",
    unhealed_suffix: "token_healing hat keine Wirkung: Der Tokenizer des Modells hängt an jeden Prompt ein Token an.",
    unhealed_text:
      "token_healing hat keine Wirkung: Der Tokenizer des Modells gibt einen Text nicht so zurück, wie er war.",
    card_added: "Zur Karte hinzugefügt: {name}.",
    card_lacks: "Der Karte fehlt: {name}.",
  },
};
