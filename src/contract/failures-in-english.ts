const EXPORTED_HISTORY = "Choose a file that was saved by “Export” in the history.";
const FEWER_TEXTS = "Close other tabs, ask for fewer or shorter texts, or use a smaller model.";
const CONNECTION = "Check the connection, then try again.";
const RELOAD = "Check the connection, then load the page again.";
const RESTARTED = "It was started again. Try once more; if it happens again, choose a smaller model.";
const LINK_AGAIN = "Ask for the link again; the form works without it.";
const HUB_NAME = "Write it as owner/name, for example openai-community/gpt2, or paste its address on huggingface.co.";
const SDK = "Use connect() of this site's sdk.js.";
const OTHER_DTYPE = "Choose another dtype; if all do this, the model's files are damaged.";
const WHOLE_COPY = "Choose another model, or a whole copy of this one.";
const FOLDER_COPY = "Choose it again from its origin.";
const RESAVE =
  "Load the model in Python with transformers and save it again: model.save_pretrained(NEW), tokenizer.save_pretrained(NEW).";
const MERGE_INSTEAD =
  "Merge it instead: hostless convert ADAPTER --base BASE --out PACKAGE, or choose it in the page by itself.";
const MERGE =
  "Merge it into its base in Python and choose the result: AutoPeftModelForCausalLM.from_pretrained(FOLDER).merge_and_unload().save_pretrained(NEW), and the tokenizer beside it.";
const ADD_TOKENIZER =
  "Add tokenizer.json, or vocab.json and merges.txt: in Python, AutoTokenizer.from_pretrained(NAME).save_pretrained(FOLDER) with the tokenizer that the model was trained with.";
const STATE_DICT = "Save model.state_dict(), not the model.";
const AGAIN = "Get it again.";
const ZIP = "Choose the zip of a model’s folder, or a file that was saved by “Export” or “Save package”.";
const UNPACK = "Unpack it, and choose the folder.";
const UNPACK_AND_SEE = "Unpack it, see which files are there, and choose the folder.";
const UNSAFE = "It may be harmless, but it could run code in Python. Ask its owner for a safetensors file.";
const OTHER_OUT = "Give another folder with --out.";
const NOT_ON_DISK = "The model is gone when the page is closed.";

/**
 * What every failure says in English, by its code and its detail: what happened, and what to do next where that is known. The
 * command line, the API and the English page show these sentences; `app/words/` has one such file for each translation.
 *
 * `{name}` stands for the parameter of that name; behind a colon is its kind ({@link ParameterKinds}), which says how it is
 * written. The types of all parameters are read off these sentences. The file is long because it is a table without a step of
 * logic, read from its first line to its last by whoever translates it.
 */
