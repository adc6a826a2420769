"""Makes what ONNX Runtime needs to train the same adapter in a browser.

    python make_ort_training.py CONFIG FOLDER

CONFIG is a config.json of GPT-2: the weights are random, for speed they do not matter. Writes training_model.onnx,
optimizer_model.onnx and checkpoint into FOLDER: LoRA of rank 8 on all four matrices, float32, AdamW, the loss averaged over labels that are not -100.
Needs onnxruntime-training 1.19.2, the last one that was published, with numpy below 2.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.training import artifacts, onnxblock

RANK = 8
ALPHA = 16


class Graph:
    """Nodes and weights of a GPT-2 with adapters; each method returns the name of its output."""

    def __init__(self, config):
        self.layers = config["n_layer"]
        self.width = config["n_embd"]
        self.heads = config["n_head"]
        self.positions = config["n_positions"]
        self.words = config["vocab_size"]
        self.random = np.random.default_rng(1)
        self.nodes = []
        self.weights = []
        self.trained = []
        self.frozen = []

    def add(self, kind, inputs, outputs=1, domain="", **attributes):
        names = [f"{kind}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def fix(self, value):
        name = f"constant_{len(self.nodes)}"
        self.nodes.append(helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.asarray(value))))
        return name

    def hold(self, name, values, is_trained=False):
        self.weights.append(numpy_helper.from_array(values.astype(np.float32), name))
        (self.trained if is_trained else self.frozen).append(name)
        return name

    def draw(self, name, *shape, is_trained=False):
        return self.hold(name, self.random.standard_normal(shape, dtype=np.float32) * 0.02, is_trained)

    def norm(self, name, x):
        scale = self.hold(f"{name}.weight", np.ones(self.width))
        bias = self.hold(f"{name}.bias", np.zeros(self.width))
        # Its gradient takes the mean and the deviation, too.
        return self.add("LayerNormalization", [x, scale, bias], 3, axis=-1, epsilon=1e-5)[0]

    def linear(self, name, x, inputs, outputs):
        weight = self.draw(f"{name}.weight", inputs, outputs)
        bias = self.hold(f"{name}.bias", np.zeros(outputs))
        base = self.add("Add", [self.add("MatMul", [x, weight]), bias])
        down = self.draw(f"{name}.lora_A", inputs, RANK, is_trained=True)
        up = self.hold(f"{name}.lora_B", np.zeros((RANK, outputs)), is_trained=True)
        learned = self.add("MatMul", [self.add("MatMul", [x, down]), up])
        return self.add("Add", [base, self.add("Mul", [learned, self.fix(np.float32(ALPHA / RANK))])])

    def attend(self, name, x, mask):
        joined = self.linear(f"{name}.c_attn", x, self.width, 3 * self.width)
        parts = self.add("Split", [joined], 3, axis=-1, num_outputs=3)
        split = self.fix(np.array([0, 0, self.heads, self.width // self.heads]))
        turned = [(0, 2, 1, 3), (0, 2, 3, 1), (0, 2, 1, 3)]
        query, key, value = [
            self.add("Transpose", [self.add("Reshape", [part, split])], perm=perm) for part, perm in zip(parts, turned)
        ]
        scale = self.fix(np.float32(1 / math.sqrt(self.width // self.heads)))
        scores = self.add("Add", [self.add("Mul", [self.add("MatMul", [query, key]), scale]), mask])
        mixed = self.add("MatMul", [self.add("Softmax", [scores], axis=-1), value])
        merged = self.add("Transpose", [mixed], perm=(0, 2, 1, 3))
        back = self.add("Reshape", [merged, self.fix(np.array([0, 0, self.width]))])
        return self.linear(f"{name}.c_proj", back, self.width, self.width)

    def build(self):
        table = self.draw("wte", self.words, self.width)
        places = self.draw("wpe", self.positions, self.width)
        length = self.add("Gather", [self.add("Shape", ["ids"]), self.fix(np.array([1]))])
        start, axis = self.fix(np.array([0])), self.fix(np.array([0]))
        place = self.add("Slice", [places, start, length, axis])
        hidden = self.add("Add", [self.add("Gather", [table, "ids"]), place])
        triangle = np.triu(np.full((64, 64), -1e9, dtype=np.float32), 1)
        both = self.add("Concat", [length, length], axis=0)
        mask = self.add("Slice", [self.fix(triangle), self.fix(np.array([0, 0])), both, self.fix(np.array([0, 1]))])
        for layer in range(self.layers):
            name = f"h.{layer}"
            hidden = self.add("Add", [hidden, self.attend(f"{name}.attn", self.norm(f"{name}.ln_1", hidden), mask)])
            inner = self.linear(f"{name}.c_fc", self.norm(f"{name}.ln_2", hidden), self.width, 4 * self.width)
            inner = self.add("FastGelu", [inner], domain="com.microsoft")
            hidden = self.add("Add", [hidden, self.linear(f"{name}.c_proj", inner, 4 * self.width, self.width)])
        rows = self.add("Reshape", [self.norm("ln_f", hidden), self.fix(np.array([-1, self.width]))])
        self.nodes.append(helper.make_node("Gemm", [rows, table], ["logits"], transB=1))
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])
        logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["rows", self.words])
        graph = helper.make_graph(self.nodes, "gpt2", [ids], [logits], self.weights)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def main(config, folder):
    graph = Graph(json.loads(config.read_text()))
    model = graph.build()
    folder.mkdir(parents=True, exist_ok=True)
    artifacts.generate_artifacts(
        model,
        requires_grad=graph.trained,
        frozen_params=graph.frozen,
        loss=onnxblock.loss.CrossEntropyLoss(ignore_index=-100),
        optimizer=artifacts.OptimType.AdamW,
        artifact_directory=str(folder),
    )


main(Path(sys.argv[1]), Path(sys.argv[2]))
