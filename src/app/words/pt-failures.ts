import type { FailureSentences } from "../../contract/failure-parameters.ts";

const EXPORTED_HISTORY = "Escolha um arquivo salvo com “Exportar” no histórico.";
const FEWER_TEXTS = "Feche outras abas, peça menos textos ou textos mais curtos, ou use um modelo menor.";
const CONNECTION = "Verifique a conexão e tente de novo.";
const RELOAD = "Verifique a conexão e recarregue a página.";
const RESTARTED = "Ela foi reiniciada. Tente mais uma vez; se acontecer de novo, escolha um modelo menor.";
const LINK_AGAIN = "Peça o link de novo; o formulário funciona sem ele.";
const HUB_NAME = "Escreva como owner/name, por exemplo openai-community/gpt2, ou cole o endereço em huggingface.co.";
const REPOSITORY = "Um repositório se escreve owner/name, com @ e uma revisão se quiser.";
const SDK = "Use connect() do sdk.js deste site.";
const OTHER_DTYPE = "Escolha outro dtype; se acontecer com todos, os arquivos do modelo estão danificados.";
const WHOLE_COPY = "Escolha outro modelo ou uma cópia completa deste.";
const OTHER_MODEL = "Escolha outro modelo ou avise o dono deste.";
const RESAVE =
  "Carregue o modelo em Python com transformers e salve-o de novo: model.save_pretrained(NEW), tokenizer.save_pretrained(NEW).";
const MERGE_INSTEAD = "Combine-o: hostless convert ADAPTER --base BASE --out PACKAGE, ou escolha-o sozinho na página.";
const MERGE =
  "Combine-o com a base em Python e escolha o resultado: AutoPeftModelForCausalLM.from_pretrained(FOLDER).merge_and_unload().save_pretrained(NEW), com o tokenizador ao lado.";
const ADD_TOKENIZER =
  "Adicione tokenizer.json, ou vocab.json e merges.txt: em Python, AutoTokenizer.from_pretrained(NAME).save_pretrained(FOLDER) com o tokenizador usado no treino do modelo.";
const AGAIN = "Obtenha o arquivo de novo.";
const ZIP = "Escolha o zip da pasta de um modelo, ou um arquivo salvo com “Exportar” ou “Salvar pacote”.";
const UNPACK = "Descompacte e escolha a pasta.";
const UNPACK_AND_SEE = "Descompacte, veja quais arquivos há e escolha a pasta.";
const UNSAFE = "Pode não ser perigoso, mas poderia executar código em Python. Peça ao dono um arquivo safetensors.";
const GPT2_ONLY = "Há suporte a GPT-2 em todos os tamanhos, inclusive DistilGPT2 e DialoGPT: {names:list}.";
const OTHER_BACKEND = "Escolha outro backend ou, entre {dtypes:list}, um dtype que o modelo tenha.";
const OWN_VALUE = "Mude {name} ou omita-o para usar o valor do modelo.";
const JSON_HOST = "Verifique se o nome do modelo está certo e se o servidor entrega os arquivos sem alterações.";
const GRAPH_EXPORT = "Exporte-o para geração de texto com “past”, ou indique um repositório com os pesos do PyTorch.";
const FOLDER_GRAPH = "Um checkpoint vira pacote com: hostless convert {folder} --out DIR";
const NOT_IN_TIME =
  "Nenhuma outra página teve a resposta a tempo. Chame de novo: recomeça do início; um stream mostra o texto enquanto é escrito.";
const FEWER_BITS = "Escolha um modelo menor ou pesos com menos bits.";
const OTHER_IDS = "Sem esta parte, as palavras teriam outros ids que no treino.";
const NO_MATCH = "O tokenizador e os pesos não combinam.";
const MEMORY = "Feche outras abas, ou escolha um modelo ou dtype menor.";
const UNKEPT = "O modelo funciona, mas não fica salvo neste dispositivo.";
const STATUS = "{url} respondeu com o status {status}." as const;

