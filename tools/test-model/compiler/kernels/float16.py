"""Half-precision numbers on adapters that lack the shader-f16 feature."""

from tvm import tirx
from tvm.ir import Expr
from tvm.script import tirx as T

# Shifting the ten mantissa bits and five exponent bits of an f16 by 13 puts them where an f32 has its own, with
# an exponent that is too small by the difference of the two biases, 127 - 15.
MANTISSA_SHIFT = 13
SIGN_SHIFT = 16
EXPONENT_SCALE = 2.0**112


@T.macro
def decode_half(dst, i, bits):
    """dst[i] = the f32 value of f16 `bits` (a u32). Exact for normal numbers; infinities come out finite."""
    dst[i] = T.reinterpret(
        "float32",
        T.bitwise_or(
            T.shift_left(T.bitwise_and(bits, T.uint32(0x8000)), T.uint32(SIGN_SHIFT)),
            T.shift_left(T.bitwise_and(bits, T.uint32(0x7FFF)), T.uint32(MANTISSA_SHIFT)),
        ),
    ) * T.float32(EXPONENT_SCALE)


def half_value(bits: Expr) -> Expr:
    """The same as an expression, for tensor expressions (`te.compute`) instead of TVMScript."""
    sign = tirx.shift_left(tirx.bitwise_and(bits, u32(0x8000)), u32(SIGN_SHIFT))
    magnitude = tirx.shift_left(tirx.bitwise_and(bits, u32(0x7FFF)), u32(MANTISSA_SHIFT))
    return tirx.reinterpret("float32", tirx.bitwise_or(sign, magnitude)) * tirx.const(EXPONENT_SCALE, "float32")


def u32(value: int) -> Expr:
    return tirx.const(value, "uint32")
