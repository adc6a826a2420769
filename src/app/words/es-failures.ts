import type { FailureSentences } from "../../contract/failure-parameters.ts";

const EXPORTED_HISTORY = "Elige un archivo guardado con «Exportar» en el historial.";
const FEWER_TEXTS = "Cierra otras pestañas, pide menos textos o más cortos, o usa un modelo más pequeño.";
const CONNECTION = "Comprueba la conexión e inténtalo de nuevo.";
const RELOAD = "Comprueba la conexión y recarga la página.";
const RESTARTED = "Se ha reiniciado. Inténtalo otra vez; si vuelve a ocurrir, elige un modelo más pequeño.";
const LINK_AGAIN = "Pide el enlace de nuevo; el formulario funciona sin él.";
const HUB_NAME = "Escríbelo como owner/name, por ejemplo openai-community/gpt2, o pega su dirección en huggingface.co.";
const REPOSITORY = "Un repositorio se escribe owner/name, con @ y una revisión si quieres.";
const SDK = "Usa connect() del sdk.js de este sitio.";
const OTHER_DTYPE = "Elige otro dtype; si ocurre con todos, los archivos del modelo están dañados.";
const WHOLE_COPY = "Elige otro modelo o una copia completa de este.";
const OTHER_MODEL = "Elige otro modelo o avisa a su propietario.";
const RESAVE =
  "Carga el modelo en Python con transformers y guárdalo otra vez: model.save_pretrained(NEW), tokenizer.save_pretrained(NEW).";
const MERGE_INSTEAD = "Combínalo: hostless convert ADAPTER --base BASE --out PACKAGE, o elígelo solo en la página.";
const MERGE =
  "Combínalo con su base en Python y elige el resultado: AutoPeftModelForCausalLM.from_pretrained(FOLDER).merge_and_unload().save_pretrained(NEW), con el tokenizador al lado.";
const ADD_TOKENIZER =
  "Añade tokenizer.json, o vocab.json y merges.txt: en Python, AutoTokenizer.from_pretrained(NAME).save_pretrained(FOLDER) con el tokenizador con el que se entrenó el modelo.";
const AGAIN = "Consigue el archivo de nuevo.";
const ZIP = "Elige el zip de la carpeta de un modelo, o un archivo guardado con «Exportar» o «Guardar paquete».";
const UNPACK = "Descomprímelo y elige la carpeta.";
const UNPACK_AND_SEE = "Descomprímelo, mira qué archivos contiene y elige la carpeta.";
const UNSAFE =
  "Puede que no sea peligroso, pero podría ejecutar código en Python. Pide a su propietario un archivo safetensors.";
const GPT2_ONLY = "Se admite GPT-2 en todos sus tamaños, incluidos DistilGPT2 y DialoGPT: {names:list}.";
const OTHER_BACKEND = "Elige otro motor o, de {dtypes:list}, un dtype que el modelo tenga.";
const OWN_VALUE = "Cambia {name} u omítelo para usar el valor del modelo.";
const JSON_HOST = "Comprueba que el nombre del modelo es correcto y que el servidor entrega sus archivos sin cambios.";
const GRAPH_EXPORT = "Expórtalo para generación de texto con «past», o enlaza un repositorio con los pesos de PyTorch.";
const FOLDER_GRAPH = "Un checkpoint se convierte en paquete con: hostless convert {folder} --out DIR";
const NOT_IN_TIME =
  "Ninguna otra página tuvo la respuesta a tiempo. Vuelve a llamar: empieza desde el principio; un flujo muestra el texto mientras se escribe.";
const FEWER_BITS = "Elige un modelo más pequeño o pesos de menos bits.";
const OTHER_IDS = "Sin esta parte, las palabras tendrían otros identificadores que en el entrenamiento.";
const NO_MATCH = "El tokenizador y los pesos no van juntos.";
const MEMORY = "Cierra otras pestañas, o elige un modelo o un dtype más pequeño.";
const UNKEPT = "El modelo funciona, pero no se guarda en este dispositivo.";
const STATUS = "{url} respondió con el estado {status}." as const;

