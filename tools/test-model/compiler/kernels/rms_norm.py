"""Root-mean-square normalization."""

import functools

from tvm.script import tirx as T
from tvm.tirx import PrimFunc

from . import SCHEDULED

THREADS = 32


@functools.lru_cache(None)
def rms_norm(D: int, eps: float, one_token: bool) -> PrimFunc:
    """y = x / rms(x) * g over rows of D values; one workgroup a token, one barrier.

    part: partial sums of squares, one a thread; acc: a thread's own accumulator.
    """
    stripes = (D + THREADS - 1) // THREADS

    @T.macro
    def normalize_row(x, g, y, row, tx):
        part = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
        acc = T.sblock_alloc_buffer((1,), "float32", scope="local")
        acc[0] = T.float32(0)
        for i in T.serial(stripes):
            if i * THREADS + tx < D:
                acc[0] = acc[0] + x[0, row, i * THREADS + tx] * x[0, row, i * THREADS + tx]
        part[tx] = acc[0]
        T.tvm_storage_sync("shared")
        acc[0] = T.float32(0)
        for i in T.serial(THREADS):
            acc[0] = acc[0] + part[i]
        acc[0] = T.rsqrt(acc[0] / T.float32(D) + T.float32(eps))
        for i in T.serial(stripes):
            if i * THREADS + tx < D:
                y[0, row, i * THREADS + tx] = x[0, row, i * THREADS + tx] * acc[0] * g[i * THREADS + tx]

    @T.prim_func(private=True, s_tir=True)
    def one(x: T.Buffer((1, 1, D), "float32"), g: T.Buffer((D,), "float32"), y: T.Buffer((1, 1, D), "float32")):
        T.func_attr(SCHEDULED)
        for bx in T.thread_binding(1, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("rms_norm"):
                    T.reads(x[0, 0, 0:D], g[0:D])
                    T.writes(y[0, 0, 0:D])
                    normalize_row(x, g, y, 0, tx)

    @T.prim_func(private=True, s_tir=True)
    def many(hx: T.handle, g: T.Buffer((D,), "float32"), hy: T.handle):
        T.func_attr(SCHEDULED)
        n = T.int32()
        x = T.match_buffer(hx, (1, n, D), "float32")
        y = T.match_buffer(hy, (1, n, D), "float32")
        for bx in T.thread_binding(n, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("rms_norm"):
                    T.reads(x[0, 0:n, 0:D], g[0:D])
                    T.writes(y[0, 0:n, 0:D])
                    normalize_row(x, g, y, bx, tx)

    return one if one_token else many