export const failuresInEnglish = {
  bad_request: {
    request: ["The request is wrong at {field}.", "Give a prompt and, if you like, parameters."],
    prompt: [
      "The prompt must be a text of at most {characters:number} characters, or a list of 1 to {prompts:number} of them.",
      "Shorten the prompt, or give it as a text.",
    ],
    chat_long: [
      "The conversation has {characters:number} characters. At most {most:number} can be taken.",
      "Leave its oldest messages out.",
    ],
    parameter: ["{name} must be {allowed:failure}.", "Change {name}, or leave it out to take the model's own value."],
    parameter_given: [
      "{name} must be {allowed:failure}, not {given}.",
      "Change {name}, or leave it out to take the model's own value.",
    ],
    unknown_parameter: ["There is no parameter {name}.", "Leave it out, or check its spelling."],
    unknown_parameter_meant: [
      "There is no parameter {name}; did you mean {meant}?",
      "Leave it out, or check its spelling.",
    ],
    unknown_parameter_near: ["There is no parameter {name}.", "Did you mean {meant:either}?"],
    continued_list: ["Tokens to go on from belong to one prompt, not to a list.", "Give one prompt as a text."],
    samples_over_beams: [
      "num_return_sequences ({samples:number}) must not be over num_beams ({beams:number}).",
      "Lower num_return_sequences, or raise num_beams.",
    ],
    best_of_under: [
      "best_of ({best_of:number}) must not be under num_return_sequences ({wanted:number}).",
      "Raise best_of, or ask for fewer texts.",
    ],
    best_of_beams: [
      "best_of {best_of:number} chooses among drawn texts, but num_beams {beams:number} searches for one.",
      "Leave out best_of or num_beams.",
    ],
    best_of_greedy: [
      "best_of {best_of:number} needs do_sample: without it all {best_of:number} texts are the same.",
      "Set do_sample to true, or leave best_of out.",
    ],
    unknown_token: [
      "{name} is {token}, but the model has only {tokens:number} tokens.",
      "Leave {name} out, or name a token from 0 to {last}.",
    ],
    chat_refused: [
      "The model's chat template refuses the conversation, or cannot be read: {reason:foreign}",
      "Change the messages, or send a prompt to api/v1/completions.",
    ],
    chat_endless: [
      "The model's chat template does not come to an end within what is allowed.",
      "Send a prompt to api/v1/completions.",
    ],
    no_chat: ["The model has no chat template: it continues a text.", "Send a prompt to api/v1/completions."],
    all_banned: [
      "The parameters together ban every token: bad_words, suppress_tokens, the minimum lengths and the like.",
      "Remove bad words or suppressed tokens, or lower no_repeat_ngram_size, min_length or min_new_tokens.",
    ],
    max_length: [
      "The prompt has {tokens:number} tokens, but max_length is {max_length:number} with the prompt counted.",
      "Raise max_length, shorten the prompt, or set max_new_tokens, which does not count the prompt.",
    ],
    empty_prompt: [
      "The prompt is empty, and the model has no bos_token_id to start from.",
      "Type at least one character.",
    ],
    unknown_bos: [
      "bos_token_id is {token}, but the model has only {tokens:number} tokens.",
      "Leave bos_token_id out to take the model's own.",
    ],
    no_such_position: [
      "position is {position:number}, but the text has {tokens:number} tokens.",
      "Enter a whole number from 0 to {tokens:number}.",
    ],
    nothing_before: [
      "Nothing stands before this position, and the model has no token that begins a text.",
      "Ask for a position of at least 1.",
    ],
    nothing_to_score: ["The text has no token to score.", "Give a text of at least two tokens, a few words."],
    link_later: ["The shared link was made by a later version of this site.", LINK_AGAIN],
    link_long: ["The shared link is longer than {characters:number} characters.", LINK_AGAIN],
    link_cut: ["The shared link is cut or damaged.", LINK_AGAIN],
    link_damaged: ["The shared link is damaged at {place}.", LINK_AGAIN],
    link_start: ["The shared link is damaged at its start.", LINK_AGAIN],
    link_model: ["The link names no model that can be opened: {why:failure}", HUB_NAME],
    no_name: ["No model is named.", HUB_NAME],
    not_hub_address: ["“{name}” is not an address of the Hugging Face Hub.", HUB_NAME],
    not_hub_name: ["“{name}” is not the name of a Hub repository.", HUB_NAME],
    not_model_address: ["“{name}” is no model’s address.", HUB_NAME],
    not_repository: [
      '"{name}" is not the name of a Hub repository, owner/name.',
      "Write a repository as owner/name, with @ and a revision if you like.",
    ],
    not_revision: [
      '"{name}" is not the name of a revision.',
      "Write a repository as owner/name, with @ and a revision if you like.",
    ],
    not_site_folder: [
      '"{name}" is not the name of a folder of this site.',
      "Write a repository as owner/name, with @ and a revision if you like.",
    ],
    frame_address: "The frame's address is damaged at {field}.",
    frame_model: ["The frame’s model: {why:failure}", HUB_NAME],
    not_a_call: ["{method} was called with something else than a call.", SDK],
    id_running: ["A request with the id {id:quoted} is running.", "Give each request an id of its own."],
    not_a_method: ["The frame was sent something else than a call of one of its methods.", SDK],
    not_converted: ["{name} was not converted here.", "It can be exported under Storage."],
    unreadable_file: "The file {path} cannot be read.",
    unwritable_file: "The file {path} cannot be written.",
    no_end_token: "The model names no token that ends a text, as --lines needs.",
    out_is_file: ["{path} is a file.", "Give a folder with --out."],
    out_not_empty: ["{path} is not empty.", "Give a folder that is empty or not there yet."],
    out_other_training: [
      "{path} holds an unfinished training of other texts, options or weights, or of another version.",
      "Give the same ones to go on with it, give another folder with --out, or delete {state}.",
    ],
    out_is_package: ["{path} is not empty.", "Add --force to replace the package there."],
    text_line: [
      "Line {line:number} of {path} is not JSON.",
      "Each line must be a JSON text, or an object that has one.",
    ],
    text_field: [
      "Line {line:number} of {path} has no text under {field:quoted}.",
      "Name the field that holds the text.",
    ],
    few_texts: [
      "{usable:number} of {texts:number} texts can be learned from; at least {least:number} are needed.",
      "Add texts; some hundred give a style.",
    ],
    nothing_learned: [
      "Training made the model worse at the texts that were set aside (perplexity {before:fixed}), so nothing was kept.",
      "Add texts, or give a lower rate.",
    ],
    merged_value: [
      "With the adapter merged into it {name:quoted} has the value {value:number}; half precision has none above {most:number}.",
      "Save the adapter alone, or train it with a lower rate.",
    ],
    nothing_to_shrink: [
      "The adapter adds nothing to the model, so there is nothing to put into a link.",
      "Train it until it changes what the model writes.",
    ],
    not_shrunk: [
      "The adapter cannot be made small enough for a link: {why:failure}",
      "Save it as a zip instead; the command line has it in the folder of --out.",
    ],
    text_encoding: ["{path} is not UTF-8 text.", "Save it as UTF-8, or choose a text file."],
    text_column: ["{path} has no column {field:quoted}.", "It has: {columns:quotedList}."],
    text_table: [
      "Line {line:number} of {path} is not CSV: {reason:foreign}",
      "Save the table as CSV again, or give the texts one a line.",
    ],
  },
  model_not_found: {
    status: ["{url} answered with status {status}.", "Check the spelling of the model's name and revision."],
    not_kept: ["This model is not kept on this device any more.", "Open it again from where it came."],
    not_kept_whole: ["{name} is not kept whole on this device any more.", "Open its files or its saved package again."],
    no_adapter: ["{model} has no adapter {name}.", "Name one of its adapters, or none for the model as it is."],
    adapter_unreadable: [
      "The adapter {name} is not kept on this device any more, or cannot be read.",
      "Open it from its file again, or delete it under Storage.",
    ],
    no_hub_folder: [
      "{repo} has no folder {folder}.",
      "Check the folder's name, or open the whole repository as {repo}.",
    ],
    no_folder: "There is no folder {path}.",
  },
  no_usable_files: {
    training_base: [
      "{name} is not kept on this device as a package that can be taught.",
      "Load it in the page first: what was converted is then kept. Where the browser keeps nothing, teach this site’s own model.",
    ],
    config_missing: [
      "{path}: config.json is missing beside it.",
      "config.json says how large the model is. Choose the whole folder that model.save_pretrained wrote, with config.json and the tokenizer's files.",
    ],
    no_package: [
      "{folder} is not a model package.",
      "Make one of the checkpoint first: hostless convert DIR --out PACKAGE.",
    ],
    no_config: [
      "There is no config.json among the files.",
      "Choose the folder of a GPT-2 checkpoint as it is on the Hugging Face Hub.",
    ],
    no_weights: ["There are no weights among the files.", "One of these is needed: {names:list}."],
    hparams_missing: [
      "{path}: hparams.json is missing beside it.",
      "It says how large the model is. Choose the whole folder, with gpt-2-simple checkpoint/run1: hparams.json, encoder.json and vocab.bpe are in it.",
    ],
    tensorflow_checkpoint: [
      "{path}: part of a TensorFlow checkpoint whose .index file is not here, or one of the old form in a single file.",
      "Choose the whole folder: checkpoint, hparams.json, the .index and the .data files. TensorFlow saves one of the old form anew with tf.compat.v1.train.Saver().save.",
    ],
    nanogpt: [
      "{path}: not what torch.save writes, or one of several such files of which none is called the last.",
      "Choose the one that is meant, by itself or with its tokenizer.",
    ],
    keras_numbers: [
      "{path}: weights as Keras 3 saves them, with numbers in place of names.",
      "Load them in Python into TFGPT2LMHeadModel and save that: model.save_pretrained(NEW).",
    ],
    packed_archive: ["{path}: packed in a way that cannot be opened here.", UNPACK],
    other_weights: ["{path}: weights under another name, not supported here.", RESAVE],
    unsupported_part: ["{path}: {part:quoted} of the {format} format is not supported.", RESAVE],
    quantization: [
      "{path}: {name:quoted} is stored as {dtype}, which is not supported.",
      "Choose a file with F16, Q8_0, Q4_0 or K quants such as Q4_K_M.",
    ],
    in_zip: ["{zip}: {why:failure}", "{why:hint}"],
    other_archive: [
      "{zip}: no model in it, but another archive: {inner:quoted}.",
      "Unpack it, and choose what is in it.",
    ],
    several_models: [
      "{from}: holds {count:number} models: {names:quotedList}.",
      "Choose the folder, or the zip, of one of them.",
    ],
    adapter_alone: [
      "{path}: {adapter:failure} alone, without the weights it was trained on.",
      "Choose the files of its base, too, in one folder or zip: config.json and the weights that it was trained on.",
    ],
    adapter_unmerged: [
      "{path}: has {name:quoted}, of an adapter that was not merged, and no file says its lora_alpha.",
      "Put its adapter_config.json beside the weights. The command line takes the number, too: hostless convert DIR --lora-alpha N.",
    ],
    adapter_without_file: [
      "{path}: the adapter's tensors are missing.",
      "Add adapter_model.safetensors or adapter_model.bin of the same folder.",
    ],
    no_adapter_config: [
      "There is no adapter_config.json.",
      "Choose the folder that PEFT wrote: model.save_pretrained(FOLDER).",
    ],
    adapter_empty: [
      "{path}: belongs to an adapter without any tensor.",
      "Save the adapter again: model.save_pretrained(NEW).",
    ],
    several_adapters: [
      "{path}: holds the adapters {names:quotedList}.",
      "Save the one that is meant: model.save_pretrained(NEW, selected_adapters=[NAME]).",
    ],
    no_graph: [
      "The model has no ONNX file that can run here.",
      "Its repository needs ONNX files, safetensors or pytorch_model.bin.",
    ],
    no_file: ["{name} has no file {path}.", WHOLE_COPY],
    no_model_file: ["The model has no {path}.", "Choose a repository or folder with all files of a GPT-2 model."],
    no_tensor: "The model has no tensor {name}, or only a part of it.",
    not_whole: ["{path} of {name} is not kept whole.", "Load the model once more, then save it."],
    made_not_whole: [
      "{path} of {name} is not kept whole on this device any more.",
      "Open the model again from where it came: its files, its repository or its saved package.",
    ],
    graph_without_cache: [
      "The ONNX graph takes no key/value cache, which this page cannot give.",
      "Export it for text generation with past, or link a repository with the PyTorch weights.",
    ],
    graph_input: [
      "The ONNX graph wants the input `{name}`, which this page cannot give.",
      "Export it for text generation with past, or link a repository with the PyTorch weights.",
    ],
    graph_without_logits: "The graph has no output `logits`.",
    folder_lacks: "{folder} has no {path}.",
    folder_without_graph: [
      "{folder} has no {dtype} graph.",
      "It has {have:list}. A checkpoint is made a package by: hostless convert {folder} --out DIR",
    ],
    folder_without_graphs: [
      "{folder} has no {dtype} graph.",
      "It has none. A checkpoint is made a package by: hostless convert {folder} --out DIR",
    ],
    no_dtype_file: "The model has no {path}.",
    not_package: ["{path} is missing: this is not a model package.", "Make one: hostless convert DIR --out PACKAGE."],
    not_site: [
      "{path} is not a built site: {name} is missing.",
      "Build it with npm run build, and name its folder with --site.",
    ],
  },
  unsupported_architecture: {
    activation: ["{path}: activation_function {name} is not supported.", "Supported: {names:list}."],
    trained_activation: [
      "{path}: activation_function {name} is not supported. It has weights of its own in every layer, which is not read here.",
      "Supported: {names:list}.",
    ],
    architecture: [
      "{path}: {name:quoted} is not supported.",
      "Supported is GPT-2 in all sizes, DistilGPT2 and DialoGPT among them: {names:list}.",
    ],
    quantized: [
      '{path}: "an already quantized GPT-2" is not supported.',
      "Supported is GPT-2 in all sizes, DistilGPT2 and DialoGPT among them: {names:list}.",
    ],
    no_model_type: [
      '{path}: "a model without model_type" is not supported.',
      "Supported is GPT-2 in all sizes, DistilGPT2 and DialoGPT among them: {names:list}.",
    ],
    adapter_setting: ["{path}: {field} {value:quoted} is not supported.", MERGE],
    adapter_backend: [
      "An adapter kept apart runs on the kernel only, and the model runs on {backend}.",
      "Run a package of this project on the CPU: on the page under Device, on the command line with --backend kernel.",
    ],
    adapter_apart: [
      "{path}: {name:quoted} changes weights of the base, so the adapter cannot be kept apart from it.",
      MERGE_INSTEAD,
    ],
    adapter_rank_apart: [
      "{path}: {name:quoted} has the rank {rank:number}; {most:number} is the highest of an adapter kept apart.",
      MERGE_INSTEAD,
    ],
    adapter_base: [
      "{path}: the adapter was trained on {base:quoted}, and this model is {model:quoted}.",
      "Open the model that it was trained on.",
    ],
    adapter_state: [
      "{path}: the adapter was trained on another state of {base:quoted} than the one that is open.",
      "Open that state of it, or train the adapter again.",
    ],
    adapter_unfit: [
      "{path}: does not say which model it was trained on, and does not fit {model:quoted}: {why:failure}",
      "Open the model that it was trained on.",
    ],
    adapter_tokenizer: ["{path}: the adapter has another tokenizer than the model.", MERGE_INSTEAD],
    foreign_graph: [
      "{path} was not written by this converter, so the kernel cannot read it.",
      "ONNX Runtime runs it; or convert the checkpoint again.",
    ],
  },
  malformed_file: {
    // JSON
    key_twice: "{path}: has the key {key:quoted} twice.",
    open_string: "{path}: has a string at character {at:number} that does not end.",
    bad_escape: "{path}: has an escape in the string at character {at:number} that JSON does not know.",
    huge_number: "{path}: has a number at character {at:number} that is too large.",
    not_json: "{path}: is not JSON: {found:quoted} at character {at:number}.",
    json_ends: '{path}: is not JSON: "its end" at character {at:number}.',
    not_object: "{path}: is not a JSON object.",
    not_utf8: "{path}: is not UTF-8.",
    not_sentencepiece: ["{path}: is not a SentencePiece model, or is cut off.", "Download the file again."],
    // Answers of hosts, and manifests
    page_for_file: [
      "{url} should be {path}, but the server sent an HTML page.",
      "A sign-in page of the network, or a host that answers everything with its front page, is in between.",
    ],
    page_for_json: [
      "{url} should be JSON, but the server sent an HTML page.",
      "Check that the model's name is right and that the host serves its files unchanged.",
    ],
    other_for_json: [
      "{url} should be JSON, but the server sent something else.",
      "Check that the model's name is right and that the host serves its files unchanged.",
    ],
    unexpected: ["{path} is not as expected: {field}: {reason:foreign}", "Choose another model, or tell its owner."],
    unexpected_whole: [
      "{path} is not as expected: the whole: {reason:foreign}",
      "Choose another model, or tell its owner.",
    ],
    should_be_json: [
      "{path} should be JSON, but is something else.",
      "Choose another model, or a copy of this one that is whole.",
    ],
    // What an owner writes
    no_json: ["{path} is not JSON.", "Correct it, or write it anew by: hostless site DIR --title TEXT."],
    unknown_field: ["{path}: {field} is not known.", "Known are: {known:list}."],
    wrong_field: [
      "{path}: {field} is {value}: {reason:foreign}.",
      "Correct it or leave it out; hostless site --help says what each may be.",
    ],
    low_contrast: [
      "{path}: {field} is {value}, whose contrast with {other} is {found:fixed}, less than {least:fixed}.",
      "Choose a darker or a lighter one: text must be readable.",
    ],
    no_icon: [
      "site.json: icon is {value}, and the site has no such file.",
      "Give one with hostless site DIR --icon FILE.",
    ],
    not_png: ["{path} is not a PNG picture.", "Give a PNG or an SVG file."],
    same_name: [
      "{path} and {other} both name their model {name:quoted}. The API answers by that name, and visitors' choices are remembered by it.",
      "Give one of them another name in its manifest.json, or remove one of the folders.",
    ],
    same_letters: [
      "{path} and {other} are of models named {name:quoted} and {others:quoted}, which differ in capitals alone.",
      "Give one of them another name: its folder's, and the one in its manifest.json.",
    ],
    not_manifest: "{path} is not the manifest of a package.",
    not_history: ["{path} is not a history of such a site.", EXPORTED_HISTORY],
    history_later: [
      "{path} was made by a later version of this site.",
      "Load the page again, or choose a file that was made here.",
    ],
    history_entry: ["{path}: entry {entry:number} is broken at {field}.", EXPORTED_HISTORY],
    // Configurations
    field_missing: ["{path}: {field} is missing.", WHOLE_COPY],
    field_impossible: ["{path}: {field} is impossible: {reason:foreign}.", WHOLE_COPY],
    heads: ["{path}: n_embd {n_embd} is not a multiple of n_head {n_head}.", WHOLE_COPY],
    graph_config_lacks: ["{path}: {key} has no {field}.", "Convert the model again."],
    // Tensors of a checkpoint
    untied: "{path}: says tie_word_embeddings is false, but there is no lm_head.weight.",
    heads_unknown: [
      "{path}: does not say how many heads the model has.",
      'Put a config.json beside it that gives the number as "n_head".',
    ],
    lacks_tensor: "{path}: lacks the tensor {name}.",
    checkpoint_lacks_tensor: "The checkpoint: lacks the tensor {name}.",
    tensor_shape: [
      "{path}: {name:quoted} has the shape [{shape}] instead of [{expected}].",
      "Does config.json belong to these weights?",
    ],
    stray_tensor: "{path}: has {name:quoted}, which this GPT-2 does not have.",
    adapter_half: "{path}: has {name:quoted} without the {other} that belongs to it.",
    adapter_rank: "{path}: {name:quoted} has the rank {rank}, but {config} says {expected}.",
    adapter_not_dora: "{path}: has {name:quoted}, but {config} says that use_dora is off.",
    adapter_token: "{path}: names the token {token}, but the embedding has {tokens:number} rows.",
    adapter_tensor: ["{path}: has {name:quoted}, which is no part of a LoRA adapter.", MERGE],
    not_voice: [
      "{path}: is no adapter that was made for a link.",
      "Choose a .hostless-voice file, or ask for the link again.",
    ],
    voice_later: [
      "{path}: was made by a later version of this site.",
      "Load this page again; if that does not help, ask for a zip of the adapter.",
    ],
    voice_damaged: [
      "{path}: is not whole: the adapter was cut or changed on its way.",
      "Ask for it again, as a file: messengers cut long links.",
    ],
    name_twice: "{path}: has {name:quoted} twice.",
    file_twice: "{path}: is there twice.",
    tensor_dtype: ["{path}: {name:quoted} is stored as {dtype}.", "F64, F32, F16 and BF16 are supported."],
    tensor_value: ["{path}: {name:quoted} has the value {value} at element {at:number}.", "Training went wrong there."],
    impossible_shape: "{path}: {name:quoted} has an impossible shape.",
    beyond_storage: "{path}: {name:quoted} reaches beyond its storage.",
    not_tensors: ["{path}: is not a dictionary of tensors.", STATE_DICT],
    no_tensors: ["{path}: holds no tensor.", "Save model.state_dict(), not a training state."],
    // Reading of bytes
    range: "{path}: bytes {start} to {end} cannot be asked for.",
    ends_before: "{path}: ends at byte {size}, before {end}.",
    short_read: "{path}: returned {got:number} bytes, expected {wanted:number}.",
    // Weights in several files
    no_weight_map: "{path}: has no weight_map.",
    part_missing: "{path}: names the part {part:quoted}, which is not among the files.",
    against_index: "{path}: has {name:quoted} against {index}.",
    not_in_parts: "{path}: names {name:quoted}, which none of its parts contains.",
    container: ["{path}: {part:quoted} at byte {at} is not as the {format} format has it.", AGAIN],
    // safetensors
    header_start: "{path}: has a header that does not begin with a brace.",
    header_object: "{path}: has a header that is not an object.",
    metadata: "{path}: has __metadata__ that is not text by text.",
    entry: "{path}: {name:quoted} is not described by dtype, shape and data_offsets.",
    entry_dtype: "{path}: {name:quoted} has a dtype that is unknown.",
    entry_offsets: "{path}: {name:quoted} has impossible data_offsets.",
    entry_bytes: "{path}: {name:quoted} has {bytes:number} bytes of data where its shape takes {wanted:number}.",
    entry_begins: "{path}: {name:quoted} begins at byte {begin} of the data instead of {at}.",
    data_bytes: [
      "{path}: has {bytes:number} bytes of data where its tensors take {wanted:number}.",
      "Was the download complete?",
    ],
    // PyTorch's pickle
    pickle_ends: "{path}: its pickle ends too early.",
    pickle_leaves: "{path}: its pickle leaves values behind.",
    pickle_protocol: "{path}: its pickle has an unknown protocol.",
    pickle_reduce: "{path}: its pickle reduces without a tuple.",
    pickle_dictionary: "{path}: its pickle fills a dictionary in a way that torch does not.",
    pickle_rebuild: "{path}: its pickle rebuilds a tensor in a way that torch does not.",
    pickle_set: "{path}: its pickle adds to something that is not a set.",
    pickle_storage_twice: "{path}: its pickle describes the storage {key:quoted} in two ways.",
    pickle_append: "{path}: its pickle appends to something that is not a list.",
    pickle_long_list: "{path}: its pickle has a list that is too long.",
    pickle_items: "{path}: its pickle sets items of no dictionary.",
    pickle_key: "{path}: its pickle has a key that cannot be one.",
    pickle_key_twice: "{path}: its pickle has the key {key:quoted} twice.",
    pickle_remember: "{path}: its pickle remembers what is not there.",
    pickle_recall: "{path}: its pickle recalls what was never remembered.",
    pickle_empty: "{path}: its pickle takes from an empty stack.",
    pickle_mark: "{path}: its pickle closes a mark that is not open.",
    rebuild_arguments: "{path}: rebuilds a tensor from something else than storage, offset, sizes and strides.",
    rebuild_strides: "{path}: rebuilds a tensor whose sizes and strides do not match.",
    rebuild_beyond: "{path}: rebuilds a tensor that reaches beyond its storage of {count:number} elements.",
    persistent_id: "{path}: has a persistent id that is not a storage.",
    storage_view: ["{path}: has a view of a storage, which is not supported.", "Save it again with torch."],
    not_torch: "{path}: was not written by torch.save.",
    big_endian: ["{path}: is not little-endian.", "Save it on a usual machine."],
    lacks_storage: "{path}: lacks the storage {key:quoted}.",
    no_storages: "{path}: has no list of storages.",
    wrong_storage: "{path}: lists a wrong storage {key:quoted}.",
    storage_size: "{path}: the storage {key:quoted} has another size.",
    ends_in_storage: ["{path}: ends inside the storage {key:quoted}.", AGAIN],
    after_storages: "{path}: has bytes after its last storage.",
    torchscript: ["{path}: is a TorchScript program.", "Save model.state_dict() with torch.save."],
    no_pickle: "{path}: lacks data.pkl: this zip is not a PyTorch checkpoint.",
    after_pickle: "{path}: has bytes after its pickle.",
    storage_bytes: "{path}: the storage {key:quoted} has {bytes:number} bytes, not {elements:number} elements.",
    zip_not_torch: "{path}: is a zip, but not a PyTorch checkpoint.",
    // Zip files that torch wrote
    torch_zip_at: "{path}: has {name:quoted} at byte {found}, not {at}.",
    torch_zip_twice: "{path}: has the entry {name:quoted} twice.",
    torch_zip_directory: "{path}: has its directory at byte {found}, not {at}.",
    torch_zip_ends: "{path}: ends inside the entry {name:quoted}.",
    torch_zip_checksum: ["{path}: the checksum of {name:quoted} is wrong.", AGAIN],
    torch_zip_incomplete: ["{path}: is not a complete zip file.", AGAIN],
    torch_zip_parts: "{path}: is a zip in parts or with a comment.",
    torch_zip_end: "{path}: has a directory that does not end where the zip ends.",
    torch_zip_ends_differ: [
      "{path}: has two end records that differ.",
      "A zip over 4 GiB has to be saved in parts or as safetensors.",
    ],
    torch_zip_broken: "{path}: has a broken directory.",
    torch_zip_early: "{path}: has a directory that ends too early.",
    torch_zip_compressed: "{path}: {name:quoted} is compressed, which torch never does.",
    torch_zip_flags: "{path}: {name:quoted} has flags that torch never sets.",
    torch_zip_stray: "{path}: has a directory with bytes that belong to no entry.",
    torch_zip_name: "{path}: has an entry with the name {name:quoted}.",
    torch_zip_headers: "{path}: has two headers of {name:quoted} that differ.",
    torch_zip_sizes: "{path}: has sizes after {name:quoted} that differ from its header's.",
    // Zip files with a model
    zip_incomplete: ["{path}: is not a complete zip file: its directory is missing.", ZIP],
    zip_split: ["{path}: is one part of a zip that was split.", ZIP],
    zip_directory_end: ["{path}: has a directory that ends after the file.", ZIP],
    zip_directories: ["{path}: has two directories that differ.", ZIP],
    zip_headers: ["{path}: has two headers of {name:quoted} that differ.", ZIP],
    zip_stray: ["{path}: has bytes after its entry {name:quoted} that its directory does not know.", ZIP],
    zip_broken: ["{path}: has a broken directory.", ZIP],
    zip_more: ["{path}: has more in its directory than it says.", ZIP],
    zip_encrypted: [
      "{path}: its entry {name:quoted} is encrypted.",
      "Unpack it with its password, and choose the folder.",
    ],
    tar_broken: [
      "{path}: is no whole tar archive; byte {at:number} does not fit.",
      "Make the archive again, or choose the folder itself.",
    ],
    zip_link: ["{path}: its entry {name:quoted} is a link to a file.", "Zip the files that the links lead to."],
    zip_device: ["{path}: its entry {name:quoted} is a device, not a file.", ZIP],
    zip_folder_bytes: ["{path}: its entry {name:quoted} is a folder with bytes of its own.", ZIP],
    zip_two_sizes: ["{path}: says two things of its entry {name:quoted}: its size.", ZIP],
    zip_two_names: ["{path}: says two things of its entry {name:quoted}: its name.", ZIP],
    zip_begins: ["{path}: begins with {bytes:number} bytes that its directory does not know.", ZIP],
    zip_overlap: ["{path}: its entries overlap: {name:quoted} ends after the beginning of the next one.", ZIP],
    zip64: ["{path}: is a ZIP64 file, as for more than 4 GiB.", UNPACK],
    zip_name: ["{path}: has an entry with the name {name:quoted}.", ZIP],
    zip_twice: ["{path}: has the entry {name:quoted} twice.", ZIP],
    zip_alike: [
      "{path}: has the entries {name:quoted} and {other:quoted}, which are one file on many disks.",
      UNPACK_AND_SEE,
    ],
    zip_file_and_folder: ["{path}: has the entry {name:quoted} as a file and as a folder.", UNPACK_AND_SEE],
    not_saved_model: [
      "{path}: is not a saved model: its {record} or {manifest} is missing or damaged.",
      "Choose a file that was saved by “Export” or “Save package”.",
    ],
    zip_compressed: ["{path}: its entry {name:quoted} is compressed.", ZIP],
    zip_method: ["{path}: its entry {name:quoted} is packed by a method other than deflate.", UNPACK],
    zip_no_inflate: ["{path}: this browser cannot unpack it.", UNPACK],
    zip_damaged: ["{path}: its entry {name:quoted} is damaged.", "Get the file again."],
    zip_unpacks: ["{path}: its files would unpack to {bytes:number} bytes, more than the maximum {most:number}.", ZIP],
    zip_bomb: [
      "{path}: its entry {name:quoted} would unpack from {packed:number} to {bytes:number} bytes, more than the maximum of {most:number} times.",
      "No weights shrink so much. If the file is sound, unpack it, and choose the folder.",
    ],
    // ONNX graphs and the kernel's packages
    no_graph: "{path} holds no graph.",
    weights_beside: [
      "{path}: keeps the weight {name} in a file beside it, which is not read here.",
      "Convert the PyTorch checkpoint instead.",
    ],
    onnx_names: ["{path}: its weights have no names of GPT-2’s.", "Convert the PyTorch checkpoint instead."],
    onnx_bytes: "{path}: the bytes of {name} are not as many as its shape takes.",
    not_onnx: ["{path} is not an ONNX file.", "Convert the model again, or fetch the file again."],
    element_type: "{path}: {name}: element type {type} is not supported.",
    data_place: "{path}: {name}: the place of its data is not a plain file name.",
    data_fit: "{path}: {name}: offset, length and dimensions do not fit together.",
    unreadable_graph: [
      "{path} is not a graph that ONNX Runtime can read: {reason:foreign}",
      "Choose another dtype or another model.",
    ],
    logits_shape: "The graph's logits have another shape than its config says.",
    overlap: "Two tensors overlap in {path}.",
    wrong_shape: "{name}: {type} [{shape}] does not fit the model.",
    too_few_weights: "The files hold {bytes:number} bytes of weights, too few for the configuration.",
    front_matter: [
      "{path}: the front matter is not YAML: {reason:foreign}",
      "Correct what stands between the two lines of ---.",
    ],
    front_matter_kind: "{path}: the front matter does not map keys to values.",
  },
  unsafe_pickle: {
    opcode: ["{path}: its pickle holds the opcode {opcode} at byte {at}, which no GPT-2 needs.", UNSAFE],
    call: ["{path}: its pickle holds a call of something that is not a function, which no GPT-2 needs.", UNSAFE],
    object: ["{path}: its pickle holds an object of something that is not a class, which no GPT-2 needs.", UNSAFE],
    pretrained_model: [
      "{path}: holds a whole model ({name:quoted}), which only Python can open, not its weights alone.",
      "If you trust it, run this with its name for FILE: python -c \"import torch; torch.load('FILE', weights_only=False).save_pretrained('model')\" and choose the folder that it writes.",
    ],
    whole_model: [
      "{path}: holds a whole model ({name:quoted}), which only Python can open, not its weights alone.",
      "If you trust it, run this with its name for FILE: python -c \"import torch; torch.save(torch.load('FILE', weights_only=False).state_dict(), 'state.pt')\" where its script lies, and choose the file that it writes.",
    ],
    global: ["{path}: its pickle holds the global {name:quoted}, which no GPT-2 needs.", UNSAFE],
    nameless: ["{path}: its pickle holds a global without a name, which no GPT-2 needs.", UNSAFE],
    attributes: [
      "{path}: its pickle holds attributes for something that is not a dictionary, which no GPT-2 needs.",
      UNSAFE,
    ],
  },
  limit_exceeded: {
    texts_bytes: [
      "{path} has {bytes:bytes}; at most {most:bytes} of texts are read.",
      "Give a part of it: some thousand texts are enough for a style.",
    ],
    voice_long: [
      "{path} has {bytes:bytes}; an adapter that came in a link has at most {most:bytes}.",
      "Ask for it as a zip that was saved under “Save as a file”.",
    ],
    kept_adapter: [
      "The adapter {name} has {bytes:bytes}; at most {most:bytes} of one are kept on this device.",
      "Save it as a file, or teach the model with a lower rank.",
    ],
    rows: [
      "The request asks for {rows:number} texts at once; {most:number} is the most.",
      "Lower num_return_sequences or num_beams, or give fewer prompts.",
    ],
    handed_text: [
      "The text that was handed over has {characters:number} characters; the last {taken:number} were taken.",
      "The model reads the end of a long prompt.",
    ],
    context: "A text of {tokens:number} tokens is over the model's {most:number}.",
    depth: "{path}: nests too deep; {most:number} is the most.",
    files: "The folder: {count:number} files are too many; {most:number} is the most.",
    file_bytes: "{path}: {bytes:number} bytes are too many; {most:number} is the most.",
    header_bytes: "{path}: a header of {bytes} bytes is too long; {most:number} is the most.",
    tensors: "{path}: {count:number} tensors are too many; {most:number} is the most.",
    storages: "{path}: {count:number} storages are too many; {most:number} is the most.",
    entry_bytes: "{path}: {name:quoted} has {bytes:number} bytes; {most:number} is the most.",
    container_part: "{path}: {part:quoted} has {count:number}; {most:number} is the most.",
    zip_entries: "{path}: {count:number} entries are too many; {most:number} is the most.",
    directory_bytes: "{path}: a directory of {bytes:number} bytes is too long; {most:number} is the most.",
    pickle_integer: "{path}: its pickle has an integer of {bytes:number} bytes; {most:number} is the most.",
    pickle_string: "{path}: its pickle has a string of {bytes:number} bytes; {most:number} is the most.",
    pickle_stack: "{path}: its pickle stacks too many values; {most:number} is the most.",
    pickle_steps: "{path}: its pickle takes too many steps; {most:number} is the most.",
    pickle_memo: "{path}: its pickle remembers too many values; {most:number} is the most.",
    tokens: "{path}: {count:number} tokens are too many; {most:number} is the most.",
    added_tokens: "{path}: {count:number} added tokens are too many; {most:number} is the most.",
    added_token: "{path}: an added token of {characters:number} characters is too long; {most:number} is the most.",
    token_length: "{path}: a token of {characters:number} characters is too long; {most:number} is the most.",
    token_lengths: "{path}: tokens of {characters:number} characters together are too many; {most:number} is the most.",
    answer_bytes: [
      "{url} answered with more than the {most:number} bytes that are read.",
      "Choose a repository with fewer files.",
    ],
    repository_files: [
      "{url} lists more than {most:number} files, the maximum.",
      "Choose a repository that holds one model.",
    ],
    weights_too_large: [
      "{name} is too large for a browser: its smallest weights have {bytes:bytes}, and {most:bytes} is the most.",
      "Choose a smaller model, or weights of fewer bits.",
    ],
    converted_too_large: [
      "{name} is too large for a browser: in 8 bits its weights have {bytes:bytes}, and {most:bytes} is the most.",
      "Choose a smaller model, or weights of fewer bits.",
    ],
    kernel_weights: [
      "The model's int8 weights take {gigabytes:fixed} GB; WebAssembly holds at most 4.",
      "Use a smaller model, or a device with WebGPU.",
    ],
    card_length: "{path} has {length:number} characters; a card may have {most:number}.",
  },
  tokenizer_mismatch: {
    no_tokenizer: ["The checkpoint: has no tokenizer.", ADD_TOKENIZER],
    other_tokenizer: ["{path}: a tokenizer of this form is not supported.", ADD_TOKENIZER],
    no_characters: [
      "{path}: holds no characters with their numbers.",
      "Choose the meta.pkl that nanoGPT wrote as it prepared the data.",
    ],
    tokenizer_kind: ["{path}: its tokenizer is of the kind {name:quoted}, which is not supported.", ADD_TOKENIZER],
    token_twice: "{path}: has the token {token:quoted} twice, as {other} and {id}.",
    lacks_list: "{path}: lacks the list {name:quoted}.",
    tokenizer_class: [
      "{path}: tokenizer_class {name:quoted} is not supported.",
      'Supported: {names:list}, also with the suffix "Fast".',
    ],
    class_model:
      "{path}: tokenizer_class {name:quoted} needs a model of type {wanted}, and this one is of type {found}.",
    class_file: [
      "{path}: not what tokenizer_class {name:quoted} reads: {file}.",
      "Set tokenizer_class in tokenizer_config.json to the class that the tokenizer was trained with, such as BertTokenizer for vocab.txt or T5Tokenizer for spiece.model.",
    ],
    unsupported: [
      "{path}: {field} {value:quoted} is not supported.",
      "With this part left out, words would get other ids than in training.",
    ],
    unsupported_file: [
      "{path}: the file {value:quoted} is not supported.",
      "With this part left out, words would get other ids than in training.",
    ],
    not_understood: "{path}: {part} {fault:failure}, which is not supported.",
    unk_token: "{path}: model.unk_token {token:quoted} is not in the vocabulary.",
    no_unk_id: "{path}: no token has {character:quoted}, and model.unk_id names none for what is unknown.",
    unk_id: "{path}: model.unk_id {id} is not one of the {tokens:number} tokens.",
    token_without_row: [
      "{path}: the text holds {token:quoted}, a token with the id {id}, but the embedding has {rows:number} rows.",
      "The token was added without resizing the embedding. Leave it out.",
    ],
    vocabulary_beyond: [
      "{path}: the token {token:quoted} has the id {id}, but the embedding has {rows:number} rows.",
      "Tokenizer and weights do not belong together.",
    ],
    frame_beyond: [
      "{path}: the token that is put around every text has the id {id}, but the embedding has {rows:number} rows.",
      "Tokenizer and weights do not belong together.",
    ],
    no_vocabulary: "{path}: has no vocabulary.",
    same_id: "{path}: two tokens have the same id.",
    merge: "{path}: the merge {merge:quoted} does not lead from tokens to a token.",
    id_taken: "{path}: gives the id {id} to two tokens, {other:quoted} and {token:quoted}.",
    added_entry: "{path}: added_tokens_decoder has the entry {id:quoted}, which is not a token.",
    token_without_id: "{path}: the token {token:quoted} has no id.",
    added_without_content: "{path}: has an added token without content.",
    foreign_id: [
      "The tokenizer gave token {token}, but the model knows only {tokens:number}.",
      "Tokenizer and model do not belong together. Load a model whose files fit.",
    ],
  },
  size_mismatch: {
    too_long: [
      "{path} is longer than the {size:number} bytes it should have.",
      "The file was changed on its host. Try again later.",
    ],
    too_short: [
      "{path} ended after {got:number} of {size:number} bytes.",
      "The server may have sent only a part. Try again.",
    ],
    ended_early: ["{path} ended early.", "Load the model again."],
    ends_before_tensor: "{path} ends before {name}.",
    vocabularies: "The models have {one:number} and {other:number} tokens.",
  },
  integrity: {
    changed_on_way: [
      "{path} arrived with other bytes than its owner published.",
      "Try again; if it happens again, the host or a proxy changes the file.",
    ],
    changed_in_copy: [
      "{path} has other bytes than the manifest says.",
      `The folder was changed, or a copy of it broke off. ${FOLDER_COPY}`,
    ],
    changed_in_zip: [
      "{path} in the saved model is not as it was saved.",
      "The file was changed, or a copy of it broke off.",
    ],
    damaged: ["{names:list}: not what the manifest says.", "Convert or download the model again."],
  },
  not_published: {
    signed_out: ["{host} does not accept the token.", "Sign in again, or make a new token with write access."],
    not_allowed: [
      "{host} does not allow this token to write to {repo}.",
      "Give the token write access to it, or publish under a name of your own or as a pull request.",
    ],
    not_there: ["{host} has no {repo}, or does not show it to this token.", "Check the spelling of owner and name."],
    public_there: [
      "{repo} is on {host} already, and public, though it was to be private. Nothing was sent.",
      "Choose another name, or make it private there first.",
    ],
    name_taken: [
      "{repo} on {host} holds other files already. Nothing was sent.",
      "Choose another name, or update that one.",
    ],
    too_large: [
      "{path}: {bytes:bytes} are more than {host} takes.",
      "Convert it with fewer bits: hostless convert --dtypes q4.",
    ],
    busy: ["{host} asks to wait {seconds:number} s.", "Publish again then; what was uploaded is not sent again."],
    broken_off: [
      "The upload to {host} broke off: {reason:foreign}",
      "Nothing was published. Publish again: what was uploaded is not sent again.",
    ],
    unsure: [
      "{host} broke off before it said whether the commit arrived.",
      "Look at {url}. Publishing again is safe: what is there already is not committed twice.",
    ],
    changed_meanwhile: ["{repo} was changed by someone else meanwhile.", "Look at what is there, then publish again."],
    refused: ["{host} refused with status {status}: {reason:foreign}", "Nothing was published."],
    wrong_answer: [
      "{host} answered with something else than its protocol says, at {field}.",
      "Nothing was published. Check the address of the host.",
    ],
    no_license: [
      "The card names no licence, and nothing is published without one.",
      "Choose one that the base model and the data allow, such as mit, and write it into the card as license.",
    ],
    no_consent: [
      "Nobody said that the texts this adapter learned from may be published.",
      "Confirm it where the adapter is published, or keep the adapter to yourself.",
    ],
    no_base: [
      "An adapter is published with the repository of the model it was trained on, and {base:quoted} is none on the Hub.",
      "Name it as base model: owner/name. Where that model is on no Hub yet, publish it first.",
    ],
    sign_in_failed: ["{host} did not complete the sign-in.", "Sign in again from this page."],
    site_changed: ["{path} of this site is of another version than its list of files.", RELOAD],
    site_incomplete: [
      "{path} of this site could not be fetched.",
      "Check the connection; if it stays so, the host does not serve this file.",
    ],
    no_token: ["There is no token for {host}.", "Set {name}, or sign in with the host's own tools."],
    other_model: [
      "{repo} holds another model: {name} is {theirs} there and {ours} in the package.",
      "Publish under another name.",
    ],
  },
  network: {
    storage: [
      "{host} leads to its storage, and that sends this browser nothing.",
      "Try again, or use Chrome, Edge or Firefox: Safari may be refused files of models that need a sign-in. You can also download them there and choose them here.",
    ],
    unreadable: ["{url} could not be read: {reason:foreign}", CONNECTION],
    stalled: "{url} sent nothing for {seconds:number} s.",
    wrong_rest: "{url} did not send the rest that was asked for.",
    script: ["A script of this site could not be loaded.", RELOAD],
  },
  offline: {},
  unauthorized: {
    token_unknown: ["{host} does not know this token.", "Paste the whole token again, or create one with read access."],
    status_401: [
      "{url} answered with status {status}.",
      "The model is private or gated, or its name is misspelt. Sign in to the Hub if you may read it, or choose a public model.",
    ],
    status_403: [
      "{url} answered with status {status}.",
      "You have no access to this model yet: ask for it on its page there, then try again.",
    ],
    token_needed: [
      "{host} has no {name}, or it is private or gated.",
      "Check the name, or set HF_TOKEN to a token that may read it.",
    ],
    token_refused: [
      "{host} does not give {name} to the token in HF_TOKEN, or to that of hf auth login.",
      "Check the name, renew the token, or ask the owner for access.",
    ],
  },
  rate_limited: { status: ["{url} answered with status {status}.", "Wait a little, then try again."] },
  server_error: {
    status: ["{url} answered with status {status}.", "The server has a problem. Try again later."],
  },
  quota: {
    full: [
      "This browser gives the site no more storage.",
      "Free some space on the device, or delete a model under Storage.",
    ],
    converted: `There is no room to keep the converted model. ${NOT_ON_DISK}`,
    other_kept: `It is not kept on this device. ${NOT_ON_DISK}`,
    not_kept: `{why:failure} ${NOT_ON_DISK}`,
  },
  storage: {
    failed: ["This browser's storage failed: {reason:foreign}", "The model works, but is not kept on this device."],
    lost: [
      "This browser's storage failed: what was written is not there.",
      "The model works, but is not kept on this device.",
    ],
    none: "This browser gives the page no storage.",
    history_stays: [
      "The history could not be deleted: {reason:foreign}",
      "Try again, or delete the data of this site in the browser's settings.",
    ],
    pin_not_kept: ["The browser did not keep the mark: {reason:foreign}", "Free some space, then try again."],
    history_not_taken: [
      "The history could not take them: {reason:foreign}",
      "Nothing was added. Free some space, then try again.",
    ],
    unreadable: ["{path} could not be read.", "It may have been moved or changed: choose it again."],
    disk_full: ["{path} cannot be written: the disk is full.", "Free some space, or give another folder with --out."],
    unwritable: ["{path} cannot be written: {reason:foreign}.", OTHER_OUT],
  },
  out_of_memory: {
    engine: ["There is not enough memory: {reason:foreign}.", FEWER_TEXTS],
    kernel: ["There is no memory for the kernel itself: {bytes:bytes} were asked for.", FEWER_TEXTS],
    weights: ["There is no memory for the model's weights: {bytes:bytes} were asked for.", FEWER_TEXTS],
    shared: [
      "There is no memory for the model and one text, in memory that threads share: {bytes:bytes} were asked for.",
      FEWER_TEXTS,
    ],
    row: [
      "There is no memory for another row of the cache: {bytes:bytes} were asked for, beside {held:bytes} in use.",
      FEWER_TEXTS,
    ],
    cache: [
      "There is no memory for the text's key/value cache: {bytes:bytes} were asked for, beside {held:bytes} in use.",
      FEWER_TEXTS,
    ],
    adapter: [
      "There is no memory for the adapter: {bytes:bytes} were asked for, beside {held:bytes} in use.",
      FEWER_TEXTS,
    ],
    hash: [
      "There is no memory to check a file's hash: {bytes:bytes} were asked for, beside {held:bytes} in use.",
      FEWER_TEXTS,
    ],
    product: [
      "There is no memory for a product: {bytes:bytes} were asked for, beside {held:bytes} in use.",
      FEWER_TEXTS,
    ],
    training: [
      "There is no memory for fine-tuning: {bytes:bytes} were asked for, beside {held:bytes} in use.",
      "Choose a smaller model, shorter texts or a lower rank.",
    ],
    tensor: ["There is no memory for {name}: {bytes:bytes} were asked for, beside {held:bytes} in use.", FEWER_TEXTS],
    runtime: [
      "The model does not fit this device's memory: {reason:foreign}",
      "Close other tabs, or choose a smaller model or dtype.",
    ],
    runtime_weights: [
      "The model ({bytes:bytes} of weights) does not fit this device's memory: {reason:foreign}",
      "Close other tabs, or choose a smaller model or dtype.",
    ],
  },
  nan_logits: {
    logits: [
      "The model produced NaN or infinite logits.",
      "Its weights are damaged or do not suit this device. Try another dtype or backend, or load the model again.",
    ],
  },
  self_test_failed: {
    wrong_tokens: ["The self-test gave {right:number} of {steps:number} known tokens.", OTHER_DTYPE],
    could_not_run: ["The model could not be run: {why:failure}", OTHER_DTYPE],
  },
  no_backend: {
    none_works: [
      "No way to run this model works on this device ({tried:failures}).",
      "Try another browser, or a smaller model.",
    ],
    device: [
      "This model cannot run on this device.",
      "Choose another backend or one of {dtypes:list} that the model has.",
    ],
    choice: [
      "This model cannot run on {choice}.",
      "Choose another backend or one of {dtypes:list} that the model has.",
    ],
    choice_both: [
      "This model cannot run on {backend} with {dtype}.",
      "Choose another backend or one of {dtypes:list} that the model has.",
    ],
    no_gpu: [
      "This model cannot run on {choice}: {why:failure}.",
      "Choose another backend or one of {dtypes:list} that the model has.",
    ],
    no_gpu_both: [
      "This model cannot run on {backend} with {dtype}: {why:failure}.",
      "Choose another backend or one of {dtypes:list} that the model has.",
    ],
    runtime_unreachable: ["ONNX Runtime could not be fetched from {url}: {reason:foreign}.", CONNECTION],
    runtime_status: [
      "ONNX Runtime could not be fetched from {url}: the server answered with status {status}.",
      CONNECTION,
    ],
    no_webassembly: [
      "WebAssembly is switched off in this browser, and the model runs on it.",
      "Allow this site in the browser’s settings (on an iPhone or iPad: turn Lockdown Mode off for it), or use another browser.",
    ],
    no_simd: [
      "This browser’s WebAssembly has no SIMD instructions, and the model runs on them.",
      "Use a newer browser: Chrome or Edge from version 91, Firefox from 89, Safari from 16.4.",
    ],
    no_kernel: ["kernel.wasm is missing.", "Build it: npm run build:kernel"],
  },
  gpu_lost: { lost: ["The GPU went away: {reason:foreign}", "The page starts it again by itself."] },
  not_loaded: {
    not_kept: ["{name} is not on this device.", "Open it in the form first, then reload this page."],
    none: ["No model is loaded.", "Load a model first."],
    given_up: "The model was already given up.",
    not_yet: "No model has been loaded on the page yet.",
    loading: "The model is being loaded.",
    downloading: "The model is being downloaded ({percent:number} %).",
    converting: "The model is being converted ({percent:number} %).",
    starting: "The model is being started ({percent:number} %).",
    thread_lost: "The model's thread was lost: {why:failure}",
    load_failed: "{why:failure}",
    no_page_open: "No page of this site is open.",
    no_page: [
      "No page that computes is open.",
      "Open the site in a tab, or import its api.js in this page; call again once the model is loaded.",
    ],
    outside_site: [
      "This page is not in {base}, so the site's service worker does not see its calls.",
      "Move the page there, or call the model through the site's sdk.js, which works on any page.",
    ],
    no_service_worker: [
      "This browser or window allows no service worker here.",
      "Open the page over https or on localhost, in a normal window.",
    ],
  },
  busy: {
    queue: "{most:number} calls run or wait already; try again in a moment.",
    training: "A model is being taught in another tab of this site; only one is at a time.",
  },
  cancelled: {
    training: "Training was stopped before anything was learned.",
    load: "The load was given up.",
    score: "Scoring the text was stopped.",
    waiting: "The run was given up before the model was ready.",
    interrupted: "The page was closed before this text was finished.",
    other_loading: "Another model is being loaded.",
    other_loaded: "Another model was loaded.",
    closed: "The engine was closed.",
    not_needed: "{path} is not needed any more.",
    request: "The request was aborted.",
  },
  page_closed: {
    closed: ["The page that computed the answer was closed.", "Keep a page of the site open, then call again."],
    not_in_time: [
      "The page that computed the answer was closed.",
      "No other page had the answer in time. Call again: it begins anew; a stream shows the text as it is written.",
    ],
  },
  page_asleep: {
    silent: [
      "The page that computed the answer has been silent for {seconds:number} seconds; browsers put tabs in the background to sleep.",
      "Bring that page to the front, then call again.",
    ],
    not_in_time: [
      "The page that computed the answer has been silent for {seconds:number} seconds; browsers put tabs in the background to sleep.",
      "No other page had the answer in time. Call again: it begins anew; a stream shows the text as it is written.",
    ],
  },
  unsendable: { answer: "The model's thread could not send its answer: {reason:foreign}." },
  worker_died: {
    ended: ["The model's thread ended: {reason:foreign}", RESTARTED],
    not_loaded: ["The model's thread ended: its script could not be loaded.", RELOAD],
    message: ["The model's thread ended: a message could not be read.", RESTARTED],
  },
  worker_hung: {
    silent: ["The model's thread gave no sign of life for {seconds:fixed} s.", RESTARTED],
    not_started: ["The model's thread did not start within {seconds:fixed} s.", RELOAD],
  },
  internal: {
    error: "{reason:foreign}",
    onnx_runtime: "ONNX Runtime failed: {reason:foreign}",
    no_tensor: "There is no tensor {name:quoted}.",
    not_a_file: "{name} did not arrive as a file.",
  },
  /** No failures: parts of other sentences, why a backend was chosen, and what one should know of a model. */
  note: {
    // What a parameter may be, behind "must be"
    allowed_number: "a number from {min:number} to {max:number}",
    allowed_whole: "a whole number from {min:number} to {max:number}",
    allowed_flag: "true or false",
    allowed_stopping: 'true, false or "never"',
    allowed_texts: "a list of at most {most:number} texts of 1 to {longest:number} characters",
    allowed_ends: "a token's number or a list of at most {most:number} of them",
    allowed_tokens: "a list of at most {most:number} token numbers",
    allowed_runs: "a list of at most {most:number} lists of 1 to {longest:number} token numbers",
    allowed_biases:
      "a list of at most {most:number} pairs, each of a list of 1 to {longest:number} token numbers and a bias",
    allowed_decay: "two numbers: new tokens from 0 on and a factor above 0",
    allowed_described: "as it is described",
    // Which adapter it is
    lora: "a LoRA adapter",
    lora_for: "a LoRA adapter for {base:quoted}",
    adapter: "an adapter of type {type:quoted}",
    adapter_for: "an adapter of type {type:quoted} for {base:quoted}",
    adapter_beside:
      "The adapter was merged into the weights beside it. If they hold it already, remove {path} and convert them again.",
    // What a part of a tokenizer has that is not supported
    fault_pattern: "has the pattern {pattern:quoted}, which {fault:failure}",
    fault_length: "is too long",
    fault_closing: 'has ")" without "("',
    fault_opening: 'has "(" without ")"',
    fault_depth: "nests too deep",
    fault_folding: "ignores case where two letters fold into one",
    fault_case: 'ignores the case of "{character}"',
    fault_class_case: "ignores the case of a class",
    fault_repeats_nothing: 'repeats nothing with "{character}"',
    fault_repeats_empty: "repeats what may be empty",
    fault_replaces_empty: "replaces what may be empty",
    fault_group: 'has the group "{group}"',
    fault_property: 'names the property "{name}"',
    fault_escape: 'has the escape "{escape}"',
    fault_class: 'has "[" without "]"',
    fault_inner_class: "has a class inside a class",
    fault_inside_class: 'has "{escape}" inside a class',
    fault_range: "has a range without an end",
    fault_prefix_space: 'has add_prefix_space false and the prepend_scheme "{scheme}"',
    fault_scheme: 'has the prepend_scheme "first" after other parts',
    fault_charsmap: "has a precompiled_charsmap that is none",
    fault_charsmap_beyond: "has a precompiled_charsmap that names a place beyond its end",
    fault_twins: "has two that are one when they are normalized",
    fault_vanishes: "has one of which nothing is left when it is normalized",
    fault_template: "does not hold the text once",
    fault_template_token: "names a token that it does not describe",
    fault_framed_twice: "adds tokens around those of a template",
    // Why a backend runs, or cannot
    no_webgpu: "no WebGPU in this browser",
    no_adapter: "no WebGPU adapter",
    webgpu_failed: "WebGPU failed: {reason:foreign}",
    gpu_lost: "the GPU was lost",
    gpu_emulated: "the GPU is only emulated",
    gpu_files: "the GPU cannot run this model's files",
    gpu_other_file: "the GPU needs another file of this model than the CPU, so it was not tried",
    gpu_needless: "a model this small needs no GPU",
    gpu_later: "the GPU is timed once the first text is written",
    gpu_unfinished: "the GPU was not timed: two trials never came to an end",
    large_model: "large model",
    chosen: "chosen by you",
    fastest: "fastest of {count:number} measured",
    fastest_before: "fastest when it was measured",
    refused: "{backend} was refused: {why:failure}",
    backend: "{backend}: {why:failure}",
    // Settings of a model that are not obeyed
    generation_config: "generation_config.json is not a JSON object and was left out.",
    setting_unsupported: "{name} {value:quoted} of the model is not supported here: transformers writes other texts.",
    setting_range: "{name} {value:quoted} of the model is out of range and left out.",
    setting_token:
      "{name} {value:quoted} of the model names a token outside its vocabulary of {tokens:number} and left out.",
    setting_cut: "{name} {value:quoted} of the model is cut to {most:number}.",
    // What was left out while a checkpoint was read
    custom_architecture: "{path}: taken as GPT-2, although its architecture is called {name:quoted}.",
    cross_attention: "Cross-attention is left out: without an encoder it does nothing.",
    heads_taken:
      '{path}: does not say how many heads it has; taken are {heads:number}, and GPT-2’s activation, as GPT-2 and minGPT of this size have. If it has others, put a config.json with "n_head" beside it.',
    gpt2_tokenizer:
      "There is no tokenizer among the files. Its embedding has GPT-2’s size, so GPT-2’s own tokenizer is used; if the model was trained with another, choose its files, too.",
    other_vocabulary:
      "tokenizer.json and the vocabulary files beside it give other ids on {count:number} of {lines:number} lines, such as {line:quoted}. tokenizer.json is taken, as in transformers; if the model was trained with the others, delete it.",
    tokenizer_as_file: "{path}: taken as it is, although tokenizer_class is {name}: its {part} is not GPT-2's.",
    unknown_class: "{path}: taken as it is, as in transformers 5, which knows no tokenizer_class {name}.",
    tokenizer_part:
      "{path}: {part} is not used, as in transformers 5 with tokenizer_class {name}. If the model was trained with it, set tokenizer_class to PreTrainedTokenizerFast.",
    frame_setting: "tokenizer_config.json: {name} has no effect beside tokenizer.json, as in transformers 5.",
    frame_settings:
      "tokenizer_config.json: {name} and {other} have no effect beside tokenizer.json, as in transformers 5.",
    other_id: "The added token {token:quoted} gets the id {found}, not {id}, as in Python.",
    token_without_row:
      "The added token {token:quoted} has the id {id}, but the embedding has {rows:number} rows: texts with it are refused. Call model.resize_token_embeddings(len(tokenizer)) before training.",
    unhealed_suffix: "token_healing has no effect: the model's tokenizer adds a token after every prompt.",
    unhealed_text: "token_healing has no effect: the model's tokenizer does not give a text back as it was.",
    // What is said of a model card
    card_added: "Added to the card: {name}.",
    card_lacks: "The card has no {name}.",
  },
} as const;

/** As {@link failuresInEnglish}: what a translation's table has to say. */
export type FailuresInEnglish = typeof failuresInEnglish;