/** What failures say in Portuguese. */
export const ptFailures: FailureSentences = {
  bad_request: {
    request: ["A solicitação está errada em {field}.", "Informe um prompt e, se quiser, parâmetros."],
    prompt: [
      "O prompt deve ser um texto de no máximo {characters:number} caracteres, ou uma lista de 1 a {prompts:number} textos assim.",
      "Encurte o prompt ou informe-o como texto.",
    ],
    chat_long: [
      "A conversa tem {characters:number} caracteres. São aceitos no máximo {most:number}.",
      "Deixe de fora as mensagens mais antigas.",
    ],
    parameter: ["{name} deve ser {allowed:failure}.", OWN_VALUE],
    parameter_given: ["{name} deve ser {allowed:failure}, não {given}.", OWN_VALUE],
    unknown_parameter: ["Não existe o parâmetro {name}.", "Omita-o ou verifique a grafia."],
    unknown_parameter_meant: [
      "Não existe o parâmetro {name}; você quis dizer {meant}?",
      "Omita-o ou verifique a grafia.",
    ],
    unknown_parameter_near: ["Não existe o parâmetro {name}.", "Você quis dizer {meant:either}?"],
    continued_list: [
      "Os tokens a partir dos quais se continua pertencem a um só prompt, não a uma lista.",
      "Informe um só prompt como texto.",
    ],
    samples_over_beams: [
      "num_return_sequences ({samples:number}) não pode passar de num_beams ({beams:number}).",
      "Diminua num_return_sequences ou aumente num_beams.",
    ],
    best_of_under: [
      "best_of ({best_of:number}) não pode ser menor que num_return_sequences ({wanted:number}).",
      "Aumente best_of ou peça menos textos.",
    ],
    best_of_beams: [
      "best_of {best_of:number} escolhe entre textos sorteados, mas num_beams {beams:number} procura um só.",
      "Omita best_of ou num_beams.",
    ],
    best_of_greedy: [
      "best_of {best_of:number} precisa de do_sample: sem sorteio, os {best_of:number} textos são iguais.",
      "Defina do_sample como true ou omita best_of.",
    ],
    unknown_token: [
      "{name} é {token}, mas o modelo tem apenas {tokens:number} tokens.",
      "Omita {name} ou indique um token de 0 a {last}.",
    ],
    chat_refused: [
      "O modelo de conversa (chat template) recusa a conversa ou não pode ser lido: {reason:foreign}",
      "Altere as mensagens ou envie um prompt para api/v1/completions.",
    ],
    chat_endless: [
      "O modelo de conversa (chat template) não chega ao fim dentro do permitido.",
      "Envie um prompt para api/v1/completions.",
    ],
    no_chat: ["O modelo não tem chat template: ele continua um texto.", "Envie um prompt para api/v1/completions."],
    all_banned: [
      "Juntos, os parâmetros proíbem todos os tokens: bad_words, suppress_tokens, os comprimentos mínimos e afins.",
      "Remova palavras proibidas ou tokens suprimidos, ou diminua no_repeat_ngram_size, min_length ou min_new_tokens.",
    ],
    max_length: [
      "O prompt tem {tokens:number} tokens, mas max_length é {max_length:number} contando o prompt.",
      "Aumente max_length, encurte o prompt ou use max_new_tokens, que não conta o prompt.",
    ],
    empty_prompt: [
      "O prompt está vazio e o modelo não tem bos_token_id para começar.",
      "Digite pelo menos um caractere.",
    ],
    unknown_bos: [
      "bos_token_id é {token}, mas o modelo tem apenas {tokens:number} tokens.",
      "Omita bos_token_id para usar o do modelo.",
    ],
    no_such_position: [
      "position é {position:number}, mas o texto tem {tokens:number} tokens.",
      "Informe um número inteiro de 0 a {tokens:number}.",
    ],
    nothing_before: [
      "Não há nada antes desta posição, e o modelo não tem um token que comece um texto.",
      "Peça uma posição de pelo menos 1.",
    ],
    nothing_to_score: [
      "O texto não tem nenhum token para avaliar.",
      "Informe um texto de pelo menos dois tokens, algumas palavras.",
    ],
    link_later: ["O link compartilhado foi feito por uma versão mais nova deste site.", LINK_AGAIN],
    link_long: ["O link compartilhado passa de {characters:number} caracteres.", LINK_AGAIN],
    link_cut: ["O link compartilhado está cortado ou danificado.", LINK_AGAIN],
    link_damaged: ["O link compartilhado está danificado em {place}.", LINK_AGAIN],
    link_start: ["O link compartilhado está danificado no início.", LINK_AGAIN],
    link_model: ["O link não indica um modelo que possa ser aberto: {why:failure}", HUB_NAME],
    no_name: ["Nenhum modelo foi indicado.", HUB_NAME],
    not_hub_address: ["“{name}” não é um endereço do Hugging Face Hub.", HUB_NAME],
    not_hub_name: ["“{name}” não é o nome de um repositório do Hub.", HUB_NAME],
    not_model_address: ["“{name}” não é o endereço de um modelo.", HUB_NAME],
    not_repository: ["“{name}” não é o nome de um repositório do Hub, owner/name.", REPOSITORY],
    not_revision: ["“{name}” não é o nome de uma revisão.", REPOSITORY],
    not_site_folder: ["“{name}” não é o nome de uma pasta deste site.", REPOSITORY],
    frame_address: "O endereço do quadro está danificado em {field}.",
    frame_model: ["O modelo do quadro: {why:failure}", HUB_NAME],
    not_a_call: ["{method} recebeu algo que não é uma chamada.", SDK],
    id_running: ["Já há uma solicitação em curso com o id {id:quoted}.", "Dê a cada solicitação um id próprio."],
    not_a_method: ["O quadro recebeu algo que não é uma chamada de um de seus métodos.", SDK],
    not_converted: ["{name} não foi convertido aqui.", "Ele pode ser exportado em “Armazenamento”."],
    unreadable_file: "Não é possível ler o arquivo {path}.",
    unwritable_file: "Não é possível gravar o arquivo {path}.",
    no_end_token: "O modelo não indica nenhum token que encerre um texto, e --lines precisa dele.",
    out_is_file: ["{path} é um arquivo.", "Indique uma pasta com --out."],
    out_not_empty: ["{path} não está vazia.", "Indique uma pasta vazia ou que ainda não exista."],
    out_other_training: [
      "{path} contém um treino inacabado com outros textos, opções ou pesos, ou de outra versão.",
      "Indique os mesmos para continuá-lo, indique outra pasta com --out ou apague {state}.",
    ],
    out_is_package: ["{path} não está vazia.", "Acrescente --force para substituir o pacote que está lá."],
    text_line: [
      "A linha {line:number} de {path} não é JSON.",
      "Cada linha deve ser um texto JSON ou um objeto que tenha um.",
    ],
    text_field: [
      "A linha {line:number} de {path} não tem texto em {field:quoted}.",
      "Indique o campo que contém o texto.",
    ],
    few_texts: [
      "É possível aprender com {usable:number} de {texts:number} textos; são necessários pelo menos {least:number}.",
      "Adicione textos; algumas centenas dão um estilo.",
    ],
    nothing_learned: [
      "O treino piorou o modelo nos textos reservados (perplexidade {before:fixed}); nada foi guardado.",
      "Adicione textos ou indique uma taxa menor.",
    ],
    merged_value: [
      "Com o adaptador mesclado, {name:quoted} tem o valor {value:number}; a meia precisão só vai até {most:number}.",
      "Salve só o adaptador ou treine-o com uma taxa menor.",
    ],
    nothing_to_shrink: [
      "O adaptador não muda nada no modelo; não há nada para pôr em um link.",
      "Treine-o até que mude o que o modelo escreve.",
    ],
    not_shrunk: [
      "O adaptador não pode ser reduzido o bastante para um link: {why:failure}",
      "Salve como ZIP; na linha de comando ele está na pasta de --out.",
    ],
    text_encoding: ["{path} não é texto UTF-8.", "Salve como UTF-8 ou escolha um arquivo de texto."],
    text_column: ["{path} não tem a coluna {field:quoted}.", "Há: {columns:quotedList}."],
    text_table: [
      "A linha {line:number} de {path} não é CSV: {reason:foreign}",
      "Salve a tabela de novo como CSV ou dê um texto por linha.",
    ],
  },
  model_not_found: {
    status: [STATUS, "Verifique a grafia do nome e da revisão do modelo."],
    not_kept: ["Este modelo não está mais salvo neste dispositivo.", "Abra-o de novo de onde ele veio."],
    not_kept_whole: [
      "{name} não está mais salvo por inteiro neste dispositivo.",
      "Abra de novo os arquivos ou o pacote salvo.",
    ],
    no_adapter: [
      "{model} não tem o adaptador {name}.",
      "Indique um dos adaptadores dele, ou nenhum para o modelo como ele é.",
    ],
    adapter_unreadable: [
      "O adaptador {name} não está mais neste dispositivo ou não pode ser lido.",
      "Abra-o de novo do arquivo dele, ou exclua-o em “Armazenamento”.",
    ],
    no_hub_folder: [
      "{repo} não tem a pasta {folder}.",
      "Confira o nome da pasta ou abra o repositório inteiro como {repo}.",
    ],
    no_folder: "Não existe a pasta {path}.",
  },
  no_usable_files: {
    training_base: [
      "{name} não está guardado neste dispositivo como um pacote que possa ser ensinado.",
      "Carregue-o primeiro na página: o que foi convertido fica então guardado. Se o navegador não guarda nada, ensine o modelo deste site.",
    ],
    config_missing: [
      "{path}: falta config.json ao lado.",
      "config.json diz o tamanho do modelo. Escolha a pasta inteira que model.save_pretrained gravou, com config.json e os arquivos do tokenizador.",
    ],
    no_package: [
      "{folder} não é um pacote de modelo.",
      "Crie antes um a partir do checkpoint: hostless convert DIR --out PACKAGE.",
    ],
    no_config: [
      "Não há config.json entre os arquivos.",
      "Escolha a pasta de um checkpoint GPT-2 como está no Hugging Face Hub.",
    ],
    no_weights: ["Não há pesos entre os arquivos.", "É necessário um destes: {names:list}."],
    hparams_missing: [
      "{path}: falta hparams.json ao lado.",
      "Ele diz o tamanho do modelo. Escolha a pasta inteira, com gpt-2-simple checkpoint/run1: nela estão hparams.json, encoder.json e vocab.bpe.",
    ],
    tensorflow_checkpoint: [
      "{path}: parte de um checkpoint do TensorFlow cujo arquivo .index não está aqui, ou um da forma antiga em um só arquivo.",
      "Escolha a pasta inteira: checkpoint, hparams.json e os arquivos .index e .data. O TensorFlow salva de novo um antigo com tf.compat.v1.train.Saver().save.",
    ],
    nanogpt: [
      "{path}: não é um arquivo de torch.save, ou é um de vários e nenhum tem o nome do último.",
      "Escolha o que você quer, sozinho ou com o tokenizador dele.",
    ],
    keras_numbers: [
      "{path}: pesos como o Keras 3 os salva, com números no lugar de nomes.",
      "Carregue-os em Python no TFGPT2LMHeadModel e salve-o: model.save_pretrained(NEW).",
    ],
    packed_archive: ["{path}: está compactado de um modo que não pode ser aberto aqui.", UNPACK],
    other_weights: ["{path}: pesos com outro nome, sem suporte aqui.", RESAVE],
    unsupported_part: ["{path}: não há suporte a {part:quoted} do formato {format}.", RESAVE],
    quantization: [
      "{path}: {name:quoted} está salvo como {dtype}, sem suporte aqui.",
      "Escolha um arquivo com F16, Q8_0, Q4_0 ou quantização K, como Q4_K_M.",
    ],
    in_zip: ["{zip}: {why:failure}", "{why:hint}"],
    other_archive: [
      "{zip}: não contém um modelo, mas outro arquivo compactado: {inner:quoted}.",
      "Descompacte e escolha o que há dentro.",
    ],
    several_models: [
      "{from}: contém {count:number} modelos: {names:quotedList}.",
      "Escolha a pasta ou o zip de um deles.",
    ],
    adapter_alone: [
      "{path}: {adapter:failure} sozinho, sem os pesos em que foi treinado.",
      "Escolha também os arquivos da base, em uma pasta ou um zip: config.json e os pesos em que foi treinado.",
    ],
    adapter_unmerged: [
      "{path}: contém {name:quoted}, de um adaptador que não foi combinado, e nenhum arquivo informa seu lora_alpha.",
      "Coloque o adapter_config.json ao lado dos pesos. A linha de comando também aceita o número: hostless convert DIR --lora-alpha N.",
    ],
    adapter_without_file: [
      "{path}: faltam os tensores do adaptador.",
      "Adicione adapter_model.safetensors ou adapter_model.bin da mesma pasta.",
    ],
    no_adapter_config: [
      "Falta adapter_config.json.",
      "Escolha a pasta que o PEFT gravou: model.save_pretrained(FOLDER).",
    ],
    adapter_empty: [
      "{path}: pertence a um adaptador sem tensores.",
      "Salve o adaptador de novo: model.save_pretrained(NEW).",
    ],
    several_adapters: [
      "{path}: contém os adaptadores {names:quotedList}.",
      "Salve apenas o desejado: model.save_pretrained(NEW, selected_adapters=[NAME]).",
    ],
    no_graph: [
      "O modelo não tem nenhum arquivo ONNX que possa rodar aqui.",
      "O repositório precisa de arquivos ONNX, safetensors ou pytorch_model.bin.",
    ],
    no_file: ["{name} não tem o arquivo {path}.", WHOLE_COPY],
    no_model_file: [
      "O modelo não tem {path}.",
      "Escolha um repositório ou uma pasta com todos os arquivos de um modelo GPT-2.",
    ],
    no_tensor: "O modelo não tem o tensor {name}, ou tem só uma parte dele.",
    not_whole: ["{path} de {name} não está salvo por inteiro.", "Carregue o modelo mais uma vez e depois salve-o."],
    made_not_whole: [
      "{path} de {name} não está mais salvo por inteiro neste dispositivo.",
      "Abra de novo o modelo de onde ele veio: os arquivos, o repositório ou o pacote salvo.",
    ],
    graph_without_cache: [
      "O grafo ONNX não aceita o cache de chaves e valores de que esta página precisa.",
      GRAPH_EXPORT,
    ],
    graph_input: ["O grafo ONNX pede a entrada “{name}”, que esta página não pode fornecer.", GRAPH_EXPORT],
    graph_without_logits: "O grafo não tem a saída “logits”.",
    folder_lacks: "{folder} não contém {path}.",
    folder_without_graph: ["{folder} não tem nenhum grafo {dtype}.", `Ela tem: {have:list}. ${FOLDER_GRAPH}`],
    folder_without_graphs: ["{folder} não tem nenhum grafo {dtype}.", `Ela não tem nenhum. ${FOLDER_GRAPH}`],
    no_dtype_file: "O modelo não tem {path}.",
    not_package: ["Falta {path}: isto não é um pacote de modelo.", "Crie um: hostless convert DIR --out PACKAGE."],
    not_site: [
      "{path} não é um site construído: falta {name}.",
      "Construa com npm run build e indique a pasta com --site.",
    ],
  },
  unsupported_architecture: {
    activation: ["{path}: não há suporte a activation_function {name}.", "Há suporte a: {names:list}."],
    trained_activation: [
      "{path}: não há suporte a activation_function {name}. Ela tem pesos próprios em cada camada, que não são lidos aqui.",
      "Há suporte a: {names:list}.",
    ],
    architecture: ["{path}: não há suporte a {name:quoted}.", GPT2_ONLY],
    quantized: ["{path}: não há suporte a um GPT-2 já quantizado.", GPT2_ONLY],
    no_model_type: ["{path}: não há suporte a um modelo sem model_type.", GPT2_ONLY],
    adapter_setting: ["{path}: não há suporte a {field} {value:quoted}.", MERGE],
    adapter_backend: [
      "Um adaptador separado só roda no kernel, e o modelo roda em {backend}.",
      "Execute um pacote deste projeto na CPU: na página em Dispositivo, na linha de comando com --backend kernel.",
    ],
    adapter_apart: [
      "{path}: {name:quoted} muda pesos da base, então o adaptador não pode ficar separado dela.",
      MERGE_INSTEAD,
    ],
    adapter_rank_apart: [
      "{path}: {name:quoted} tem o posto {rank:number}; {most:number} é o maior de um adaptador separado.",
      MERGE_INSTEAD,
    ],
    adapter_base: [
      "{path}: o adaptador foi treinado com {base:quoted}, e este modelo é {model:quoted}.",
      "Abra o modelo com o qual ele foi treinado.",
    ],
    adapter_state: [
      "{path}: o adaptador foi treinado com outra versão de {base:quoted} que a que está aberta.",
      "Abra essa versão ou treine o adaptador de novo.",
    ],
    adapter_unfit: [
      "{path}: não diz com qual modelo foi treinado e não serve para {model:quoted}: {why:failure}",
      "Abra o modelo com o qual ele foi treinado.",
    ],
    adapter_tokenizer: ["{path}: o adaptador tem um tokenizador diferente do modelo.", MERGE_INSTEAD],
    foreign_graph: [
      "{path} não foi gravado por este conversor, então o kernel não consegue lê-lo.",
      "O ONNX Runtime o executa; ou converta o checkpoint de novo.",
    ],
  },
  malformed_file: {
    key_twice: "{path}: a chave {key:quoted} aparece duas vezes.",
    open_string: "{path}: o texto no caractere {at:number} não termina.",
    bad_escape: "{path}: o texto no caractere {at:number} tem um escape que o JSON não conhece.",
    huge_number: "{path}: o número no caractere {at:number} é grande demais.",
    not_json: "{path}: não é JSON: {found:quoted} no caractere {at:number}.",
    json_ends: "{path}: não é JSON: o arquivo termina no caractere {at:number}.",
    not_object: "{path}: não é um objeto JSON.",
    not_utf8: "{path}: não é UTF-8.",
    not_sentencepiece: ["{path}: não é um modelo do SentencePiece ou está cortado.", "Baixe o arquivo novamente."],
    page_for_file: [
      "{url} deveria ser {path}, mas o servidor enviou uma página HTML.",
      "Há no caminho uma página de login da rede, ou um servidor que responde a tudo com sua página inicial.",
    ],
    page_for_json: ["{url} deveria ser JSON, mas o servidor enviou uma página HTML.", JSON_HOST],
    other_for_json: ["{url} deveria ser JSON, mas o servidor enviou outra coisa.", JSON_HOST],
    unexpected: ["{path} não está como esperado: {field}: {reason:foreign}", OTHER_MODEL],
    unexpected_whole: ["{path} não está como esperado no conjunto: {reason:foreign}", OTHER_MODEL],
    should_be_json: ["{path} deveria ser JSON, mas é outra coisa.", WHOLE_COPY],
    no_json: ["{path} não é JSON.", "Corrija ou escreva de novo com: hostless site DIR --title TEXT."],
    unknown_field: ["{path}: {field} não é conhecido.", "São conhecidos: {known:list}."],
    wrong_field: [
      "{path}: {field} é {value}: {reason:foreign}.",
      "Corrija ou deixe de fora; hostless site --help diz o que cada um pode ser.",
    ],
    low_contrast: [
      "{path}: {field} é {value}, cujo contraste com {other} é {found:fixed}, menos que {least:fixed}.",
      "Escolha uma cor mais escura ou mais clara: o texto precisa ser legível.",
    ],
    no_icon: [
      "site.json: icon é {value}, e o site não tem esse arquivo.",
      "Indique um com hostless site DIR --icon FILE.",
    ],
    not_png: ["{path} não é uma imagem PNG.", "Indique um arquivo PNG ou SVG."],
    same_name: [
      "{path} e {other} chamam {name:quoted} ao seu modelo. A API responde por esse nome, e é por ele que se guarda a escolha dos visitantes.",
      "Dê outro nome a um deles no seu manifest.json, ou retire uma das pastas.",
    ],
    same_letters: [
      "{path} e {other} são de modelos chamados {name:quoted} e {others:quoted}, que só diferem nas maiúsculas.",
      "Dê outro nome a um deles: à pasta e no seu manifest.json.",
    ],
    not_manifest: "{path} não é o manifesto de um pacote.",
    not_history: ["{path} não é um histórico de um site assim.", EXPORTED_HISTORY],
    history_later: [
      "{path} foi feito por uma versão mais nova deste site.",
      "Recarregue a página ou escolha um arquivo salvo aqui.",
    ],
    history_entry: ["{path}: o item {entry:number} está danificado em {field}.", EXPORTED_HISTORY],
    field_missing: ["{path}: falta {field}.", WHOLE_COPY],
    field_impossible: ["{path}: {field} é impossível: {reason:foreign}.", WHOLE_COPY],
    heads: ["{path}: n_embd {n_embd} não é múltiplo de n_head {n_head}.", WHOLE_COPY],
    graph_config_lacks: ["{path}: {key} não tem {field}.", "Converta o modelo de novo."],
    untied: "{path}: tie_word_embeddings é false, mas não há lm_head.weight.",
    heads_unknown: [
      "{path}: não diz quantas cabeças o modelo tem.",
      'Ponha ao lado um config.json que dê o número como "n_head".',
    ],
    lacks_tensor: "{path}: falta o tensor {name}.",
    checkpoint_lacks_tensor: "No checkpoint falta o tensor {name}.",
    tensor_shape: [
      "{path}: {name:quoted} tem o formato [{shape}] em vez de [{expected}].",
      "config.json pertence a estes pesos?",
    ],
    stray_tensor: "{path}: contém {name:quoted}, que este GPT-2 não tem.",
    adapter_half: "{path}: contém {name:quoted} sem o {other} correspondente.",
    adapter_rank: "{path}: {name:quoted} tem posto {rank}, mas {config} informa {expected}.",
    adapter_not_dora: "{path}: contém {name:quoted}, mas segundo {config} use_dora está desligado.",
    adapter_token: "{path}: cita o token {token}, mas o embedding tem {tokens:number} linhas.",
    adapter_tensor: ["{path}: contém {name:quoted}, que não faz parte de um adaptador LoRA.", MERGE],
    not_voice: [
      "{path}: não é um adaptador feito para um link.",
      "Escolha um arquivo .hostless-voice ou peça o link de novo.",
    ],
    voice_later: [
      "{path}: foi feito por uma versão mais nova deste site.",
      "Recarregue a página; se não bastar, peça o adaptador em um zip.",
    ],
    voice_damaged: [
      "{path}: não está inteiro: o adaptador foi cortado ou alterado no caminho.",
      "Peça de novo, como arquivo: mensageiros cortam links longos.",
    ],
    name_twice: "{path}: {name:quoted} aparece duas vezes.",
    file_twice: "{path}: está presente duas vezes.",
    tensor_dtype: ["{path}: {name:quoted} está salvo como {dtype}.", "Há suporte a F64, F32, F16 e BF16."],
    tensor_value: [
      "{path}: {name:quoted} tem o valor {value} no elemento {at:number}.",
      "O treino deu errado nesse ponto.",
    ],
    impossible_shape: "{path}: {name:quoted} tem um formato impossível.",
    beyond_storage: "{path}: {name:quoted} vai além do seu armazenamento.",
    not_tensors: ["{path}: não é um dicionário de tensores.", "Salve model.state_dict(), não o modelo."],
    no_tensors: ["{path}: não contém nenhum tensor.", "Salve model.state_dict(), não o estado do treino."],
    range: "{path}: não é possível pedir os bytes {start} a {end}.",
    ends_before: "{path}: termina no byte {size}, antes de {end}.",
    short_read: "{path}: devolveu {got:number} bytes em vez de {wanted:number}.",
    no_weight_map: "{path}: não tem weight_map.",
    part_missing: "{path}: cita a parte {part:quoted}, que não está entre os arquivos.",
    against_index: "{path}: contém {name:quoted}, em contradição com {index}.",
    not_in_parts: "{path}: cita {name:quoted}, que nenhuma das partes contém.",
    container: ["{path}: {part:quoted} no byte {at} não é como o formato {format} pede.", AGAIN],
    header_start: "{path}: o cabeçalho não começa com uma chave.",
    header_object: "{path}: o cabeçalho não é um objeto.",
    metadata: "{path}: __metadata__ deve associar textos a textos.",
    entry: "{path}: {name:quoted} não é descrito por dtype, shape e data_offsets.",
    entry_dtype: "{path}: {name:quoted} tem um dtype desconhecido.",
    entry_offsets: "{path}: {name:quoted} tem data_offsets impossíveis.",
    entry_bytes: "{path}: {name:quoted} tem {bytes:number} bytes de dados, mas seu formato ocupa {wanted:number}.",
    entry_begins: "{path}: {name:quoted} começa no byte {begin} dos dados em vez de {at}.",
    data_bytes: [
      "{path}: contém {bytes:number} bytes de dados, mas seus tensores ocupam {wanted:number}.",
      "O download foi completo?",
    ],
    pickle_ends: "{path}: o pickle termina cedo demais.",
    pickle_leaves: "{path}: o pickle deixa valores sobrando.",
    pickle_protocol: "{path}: o pickle tem um protocolo desconhecido.",
    pickle_reduce: "{path}: o pickle reduz sem uma tupla.",
    pickle_dictionary: "{path}: o pickle preenche um dicionário de um jeito que o torch não usa.",
    pickle_rebuild: "{path}: o pickle reconstrói um tensor de um jeito que o torch não usa.",
    pickle_set: "{path}: o pickle adiciona a algo que não é um conjunto.",
    pickle_storage_twice: "{path}: o pickle descreve o armazenamento {key:quoted} de duas formas.",
    pickle_append: "{path}: o pickle acrescenta a algo que não é uma lista.",
    pickle_long_list: "{path}: o pickle contém uma lista longa demais.",
    pickle_items: "{path}: o pickle define itens sem dicionário.",
    pickle_key: "{path}: o pickle tem uma chave que não pode ser uma.",
    pickle_key_twice: "{path}: a chave {key:quoted} aparece duas vezes no pickle.",
    pickle_remember: "{path}: o pickle memoriza algo que não existe.",
    pickle_recall: "{path}: o pickle recupera algo que nunca memorizou.",
    pickle_empty: "{path}: o pickle tira de uma pilha vazia.",
    pickle_mark: "{path}: o pickle fecha uma marca que não está aberta.",
    rebuild_arguments:
      "{path}: reconstrói um tensor a partir de algo que não é armazenamento, deslocamento, tamanhos e passos.",
    rebuild_strides: "{path}: reconstrói um tensor cujos tamanhos e passos não combinam.",
    rebuild_beyond: "{path}: reconstrói um tensor que vai além do seu armazenamento de {count:number} elementos.",
    persistent_id: "{path}: tem um id persistente que não é um armazenamento.",
    storage_view: ["{path}: contém uma visão de um armazenamento, sem suporte.", "Salve de novo com torch."],
    not_torch: "{path}: não foi gravado por torch.save.",
    big_endian: ["{path}: não é little-endian.", "Salve em um computador comum."],
    lacks_storage: "{path}: falta o armazenamento {key:quoted}.",
    no_storages: "{path}: não tem lista de armazenamentos.",
    wrong_storage: "{path}: lista um armazenamento errado {key:quoted}.",
    storage_size: "{path}: o armazenamento {key:quoted} tem outro tamanho.",
    ends_in_storage: ["{path}: termina dentro do armazenamento {key:quoted}.", AGAIN],
    after_storages: "{path}: tem bytes depois do último armazenamento.",
    torchscript: ["{path}: é um programa TorchScript.", "Salve model.state_dict() com torch.save."],
    no_pickle: "{path}: falta data.pkl: este zip não é um checkpoint do PyTorch.",
    after_pickle: "{path}: tem bytes depois do pickle.",
    storage_bytes: "{path}: o armazenamento {key:quoted} tem {bytes:number} bytes, não {elements:number} elementos.",
    zip_not_torch: "{path}: é um zip, mas não um checkpoint do PyTorch.",
    torch_zip_at: "{path}: {name:quoted} está no byte {found}, não em {at}.",
    torch_zip_twice: "{path}: a entrada {name:quoted} aparece duas vezes.",
    torch_zip_directory: "{path}: o diretório está no byte {found}, não em {at}.",
    torch_zip_ends: "{path}: termina dentro da entrada {name:quoted}.",
    torch_zip_checksum: ["{path}: a soma de verificação de {name:quoted} está errada.", AGAIN],
    torch_zip_incomplete: ["{path}: não é um arquivo zip completo.", AGAIN],
    torch_zip_parts: "{path}: é um zip em partes ou com um comentário.",
    torch_zip_end: "{path}: o diretório não termina onde o zip termina.",
    torch_zip_ends_differ: [
      "{path}: tem dois finais que diferem.",
      "Um zip com mais de 4 GiB precisa ser salvo em partes ou como safetensors.",
    ],
    torch_zip_broken: "{path}: o diretório está quebrado.",
    torch_zip_early: "{path}: o diretório termina cedo demais.",
    torch_zip_compressed: "{path}: {name:quoted} está comprimido, o que o torch nunca faz.",
    torch_zip_flags: "{path}: {name:quoted} tem indicadores que o torch nunca usa.",
    torch_zip_stray: "{path}: o diretório tem bytes que não pertencem a nenhuma entrada.",
    torch_zip_name: "{path}: tem uma entrada com o nome {name:quoted}.",
    torch_zip_headers: "{path}: os dois cabeçalhos de {name:quoted} diferem.",
    torch_zip_sizes: "{path}: os tamanhos depois de {name:quoted} diferem dos do cabeçalho.",
    zip_incomplete: ["{path}: não é um arquivo zip completo: falta o diretório.", ZIP],
    zip_split: ["{path}: é uma parte de um zip dividido.", ZIP],
    zip_directory_end: ["{path}: o diretório termina depois do arquivo.", ZIP],
    zip_directories: ["{path}: tem dois diretórios que diferem.", ZIP],
    zip_headers: ["{path}: os dois cabeçalhos de {name:quoted} diferem.", ZIP],
    zip_stray: ["{path}: depois da entrada {name:quoted} há bytes que o diretório não conhece.", ZIP],
    zip_broken: ["{path}: o diretório está quebrado.", ZIP],
    zip_more: ["{path}: o diretório contém mais do que diz.", ZIP],
    zip_encrypted: [
      "{path}: a entrada {name:quoted} está criptografada.",
      "Descompacte com a senha e escolha a pasta.",
    ],
    tar_broken: [
      "{path}: não é um arquivo tar completo; o byte {at:number} não encaixa.",
      "Crie o arquivo de novo, ou escolha a própria pasta.",
    ],
    zip_link: [
      "{path}: a entrada {name:quoted} é um link para um arquivo.",
      "Compacte os arquivos para os quais os links apontam.",
    ],
    zip_device: ["{path}: a entrada {name:quoted} é um dispositivo, não um arquivo.", ZIP],
    zip_folder_bytes: ["{path}: a entrada {name:quoted} é uma pasta com bytes próprios.", ZIP],
    zip_two_sizes: ["{path}: dá dois tamanhos diferentes para a entrada {name:quoted}.", ZIP],
    zip_two_names: ["{path}: dá dois nomes diferentes para a entrada {name:quoted}.", ZIP],
    zip_begins: ["{path}: começa com {bytes:number} bytes que o diretório não conhece.", ZIP],
    zip_overlap: ["{path}: as entradas se sobrepõem: {name:quoted} termina depois do início da seguinte.", ZIP],
    zip64: ["{path}: é um arquivo ZIP64, como para mais de 4 GiB.", UNPACK],
    zip_name: ["{path}: tem uma entrada com o nome {name:quoted}.", ZIP],
    zip_twice: ["{path}: a entrada {name:quoted} aparece duas vezes.", ZIP],
    zip_alike: [
      "{path}: contém as entradas {name:quoted} e {other:quoted}, que em muitos discos são um só arquivo.",
      UNPACK_AND_SEE,
    ],
    zip_file_and_folder: ["{path}: contém a entrada {name:quoted} como arquivo e como pasta.", UNPACK_AND_SEE],
    not_saved_model: [
      "{path}: não é um modelo salvo: falta {record} ou {manifest}, ou está danificado.",
      "Escolha um arquivo salvo com “Exportar” ou “Salvar pacote”.",
    ],
    zip_compressed: ["{path}: a entrada {name:quoted} está comprimida.", ZIP],
    zip_method: ["{path}: a entrada {name:quoted} foi comprimida com um método que não é deflate.", UNPACK],
    zip_no_inflate: ["{path}: este navegador não consegue descompactá-lo.", UNPACK],
    zip_damaged: ["{path}: a entrada {name:quoted} está danificada.", AGAIN],
    zip_unpacks: [
      "{path}: descompactados, os arquivos ocupariam {bytes:number} bytes, mais que o máximo de {most:number}.",
      ZIP,
    ],
    zip_bomb: [
      "{path}: a entrada {name:quoted} passaria de {packed:number} para {bytes:number} bytes, mais que o máximo de {most:number} vezes.",
      "Nenhum peso encolhe tanto. Se o arquivo estiver bom, descompacte e escolha a pasta.",
    ],
    no_graph: "{path} não contém nenhum grafo.",
    weights_beside: [
      "{path}: guarda o peso {name} em um arquivo ao lado, que não é lido aqui.",
      "Converta o checkpoint do PyTorch.",
    ],
    onnx_names: ["{path}: seus pesos não têm nomes do GPT-2.", "Converta o checkpoint do PyTorch."],
    onnx_bytes: "{path}: {name} não tem tantos bytes quanto sua forma pede.",
    not_onnx: ["{path} não é um arquivo ONNX.", "Converta o modelo de novo ou baixe o arquivo de novo."],
    element_type: "{path}: {name}: não há suporte ao tipo de elemento {type}.",
    data_place: "{path}: {name}: o lugar dos dados não é um simples nome de arquivo.",
    data_fit: "{path}: {name}: deslocamento, comprimento e dimensões não combinam.",
    unreadable_graph: [
      "{path} não é um grafo que o ONNX Runtime consiga ler: {reason:foreign}",
      "Escolha outro dtype ou outro modelo.",
    ],
    logits_shape: "Os logits do grafo têm outro formato que o indicado na configuração.",
    overlap: "Dois tensores se sobrepõem em {path}.",
    wrong_shape: "{name}: {type} [{shape}] não cabe no modelo.",
    too_few_weights: "Os arquivos contêm {bytes:number} bytes de pesos, poucos para a configuração.",
    front_matter: ["{path}: o cabeçalho não é YAML: {reason:foreign}", "Corrija o que está entre as duas linhas ---."],
    front_matter_kind: "{path}: o cabeçalho não associa valores a chaves.",
  },
  unsafe_pickle: {
    opcode: ["{path}: o pickle contém o opcode {opcode} no byte {at}, de que nenhum GPT-2 precisa.", UNSAFE],
    call: ["{path}: o pickle chama algo que não é uma função, de que nenhum GPT-2 precisa.", UNSAFE],
    object: ["{path}: o pickle contém um objeto de algo que não é uma classe, de que nenhum GPT-2 precisa.", UNSAFE],
    pretrained_model: [
      "{path}: contém um modelo inteiro ({name:quoted}), que só o Python pode abrir, e não apenas os pesos.",
      "Se você confia nele, execute python -c \"import torch; torch.load('FILE', weights_only=False).save_pretrained('model')\" e escolha a pasta criada.",
    ],
    whole_model: [
      "{path}: contém um modelo inteiro ({name:quoted}), que só o Python pode abrir, e não apenas os pesos.",
      "Se você confia nele, execute python -c \"import torch; torch.save(torch.load('FILE', weights_only=False).state_dict(), 'state.pt')\" na pasta do script dele e escolha o arquivo criado.",
    ],
    global: ["{path}: o pickle contém o nome global {name:quoted}, de que nenhum GPT-2 precisa.", UNSAFE],
    nameless: ["{path}: o pickle contém uma referência global sem nome, de que nenhum GPT-2 precisa.", UNSAFE],
    attributes: [
      "{path}: o pickle contém atributos para algo que não é um dicionário, de que nenhum GPT-2 precisa.",
      UNSAFE,
    ],
  },
  limit_exceeded: {
    texts_bytes: [
      "{path} tem {bytes:bytes}; são lidos no máximo {most:bytes} de textos.",
      "Dê uma parte: alguns milhares de textos bastam para um estilo.",
    ],
    voice_long: [
      "{path} tem {bytes:bytes}; um adaptador que veio em um link tem no máximo {most:bytes}.",
      "Peça o zip que “Salvar como arquivo” grava.",
    ],
    kept_adapter: [
      "O adaptador {name} tem {bytes:bytes}; este dispositivo guarda no máximo {most:bytes} de um.",
      "Salve-o como arquivo ou ensine o modelo com um posto menor.",
    ],
    rows: [
      "A solicitação pede {rows:number} textos de uma vez; o máximo é {most:number}.",
      "Diminua num_return_sequences ou num_beams, ou informe menos prompts.",
    ],
    handed_text: [
      "O texto recebido tem {characters:number} caracteres; foram usados os últimos {taken:number}.",
      "O modelo lê o final de um prompt longo.",
    ],
    context: "Um texto de {tokens:number} tokens passa dos {most:number} do modelo.",
    depth: "{path}: níveis de aninhamento demais; o máximo é {most:number}.",
    files: "A pasta: {count:number} arquivos são demais; o máximo é {most:number}.",
    file_bytes: "{path}: {bytes:number} bytes são demais; o máximo é {most:number}.",
    header_bytes: "{path}: um cabeçalho de {bytes} bytes é longo demais; o máximo é {most:number}.",
    tensors: "{path}: {count:number} tensores são demais; o máximo é {most:number}.",
    storages: "{path}: {count:number} armazenamentos são demais; o máximo é {most:number}.",
    entry_bytes: "{path}: {name:quoted} tem {bytes:number} bytes; o máximo é {most:number}.",
    container_part: "{path}: {part:quoted} tem {count:number}; o máximo é {most:number}.",
    zip_entries: "{path}: {count:number} entradas são demais; o máximo é {most:number}.",
    directory_bytes: "{path}: um diretório de {bytes:number} bytes é longo demais; o máximo é {most:number}.",
    pickle_integer: "{path}: o pickle contém um inteiro de {bytes:number} bytes; o máximo é {most:number}.",
    pickle_string: "{path}: o pickle contém um texto de {bytes:number} bytes; o máximo é {most:number}.",
    pickle_stack: "{path}: o pickle empilha valores demais; o máximo é {most:number}.",
    pickle_steps: "{path}: o pickle exige passos demais; o máximo é {most:number}.",
    pickle_memo: "{path}: o pickle memoriza valores demais; o máximo é {most:number}.",
    tokens: "{path}: {count:number} tokens são demais; o máximo é {most:number}.",
    added_tokens: "{path}: {count:number} tokens adicionados são demais; o máximo é {most:number}.",
    added_token:
      "{path}: um token adicionado de {characters:number} caracteres é longo demais; o máximo é {most:number}.",
    token_length: "{path}: um token de {characters:number} caracteres é longo demais; o máximo é {most:number}.",
    token_lengths: "{path}: tokens com {characters:number} caracteres no total são demais; o máximo é {most:number}.",
    answer_bytes: [
      "{url} respondeu com mais que os {most:number} bytes que são lidos.",
      "Escolha um repositório com menos arquivos.",
    ],
    repository_files: [
      "{url} lista mais de {most:number} arquivos, o máximo.",
      "Escolha um repositório que contenha um só modelo.",
    ],
    weights_too_large: [
      "{name} é grande demais para um navegador: seus menores pesos têm {bytes:bytes}, e o máximo é {most:bytes}.",
      FEWER_BITS,
    ],
    converted_too_large: [
      "{name} é grande demais para um navegador: em 8 bits seus pesos têm {bytes:bytes}, e o máximo é {most:bytes}.",
      FEWER_BITS,
    ],
    kernel_weights: [
      "Os pesos int8 do modelo ocupam {gigabytes:fixed} GB; no WebAssembly cabem no máximo 4.",
      "Use um modelo menor ou um dispositivo com WebGPU.",
    ],
    card_length: "{path} tem {length:number} caracteres; um cartão pode ter {most:number}.",
  },
  tokenizer_mismatch: {
    no_tokenizer: ["O checkpoint não tem tokenizador.", ADD_TOKENIZER],
    other_tokenizer: ["{path}: não há suporte a um tokenizador desta forma.", ADD_TOKENIZER],
    no_characters: [
      "{path}: não contém caracteres com seus números.",
      "Escolha o meta.pkl que o nanoGPT gravou ao preparar os dados.",
    ],
    tokenizer_kind: ["{path}: não há suporte a um tokenizador do tipo {name:quoted}.", ADD_TOKENIZER],
    token_twice: "{path}: tem duas vezes o token {token:quoted}, como {other} e {id}.",
    lacks_list: "{path}: falta a lista {name:quoted}.",
    tokenizer_class: [
      "{path}: não há suporte a tokenizer_class {name:quoted}.",
      "Há suporte a: {names:list}, também com o sufixo “Fast”.",
    ],
    class_model:
      "{path}: tokenizer_class {name:quoted} precisa de um modelo do tipo {wanted}, e este é do tipo {found}.",
    class_file: [
      "{path}: não é o que tokenizer_class {name:quoted} lê: {file}.",
      "Indique em tokenizer_class de tokenizer_config.json a classe com que o tokenizador foi treinado, por exemplo BertTokenizer para vocab.txt ou T5Tokenizer para spiece.model.",
    ],
    unsupported: ["{path}: não há suporte a {field} {value:quoted}.", OTHER_IDS],
    unsupported_file: ["{path}: não há suporte ao arquivo {value:quoted}.", OTHER_IDS],
    not_understood: "{path}: não há suporte a {part}: {fault:failure}.",
    unk_token: "{path}: model.unk_token {token:quoted} não está no vocabulário.",
    no_unk_id: "{path}: nenhum token contém {character:quoted}, e model.unk_id não indica nenhum para o desconhecido.",
    unk_id: "{path}: model.unk_id {id} não é de nenhum dos {tokens:number} tokens.",
    token_without_row: [
      "{path}: o texto contém {token:quoted}, um token com o id {id}, mas o embedding tem apenas {rows:number} linhas.",
      "O token foi adicionado sem aumentar o embedding. Não o use.",
    ],
    vocabulary_beyond: [
      "{path}: o token {token:quoted} tem o id {id}, mas o embedding tem apenas {rows:number} linhas.",
      NO_MATCH,
    ],
    frame_beyond: [
      "{path}: o token colocado em volta de cada texto tem o id {id}, mas o embedding tem apenas {rows:number} linhas.",
      NO_MATCH,
    ],
    no_vocabulary: "{path}: não tem vocabulário.",
    same_id: "{path}: dois tokens têm o mesmo id.",
    merge: "{path}: a fusão {merge:quoted} não leva de tokens a um token.",
    id_taken: "{path}: dá o id {id} a dois tokens, {other:quoted} e {token:quoted}.",
    added_entry: "{path}: added_tokens_decoder tem a entrada {id:quoted}, que não é um token.",
    token_without_id: "{path}: o token {token:quoted} não tem id.",
    added_without_content: "{path}: contém um token adicionado sem conteúdo.",
    foreign_id: [
      "O tokenizador deu o token {token}, mas o modelo conhece apenas {tokens:number}.",
      "O tokenizador e o modelo não combinam. Carregue um modelo cujos arquivos combinem.",
    ],
  },
  size_mismatch: {
    too_long: [
      "{path} passa dos {size:number} bytes que deveria ter.",
      "O arquivo foi alterado no servidor. Tente mais tarde.",
    ],
    too_short: [
      "{path} terminou depois de {got:number} de {size:number} bytes.",
      "O servidor talvez tenha enviado só uma parte. Tente de novo.",
    ],
    ended_early: ["{path} terminou cedo demais.", "Carregue o modelo de novo."],
    ends_before_tensor: "{path} termina antes de {name}.",
    vocabularies: "Os modelos têm {one:number} e {other:number} tokens.",
  },
  integrity: {
    changed_on_way: [
      "{path} chegou com outros bytes que os publicados pelo dono.",
      "Tente de novo; se acontecer outra vez, o servidor ou um proxy altera o arquivo.",
    ],
    changed_in_copy: [
      "{path} tem outros bytes que os indicados no manifesto.",
      "A pasta foi alterada ou a cópia foi interrompida. Escolha-a de novo da origem.",
    ],
    changed_in_zip: [
      "{path} do modelo salvo não está como foi salvo.",
      "O arquivo foi alterado ou a cópia foi interrompida.",
    ],
    damaged: ["{names:list}: não está como diz o manifesto.", "Converta ou baixe o modelo de novo."],
  },
  not_published: {
    signed_out: ["{host} não aceita o token.", "Entre de novo ou crie um token com permissão de escrita."],
    not_allowed: [
      "{host} não permite que este token escreva em {repo}.",
      "Dê a ele permissão de escrita, ou publique com um nome seu ou como pull request.",
    ],
    not_there: [
      "{host} não tem {repo}, ou não o mostra a este token.",
      "Verifique como estão escritos o proprietário e o nome.",
    ],
    public_there: [
      "{repo} já existe em {host} e é público, embora devesse ser privado. Nada foi enviado.",
      "Escolher outro nome, ou torná-lo privado lá primeiro.",
    ],
    name_taken: [
      "{repo} em {host} já contém outros arquivos. Nada foi enviado.",
      "Escolher outro nome, ou atualizar esse.",
    ],
    too_large: [
      "{path}: {bytes:bytes} é mais do que {host} aceita.",
      "Converta com menos bits: hostless convert --dtypes q4.",
    ],
    busy: [
      "{host} pede para esperar {seconds:number} s.",
      "Publique de novo depois; o que já foi enviado não é enviado outra vez.",
    ],
    broken_off: [
      "O envio para {host} foi interrompido: {reason:foreign}",
      "Nada foi publicado. Publique de novo: o que já foi enviado não é enviado outra vez.",
    ],
    unsure: [
      "{host} interrompeu antes de dizer se o commit chegou.",
      "Veja {url}. Publicar de novo é seguro: o que já está lá não é registrado duas vezes.",
    ],
    changed_meanwhile: [
      "{repo} foi alterado por outra pessoa nesse meio-tempo.",
      "Veja o que está lá e publique de novo.",
    ],
    refused: ["{host} recusou com o status {status}: {reason:foreign}", "Nada foi publicado."],
    wrong_answer: [
      "{host} respondeu algo diferente do que diz seu protocolo, em {field}.",
      "Nada foi publicado. Verifique o endereço do servidor.",
    ],
    no_license: [
      "O cartão não indica licença, e nada é publicado sem uma.",
      "Escolha uma que o modelo base e os dados permitam, como mit, e escreva no cartão como license.",
    ],
    no_consent: [
      "Ninguém confirmou que os textos com que este adaptador aprendeu podem ser publicados.",
      "Confirme isso onde o adaptador é publicado, ou não o publique.",
    ],
    no_base: [
      "Um adaptador é publicado com o repositório do modelo para o qual foi treinado, e {base:quoted} não é um do Hub.",
      "Informe-o como modelo base: owner/name. Se esse modelo ainda não está em nenhum Hub, publique-o primeiro.",
    ],
    sign_in_failed: ["{host} não concluiu a entrada na conta.", "Entre de novo a partir desta página."],
    site_changed: ["{path} deste site é de outra versão que a lista de arquivos dele.", RELOAD],
    site_incomplete: [
      "{path} deste site não pôde ser obtido.",
      "Verifique a conexão; se continuar assim, o servidor não entrega este arquivo.",
    ],
    no_token: ["Não há token para {host}.", "Defina {name} ou entre com as ferramentas do servidor."],
    other_model: ["{repo} contém outro modelo: {name} é {theirs} lá e {ours} no pacote.", "Publique com outro nome."],
  },
  network: {
    storage: [
      "{host} remete ao seu armazenamento, que não envia nada a este navegador.",
      "Tente de novo ou use Chrome, Edge ou Firefox: ao Safari podem ser negados os arquivos de modelos que pedem login. Você também pode baixá-los lá e escolhê-los aqui.",
    ],
    unreadable: ["Não foi possível ler {url}: {reason:foreign}", CONNECTION],
    stalled: "{url} não enviou nada por {seconds:number} s.",
    wrong_rest: "{url} não enviou o restante pedido.",
    script: ["Não foi possível carregar um script deste site.", RELOAD],
  },
  offline: {},
  unauthorized: {
    token_unknown: [
      "{host} não conhece este token.",
      "Cole de novo o token inteiro, ou crie um com acesso de leitura.",
    ],
    status_401: [
      STATUS,
      "O modelo é privado ou de acesso restrito, ou o nome está escrito errado. Entre no Hub se puder lê-lo, ou escolha um modelo público.",
    ],
    status_403: [STATUS, "Você ainda não tem acesso a este modelo: peça-o na página dele e tente de novo."],
    token_needed: [
      "{host} não tem {name}, ou o acesso é privado ou restrito.",
      "Verifique o nome ou defina em HF_TOKEN um token que possa lê-lo.",
    ],
    token_refused: [
      "{host} não dá {name} ao token de HF_TOKEN nem ao de hf auth login.",
      "Verifique o nome, renove o token ou peça acesso ao proprietário.",
    ],
  },
  rate_limited: { status: [STATUS, "Espere um pouco e tente de novo."] },
  server_error: { status: [STATUS, "O servidor está com um problema. Tente mais tarde."] },
  quota: {
    full: [
      "Este navegador não dá mais espaço de armazenamento ao site.",
      "Libere espaço no dispositivo ou exclua um modelo em “Armazenamento”.",
    ],
    converted: "Não há espaço para salvar o modelo convertido. Ele se perde quando a página é fechada.",
    other_kept: "Ele não está salvo neste dispositivo. O modelo se perde quando a página é fechada.",
    not_kept: "{why:failure} O modelo se perde quando a página é fechada.",
  },
  storage: {
    failed: ["O armazenamento deste navegador falhou: {reason:foreign}", UNKEPT],
    lost: ["O armazenamento deste navegador falhou: o que foi gravado não está lá.", UNKEPT],
    none: "Este navegador não dá armazenamento à página.",
    history_stays: [
      "Não foi possível apagar o histórico: {reason:foreign}",
      "Tente de novo ou apague os dados deste site nas configurações do navegador.",
    ],
    pin_not_kept: ["O navegador não guardou a marca: {reason:foreign}", "Libere espaço e tente de novo."],
    history_not_taken: [
      "O histórico não pôde recebê-los: {reason:foreign}",
      "Nada foi adicionado. Libere espaço e tente de novo.",
    ],
    unreadable: ["Não foi possível ler {path}.", "Ele pode ter sido movido ou alterado: escolha-o de novo."],
    disk_full: ["Não é possível gravar {path}: o disco está cheio.", "Libere espaço ou indique outra pasta com --out."],
    unwritable: ["Não é possível gravar {path}: {reason:foreign}.", "Indique outra pasta com --out."],
  },
  out_of_memory: {
    engine: ["Não há memória suficiente: {reason:foreign}.", FEWER_TEXTS],
    kernel: ["Não há memória para o próprio kernel: foram pedidos {bytes:bytes}.", FEWER_TEXTS],
    weights: ["Não há memória para os pesos do modelo: foram pedidos {bytes:bytes}.", FEWER_TEXTS],
    shared: [
      "Não há memória compartilhada entre as threads para o modelo e um texto: foram pedidos {bytes:bytes}.",
      FEWER_TEXTS,
    ],
    row: [
      "Não há memória para mais uma linha do cache: foram pedidos {bytes:bytes}, além de {held:bytes} em uso.",
      FEWER_TEXTS,
    ],
    cache: [
      "Não há memória para o cache de chaves e valores do texto: foram pedidos {bytes:bytes}, além de {held:bytes} em uso.",
      FEWER_TEXTS,
    ],
    adapter: [
      "Não há memória para o adaptador: foram pedidos {bytes:bytes}, além de {held:bytes} em uso.",
      FEWER_TEXTS,
    ],
    hash: [
      "Não há memória para verificar o hash de um arquivo: foram pedidos {bytes:bytes}, além de {held:bytes} em uso.",
      FEWER_TEXTS,
    ],
    product: ["Não há memória para um produto: foram pedidos {bytes:bytes}, além de {held:bytes} em uso.", FEWER_TEXTS],
    training: [
      "Não há memória para o ajuste fino: foram pedidos {bytes:bytes}, além de {held:bytes} em uso.",
      "Escolha um modelo menor, textos mais curtos ou um posto menor.",
    ],
    tensor: ["Não há memória para {name}: foram pedidos {bytes:bytes}, além de {held:bytes} em uso.", FEWER_TEXTS],
    runtime: ["O modelo não cabe na memória deste dispositivo: {reason:foreign}", MEMORY],
    runtime_weights: [
      "O modelo ({bytes:bytes} de pesos) não cabe na memória deste dispositivo: {reason:foreign}",
      MEMORY,
    ],
  },
  nan_logits: {
    logits: [
      "O modelo produziu logits NaN ou infinitos.",
      "Os pesos estão danificados ou não servem para este dispositivo. Tente outro dtype ou backend, ou carregue o modelo de novo.",
    ],
  },
  self_test_failed: {
    wrong_tokens: ["O autoteste deu {right:number} de {steps:number} tokens conhecidos.", OTHER_DTYPE],
    could_not_run: ["Não foi possível executar o modelo: {why:failure}", OTHER_DTYPE],
  },
  no_backend: {
    none_works: [
      "Nenhuma forma de executar este modelo funciona neste dispositivo ({tried:failures}).",
      "Tente outro navegador ou um modelo menor.",
    ],
    device: ["Este modelo não pode rodar neste dispositivo.", OTHER_BACKEND],
    choice: ["Este modelo não pode rodar com {choice}.", OTHER_BACKEND],
    choice_both: ["Este modelo não pode rodar em {backend} com {dtype}.", OTHER_BACKEND],
    no_gpu: ["Este modelo não pode rodar em {choice}: {why:failure}.", OTHER_BACKEND],
    no_gpu_both: ["Este modelo não pode rodar em {backend} com {dtype}: {why:failure}.", OTHER_BACKEND],
    runtime_unreachable: ["Não foi possível carregar o ONNX Runtime de {url}: {reason:foreign}.", CONNECTION],
    runtime_status: [
      "Não foi possível carregar o ONNX Runtime de {url}: o servidor respondeu com o status {status}.",
      CONNECTION,
    ],
    no_webassembly: [
      "O WebAssembly está desativado neste navegador, e o modelo precisa dele.",
      "Permita este site nas configurações do navegador (no iPhone ou iPad: desative para ele o Modo de Isolamento) ou use outro navegador.",
    ],
    no_simd: [
      "O WebAssembly deste navegador não tem instruções SIMD, e o modelo precisa delas.",
      "Use um navegador mais novo: Chrome ou Edge a partir da versão 91, Firefox da 89, Safari da 16.4.",
    ],
    no_kernel: ["Falta kernel.wasm.", "Para gerá-lo: npm run build:kernel"],
  },
  gpu_lost: { lost: ["A GPU foi perdida: {reason:foreign}", "A página a reinicia sozinha."] },
  not_loaded: {
    not_kept: [
      "{name} não está neste dispositivo.",
      "Abra-o primeiro na página do formulário e depois recarregue esta.",
    ],
    none: ["Nenhum modelo está carregado.", "Carregue um modelo primeiro."],
    given_up: "O modelo já foi liberado.",
    not_yet: "Nenhum modelo foi carregado na página ainda.",
    loading: "O modelo está sendo carregado.",
    downloading: "O modelo está sendo baixado ({percent:number} %).",
    converting: "O modelo está sendo convertido ({percent:number} %).",
    starting: "O modelo está sendo iniciado ({percent:number} %).",
    thread_lost: "A thread do modelo foi perdida: {why:failure}",
    load_failed: "{why:failure}",
    no_page_open: "Nenhuma página deste site está aberta.",
    no_page: [
      "Nenhuma página que calcula está aberta.",
      "Abra o site em uma aba ou importe o api.js dele nesta página; chame de novo quando o modelo estiver carregado.",
    ],
    outside_site: [
      "Esta página não está em {base}, por isso o service worker do site não vê as chamadas dela.",
      "Mova a página para lá ou chame o modelo pelo sdk.js do site, que funciona em qualquer página.",
    ],
    no_service_worker: [
      "Este navegador ou esta janela não permite nenhum service worker aqui.",
      "Abra a página por https ou em localhost, em uma janela normal.",
    ],
  },
  busy: {
    queue: "{most:number} chamadas já estão em andamento ou na fila; tente de novo em instantes.",
    training: "Em outra aba deste site um modelo está sendo ensinado; só um por vez.",
  },
  cancelled: {
    training: "O treino foi interrompido antes de aprender algo.",
    load: "O carregamento foi abandonado.",
    score: "A avaliação do texto foi interrompida.",
    waiting: "A geração foi abandonada antes de o modelo ficar pronto.",
    interrupted: "A página foi fechada antes de este texto terminar.",
    other_loading: "Outro modelo está sendo carregado.",
    other_loaded: "Outro modelo foi carregado.",
    closed: "O motor foi fechado.",
    not_needed: "{path} não é mais necessário.",
    request: "A solicitação foi cancelada.",
  },
  page_closed: {
    closed: ["A página que calculava a resposta foi fechada.", "Mantenha uma página do site aberta e chame de novo."],
    not_in_time: ["A página que calculava a resposta foi fechada.", NOT_IN_TIME],
  },
  page_asleep: {
    silent: [
      "A página que calculava a resposta está em silêncio há {seconds:number} segundos; navegadores põem abas em segundo plano para dormir.",
      "Traga essa página para a frente e chame de novo.",
    ],
    not_in_time: [
      "A página que calculava a resposta está em silêncio há {seconds:number} segundos; navegadores põem abas em segundo plano para dormir.",
      NOT_IN_TIME,
    ],
  },
  unsendable: { answer: "A thread do modelo não conseguiu enviar a resposta: {reason:foreign}." },
  worker_died: {
    ended: ["A thread do modelo terminou: {reason:foreign}", RESTARTED],
    not_loaded: ["A thread do modelo terminou: não foi possível carregar o script dela.", RELOAD],
    message: ["A thread do modelo terminou: não foi possível ler uma mensagem.", RESTARTED],
  },
  worker_hung: {
    silent: ["A thread do modelo não deu sinal de vida por {seconds:fixed} s.", RESTARTED],
    not_started: ["A thread do modelo não iniciou em {seconds:fixed} s.", RELOAD],
  },
  internal: {
    error: "{reason:foreign}",
    onnx_runtime: "O ONNX Runtime falhou: {reason:foreign}",
    no_tensor: "Não existe o tensor {name:quoted}.",
    not_a_file: "{name} não chegou como arquivo.",
  },
  note: {
    allowed_number: "um número de {min:number} a {max:number}",
    allowed_whole: "um número inteiro de {min:number} a {max:number}",
    allowed_flag: "true ou false",
    allowed_stopping: 'true, false ou "never"',
    allowed_texts: "uma lista de no máximo {most:number} textos de 1 a {longest:number} caracteres",
    allowed_ends: "o número de um token ou uma lista de no máximo {most:number} números",
    allowed_tokens: "uma lista de no máximo {most:number} números de tokens",
    allowed_runs: "uma lista de no máximo {most:number} listas de 1 a {longest:number} números de tokens",
    allowed_biases:
      "uma lista de no máximo {most:number} pares, cada um de uma lista de 1 a {longest:number} números de tokens e um viés",
    allowed_decay: "dois números: tokens novos a partir de 0 e um fator acima de 0",
    allowed_described: "como está descrito",
    lora: "um adaptador LoRA",
    lora_for: "um adaptador LoRA para {base:quoted}",
    adapter: "um adaptador do tipo {type:quoted}",
    adapter_for: "um adaptador do tipo {type:quoted} para {base:quoted}",
    adapter_beside:
      "O adaptador foi combinado com os pesos ao lado dele. Se eles já o contêm, remova {path} e converta de novo.",
    fault_pattern: "padrão {pattern:quoted}: {fault:failure}",
    fault_length: "longo demais",
    fault_closing: "“)” sem “(”",
    fault_opening: "“(” sem “)”",
    fault_depth: "aninhamento profundo demais",
    fault_folding: "maiúsculas são ignoradas onde duas letras viram uma",
    fault_case: "maiúsculas de “{character}” são ignoradas",
    fault_class_case: "maiúsculas de uma classe são ignoradas",
    fault_repeats_nothing: "“{character}” não repete nada",
    fault_repeats_empty: "repetição de algo que pode ser vazio",
    fault_replaces_empty: "substituição de algo que pode ser vazio",
    fault_group: "grupo “{group}”",
    fault_property: "propriedade “{name}”",
    fault_escape: "escape “{escape}”",
    fault_class: "“[” sem “]”",
    fault_inner_class: "uma classe dentro de uma classe",
    fault_inside_class: "“{escape}” dentro de uma classe",
    fault_range: "um intervalo sem fim",
    fault_prefix_space: "add_prefix_space false com o prepend_scheme “{scheme}”",
    fault_scheme: "prepend_scheme “first” depois de outras partes",
    fault_charsmap: "um precompiled_charsmap que não o é",
    fault_charsmap_beyond: "um precompiled_charsmap que remete a uma posição além do seu fim",
    fault_twins: "dois tokens que, normalizados, são um só",
    fault_vanishes: "um token do qual, normalizado, nada resta",
    fault_template: "o texto não aparece exatamente uma vez",
    fault_template_token: "um token é citado sem ser descrito",
    fault_framed_twice: "são acrescentados tokens em volta dos de um template",
    no_webgpu: "não há WebGPU neste navegador",
    no_adapter: "não há adaptador WebGPU",
    webgpu_failed: "o WebGPU falhou: {reason:foreign}",
    gpu_lost: "a GPU foi perdida",
    gpu_emulated: "a GPU é apenas emulada",
    gpu_files: "a GPU não consegue executar os arquivos deste modelo",
    gpu_other_file: "a GPU precisa de outro arquivo deste modelo que não o da CPU, por isso não foi testada",
    gpu_needless: "um modelo tão pequeno não precisa de GPU",
    gpu_later: "a GPU é medida quando o primeiro texto estiver escrito",
    gpu_unfinished: "a GPU não foi medida: duas tentativas nunca terminaram",
    large_model: "modelo grande",
    chosen: "escolhido por você",
    fastest: "o mais rápido de {count:number} medidos",
    fastest_before: "o mais rápido quando foi medido",
    refused: "{backend} foi recusado: {why:failure}",
    backend: "{backend}: {why:failure}",
    generation_config: "generation_config.json não é um objeto JSON e foi ignorado.",
    setting_unsupported: "{name} {value:quoted} do modelo não tem suporte aqui: o transformers escreve outros textos.",
    setting_range: "{name} {value:quoted} do modelo está fora do intervalo e foi ignorado.",
    setting_token:
      "{name} {value:quoted} do modelo indica um token fora do seu vocabulário de {tokens:number} e foi ignorado.",
    setting_cut: "{name} {value:quoted} do modelo é reduzido a {most:number}.",
    custom_architecture: "{path}: lido como GPT-2, embora a arquitetura se chame {name:quoted}.",
    cross_attention: "A atenção cruzada fica de fora: sem codificador, ela não faz nada.",
    heads_taken:
      '{path}: não diz quantas cabeças tem; são usadas {heads:number} e a ativação do GPT-2, como no GPT-2 e no minGPT deste tamanho. Se tiver outras, ponha ao lado um config.json com "n_head".',
    gpt2_tokenizer:
      "Não há tokenizador entre os arquivos. O embedding tem o tamanho do GPT-2, então é usado o tokenizador do GPT-2; se o modelo foi treinado com outro, escolha também os arquivos dele.",
    other_vocabulary:
      "tokenizer.json e os arquivos de vocabulário ao lado dão outros ids em {count:number} de {lines:number} linhas, como {line:quoted}. Vale tokenizer.json, como no transformers; se o modelo foi treinado com os outros, apague-o.",
    tokenizer_as_file: "{path}: usado como está, embora tokenizer_class seja {name}: {part} não é o do GPT-2.",
    unknown_class: "{path}: usado como está, como no transformers 5, que não conhece nenhuma tokenizer_class {name}.",
    tokenizer_part:
      "{path}: {part} não é usado, como no transformers 5 com tokenizer_class {name}. Se o modelo foi treinado com ele, defina tokenizer_class como PreTrainedTokenizerFast.",
    frame_setting: "tokenizer_config.json: {name} não tem efeito ao lado de tokenizer.json, como no transformers 5.",
    frame_settings:
      "tokenizer_config.json: {name} e {other} não têm efeito ao lado de tokenizer.json, como no transformers 5.",
    other_id: "O token adicionado {token:quoted} recebe o id {found}, não {id}, como em Python.",
    token_without_row:
      "O token adicionado {token:quoted} tem o id {id}, mas o embedding tem apenas {rows:number} linhas: textos com ele são recusados. Chame model.resize_token_embeddings(len(tokenizer)) antes do treino.",
    unhealed_suffix: "token_healing não tem efeito: o tokenizador do modelo acrescenta um token depois de cada prompt.",
    unhealed_text: "token_healing não tem efeito: o tokenizador do modelo não devolve um texto como era.",
    card_added: "Adicionado ao cartão: {name}.",
    card_lacks: "O cartão não tem {name}.",
  },
};
