"""The entry points beyond the network itself: sampling, and _metadata."""

import dataclasses
import json
from collections.abc import Callable

import tvm
from tvm import relax as rx
from tvm import tirx
from tvm.tirx import PrimFunc

from .kernels import sampling

F32, I32 = "float32", "int32"


@dataclasses.dataclass
class Step:
    """A function that web-llm looks up by `name` and calls with `args`, by position."""

    name: str
    shader: str
    kernel: Callable[[int], PrimFunc]
    args: list[rx.Var]
    # None: it changes its first argument.
    result: rx.TensorType | list[rx.TensorType] | None = None


def add_sampling(module: tvm.IRModule, vocab: int, metadata: dict) -> tvm.IRModule:
    """`module` with the steps from logits to a token, and _metadata."""
    builder = rx.BlockBuilder(module)
    steps = [*choosing_steps(vocab), *logit_steps(vocab)]
    shaders = {step.shader: builder.add_func(step.kernel(vocab), step.shader) for step in steps}
    for step in steps:
        add_step(builder, step, shaders[step.shader])
    with builder.function("_metadata", []):
        builder.emit_func_output(builder.emit(tvm.ir.StringImm(json.dumps(metadata))))
    return builder.finalize()


def add_step(builder: rx.BlockBuilder, step: Step, shader: tvm.ir.GlobalVar) -> None:
    with builder.function(step.name, step.args):
        with builder.dataflow():
            if step.result is None:
                call = rx.op.call_tir_inplace(shader, step.args, 0, step.args[0].ty)
            else:
                call = rx.call_tir(shader, step.args, step.result)
            result = builder.emit_output(call)
        builder.emit_func_output(result)


def choosing_steps(vocab: int) -> list[Step]:
    return [
        Step(
            "softmax_with_temperature",
            "k_softmax",
            sampling.softmax_with_temperature,
            [variable("logits", (1, 1, vocab), F32), variable("temperature", (1,), F32)],
            rx.TensorType((1, 1, vocab), F32),
        ),
        Step(
            "argsort_probs",
            "k_argsort",
            sampling.argsort_probs,
            [variable("probs", (1, vocab), F32)],
            [rx.TensorType((1, vocab), F32), rx.TensorType((1, vocab), I32)],
        ),
        Step(
            "sample_with_top_p",
            "k_sample",
            sampling.sample_with_top_p,
            [
                variable("sorted_probs", (1, vocab), F32),
                variable("sorted_indices", (1, vocab), I32),
                variable("uniform", (1,), F32),
                variable("rows", (1,), I32),
                variable("top_p", (1,), F32),
            ],
            rx.TensorType((1,), I32),
        ),
    ]


def logit_steps(vocab: int) -> list[Step]:
    biases, penalties = tirx.Var("n", "int64"), tirx.Var("n", "int64")
    return [
        Step(
            "apply_logit_bias_inplace",
            "k_bias",
            sampling.apply_logit_bias,
            [
                variable("logits", (1, vocab), F32),
                variable("pos2seq", (biases,), I32),
                variable("ids", (biases,), I32),
                variable("bias", (biases,), F32),
            ],
        ),
        Step(
            "apply_penalty_inplace",
            "k_penalty",
            sampling.apply_penalty,
            [
                variable("logits", (1, vocab), F32),
                variable("seq_ids", (1,), I32),
                variable("pos2seq", (penalties,), I32),
                variable("ids", (penalties,), I32),
                variable("cnt", (penalties,), I32),
                variable("penalties", (1, 3), F32),
            ],
        ),
        Step(
            "apply_bitmask_inplace",
            "k_mask",
            sampling.apply_bitmask,
            [
                variable("logits", (1, vocab), F32),
                variable("seq_ids", (1,), I32),
                variable("mask", (1, (vocab + 31) // 32), I32),
            ],
        ),
    ]


def variable(name: str, shape: tuple, dtype: str) -> rx.Var:
    return rx.Var(name, rx.TensorType(shape, dtype))