/** What failures say in Spanish. */
export const esFailures: FailureSentences = {
  bad_request: {
    request: ["La petición es incorrecta en {field}.", "Da un prompt y, si quieres, parámetros."],
    prompt: [
      "El prompt debe ser un texto de {characters:number} caracteres como máximo, o una lista de 1 a {prompts:number} textos así.",
      "Acorta el prompt o dalo como texto.",
    ],
    chat_long: [
      "La conversación tiene {characters:number} caracteres. Se admiten {most:number} como máximo.",
      "Omita los mensajes más antiguos.",
    ],
    parameter: ["{name} debe ser {allowed:failure}.", OWN_VALUE],
    parameter_given: ["{name} debe ser {allowed:failure}, no {given}.", OWN_VALUE],
    unknown_parameter: ["No existe el parámetro {name}.", "Omítelo o comprueba cómo se escribe."],
    unknown_parameter_meant: [
      "No existe el parámetro {name}; ¿querías decir {meant}?",
      "Omítelo o comprueba cómo se escribe.",
    ],
    unknown_parameter_near: ["No existe el parámetro {name}.", "¿Querías decir {meant:either}?"],
    continued_list: [
      "Los tokens a partir de los que se continúa pertenecen a un solo prompt, no a una lista.",
      "Da un solo prompt como texto.",
    ],
    samples_over_beams: [
      "num_return_sequences ({samples:number}) no debe superar num_beams ({beams:number}).",
      "Baja num_return_sequences o sube num_beams.",
    ],
    best_of_under: [
      "best_of ({best_of:number}) no debe ser menor que num_return_sequences ({wanted:number}).",
      "Sube best_of o pide menos textos.",
    ],
    best_of_beams: [
      "best_of {best_of:number} elige entre textos sorteados, pero num_beams {beams:number} busca uno solo.",
      "Omite best_of o num_beams.",
    ],
    best_of_greedy: [
      "best_of {best_of:number} necesita do_sample: sin azar, los {best_of:number} textos son iguales.",
      "Pon do_sample en true u omite best_of.",
    ],
    unknown_token: [
      "{name} es {token}, pero el modelo solo tiene {tokens:number} tokens.",
      "Omite {name} o indica un token de 0 a {last}.",
    ],
    chat_refused: [
      "La plantilla de chat del modelo rechaza la conversación o no se puede leer: {reason:foreign}",
      "Cambia los mensajes o envía un prompt a api/v1/completions.",
    ],
    chat_endless: [
      "La plantilla de chat del modelo no termina dentro de lo permitido.",
      "Envía un prompt a api/v1/completions.",
    ],
    no_chat: ["El modelo no tiene plantilla de chat: continúa un texto.", "Envía un prompt a api/v1/completions."],
    all_banned: [
      "Los parámetros prohíben juntos todos los tokens: bad_words, suppress_tokens, las longitudes mínimas y similares.",
      "Quita palabras prohibidas o tokens suprimidos, o baja no_repeat_ngram_size, min_length o min_new_tokens.",
    ],
    max_length: [
      "El prompt tiene {tokens:number} tokens, pero max_length es {max_length:number} contando el prompt.",
      "Sube max_length, acorta el prompt o usa max_new_tokens, que no cuenta el prompt.",
    ],
    empty_prompt: [
      "El prompt está vacío y el modelo no tiene bos_token_id con el que empezar.",
      "Escribe al menos un carácter.",
    ],
    unknown_bos: [
      "bos_token_id es {token}, pero el modelo solo tiene {tokens:number} tokens.",
      "Omite bos_token_id para usar el del modelo.",
    ],
    no_such_position: [
      "position es {position:number}, pero el texto tiene {tokens:number} tokens.",
      "Introduce un número entero de 0 a {tokens:number}.",
    ],
    nothing_before: [
      "No hay nada antes de esta posición y el modelo no tiene un token que empiece un texto.",
      "Pide una posición de al menos 1.",
    ],
    nothing_to_score: [
      "El texto no tiene ningún token que evaluar.",
      "Da un texto de al menos dos tokens, unas pocas palabras.",
    ],
    link_later: ["El enlace compartido se hizo con una versión posterior de este sitio.", LINK_AGAIN],
    link_long: ["El enlace compartido supera {characters:number} caracteres.", LINK_AGAIN],
    link_cut: ["El enlace compartido está cortado o dañado.", LINK_AGAIN],
    link_damaged: ["El enlace compartido está dañado en {place}.", LINK_AGAIN],
    link_start: ["El enlace compartido está dañado al principio.", LINK_AGAIN],
    link_model: ["El enlace no indica ningún modelo que se pueda abrir: {why:failure}", HUB_NAME],
    no_name: ["No se indica ningún modelo.", HUB_NAME],
    not_hub_address: ["«{name}» no es una dirección del Hugging Face Hub.", HUB_NAME],
    not_hub_name: ["«{name}» no es el nombre de un repositorio del Hub.", HUB_NAME],
    not_model_address: ["«{name}» no es la dirección de un modelo.", HUB_NAME],
    not_repository: ["«{name}» no es el nombre de un repositorio del Hub, owner/name.", REPOSITORY],
    not_revision: ["«{name}» no es el nombre de una revisión.", REPOSITORY],
    not_site_folder: ["«{name}» no es el nombre de una carpeta de este sitio.", REPOSITORY],
    frame_address: "La dirección del marco está dañada en {field}.",
    frame_model: ["El modelo del marco: {why:failure}", HUB_NAME],
    not_a_call: ["{method} recibió algo que no es una llamada.", SDK],
    id_running: ["Ya hay en curso una petición con el id {id:quoted}.", "Da a cada petición un id propio."],
    not_a_method: ["El marco recibió algo que no es una llamada a uno de sus métodos.", SDK],
    not_converted: ["{name} no se convirtió aquí.", "Se puede exportar en «Almacenamiento»."],
    unreadable_file: "No se puede leer el archivo {path}.",
    unwritable_file: "No se puede escribir el archivo {path}.",
    no_end_token: "El modelo no indica ningún token que termine un texto, y --lines lo necesita.",
    out_is_file: ["{path} es un archivo.", "Indica una carpeta con --out."],
    out_not_empty: ["{path} no está vacía.", "Indica una carpeta vacía o que aún no exista."],
    out_other_training: [
      "{path} contiene un entrenamiento sin terminar con otros textos, opciones o pesos, o de otra versión.",
      "Indica los mismos para continuarlo, indica otra carpeta con --out o borra {state}.",
    ],
    out_is_package: ["{path} no está vacía.", "Añade --force para reemplazar el paquete que hay ahí."],
    text_line: [
      "La línea {line:number} de {path} no es JSON.",
      "Cada línea debe ser un texto JSON o un objeto que tenga uno.",
    ],
    text_field: [
      "La línea {line:number} de {path} no tiene texto en {field:quoted}.",
      "Indica el campo que contiene el texto.",
    ],
    few_texts: [
      "Se puede aprender de {usable:number} de {texts:number} textos; hacen falta al menos {least:number}.",
      "Añade textos; unos cientos dan un estilo.",
    ],
    nothing_learned: [
      "El entrenamiento empeoró el modelo con los textos reservados (perplejidad {before:fixed}), así que no se guardó nada.",
      "Añade textos o indica una tasa menor.",
    ],
    merged_value: [
      "Con el adaptador integrado, {name:quoted} tiene el valor {value:number}; la precisión media solo llega a {most:number}.",
      "Guarda solo el adaptador o entrénalo con una tasa menor.",
    ],
    nothing_to_shrink: [
      "El adaptador no cambia nada en el modelo, así que no hay nada que poner en un enlace.",
      "Entrénalo hasta que cambie lo que escribe el modelo.",
    ],
    not_shrunk: [
      "El adaptador no se puede reducir lo bastante para un enlace: {why:failure}",
      "Guárdalo como ZIP; en la línea de órdenes está en la carpeta de --out.",
    ],
    text_encoding: ["{path} no es texto UTF-8.", "Guárdalo como UTF-8 o elige un archivo de texto."],
    text_column: ["{path} no tiene la columna {field:quoted}.", "Tiene: {columns:quotedList}."],
    text_table: [
      "La línea {line:number} de {path} no es CSV: {reason:foreign}",
      "Guarda la tabla de nuevo como CSV o da los textos uno por línea.",
    ],
  },
  model_not_found: {
    status: [STATUS, "Comprueba cómo se escriben el nombre y la revisión del modelo."],
    not_kept: ["Este modelo ya no está guardado en este dispositivo.", "Ábrelo de nuevo desde su origen."],
    not_kept_whole: [
      "{name} ya no está guardado entero en este dispositivo.",
      "Abre de nuevo sus archivos o su paquete guardado.",
    ],
    no_adapter: [
      "{model} no tiene ningún adaptador {name}.",
      "Nombra uno de sus adaptadores, o ninguno para el modelo tal como es.",
    ],
    adapter_unreadable: [
      "El adaptador {name} ya no está en este dispositivo o no se puede leer.",
      "Ábrelo de nuevo desde su archivo o elimínalo en «Almacenamiento».",
    ],
    no_hub_folder: [
      "{repo} no tiene la carpeta {folder}.",
      "Comprueba el nombre de la carpeta o abre el repositorio entero como {repo}.",
    ],
    no_folder: "No existe la carpeta {path}.",
  },
  no_usable_files: {
    training_base: [
      "{name} no está guardado en este dispositivo como paquete al que se pueda enseñar.",
      "Cárgalo primero en la página: lo convertido queda entonces guardado. Si el navegador no guarda nada, enseña al modelo de este sitio.",
    ],
    config_missing: [
      "{path}: falta config.json a su lado.",
      "config.json indica el tamaño del modelo. Elige toda la carpeta que escribió model.save_pretrained, con config.json y los archivos del tokenizador.",
    ],
    no_package: [
      "{folder} no es un paquete de modelo.",
      "Crea primero uno a partir del checkpoint: hostless convert DIR --out PACKAGE.",
    ],
    no_config: [
      "No hay config.json entre los archivos.",
      "Elige la carpeta de un checkpoint de GPT-2 tal como está en el Hugging Face Hub.",
    ],
    no_weights: ["No hay pesos entre los archivos.", "Hace falta uno de estos: {names:list}."],
    hparams_missing: [
      "{path}: falta hparams.json a su lado.",
      "Indica el tamaño del modelo. Elige la carpeta entera, con gpt-2-simple checkpoint/run1: contiene hparams.json, encoder.json y vocab.bpe.",
    ],
    tensorflow_checkpoint: [
      "{path}: parte de un checkpoint de TensorFlow cuyo archivo .index no está, o uno de la forma antigua en un solo archivo.",
      "Elige la carpeta entera: checkpoint, hparams.json y los archivos .index y .data. TensorFlow guarda de nuevo uno antiguo con tf.compat.v1.train.Saver().save.",
    ],
    nanogpt: [
      "{path}: no es un archivo de torch.save, o es uno de varios y ninguno lleva el nombre del último.",
      "Elige el que quieras, solo o con su tokenizador.",
    ],
    keras_numbers: [
      "{path}: pesos tal como los guarda Keras 3, con números en lugar de nombres.",
      "Cárgalos en Python en TFGPT2LMHeadModel y guárdalo: model.save_pretrained(NEW).",
    ],
    packed_archive: ["{path}: está comprimido de una forma que aquí no se puede abrir.", UNPACK],
    other_weights: ["{path}: pesos con otro nombre, que aquí no se admiten.", RESAVE],
    unsupported_part: ["{path}: {part:quoted} del formato {format} no se admite.", RESAVE],
    quantization: [
      "{path}: {name:quoted} está guardado como {dtype}, que no se admite.",
      "Elige un archivo con F16, Q8_0, Q4_0 o cuantización K, como Q4_K_M.",
    ],
    in_zip: ["{zip}: {why:failure}", "{why:hint}"],
    other_archive: [
      "{zip}: no contiene un modelo, sino otro archivo comprimido: {inner:quoted}.",
      "Descomprímelo y elige lo que contiene.",
    ],
    several_models: [
      "{from}: contiene {count:number} modelos: {names:quotedList}.",
      "Elige la carpeta o el zip de uno de ellos.",
    ],
    adapter_alone: [
      "{path}: {adapter:failure} solo, sin los pesos con los que se entrenó.",
      "Elige también los archivos de su base, en una carpeta o un zip: config.json y los pesos con los que se entrenó.",
    ],
    adapter_unmerged: [
      "{path}: contiene {name:quoted}, de un adaptador que no se combinó, y ningún archivo indica su lora_alpha.",
      "Pon su adapter_config.json junto a los pesos. La línea de comandos también acepta el número: hostless convert DIR --lora-alpha N.",
    ],
    adapter_without_file: [
      "{path}: faltan los tensores del adaptador.",
      "Añade adapter_model.safetensors o adapter_model.bin de la misma carpeta.",
    ],
    no_adapter_config: [
      "No hay adapter_config.json.",
      "Elige la carpeta que escribió PEFT: model.save_pretrained(FOLDER).",
    ],
    adapter_empty: [
      "{path}: pertenece a un adaptador sin tensores.",
      "Guarda el adaptador otra vez: model.save_pretrained(NEW).",
    ],
    several_adapters: [
      "{path}: contiene los adaptadores {names:quotedList}.",
      "Guarda solo el que quieres: model.save_pretrained(NEW, selected_adapters=[NAME]).",
    ],
    no_graph: [
      "El modelo no tiene ningún archivo ONNX que pueda funcionar aquí.",
      "Su repositorio necesita archivos ONNX, safetensors o pytorch_model.bin.",
    ],
    no_file: ["{name} no tiene el archivo {path}.", WHOLE_COPY],
    no_model_file: [
      "El modelo no tiene {path}.",
      "Elige un repositorio o una carpeta con todos los archivos de un modelo GPT-2.",
    ],
    no_tensor: "El modelo no tiene el tensor {name}, o solo una parte.",
    not_whole: ["{path} de {name} no está guardado entero.", "Carga el modelo otra vez y después guárdalo."],
    made_not_whole: [
      "{path} de {name} ya no está guardado entero en este dispositivo.",
      "Abre de nuevo el modelo desde su origen: sus archivos, su repositorio o su paquete guardado.",
    ],
    graph_without_cache: [
      "El grafo ONNX no acepta la caché de claves y valores que esta página necesita.",
      GRAPH_EXPORT,
    ],
    graph_input: ["El grafo ONNX pide la entrada «{name}», que esta página no puede dar.", GRAPH_EXPORT],
    graph_without_logits: "El grafo no tiene la salida «logits».",
    folder_lacks: "{folder} no contiene {path}.",
    folder_without_graph: ["{folder} no tiene ningún grafo {dtype}.", `Tiene: {have:list}. ${FOLDER_GRAPH}`],
    folder_without_graphs: ["{folder} no tiene ningún grafo {dtype}.", `No tiene ninguno. ${FOLDER_GRAPH}`],
    no_dtype_file: "El modelo no tiene {path}.",
    not_package: ["Falta {path}: no es un paquete de modelo.", "Crea uno: hostless convert DIR --out PACKAGE."],
    not_site: [
      "{path} no es un sitio construido: falta {name}.",
      "Constrúyelo con npm run build e indica su carpeta con --site.",
    ],
  },
  unsupported_architecture: {
    activation: ["{path}: activation_function {name} no se admite.", "Se admiten: {names:list}."],
    trained_activation: [
      "{path}: activation_function {name} no se admite. Tiene pesos propios en cada capa, que aquí no se leen.",
      "Se admiten: {names:list}.",
    ],
    architecture: ["{path}: {name:quoted} no se admite.", GPT2_ONLY],
    quantized: ["{path}: no se admite un GPT-2 ya cuantizado.", GPT2_ONLY],
    no_model_type: ["{path}: no se admite un modelo sin model_type.", GPT2_ONLY],
    adapter_setting: ["{path}: {field} {value:quoted} no se admite.", MERGE],
    adapter_backend: [
      "Un adaptador aparte solo funciona en el kernel, y el modelo funciona en {backend}.",
      "Ejecuta un paquete de este proyecto en la CPU: en la página, en Dispositivo; en la línea de comandos, con --backend kernel.",
    ],
    adapter_apart: [
      "{path}: {name:quoted} cambia pesos de la base, así que el adaptador no puede mantenerse aparte.",
      MERGE_INSTEAD,
    ],
    adapter_rank_apart: [
      "{path}: {name:quoted} tiene el rango {rank:number}; {most:number} es el máximo de un adaptador aparte.",
      MERGE_INSTEAD,
    ],
    adapter_base: [
      "{path}: el adaptador se entrenó con {base:quoted} y este modelo es {model:quoted}.",
      "Abre el modelo con el que se entrenó.",
    ],
    adapter_state: [
      "{path}: el adaptador se entrenó con otra versión de {base:quoted} que la que está abierta.",
      "Abre esa versión o vuelve a entrenar el adaptador.",
    ],
    adapter_unfit: [
      "{path}: no dice con qué modelo se entrenó y no encaja con {model:quoted}: {why:failure}",
      "Abre el modelo con el que se entrenó.",
    ],
    adapter_tokenizer: ["{path}: el adaptador tiene otro tokenizador que el modelo.", MERGE_INSTEAD],
    foreign_graph: [
      "{path} no lo escribió este conversor, así que el kernel no puede leerlo.",
      "ONNX Runtime lo ejecuta; o convierte el checkpoint otra vez.",
    ],
  },
  malformed_file: {
    key_twice: "{path}: la clave {key:quoted} aparece dos veces.",
    open_string: "{path}: la cadena en el carácter {at:number} no termina.",
    bad_escape: "{path}: la cadena en el carácter {at:number} tiene un escape que JSON no conoce.",
    huge_number: "{path}: el número en el carácter {at:number} es demasiado grande.",
    not_json: "{path}: no es JSON: {found:quoted} en el carácter {at:number}.",
    json_ends: "{path}: no es JSON: el archivo termina en el carácter {at:number}.",
    not_object: "{path}: no es un objeto JSON.",
    not_utf8: "{path}: no es UTF-8.",
    not_sentencepiece: ["{path}: no es un modelo de SentencePiece o está cortado.", "Vuelve a descargar el archivo."],
    page_for_file: [
      "{url} debería ser {path}, pero el servidor envió una página HTML.",
      "Se interpone una página de inicio de sesión de la red, o un servidor que responde a todo con su portada.",
    ],
    page_for_json: ["{url} debería ser JSON, pero el servidor envió una página HTML.", JSON_HOST],
    other_for_json: ["{url} debería ser JSON, pero el servidor envió otra cosa.", JSON_HOST],
    unexpected: ["{path} no es como se esperaba: {field}: {reason:foreign}", OTHER_MODEL],
    unexpected_whole: ["{path} no es como se esperaba en su conjunto: {reason:foreign}", OTHER_MODEL],
    should_be_json: ["{path} debería ser JSON, pero es otra cosa.", WHOLE_COPY],
    no_json: ["{path} no es JSON.", "Corrígelo o escríbelo de nuevo con: hostless site DIR --title TEXT."],
    unknown_field: ["{path}: {field} no se conoce.", "Se conocen: {known:list}."],
    wrong_field: [
      "{path}: {field} es {value}: {reason:foreign}.",
      "Corrígelo o quítalo; hostless site --help dice qué puede ser cada uno.",
    ],
    low_contrast: [
      "{path}: {field} es {value}, cuyo contraste con {other} es {found:fixed}, menos de {least:fixed}.",
      "Elige un color más oscuro o más claro: el texto debe poder leerse.",
    ],
    no_icon: [
      "site.json: icon es {value}, y el sitio no tiene ese archivo.",
      "Indica uno con hostless site DIR --icon FILE.",
    ],
    not_png: ["{path} no es una imagen PNG.", "Indica un archivo PNG o SVG."],
    same_name: [
      "{path} y {other} llaman {name:quoted} a su modelo. La API responde por ese nombre, y con él se recuerda lo que eligen los visitantes.",
      "Da a uno de ellos otro nombre en su manifest.json, o quita una de las carpetas.",
    ],
    same_letters: [
      "{path} y {other} son de modelos llamados {name:quoted} y {others:quoted}, que solo se distinguen por las mayúsculas.",
      "Da a uno de ellos otro nombre: a su carpeta y en su manifest.json.",
    ],
    not_manifest: "{path} no es el manifiesto de un paquete.",
    not_history: ["{path} no es un historial de un sitio así.", EXPORTED_HISTORY],
    history_later: [
      "{path} se hizo con una versión posterior de este sitio.",
      "Vuelve a cargar la página o elige un archivo guardado aquí.",
    ],
    history_entry: ["{path}: la entrada {entry:number} está dañada en {field}.", EXPORTED_HISTORY],
    field_missing: ["{path}: falta {field}.", WHOLE_COPY],
    field_impossible: ["{path}: {field} es imposible: {reason:foreign}.", WHOLE_COPY],
    heads: ["{path}: n_embd {n_embd} no es múltiplo de n_head {n_head}.", WHOLE_COPY],
    graph_config_lacks: ["{path}: {key} no tiene {field}.", "Convierte el modelo otra vez."],
    untied: "{path}: tie_word_embeddings es false, pero no hay lm_head.weight.",
    heads_unknown: [
      "{path}: no dice cuántas cabezas tiene el modelo.",
      'Pon al lado un config.json que dé el número como "n_head".',
    ],
    lacks_tensor: "{path}: falta el tensor {name}.",
    checkpoint_lacks_tensor: "En el checkpoint falta el tensor {name}.",
    tensor_shape: [
      "{path}: {name:quoted} tiene la forma [{shape}] en lugar de [{expected}].",
      "¿Pertenece config.json a estos pesos?",
    ],
    stray_tensor: "{path}: contiene {name:quoted}, que este GPT-2 no tiene.",
    adapter_half: "{path}: contiene {name:quoted} sin el {other} que le corresponde.",
    adapter_rank: "{path}: {name:quoted} tiene rango {rank}, pero {config} indica {expected}.",
    adapter_not_dora: "{path}: contiene {name:quoted}, pero según {config} use_dora está desactivado.",
    adapter_token: "{path}: nombra el token {token}, pero el embedding tiene {tokens:number} filas.",
    adapter_tensor: ["{path}: contiene {name:quoted}, que no forma parte de un adaptador LoRA.", MERGE],
    not_voice: [
      "{path}: no es un adaptador hecho para un enlace.",
      "Elige un archivo .hostless-voice o pide el enlace de nuevo.",
    ],
    voice_later: [
      "{path}: se hizo con una versión posterior de este sitio.",
      "Vuelve a cargar la página; si no basta, pide el adaptador en un zip.",
    ],
    voice_damaged: [
      "{path}: no está completo: el adaptador se cortó o cambió por el camino.",
      "Pídelo otra vez, como archivo: las mensajerías cortan los enlaces largos.",
    ],
    name_twice: "{path}: {name:quoted} aparece dos veces.",
    file_twice: "{path}: está dos veces.",
    tensor_dtype: ["{path}: {name:quoted} está guardado como {dtype}.", "Se admiten F64, F32, F16 y BF16."],
    tensor_value: [
      "{path}: {name:quoted} tiene el valor {value} en el elemento {at:number}.",
      "Ahí falló el entrenamiento.",
    ],
    impossible_shape: "{path}: {name:quoted} tiene una forma imposible.",
    beyond_storage: "{path}: {name:quoted} se sale de su almacenamiento.",
    not_tensors: ["{path}: no es un diccionario de tensores.", "Guarda model.state_dict(), no el modelo."],
    no_tensors: ["{path}: no contiene ningún tensor.", "Guarda model.state_dict(), no el estado del entrenamiento."],
    range: "{path}: no se pueden pedir los bytes {start} a {end}.",
    ends_before: "{path}: termina en el byte {size}, antes de {end}.",
    short_read: "{path}: devolvió {got:number} bytes en lugar de {wanted:number}.",
    no_weight_map: "{path}: no tiene weight_map.",
    part_missing: "{path}: nombra la parte {part:quoted}, que no está entre los archivos.",
    against_index: "{path}: contiene {name:quoted}, en contradicción con {index}.",
    not_in_parts: "{path}: nombra {name:quoted}, que ninguna de sus partes contiene.",
    container: ["{path}: {part:quoted} en el byte {at} no es como pide el formato {format}.", AGAIN],
    header_start: "{path}: la cabecera no empieza con una llave.",
    header_object: "{path}: la cabecera no es un objeto.",
    metadata: "{path}: __metadata__ debe asociar textos a textos.",
    entry: "{path}: {name:quoted} no está descrito por dtype, shape y data_offsets.",
    entry_dtype: "{path}: {name:quoted} tiene un dtype desconocido.",
    entry_offsets: "{path}: {name:quoted} tiene data_offsets imposibles.",
    entry_bytes: "{path}: {name:quoted} tiene {bytes:number} bytes de datos, pero su forma ocupa {wanted:number}.",
    entry_begins: "{path}: {name:quoted} empieza en el byte {begin} de los datos en lugar de {at}.",
    data_bytes: [
      "{path}: contiene {bytes:number} bytes de datos, pero sus tensores ocupan {wanted:number}.",
      "¿Se descargó completo?",
    ],
    pickle_ends: "{path}: su pickle termina demasiado pronto.",
    pickle_leaves: "{path}: su pickle deja valores sin usar.",
    pickle_protocol: "{path}: su pickle tiene un protocolo desconocido.",
    pickle_reduce: "{path}: su pickle reduce sin una tupla.",
    pickle_dictionary: "{path}: su pickle llena un diccionario de un modo que torch no usa.",
    pickle_rebuild: "{path}: su pickle reconstruye un tensor de un modo que torch no usa.",
    pickle_set: "{path}: su pickle añade a algo que no es un conjunto.",
    pickle_storage_twice: "{path}: su pickle describe el almacenamiento {key:quoted} de dos maneras.",
    pickle_append: "{path}: su pickle añade a algo que no es una lista.",
    pickle_long_list: "{path}: su pickle contiene una lista demasiado larga.",
    pickle_items: "{path}: su pickle define elementos sin diccionario.",
    pickle_key: "{path}: su pickle tiene una clave que no puede serlo.",
    pickle_key_twice: "{path}: la clave {key:quoted} aparece dos veces en su pickle.",
    pickle_remember: "{path}: su pickle memoriza algo que no existe.",
    pickle_recall: "{path}: su pickle recupera algo que nunca memorizó.",
    pickle_empty: "{path}: su pickle toma de una pila vacía.",
    pickle_mark: "{path}: su pickle cierra una marca que no está abierta.",
    rebuild_arguments:
      "{path}: reconstruye un tensor con algo que no es almacenamiento, desplazamiento, tamaños y pasos.",
    rebuild_strides: "{path}: reconstruye un tensor cuyos tamaños y pasos no concuerdan.",
    rebuild_beyond: "{path}: reconstruye un tensor que se sale de su almacenamiento de {count:number} elementos.",
    persistent_id: "{path}: tiene un identificador persistente que no es un almacenamiento.",
    storage_view: [
      "{path}: contiene una vista de un almacenamiento, que no se admite.",
      "Guárdalo otra vez con torch.",
    ],
    not_torch: "{path}: no lo escribió torch.save.",
    big_endian: ["{path}: no es little-endian.", "Guárdalo en un ordenador corriente."],
    lacks_storage: "{path}: falta el almacenamiento {key:quoted}.",
    no_storages: "{path}: no tiene lista de almacenamientos.",
    wrong_storage: "{path}: menciona un almacenamiento incorrecto {key:quoted}.",
    storage_size: "{path}: el almacenamiento {key:quoted} tiene otro tamaño.",
    ends_in_storage: ["{path}: termina dentro del almacenamiento {key:quoted}.", AGAIN],
    after_storages: "{path}: tiene bytes después de su último almacenamiento.",
    torchscript: ["{path}: es un programa de TorchScript.", "Guarda model.state_dict() con torch.save."],
    no_pickle: "{path}: falta data.pkl: este zip no es un checkpoint de PyTorch.",
    after_pickle: "{path}: tiene bytes después de su pickle.",
    storage_bytes: "{path}: el almacenamiento {key:quoted} tiene {bytes:number} bytes, no {elements:number} elementos.",
    zip_not_torch: "{path}: es un zip, pero no un checkpoint de PyTorch.",
    torch_zip_at: "{path}: {name:quoted} está en el byte {found}, no en {at}.",
    torch_zip_twice: "{path}: la entrada {name:quoted} aparece dos veces.",
    torch_zip_directory: "{path}: su directorio está en el byte {found}, no en {at}.",
    torch_zip_ends: "{path}: termina dentro de la entrada {name:quoted}.",
    torch_zip_checksum: ["{path}: la suma de comprobación de {name:quoted} es incorrecta.", AGAIN],
    torch_zip_incomplete: ["{path}: no es un archivo zip completo.", AGAIN],
    torch_zip_parts: "{path}: es un zip en partes o con un comentario.",
    torch_zip_end: "{path}: su directorio no termina donde termina el zip.",
    torch_zip_ends_differ: [
      "{path}: tiene dos finales que difieren.",
      "Un zip de más de 4 GiB debe guardarse en partes o como safetensors.",
    ],
    torch_zip_broken: "{path}: su directorio está roto.",
    torch_zip_early: "{path}: su directorio termina demasiado pronto.",
    torch_zip_compressed: "{path}: {name:quoted} está comprimido, algo que torch nunca hace.",
    torch_zip_flags: "{path}: {name:quoted} tiene indicadores que torch nunca usa.",
    torch_zip_stray: "{path}: su directorio tiene bytes que no pertenecen a ninguna entrada.",
    torch_zip_name: "{path}: tiene una entrada con el nombre {name:quoted}.",
    torch_zip_headers: "{path}: las dos cabeceras de {name:quoted} difieren.",
    torch_zip_sizes: "{path}: los tamaños después de {name:quoted} difieren de los de su cabecera.",
    zip_incomplete: ["{path}: no es un archivo zip completo: falta su directorio.", ZIP],
    zip_split: ["{path}: es una parte de un zip dividido.", ZIP],
    zip_directory_end: ["{path}: su directorio termina después del archivo.", ZIP],
    zip_directories: ["{path}: tiene dos directorios que difieren.", ZIP],
    zip_headers: ["{path}: las dos cabeceras de {name:quoted} difieren.", ZIP],
    zip_stray: ["{path}: tras la entrada {name:quoted} hay bytes que su directorio no conoce.", ZIP],
    zip_broken: ["{path}: su directorio está roto.", ZIP],
    zip_more: ["{path}: su directorio contiene más de lo que dice.", ZIP],
    zip_encrypted: [
      "{path}: la entrada {name:quoted} está cifrada.",
      "Descomprímelo con su contraseña y elige la carpeta.",
    ],
    tar_broken: [
      "{path}: no es un archivo tar completo; el byte {at:number} no encaja.",
      "Vuelve a crear el archivo, o elige la propia carpeta.",
    ],
    zip_link: [
      "{path}: la entrada {name:quoted} es un enlace a un archivo.",
      "Comprime los archivos a los que llevan los enlaces.",
    ],
    zip_device: ["{path}: la entrada {name:quoted} es un dispositivo, no un archivo.", ZIP],
    zip_folder_bytes: ["{path}: la entrada {name:quoted} es una carpeta con bytes propios.", ZIP],
    zip_two_sizes: ["{path}: da dos tamaños distintos para la entrada {name:quoted}.", ZIP],
    zip_two_names: ["{path}: da dos nombres distintos para la entrada {name:quoted}.", ZIP],
    zip_begins: ["{path}: empieza con {bytes:number} bytes que su directorio no conoce.", ZIP],
    zip_overlap: ["{path}: sus entradas se solapan: {name:quoted} termina después del comienzo de la siguiente.", ZIP],
    zip64: ["{path}: es un archivo ZIP64, como para más de 4 GiB.", UNPACK],
    zip_name: ["{path}: tiene una entrada con el nombre {name:quoted}.", ZIP],
    zip_twice: ["{path}: la entrada {name:quoted} aparece dos veces.", ZIP],
    zip_alike: [
      "{path}: contiene las entradas {name:quoted} y {other:quoted}, que en muchos discos son un solo archivo.",
      UNPACK_AND_SEE,
    ],
    zip_file_and_folder: ["{path}: contiene la entrada {name:quoted} como archivo y como carpeta.", UNPACK_AND_SEE],
    not_saved_model: [
      "{path}: no es un modelo guardado: le falta {record} o {manifest}, o está dañado.",
      "Elige un archivo guardado con «Exportar» o «Guardar paquete».",
    ],
    zip_compressed: ["{path}: la entrada {name:quoted} está comprimida.", ZIP],
    zip_method: ["{path}: la entrada {name:quoted} está comprimida con un método que no es deflate.", UNPACK],
    zip_no_inflate: ["{path}: este navegador no puede descomprimirlo.", UNPACK],
    zip_damaged: ["{path}: la entrada {name:quoted} está dañada.", AGAIN],
    zip_unpacks: [
      "{path}: descomprimidos, sus archivos ocuparían {bytes:number} bytes, más que el máximo de {most:number}.",
      ZIP,
    ],
    zip_bomb: [
      "{path}: la entrada {name:quoted} pasaría de {packed:number} a {bytes:number} bytes, más que el máximo de {most:number} veces.",
      "Ningunos pesos se reducen tanto. Si el archivo está bien, descomprímelo y elige la carpeta.",
    ],
    no_graph: "{path} no contiene ningún grafo.",
    weights_beside: [
      "{path}: guarda el peso {name} en un archivo aparte, que aquí no se lee.",
      "Convierte en su lugar el checkpoint de PyTorch.",
    ],
    onnx_names: ["{path}: sus pesos no tienen nombres de GPT-2.", "Convierte en su lugar el checkpoint de PyTorch."],
    onnx_bytes: "{path}: {name} no tiene tantos bytes como pide su forma.",
    not_onnx: ["{path} no es un archivo ONNX.", "Convierte el modelo otra vez o descarga el archivo de nuevo."],
    element_type: "{path}: {name}: no se admite el tipo de elemento {type}.",
    data_place: "{path}: {name}: el lugar de sus datos no es un simple nombre de archivo.",
    data_fit: "{path}: {name}: desplazamiento, longitud y dimensiones no concuerdan.",
    unreadable_graph: [
      "{path} no es un grafo que ONNX Runtime pueda leer: {reason:foreign}",
      "Elige otro dtype u otro modelo.",
    ],
    logits_shape: "Los logits del grafo tienen otra forma que la que indica su configuración.",
    overlap: "Dos tensores se solapan en {path}.",
    wrong_shape: "{name}: {type} [{shape}] no encaja en el modelo.",
    too_few_weights: "Los archivos contienen {bytes:number} bytes de pesos, muy pocos para la configuración.",
    front_matter: ["{path}: la cabecera no es YAML: {reason:foreign}", "Corrige lo que hay entre las dos líneas ---."],
    front_matter_kind: "{path}: la cabecera no asigna valores a claves.",
  },
  unsafe_pickle: {
    opcode: ["{path}: su pickle contiene el opcode {opcode} en el byte {at}, que ningún GPT-2 necesita.", UNSAFE],
    call: ["{path}: su pickle llama a algo que no es una función, lo que ningún GPT-2 necesita.", UNSAFE],
    object: ["{path}: su pickle contiene un objeto de algo que no es una clase, que ningún GPT-2 necesita.", UNSAFE],
    pretrained_model: [
      "{path}: contiene un modelo entero ({name:quoted}), que solo Python puede abrir, y no solo sus pesos.",
      "Si confías en él, ejecuta python -c \"import torch; torch.load('FILE', weights_only=False).save_pretrained('model')\" y elige la carpeta que crea.",
    ],
    whole_model: [
      "{path}: contiene un modelo entero ({name:quoted}), que solo Python puede abrir, y no solo sus pesos.",
      "Si confías en él, ejecuta python -c \"import torch; torch.save(torch.load('FILE', weights_only=False).state_dict(), 'state.pt')\" en la carpeta de su script y elige el archivo que crea.",
    ],
    global: ["{path}: su pickle contiene el nombre global {name:quoted}, que ningún GPT-2 necesita.", UNSAFE],
    nameless: ["{path}: su pickle contiene una referencia global sin nombre, que ningún GPT-2 necesita.", UNSAFE],
    attributes: [
      "{path}: su pickle contiene atributos para algo que no es un diccionario, que ningún GPT-2 necesita.",
      UNSAFE,
    ],
  },
  limit_exceeded: {
    texts_bytes: [
      "{path} tiene {bytes:bytes}; se leen como máximo {most:bytes} de textos.",
      "Da una parte: unos miles de textos bastan para un estilo.",
    ],
    voice_long: [
      "{path} tiene {bytes:bytes}; un adaptador que viene en un enlace tiene como máximo {most:bytes}.",
      "Pide el zip que se guarda con «Guardar como archivo».",
    ],
    kept_adapter: [
      "El adaptador {name} tiene {bytes:bytes}; en este dispositivo se guardan como máximo {most:bytes} de uno.",
      "Guárdalo como archivo o enseña al modelo con un rango menor.",
    ],
    rows: [
      "La petición pide {rows:number} textos a la vez; el máximo es {most:number}.",
      "Baja num_return_sequences o num_beams, o da menos prompts.",
    ],
    handed_text: [
      "El texto recibido tiene {characters:number} caracteres; se tomaron los últimos {taken:number}.",
      "El modelo lee el final de un prompt largo.",
    ],
    context: "Un texto de {tokens:number} tokens supera los {most:number} del modelo.",
    depth: "{path}: demasiados niveles de anidamiento; el máximo es {most:number}.",
    files: "La carpeta: {count:number} archivos son demasiados; el máximo es {most:number}.",
    file_bytes: "{path}: {bytes:number} bytes son demasiados; el máximo es {most:number}.",
    header_bytes: "{path}: una cabecera de {bytes} bytes es demasiado larga; el máximo es {most:number}.",
    tensors: "{path}: {count:number} tensores son demasiados; el máximo es {most:number}.",
    storages: "{path}: {count:number} almacenamientos son demasiados; el máximo es {most:number}.",
    entry_bytes: "{path}: {name:quoted} tiene {bytes:number} bytes; el máximo es {most:number}.",
    container_part: "{path}: {part:quoted} tiene {count:number}; el máximo es {most:number}.",
    zip_entries: "{path}: {count:number} entradas son demasiadas; el máximo es {most:number}.",
    directory_bytes: "{path}: un directorio de {bytes:number} bytes es demasiado largo; el máximo es {most:number}.",
    pickle_integer: "{path}: su pickle contiene un entero de {bytes:number} bytes; el máximo es {most:number}.",
    pickle_string: "{path}: su pickle contiene una cadena de {bytes:number} bytes; el máximo es {most:number}.",
    pickle_stack: "{path}: su pickle apila demasiados valores; el máximo es {most:number}.",
    pickle_steps: "{path}: su pickle requiere demasiados pasos; el máximo es {most:number}.",
    pickle_memo: "{path}: su pickle memoriza demasiados valores; el máximo es {most:number}.",
    tokens: "{path}: {count:number} tokens son demasiados; el máximo es {most:number}.",
    added_tokens: "{path}: {count:number} tokens añadidos son demasiados; el máximo es {most:number}.",
    added_token:
      "{path}: un token añadido de {characters:number} caracteres es demasiado largo; el máximo es {most:number}.",
    token_length: "{path}: un token de {characters:number} caracteres es demasiado largo; el máximo es {most:number}.",
    token_lengths:
      "{path}: tokens de {characters:number} caracteres en total son demasiados; el máximo es {most:number}.",
    answer_bytes: [
      "{url} respondió con más de los {most:number} bytes que se leen.",
      "Elige un repositorio con menos archivos.",
    ],
    repository_files: [
      "{url} contiene más de {most:number} archivos, el máximo.",
      "Elige un repositorio que contenga un solo modelo.",
    ],
    weights_too_large: [
      "{name} es demasiado grande para un navegador: sus pesos más pequeños ocupan {bytes:bytes}, y el máximo es {most:bytes}.",
      FEWER_BITS,
    ],
    converted_too_large: [
      "{name} es demasiado grande para un navegador: en 8 bits sus pesos ocupan {bytes:bytes}, y el máximo es {most:bytes}.",
      FEWER_BITS,
    ],
    kernel_weights: [
      "Los pesos int8 del modelo ocupan {gigabytes:fixed} GB; en WebAssembly caben 4 como máximo.",
      "Usa un modelo más pequeño o un dispositivo con WebGPU.",
    ],
    card_length: "{path} tiene {length:number} caracteres; una tarjeta puede tener {most:number}.",
  },
  tokenizer_mismatch: {
    no_tokenizer: ["El checkpoint no tiene tokenizador.", ADD_TOKENIZER],
    other_tokenizer: ["{path}: no se admite un tokenizador de esta forma.", ADD_TOKENIZER],
    no_characters: [
      "{path}: no contiene caracteres con sus números.",
      "Elige el meta.pkl que nanoGPT escribió al preparar los datos.",
    ],
    tokenizer_kind: ["{path}: no se admite un tokenizador del tipo {name:quoted}.", ADD_TOKENIZER],
    token_twice: "{path}: tiene dos veces el token {token:quoted}, como {other} y {id}.",
    lacks_list: "{path}: falta la lista {name:quoted}.",
    tokenizer_class: [
      "{path}: tokenizer_class {name:quoted} no se admite.",
      "Se admiten: {names:list}, también con el sufijo «Fast».",
    ],
    class_model:
      "{path}: tokenizer_class {name:quoted} necesita un modelo de tipo {wanted}, y este es de tipo {found}.",
    class_file: [
      "{path}: no es lo que lee tokenizer_class {name:quoted}: {file}.",
      "Indica en tokenizer_class de tokenizer_config.json la clase con la que se entrenó el tokenizador, por ejemplo BertTokenizer para vocab.txt o T5Tokenizer para spiece.model.",
    ],
    unsupported: ["{path}: {field} {value:quoted} no se admite.", OTHER_IDS],
    unsupported_file: ["{path}: el archivo {value:quoted} no se admite.", OTHER_IDS],
    not_understood: "{path}: {part} no se admite: {fault:failure}.",
    unk_token: "{path}: model.unk_token {token:quoted} no está en el vocabulario.",
    no_unk_id: "{path}: ningún token contiene {character:quoted} y model.unk_id no indica ninguno para lo desconocido.",
    unk_id: "{path}: model.unk_id {id} no es de ninguno de los {tokens:number} tokens.",
    token_without_row: [
      "{path}: el texto contiene {token:quoted}, un token con el identificador {id}, pero el embedding solo tiene {rows:number} filas.",
      "El token se añadió sin ampliar el embedding. No lo uses.",
    ],
    vocabulary_beyond: [
      "{path}: el token {token:quoted} tiene el identificador {id}, pero el embedding solo tiene {rows:number} filas.",
      NO_MATCH,
    ],
    frame_beyond: [
      "{path}: el token que rodea cada texto tiene el identificador {id}, pero el embedding solo tiene {rows:number} filas.",
      NO_MATCH,
    ],
    no_vocabulary: "{path}: no tiene vocabulario.",
    same_id: "{path}: dos tokens tienen el mismo identificador.",
    merge: "{path}: la fusión {merge:quoted} no lleva de tokens a un token.",
    id_taken: "{path}: da el identificador {id} a dos tokens, {other:quoted} y {token:quoted}.",
    added_entry: "{path}: added_tokens_decoder tiene la entrada {id:quoted}, que no es un token.",
    token_without_id: "{path}: el token {token:quoted} no tiene identificador.",
    added_without_content: "{path}: contiene un token añadido sin contenido.",
    foreign_id: [
      "El tokenizador dio el token {token}, pero el modelo solo conoce {tokens:number}.",
      "El tokenizador y el modelo no van juntos. Carga un modelo cuyos archivos concuerden.",
    ],
  },
  size_mismatch: {
    too_long: [
      "{path} supera los {size:number} bytes que debería tener.",
      "El archivo se modificó en su servidor. Inténtalo más tarde.",
    ],
    too_short: [
      "{path} terminó después de {got:number} de {size:number} bytes.",
      "Puede que el servidor enviara solo una parte. Inténtalo de nuevo.",
    ],
    ended_early: ["{path} terminó demasiado pronto.", "Carga el modelo otra vez."],
    ends_before_tensor: "{path} termina antes de {name}.",
    vocabularies: "Los modelos tienen {one:number} y {other:number} tokens.",
  },
  integrity: {
    changed_on_way: [
      "{path} llegó con otros bytes que los que publicó su propietario.",
      "Inténtalo de nuevo; si vuelve a ocurrir, el servidor o un proxy modifica el archivo.",
    ],
    changed_in_copy: [
      "{path} tiene otros bytes que los que indica el manifiesto.",
      "La carpeta se modificó o su copia se interrumpió. Elígela de nuevo desde su origen.",
    ],
    changed_in_zip: [
      "{path} del modelo guardado no está como se guardó.",
      "El archivo se modificó o su copia se interrumpió.",
    ],
    damaged: ["{names:list}: no es como indica el manifiesto.", "Convierte o descarga el modelo otra vez."],
  },
  not_published: {
    signed_out: ["{host} no acepta el token.", "Inicia sesión de nuevo o crea un token con permiso de escritura."],
    not_allowed: [
      "{host} no permite que este token escriba en {repo}.",
      "Dale permiso de escritura, o publica con un nombre propio o como pull request.",
    ],
    not_there: [
      "{host} no tiene {repo}, o no lo muestra a este token.",
      "Comprueba cómo están escritos el propietario y el nombre.",
    ],
    public_there: [
      "{repo} ya existe en {host} y es público, aunque debía ser privado. No se envió nada.",
      "Elegir otro nombre, o hacerlo privado allí primero.",
    ],
    name_taken: [
      "{repo} en {host} ya contiene otros archivos. No se envió nada.",
      "Elegir otro nombre, o actualizar ese.",
    ],
    too_large: [
      "{path}: {bytes:bytes} es más de lo que {host} acepta.",
      "Conviértelo con menos bits: hostless convert --dtypes q4.",
    ],
    busy: ["{host} pide esperar {seconds:number} s.", "Publica de nuevo después; lo ya subido no se vuelve a enviar."],
    broken_off: [
      "La subida a {host} se interrumpió: {reason:foreign}",
      "No se publicó nada. Publica de nuevo: lo ya subido no se vuelve a enviar.",
    ],
    unsure: [
      "{host} se interrumpió antes de decir si el commit llegó.",
      "Mira {url}. Publicar de nuevo es seguro: lo que ya está no se registra dos veces.",
    ],
    changed_meanwhile: ["Otra persona cambió {repo} mientras tanto.", "Mira lo que hay y publica de nuevo."],
    refused: ["{host} lo rechazó con el estado {status}: {reason:foreign}", "No se publicó nada."],
    wrong_answer: [
      "{host} respondió algo distinto de lo que dice su protocolo, en {field}.",
      "No se publicó nada. Comprueba la dirección del servidor.",
    ],
    no_license: [
      "La tarjeta no indica licencia, y sin ella no se publica nada.",
      "Elige una que permitan el modelo base y los datos, como mit, y escríbela en la tarjeta como license.",
    ],
    no_consent: [
      "Nadie ha confirmado que se puedan publicar los textos de los que aprendió este adaptador.",
      "Confírmalo donde se publica el adaptador, o no lo publiques.",
    ],
    no_base: [
      "Un adaptador se publica con el repositorio del modelo para el que se entrenó, y {base:quoted} no es uno del Hub.",
      "Indícalo como modelo base: owner/name. Si ese modelo aún no está en ningún Hub, publícalo primero.",
    ],
    sign_in_failed: ["{host} no completó el inicio de sesión.", "Vuelve a iniciar sesión desde esta página."],
    site_changed: ["{path} de este sitio es de otra versión que su lista de archivos.", RELOAD],
    site_incomplete: [
      "No se pudo obtener {path} de este sitio.",
      "Comprueba la conexión; si sigue igual, el servidor no sirve este archivo.",
    ],
    no_token: ["No hay token para {host}.", "Define {name} o inicia sesión con las herramientas del servidor."],
    other_model: [
      "{repo} contiene otro modelo: {name} es {theirs} allí y {ours} en el paquete.",
      "Publica con otro nombre.",
    ],
  },
  network: {
    storage: [
      "{host} remite a su almacenamiento, y este no envía nada a este navegador.",
      "Vuelve a intentarlo o usa Chrome, Edge o Firefox: a Safari se le pueden negar los archivos de modelos que piden iniciar sesión. También puedes descargarlos allí y elegirlos aquí.",
    ],
    unreadable: ["No se pudo leer {url}: {reason:foreign}", CONNECTION],
    stalled: "{url} no envió nada durante {seconds:number} s.",
    wrong_rest: "{url} no envió el resto que se le pidió.",
    script: ["No se pudo cargar un script de este sitio.", RELOAD],
  },
  offline: {},
  unauthorized: {
    token_unknown: ["{host} no conoce este token.", "Pega de nuevo el token entero o crea uno con permiso de lectura."],
    status_401: [
      STATUS,
      "El modelo es privado o de acceso restringido, o su nombre está mal escrito. Inicia sesión en el Hub si puedes leerlo, o elige un modelo público.",
    ],
    status_403: [STATUS, "Aún no tienes acceso a este modelo: pídelo en su página allí y vuelve a intentarlo."],
    token_needed: [
      "{host} no tiene {name}, o es privado o de acceso restringido.",
      "Comprueba el nombre, o pon en HF_TOKEN un token que pueda leerlo.",
    ],
    token_refused: [
      "{host} no da {name} al token de HF_TOKEN ni al de hf auth login.",
      "Comprueba el nombre, renueva el token o pide acceso al propietario.",
    ],
  },
  rate_limited: { status: [STATUS, "Espera un poco e inténtalo de nuevo."] },
  server_error: { status: [STATUS, "El servidor tiene un problema. Inténtalo más tarde."] },
  quota: {
    full: [
      "Este navegador no da más espacio de almacenamiento al sitio.",
      "Libera espacio en el dispositivo o borra un modelo en «Almacenamiento».",
    ],
    converted: "No hay espacio para guardar el modelo convertido. Se pierde al cerrar la página.",
    other_kept: "No está guardado en este dispositivo. El modelo se pierde al cerrar la página.",
    not_kept: "{why:failure} El modelo se pierde al cerrar la página.",
  },
  storage: {
    failed: ["Falló el almacenamiento de este navegador: {reason:foreign}", UNKEPT],
    lost: ["Falló el almacenamiento de este navegador: lo que se escribió no está.", UNKEPT],
    none: "Este navegador no da almacenamiento a la página.",
    history_stays: [
      "No se pudo borrar el historial: {reason:foreign}",
      "Inténtalo de nuevo o borra los datos de este sitio en los ajustes del navegador.",
    ],
    pin_not_kept: ["El navegador no guardó la marca: {reason:foreign}", "Libera espacio e inténtalo de nuevo."],
    history_not_taken: [
      "El historial no pudo recibirlos: {reason:foreign}",
      "No se añadió nada. Libera espacio e inténtalo de nuevo.",
    ],
    unreadable: ["No se pudo leer {path}.", "Puede que se haya movido o modificado: elígelo de nuevo."],
    disk_full: ["No se puede escribir {path}: el disco está lleno.", "Libera espacio o indica otra carpeta con --out."],
    unwritable: ["No se puede escribir {path}: {reason:foreign}.", "Indica otra carpeta con --out."],
  },
  out_of_memory: {
    engine: ["No hay suficiente memoria: {reason:foreign}.", FEWER_TEXTS],
    kernel: ["No hay memoria para el propio kernel: se pidieron {bytes:bytes}.", FEWER_TEXTS],
    weights: ["No hay memoria para los pesos del modelo: se pidieron {bytes:bytes}.", FEWER_TEXTS],
    shared: [
      "No hay memoria compartida entre los hilos para el modelo y un texto: se pidieron {bytes:bytes}.",
      FEWER_TEXTS,
    ],
    row: [
      "No hay memoria para otra fila de la caché: se pidieron {bytes:bytes}, además de {held:bytes} en uso.",
      FEWER_TEXTS,
    ],
    cache: [
      "No hay memoria para la caché de claves y valores del texto: se pidieron {bytes:bytes}, además de {held:bytes} en uso.",
      FEWER_TEXTS,
    ],
    adapter: [
      "No hay memoria para el adaptador: se pidieron {bytes:bytes}, además de {held:bytes} en uso.",
      FEWER_TEXTS,
    ],
    hash: [
      "No hay memoria para comprobar el hash de un archivo: se pidieron {bytes:bytes}, además de {held:bytes} en uso.",
      FEWER_TEXTS,
    ],
    product: [
      "No hay memoria para un producto: se pidieron {bytes:bytes}, además de {held:bytes} en uso.",
      FEWER_TEXTS,
    ],
    training: [
      "No hay memoria para el ajuste fino: se pidieron {bytes:bytes}, además de {held:bytes} en uso.",
      "Elige un modelo más pequeño, textos más cortos o un rango menor.",
    ],
    tensor: ["No hay memoria para {name}: se pidieron {bytes:bytes}, además de {held:bytes} en uso.", FEWER_TEXTS],
    runtime: ["El modelo no cabe en la memoria de este dispositivo: {reason:foreign}", MEMORY],
    runtime_weights: [
      "El modelo ({bytes:bytes} de pesos) no cabe en la memoria de este dispositivo: {reason:foreign}",
      MEMORY,
    ],
  },
  nan_logits: {
    logits: [
      "El modelo produjo logits NaN o infinitos.",
      "Sus pesos están dañados o no son adecuados para este dispositivo. Prueba otro dtype u otro motor, o carga el modelo otra vez.",
    ],
  },
  self_test_failed: {
    wrong_tokens: ["La autocomprobación dio {right:number} de {steps:number} tokens conocidos.", OTHER_DTYPE],
    could_not_run: ["No se pudo ejecutar el modelo: {why:failure}", OTHER_DTYPE],
  },
  no_backend: {
    none_works: [
      "Ninguna forma de ejecutar este modelo funciona en este dispositivo ({tried:failures}).",
      "Prueba otro navegador o un modelo más pequeño.",
    ],
    device: ["Este modelo no puede funcionar en este dispositivo.", OTHER_BACKEND],
    choice: ["Este modelo no puede funcionar con {choice}.", OTHER_BACKEND],
    choice_both: ["Este modelo no puede funcionar en {backend} con {dtype}.", OTHER_BACKEND],
    no_gpu: ["Este modelo no puede funcionar en {choice}: {why:failure}.", OTHER_BACKEND],
    no_gpu_both: ["Este modelo no puede funcionar en {backend} con {dtype}: {why:failure}.", OTHER_BACKEND],
    runtime_unreachable: ["No se pudo cargar ONNX Runtime desde {url}: {reason:foreign}.", CONNECTION],
    runtime_status: [
      "No se pudo cargar ONNX Runtime desde {url}: el servidor respondió con el estado {status}.",
      CONNECTION,
    ],
    no_webassembly: [
      "WebAssembly está desactivado en este navegador, y el modelo lo necesita.",
      "Permite este sitio en los ajustes del navegador (en un iPhone o iPad: desactiva para él el modo de aislamiento) o usa otro navegador.",
    ],
    no_simd: [
      "El WebAssembly de este navegador no tiene instrucciones SIMD, y el modelo las necesita.",
      "Usa un navegador más reciente: Chrome o Edge desde la versión 91, Firefox desde la 89, Safari desde la 16.4.",
    ],
    no_kernel: ["Falta kernel.wasm.", "Para crearlo: npm run build:kernel"],
  },
  gpu_lost: { lost: ["Se perdió la GPU: {reason:foreign}", "La página la reinicia por sí sola."] },
  not_loaded: {
    not_kept: [
      "{name} no está en este dispositivo.",
      "Ábrelo primero en la página del formulario y después vuelve a cargar esta.",
    ],
    none: ["No hay ningún modelo cargado.", "Carga primero un modelo."],
    given_up: "El modelo ya se liberó.",
    not_yet: "Todavía no se ha cargado ningún modelo en la página.",
    loading: "El modelo se está cargando.",
    downloading: "El modelo se está descargando ({percent:number} %).",
    converting: "El modelo se está convirtiendo ({percent:number} %).",
    starting: "El modelo se está iniciando ({percent:number} %).",
    thread_lost: "Se perdió el hilo del modelo: {why:failure}",
    load_failed: "{why:failure}",
    no_page_open: "No hay ninguna página de este sitio abierta.",
    no_page: [
      "No hay abierta ninguna página que calcule.",
      "Abre el sitio en una pestaña o importa su api.js en esta página; vuelve a llamar cuando el modelo esté cargado.",
    ],
    outside_site: [
      "Esta página no está en {base}, así que el service worker del sitio no ve sus llamadas.",
      "Mueve la página allí o llama al modelo con el sdk.js del sitio, que funciona en cualquier página.",
    ],
    no_service_worker: [
      "Este navegador o esta ventana no permite aquí ningún service worker.",
      "Abre la página por https o en localhost, en una ventana normal.",
    ],
  },
  busy: {
    queue: "Ya hay {most:number} llamadas en curso o en espera; inténtalo de nuevo en un momento.",
    training: "En otra pestaña de este sitio se está enseñando a un modelo; solo se puede uno a la vez.",
  },
  cancelled: {
    training: "El entrenamiento se detuvo antes de aprender nada.",
    load: "Se abandonó la carga.",
    score: "Se detuvo la evaluación del texto.",
    waiting: "La generación se abandonó antes de que el modelo estuviera listo.",
    interrupted: "La página se cerró antes de terminar este texto.",
    other_loading: "Se está cargando otro modelo.",
    other_loaded: "Se cargó otro modelo.",
    closed: "Se cerró el motor.",
    not_needed: "{path} ya no se necesita.",
    request: "Se canceló la petición.",
  },
  page_closed: {
    closed: [
      "Se cerró la página que calculaba la respuesta.",
      "Mantén abierta una página del sitio y vuelve a llamar.",
    ],
    not_in_time: ["Se cerró la página que calculaba la respuesta.", NOT_IN_TIME],
  },
  page_asleep: {
    silent: [
      "La página que calculaba la respuesta lleva {seconds:number} segundos en silencio; los navegadores duermen las pestañas en segundo plano.",
      "Trae esa página al frente y vuelve a llamar.",
    ],
    not_in_time: [
      "La página que calculaba la respuesta lleva {seconds:number} segundos en silencio; los navegadores duermen las pestañas en segundo plano.",
      NOT_IN_TIME,
    ],
  },
  unsendable: { answer: "El hilo del modelo no pudo enviar su respuesta: {reason:foreign}." },
  worker_died: {
    ended: ["El hilo del modelo terminó: {reason:foreign}", RESTARTED],
    not_loaded: ["El hilo del modelo terminó: no se pudo cargar su script.", RELOAD],
    message: ["El hilo del modelo terminó: no se pudo leer un mensaje.", RESTARTED],
  },
  worker_hung: {
    silent: ["El hilo del modelo no dio señales de vida durante {seconds:fixed} s.", RESTARTED],
    not_started: ["El hilo del modelo no se inició en {seconds:fixed} s.", RELOAD],
  },
  internal: {
    error: "{reason:foreign}",
    onnx_runtime: "Falló ONNX Runtime: {reason:foreign}",
    no_tensor: "No existe el tensor {name:quoted}.",
    not_a_file: "{name} no llegó como archivo.",
  },
  note: {
    allowed_number: "un número de {min:number} a {max:number}",
    allowed_whole: "un número entero de {min:number} a {max:number}",
    allowed_flag: "true o false",
    allowed_stopping: 'true, false o "never"',
    allowed_texts: "una lista de {most:number} textos como máximo, de 1 a {longest:number} caracteres",
    allowed_ends: "el número de un token o una lista de {most:number} números como máximo",
    allowed_tokens: "una lista de {most:number} números de token como máximo",
    allowed_runs: "una lista de {most:number} listas como máximo, de 1 a {longest:number} números de token",
    allowed_biases:
      "una lista de {most:number} pares como máximo, cada uno de una lista de 1 a {longest:number} números de token y un sesgo",
    allowed_decay: "dos números: tokens nuevos desde 0 y un factor mayor que 0",
    allowed_described: "como se describe",
    lora: "un adaptador LoRA",
    lora_for: "un adaptador LoRA para {base:quoted}",
    adapter: "un adaptador de tipo {type:quoted}",
    adapter_for: "un adaptador de tipo {type:quoted} para {base:quoted}",
    adapter_beside:
      "El adaptador se combinó con los pesos que están a su lado. Si ya lo contienen, quita {path} y conviértelos otra vez.",
    fault_pattern: "patrón {pattern:quoted}: {fault:failure}",
    fault_length: "demasiado largo",
    fault_closing: "«)» sin «(»",
    fault_opening: "«(» sin «)»",
    fault_depth: "anidamiento demasiado profundo",
    fault_folding: "se ignoran las mayúsculas donde dos letras se vuelven una",
    fault_case: "se ignoran las mayúsculas de «{character}»",
    fault_class_case: "se ignoran las mayúsculas de una clase",
    fault_repeats_nothing: "«{character}» no repite nada",
    fault_repeats_empty: "repetición de algo que puede estar vacío",
    fault_replaces_empty: "sustitución de algo que puede estar vacío",
    fault_group: "grupo «{group}»",
    fault_property: "propiedad «{name}»",
    fault_escape: "escape «{escape}»",
    fault_class: "«[» sin «]»",
    fault_inner_class: "una clase dentro de una clase",
    fault_inside_class: "«{escape}» dentro de una clase",
    fault_range: "un intervalo sin final",
    fault_prefix_space: "add_prefix_space false con el prepend_scheme «{scheme}»",
    fault_scheme: "prepend_scheme «first» después de otras partes",
    fault_charsmap: "un precompiled_charsmap que no lo es",
    fault_charsmap_beyond: "un precompiled_charsmap que remite a una posición más allá de su final",
    fault_twins: "dos tokens que, normalizados, son uno",
    fault_vanishes: "un token del que, normalizado, no queda nada",
    fault_template: "el texto no figura exactamente una vez",
    fault_template_token: "se nombra un token que no se describe",
    fault_framed_twice: "se añaden tokens alrededor de los de una plantilla",
    no_webgpu: "no hay WebGPU en este navegador",
    no_adapter: "no hay adaptador WebGPU",
    webgpu_failed: "falló WebGPU: {reason:foreign}",
    gpu_lost: "se perdió la GPU",
    gpu_emulated: "la GPU solo está emulada",
    gpu_files: "la GPU no puede ejecutar los archivos de este modelo",
    gpu_other_file: "la GPU necesita otro archivo de este modelo que la CPU, por lo que no se probó",
    gpu_needless: "un modelo tan pequeño no necesita GPU",
    gpu_later: "la GPU se mide cuando el primer texto está escrito",
    gpu_unfinished: "la GPU no se midió: dos intentos nunca terminaron",
    large_model: "modelo grande",
    chosen: "elegido por ti",
    fastest: "el más rápido de {count:number} medidos",
    fastest_before: "el más rápido cuando se midió",
    refused: "{backend} se rechazó: {why:failure}",
    backend: "{backend}: {why:failure}",
    generation_config: "generation_config.json no es un objeto JSON y se omitió.",
    setting_unsupported: "{name} {value:quoted} del modelo no se admite aquí: transformers escribe otros textos.",
    setting_range: "{name} {value:quoted} del modelo está fuera de rango y se omitió.",
    setting_token:
      "{name} {value:quoted} del modelo indica un token fuera de su vocabulario de {tokens:number} y se omitió.",
    setting_cut: "{name} {value:quoted} del modelo se reduce a {most:number}.",
    custom_architecture: "{path}: se lee como GPT-2, aunque su arquitectura se llama {name:quoted}.",
    cross_attention: "La atención cruzada se omite: sin codificador no hace nada.",
    heads_taken:
      '{path}: no dice cuántas cabezas tiene; se toman {heads:number} y la activación de GPT-2, como GPT-2 y minGPT de este tamaño. Si tiene otras, pon al lado un config.json con "n_head".',
    gpt2_tokenizer:
      "No hay un tokenizador entre los archivos. Su embedding tiene el tamaño del de GPT-2, así que se usa el tokenizador de GPT-2; si el modelo se entrenó con otro, elige también sus archivos.",
    other_vocabulary:
      "tokenizer.json y los archivos de vocabulario que lo acompañan dan otros ids en {count:number} de {lines:number} líneas, como {line:quoted}. Se usa tokenizer.json, como en transformers; si el modelo se entrenó con los otros, bórralo.",
    tokenizer_as_file: "{path}: se toma como está, aunque tokenizer_class es {name}: {part} no es el de GPT-2.",
    unknown_class: "{path}: se toma tal cual, como en transformers 5, que no conoce ninguna tokenizer_class {name}.",
    tokenizer_part:
      "{path}: {part} no se usa, como en transformers 5 con tokenizer_class {name}. Si el modelo se entrenó con él, pon tokenizer_class en PreTrainedTokenizerFast.",
    frame_setting: "tokenizer_config.json: {name} no tiene efecto junto a tokenizer.json, como en transformers 5.",
    frame_settings:
      "tokenizer_config.json: {name} y {other} no tienen efecto junto a tokenizer.json, como en transformers 5.",
    other_id: "El token añadido {token:quoted} recibe el identificador {found}, no {id}, como en Python.",
    token_without_row:
      "El token añadido {token:quoted} tiene el identificador {id}, pero el embedding solo tiene {rows:number} filas: los textos que lo contienen se rechazan. Llama a model.resize_token_embeddings(len(tokenizer)) antes de entrenar.",
    unhealed_suffix: "token_healing no tiene efecto: el tokenizador del modelo añade un token tras cada prompt.",
    unhealed_text: "token_healing no tiene efecto: el tokenizador del modelo no devuelve un texto tal como era.",
    card_added: "Añadido a la tarjeta: {name}.",
    card_lacks: "La tarjeta no tiene {name}.",
  },
};
