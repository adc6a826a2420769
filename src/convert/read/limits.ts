/** Limits on files from outside. Each has its reason; passing one is a refusal, never an allocation. */
export const READ_LIMITS = {
  /** Files of one checkpoint folder; GPT-2 XL in parts with all its extras has about 40. */
  files: 1000,
  /** GPT-2 XL's header with its mask buffers takes 100 KB; the format's own 100 MB would be held three times. */
  safetensorsHeaderBytes: 4 * 1024 * 1024,
  /** Tensors of all files together; GPT-2 XL has 676 with its buffers. */
  tensors: 8192,
  /** More dimensions than any GPT-2 tensor has (the mask buffers have 4). */
  rank: 8,
  /** `config.json`, `generation_config.json`, index and the like: some kilobytes, an index some hundred. */
  jsonBytes: 2 * 1024 * 1024,
  /** `tokenizer.json`, `vocab.json`, `merges.txt`: GPT-2's own are 1 to 3.6 MB. */
  tokenizerBytes: 12 * 1024 * 1024,
  /** Characters of one piece of SentencePiece's file; it trains such of 16. Every way to cut one in two is tried. */
  pieceCharacters: 256,
  /** Pickled part of a checkpoint; GPT-2 XL's takes 90 KB. */
  pickleBytes: 2 * 1024 * 1024,
  /** Steps of the unpickler; GPT-2 XL takes 25,000. */
  pickleOps: 200_000,
  /** Values on the unpickler's stack; a dictionary's entries are there 2,000 at a time. */
  pickleStack: 20_000,
  pickleMemo: 50_000,
  /** Bytes of one string in a pickle: tensor names and storage keys have below 100, a trainer's settings as text some thousand. */
  pickleString: 32_768,
  /** Bytes of an integer in a pickle: seeds of torch take 9, states of numpy's generators 17. */
  pickleIntegerBytes: 32,
  /** Central directory of a torch zip: about 100 bytes for each tensor. */
  zipDirectoryBytes: 2 * 1024 * 1024,
  zipEntries: 8192,
  /** Keys and tensors of a GGUF file with its vocabulary: GPT-2's take 1.9 MB. */
  ggufHeaderBytes: 16 * 1024 * 1024,
  /** GPT-2's have about 25 keys, those with notes of all kinds some hundred. */
  ggufKeys: 4096,
  /** What is no array in a file of flax: names and shapes of GPT-2 XL take 40 KB. */
  msgpackBytes: 4 * 1024 * 1024,
  /** Values there; GPT-2 XL has 4,000 with those of shapes. */
  msgpackValues: 100_000,
  /** Maps in maps there; GPT-2 has 6. */
  msgpackDepth: 32,
  /** Bytes of a name there, or of another text. */
  msgpackString: 1024,
  /** A graph with its weights in it, which is read whole; the format itself ends at 2 GiB. */
  onnxBytes: 2 ** 31 - 1,
  /** The index of a checkpoint of TensorFlow: GPT-2 XL's has 30 KB, with an optimizer's slots three times as much. */
  tableBytes: 2 * 1024 * 1024,
  /** Pages of 16 KiB that are read of the descriptions in an HDF5 file, which lie between the weights: GPT-2 XL takes some thousand. */
  hdf5Pages: 16_384,
  /** Groups and nodes of their trees in an HDF5 file, and datasets: GPT-2 XL has 1,500. */
  hdf5Objects: 16_384,
  /** Groups in groups; Keras has 8. */
  hdf5Depth: 32,
  /** What an object of an HDF5 file says of itself: lists of names, of which Keras cuts those over 64 KB. */
  hdf5HeaderBytes: 1024 * 1024,
  /** Bytes of a name there. */
  hdf5NameBytes: 1024,
  /** Chunks of a dataset; weights are hardly ever in chunks, and h5py makes them some 100 KB large. */
  hdf5Chunks: 16_384,
  /** Model card; what is longer is cut off. */
  cardBytes: 262_144,
} as const;
