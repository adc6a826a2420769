/**
 * Names of Python's that trainers leave beside the tensors: settings, counters, dates, random states. Whatever is made of
 * them is dropped unread, so the list only says what is too common to be alarming. By module, names apart by spaces.
 */
const HARMLESS: Readonly<Record<string, string>> = {
  builtins: "set frozenset complex bytes bytearray slice range int float bool str list dict tuple object",
  __builtin__: "set frozenset complex bytearray slice xrange int long float bool str unicode list dict tuple object",
  _codecs: "encode",
  argparse: "Namespace",
  collections: "deque",
  datetime: "datetime date time timedelta timezone",
  decimal: "Decimal",
  fractions: "Fraction",
  pathlib: "Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath",
  "pathlib._local": "Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath",
  types: "SimpleNamespace",
  typing: "Any",
  uuid: "UUID",
  numpy: `dtype ndarray bool bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 str_ bytes_
    datetime64 timedelta64`,
  "numpy.core.multiarray": "scalar _reconstruct",
  "numpy._core.multiarray": "scalar _reconstruct",
  "numpy.core.numeric": "_frombuffer",
  "numpy._core.numeric": "_frombuffer",
  "numpy.dtypes": `BoolDType Int8DType Int16DType Int32DType Int64DType UInt8DType UInt16DType UInt32DType UInt64DType
    Float16DType Float32DType Float64DType StrDType BytesDType ObjectDType DateTime64DType TimeDelta64DType`,
  "numpy.random._pickle": "__randomstate_ctor __generator_ctor __bit_generator_ctor",
  "numpy.random._mt19937": "MT19937",
  "numpy.random._pcg64": "PCG64",
  "numpy.random.bit_generator": "SeedSequence __pyx_unpickle_SeedSequence",
  torch: `Size device Tensor strided preserve_format contiguous_format channels_last float float16 float32 float64 half
    double bfloat16 complex64 complex128 uint8 uint16 uint32 uint64 int int8 int16 int32 int64 short long bool
    float8_e4m3fn float8_e5m2`,
  "torch.serialization": "_get_layout",
  "torch.torch_version": "TorchVersion",
  "torch.nn.parameter": "Parameter",
  "transformers.configuration_utils": "PretrainedConfig PreTrainedConfig",
  "transformers.configuration_gpt2": "GPT2Config",
  "transformers.models.gpt2.configuration_gpt2": "GPT2Config",
  "transformers.generation.configuration_utils": "GenerationConfig",
  "transformers.trainer_utils": "IntervalStrategy SchedulerType SaveStrategy HubStrategy",
  "pytorch_lightning.utilities.parsing": "AttributeDict",
  "lightning.pytorch.utilities.parsing": "AttributeDict",
  "lightning_fabric.utilities.data": "AttributeDict",
  "lightning.fabric.utilities.data": "AttributeDict",
  "pytorch_lightning.callbacks.model_checkpoint": "ModelCheckpoint",
  "pytorch_lightning.callbacks.early_stopping": "EarlyStopping",
  "omegaconf.dictconfig": "DictConfig",
  "omegaconf.listconfig": "ListConfig",
  "omegaconf.base": "ContainerMetadata Metadata Node",
  "omegaconf.nodes": "AnyNode StringNode IntegerNode FloatNode BooleanNode",
  easydict: "EasyDict",
  munch: "Munch",
  "yacs.config": "CfgNode",
  "mingpt.utils": "CfgNode",
};

/** `module name`, as the unpickler looks them up. */
export const HARMLESS_GLOBALS: readonly string[] = Object.entries(HARMLESS).flatMap(([module, names]) =>
  names.split(/\s+/).map((name) => `${module} ${name}`),
);
