"""The two kinds of layer with weights: Linear and RMSNorm."""

from tvm import te, tirx
from tvm.ir import Expr
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op

from .kernels.float16 import half_value, u32
from .kernels.quantized_matmul import q4_matmul, q8_gemv
from .kernels.rms_norm import rms_norm

# Positions a thread computes in prefill, so that a weight that was decoded is used as many times.
PREFILL_TOKENS_PER_THREAD = 4


class Linear(nn.Module):
    """y = x W^T (+ residual), of "f32", "q4_1" or "q8_0" weights; quantized weights are stored [column, row]."""

    def __init__(self, n_in: int, n_out: int, weight_format: str):
        self.n_in, self.n_out, self.weight_format = n_in, n_out, weight_format
        if weight_format == "f32":
            self.weight = nn.Parameter((n_out, n_in), "float32")
        elif weight_format == "q4_1":
            self.q = nn.Parameter((n_in // 8, n_out), "uint32")
            self.s = nn.Parameter((n_in // 32, n_out), "uint32")
        else:
            self.q = nn.Parameter((n_in // 4, n_out), "uint32")
            self.s = nn.Parameter((n_in // 64, n_out), "uint32")

    def forward(self, x: Tensor, residual: Tensor | None = None) -> Tensor:
        if self.weight_format == "f32":
            y = op.matmul(x, op.permute_dims(self.weight))
            return y if residual is None else residual + y
        out = Tensor.placeholder((1, x.shape[1], self.n_out), "float32")
        if self.weight_format == "q8_0":
            return op.tensor_ir_op(q8_gemv(self.n_in, self.n_out), "q8_gemv", [x, self.q, self.s], out)
        one_token = has_one_token(x)
        tokens = 1 if one_token else PREFILL_TOKENS_PER_THREAD
        kernel = q4_matmul(self.n_in, self.n_out, tokens, one_token, residual is not None)
        args = [x, self.q, self.s] + ([] if residual is None else [residual])
        return op.tensor_ir_op(kernel, "q4_gemv" if one_token else "q4_gemm", args, out)

    def rows(self, ids: Tensor) -> Tensor:
        """The rows of the weights as an embedding table, which only "f32" and "q8_0" can be."""
        if self.weight_format == "f32":
            return op.take(self.weight, ids, axis=0)

        def dequantize_rows(ids, q, s):
            def value(i, j):
                return dequantize_q8_0(q, s, tirx.Cast("int64", ids[i]), j)

            return te.compute((ids.shape[0], self.n_in), value, name="take_dequantize")

        return op.tensor_expr_op(dequantize_rows, "take_q8_0", [ids, self.q, self.s])


class RMSNorm(nn.Module):
    def __init__(self, size: int, eps: float):
        self.size, self.eps = size, eps
        self.weight = nn.Parameter((size,), "float32")

    def forward(self, x: Tensor) -> Tensor:
        out = Tensor.placeholder((1, x.shape[1], self.size), "float32")
        kernel = rms_norm(self.size, self.eps, has_one_token(x))
        return op.tensor_ir_op(kernel, "rms_norm", [x, self.weight], out)


def has_one_token(x: Tensor) -> bool:
    """Whether x[1, n, hidden] is a step of decode, where n is a number (1), and not of prefill, where it varies."""
    return isinstance(x.shape[1], int | tirx.IntImm)


def dequantize_q8_0(q: te.Tensor, s: te.Tensor, row: Expr, column: Expr) -> Expr:
    """One weight; q is u32[columns/4, rows] of bytes, s is u32[columns/64, rows] of two f16 scales a word."""
    byte_shift = tirx.Cast("uint32", (column % 4) * 8)
    scale_shift = tirx.Cast("uint32", ((column // 32) % 2) * 16)
    byte = tirx.bitwise_and(tirx.shift_right(q[column // 4, row], byte_shift), u32(255))
    scale = tirx.bitwise_and(tirx.shift_right(s[column // 64, row], scale_shift), u32(0xFFFF))
    return (tirx.Cast("float32", byte) - tirx.const(128.0, "float32")) * half_value(scale)
