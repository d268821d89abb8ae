"""Products of activations with quantized weights.

What made them fast on a CPU adapter:
- One thread owns whole output rows, so there is no barrier; four rows a thread, so that each activation that is
  loaded is used four times.
- The inner eight columns are unrolled: a dynamic inner loop costs two to three times as much.
- sum(q * x) * scale + sum(x) * minimum: scale and minimum are decoded once per 32 columns.
- Weights are stored [column, row]: neighboring threads read neighboring words, which a real GPU coalesces, too.
"""

import functools

from tvm.script import tirx as T
from tvm.tirx import PrimFunc

from . import SCHEDULED
from .float16 import decode_half

THREADS = 16
ROWS_PER_THREAD = 4
# Rows are not checked against the end of the matrix: n_out must be a multiple of this.
TILE = THREADS * ROWS_PER_THREAD
BLOCK = 32
NIBBLES = 8


@functools.lru_cache(None)
def q4_matmul(K: int, N: int, tokens: int, one_token: bool, residual: bool) -> PrimFunc:
    """y[0, n, :] = x[0, n, :] @ Q4_1 weights of K columns and N rows (+ r); `tokens` positions a thread.

    x: activations; q: u32[K/8, N] of eight nibbles; s: u32[K/32, N] of f16 scale and f16 minimum; r: residual.
    a: accumulators; t: sums of one block; xv, xs: activations and their sum; wv: a word; nf: a nibble;
    hh: scale and minimum; k: block; w: word in the block; m: token; j: row; i: nibble.
    """
    blocks = K // BLOCK
    per_thread = tokens * ROWS_PER_THREAD

    @T.macro
    def multiply(x, q, s, r, y, n, bx, by, tx):
        a = T.sblock_alloc_buffer((per_thread,), "float32", scope="local")
        t = T.sblock_alloc_buffer((per_thread,), "float32", scope="local")
        xv = T.sblock_alloc_buffer((tokens * NIBBLES,), "float32", scope="local")
        xs = T.sblock_alloc_buffer((tokens,), "float32", scope="local")
        wv = T.sblock_alloc_buffer((1,), "uint32", scope="local")
        nf = T.sblock_alloc_buffer((1,), "float32", scope="local")
        hh = T.sblock_alloc_buffer((2,), "float32", scope="local")
        for i in T.unroll(per_thread):
            a[i] = T.float32(0)
        for k in T.serial(blocks):
            for i in T.unroll(per_thread):
                t[i] = T.float32(0)
            for m in T.unroll(tokens):
                xs[m] = T.float32(0)
            for w in T.serial(BLOCK // NIBBLES):
                for m in T.unroll(tokens):
                    for i in T.unroll(NIBBLES):
                        # The last thread's positions may lie beyond the end: it reads the last one again.
                        xv[m * NIBBLES + i] = x[0, T.min(by * tokens + m, n - 1), k * BLOCK + w * NIBBLES + i]
                        xs[m] = xs[m] + xv[m * NIBBLES + i]
                for j in T.unroll(ROWS_PER_THREAD):
                    wv[0] = q[k * (BLOCK // NIBBLES) + w, bx * TILE + j * THREADS + tx]
                    for i in T.unroll(NIBBLES):
                        nf[0] = T.Cast(
                            "float32",
                            T.bitwise_and(T.shift_right(wv[0], T.Cast("uint32", i * 4)), T.uint32(15)),
                        )
                        for m in T.unroll(tokens):
                            t[m * ROWS_PER_THREAD + j] = (
                                t[m * ROWS_PER_THREAD + j] + nf[0] * xv[m * NIBBLES + i]
                            )
            for j in T.unroll(ROWS_PER_THREAD):
                wv[0] = s[k, bx * TILE + j * THREADS + tx]
                decode_half(hh, 0, T.bitwise_and(wv[0], T.uint32(0xFFFF)))
                decode_half(hh, 1, T.shift_right(wv[0], T.uint32(16)))
                for m in T.unroll(tokens):
                    a[m * ROWS_PER_THREAD + j] = (
                        a[m * ROWS_PER_THREAD + j] + t[m * ROWS_PER_THREAD + j] * hh[0] + xs[m] * hh[1]
                    )
        for m in T.unroll(tokens):
            if by * tokens + m < n:
                for j in T.unroll(ROWS_PER_THREAD):
                    if residual:
                        y[0, by * tokens + m, bx * TILE + j * THREADS + tx] = (
                            a[m * ROWS_PER_THREAD + j] + r[0, by * tokens + m, bx * TILE + j * THREADS + tx]
                        )
                    else:
                        y[0, by * tokens + m, bx * TILE + j * THREADS + tx] = a[m * ROWS_PER_THREAD + j]

    if one_token and residual:

        @T.prim_func(private=True, s_tir=True)
        def matmul(
            x: T.Buffer((1, 1, K), "float32"),
            q: T.Buffer((K // NIBBLES, N), "uint32"),
            s: T.Buffer((blocks, N), "uint32"),
            r: T.Buffer((1, 1, N), "float32"),
            y: T.Buffer((1, 1, N), "float32"),
        ):
            T.func_attr(SCHEDULED)
            for bx in T.thread_binding(N // TILE, thread="blockIdx.x"):
                for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                    with T.sblock("q4_gemv"):
                        T.reads(x[0, 0, 0:K], q[0 : K // NIBBLES, 0:N], s[0:blocks, 0:N], r[0, 0, 0:N])
                        T.writes(y[0, 0, 0:N])
                        multiply(x, q, s, r, y, 1, bx, 0, tx)

    elif one_token:

        @T.prim_func(private=True, s_tir=True)
        def matmul(
            x: T.Buffer((1, 1, K), "float32"),
            q: T.Buffer((K // NIBBLES, N), "uint32"),
            s: T.Buffer((blocks, N), "uint32"),
            y: T.Buffer((1, 1, N), "float32"),
        ):
            T.func_attr(SCHEDULED)
            for bx in T.thread_binding(N // TILE, thread="blockIdx.x"):
                for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                    with T.sblock("q4_gemv"):
                        T.reads(x[0, 0, 0:K], q[0 : K // NIBBLES, 0:N], s[0:blocks, 0:N])
                        T.writes(y[0, 0, 0:N])
                        multiply(x, q, s, None, y, 1, bx, 0, tx)

    elif residual:

        @T.prim_func(private=True, s_tir=True)
        def matmul(
            hx: T.handle,
            q: T.Buffer((K // NIBBLES, N), "uint32"),
            s: T.Buffer((blocks, N), "uint32"),
            hr: T.handle,
            hy: T.handle,
        ):
            T.func_attr(SCHEDULED)
            n = T.int32()
            x = T.match_buffer(hx, (1, n, K), "float32")
            r = T.match_buffer(hr, (1, n, N), "float32")
            y = T.match_buffer(hy, (1, n, N), "float32")
            for by in T.thread_binding((n + tokens - 1) // tokens, thread="blockIdx.y"):
                for bx in T.thread_binding(N // TILE, thread="blockIdx.x"):
                    for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                        with T.sblock("q4_gemm"):
                            T.reads(x[0, 0:n, 0:K], q[0 : K // NIBBLES, 0:N], s[0:blocks, 0:N], r[0, 0:n, 0:N])
                            T.writes(y[0, 0:n, 0:N])
                            multiply(x, q, s, r, y, n, bx, by, tx)

    else:

        @T.prim_func(private=True, s_tir=True)
        def matmul(
            hx: T.handle,
            q: T.Buffer((K // NIBBLES, N), "uint32"),
            s: T.Buffer((blocks, N), "uint32"),
            hy: T.handle,
        ):
            T.func_attr(SCHEDULED)
            n = T.int32()
            x = T.match_buffer(hx, (1, n, K), "float32")
            y = T.match_buffer(hy, (1, n, N), "float32")
            for by in T.thread_binding((n + tokens - 1) // tokens, thread="blockIdx.y"):
                for bx in T.thread_binding(N // TILE, thread="blockIdx.x"):
                    for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                        with T.sblock("q4_gemm"):
                            T.reads(x[0, 0:n, 0:K], q[0 : K // NIBBLES, 0:N], s[0:blocks, 0:N])
                            T.writes(y[0, 0:n, 0:N])
                            multiply(x, q, s, None, y, n, bx, by, tx)

    return matmul


@functools.lru_cache(None)
def q8_gemv(K: int, N: int) -> PrimFunc:
    """The logits of one position: y = x @ Q8_0 weights of K columns and N rows.

    q: u32[K/4, N] of four bytes, each the weight + 128; s: u32[K/64, N] of the f16 scales of two blocks; h: which
    of the two. The other names are those of q4_matmul.
    """

    @T.prim_func(private=True, s_tir=True)
    def gemv(
        x: T.Buffer((1, 1, K), "float32"),
        q: T.Buffer((K // 4, N), "uint32"),
        s: T.Buffer((K // 64, N), "uint32"),
        y: T.Buffer((1, 1, N), "float32"),
    ):
        T.func_attr(SCHEDULED)
        for bx in T.thread_binding(N // TILE, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("q8_gemv"):
                    T.reads(x[0, 0, 0:K], q[0 : K // 4, 0:N], s[0 : K // 64, 0:N])
                    T.writes(y[0, 0, 0:N])
                    a = T.sblock_alloc_buffer((ROWS_PER_THREAD,), "float32", scope="local")
                    t = T.sblock_alloc_buffer((ROWS_PER_THREAD,), "float32", scope="local")
                    xv = T.sblock_alloc_buffer((4,), "float32", scope="local")
                    wv = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                    hh = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    for i in T.unroll(ROWS_PER_THREAD):
                        a[i] = T.float32(0)
                    for k in T.serial(K // 64):
                        for h in T.unroll(2):
                            for i in T.unroll(ROWS_PER_THREAD):
                                t[i] = T.float32(0)
                            for w in T.serial(8):
                                for i in T.unroll(4):
                                    xv[i] = x[0, 0, k * 64 + h * 32 + w * 4 + i]
                                for j in T.unroll(ROWS_PER_THREAD):
                                    wv[0] = q[k * 16 + h * 8 + w, bx * TILE + j * THREADS + tx]
                                    for i in T.unroll(4):
                                        t[j] = (
                                            t[j]
                                            + (
                                                T.Cast(
                                                    "float32",
                                                    T.bitwise_and(
                                                        T.shift_right(wv[0], T.Cast("uint32", i * 8)),
                                                        T.uint32(255),
                                                    ),
                                                )
                                                - T.float32(128)
                                            )
                                            * xv[i]
                                        )
                            for j in T.unroll(ROWS_PER_THREAD):
                                wv[0] = T.bitwise_and(
                                    T.shift_right(s[k, bx * TILE + j * THREADS + tx], T.Cast("uint32", h * 16)),
                                    T.uint32(0xFFFF),
                                )
                                decode_half(hh, 0, wv[0])
                                a[j] = a[j] + t[j] * hh[0]
                    for j in T.unroll(ROWS_PER_THREAD):
                        y[0, 0, bx * TILE + j * THREADS + tx] = a[j]

    return gemv
