"""Attention over the paged key-value cache, for a batch of one.

The signatures are those of TVM's own kernels (relax.frontend.nn.llm.kv_cache), because the runtime calls them by
position; what a batch of one needs not is taken and ignored. A softmax is kept in base 2 (exp2 is a single
instruction on a GPU), and a sum as its log2 (lse), so that two partial results can be merged afterwards.

Q, pages, Kb, Vb: queries, cached pages of [key | value], keys and values; out: the result; q, o: a thread's query
and output; st, ln: a thread's numbers, indexed with the constants below; P, G: threads a workgroup, query heads a
key head; hX: handle of X; oN: element offset of a view into a shared buffer; other buffers: page tables.
"""

import functools

from tvm.script import tirx as T
from tvm.tirx import PrimFunc

from . import SCHEDULED

PAGE_SIZE = 16
LOG2_E = 1.4426950408889634
LOWEST_SCORE = -5e4
# Keeps an empty cache from dividing by zero.
SMALLEST_SUM = 1e-30

# Slots of st: the softmax so far ...
MAX, SUM = 0, 1
# ... and the position at hand: its score, the maximum with it, the factor of the old sum, its own weight.
SCORE, NEW_MAX, DECAY, WEIGHT = 2, 3, 4, 5

# Slots of ln in the prefill kernels and in merge_state: token, query head, count of visible positions, page, place
# in the page.
ROW, HEAD, STOP, PAGE, PLACE = 0, 1, 2, 3, 4
# Slots of ln in attention_decode.
LENGTH, DECODE_PAGE, DECODE_PLACE = 0, 1, 2


@T.macro
def begin_softmax(st):
    st[MAX] = T.float32(LOWEST_SCORE)
    st[SUM] = T.float32(0)


@T.macro
def fold_score(st):
    """Take st[SCORE] into the running softmax; outputs so far must then be multiplied by st[DECAY]."""
    st[NEW_MAX] = T.max(st[MAX], st[SCORE])
    st[DECAY] = T.exp2(st[MAX] - st[NEW_MAX])
    st[WEIGHT] = T.exp2(st[SCORE] - st[NEW_MAX])
    st[MAX] = st[NEW_MAX]
    st[SUM] = st[SUM] * st[DECAY] + st[WEIGHT]


@functools.lru_cache(None)
def attention_decode(H: int, HKV: int, D: int) -> PrimFunc:
    """One new token against the cache: a workgroup a head, a thread every P-th position, one merge at the end.

    sm, sd, so: maximum, sum and output of each thread, for the merge.
    """
    P, G = 16, H // HKV

    @T.prim_func(s_tir=True)
    def my_decode(
        hQ: T.handle,
        hp: T.handle,
        hi: T.handle,
        hv: T.handle,
        hl: T.handle,
        hk: T.handle,
        hr: T.handle,
        ho: T.handle,
        hlse: T.handle,
        rotary_mode: T.int32,
        rope_scale: T.float32,
        rope_theta: T.float32,
        sm_scale: T.float32,
    ):
        T.func_attr(SCHEDULED)
        B = T.int32()
        nnz = T.int32()
        npages = T.int32()
        o0 = T.int64()
        o1 = T.int32()
        o2 = T.int32()
        o3 = T.int32()
        o4 = T.int32()
        o5 = T.int32()
        Q = T.match_buffer(hQ, (B, H, D), "float32")
        pages = T.match_buffer(hp, (npages, 2, HKV, PAGE_SIZE, D), "float32", elem_offset=o0)
        indptr = T.match_buffer(hi, (B + 1,), "int32", elem_offset=o1)
        values = T.match_buffer(hv, (nnz,), "int32", elem_offset=o2)
        linfo = T.match_buffer(hl, (B,), "int32", elem_offset=o3)
        krope = T.match_buffer(hk, (B,), "int32", elem_offset=o4)
        qrope = T.match_buffer(hr, (B,), "int32", elem_offset=o5)
        out = T.match_buffer(ho, (B, H, D), "float32")
        lse = T.match_buffer(hlse, (B, H), "float32")
        for b in T.thread_binding(B, thread="blockIdx.y"):
            for h in T.thread_binding(H, thread="blockIdx.x"):
                for tx in T.thread_binding(P, thread="threadIdx.x"):
                    with T.sblock("attention"):
                        T.reads(
                            Q[b, h, 0:D],
                            pages[0:npages, 0:2, 0:HKV, 0:PAGE_SIZE, 0:D],
                            indptr[b],
                            indptr[b + 1],
                            values[0:nnz],
                            linfo[b],
                        )
                        T.writes(out[b, h, 0:D], lse[b, h])
                        sm = T.sblock_alloc_buffer((P,), "float32", scope="shared")
                        sd = T.sblock_alloc_buffer((P,), "float32", scope="shared")
                        so = T.sblock_alloc_buffer((P, D), "float32", scope="shared")
                        q = T.sblock_alloc_buffer((D,), "float32", scope="local")
                        o = T.sblock_alloc_buffer((D,), "float32", scope="local")
                        st = T.sblock_alloc_buffer((6,), "float32", scope="local")
                        ln = T.sblock_alloc_buffer((3,), "int32", scope="local")
                        ln[LENGTH] = T.if_then_else(
                            indptr[b + 1] > indptr[b],
                            (indptr[b + 1] - indptr[b] - 1) * PAGE_SIZE + linfo[b],
                            0,
                        )
                        begin_softmax(st)
                        for i in T.unroll(D):
                            q[i] = Q[b, h, i] * (sm_scale * T.float32(LOG2_E))
                            o[i] = T.float32(0)
                        for it in T.serial((ln[LENGTH] + P - 1) // P):
                            if it * P + tx < ln[LENGTH]:
                                ln[DECODE_PAGE] = values[indptr[b] + (it * P + tx) // PAGE_SIZE]
                                ln[DECODE_PLACE] = (it * P + tx) % PAGE_SIZE
                                st[SCORE] = T.float32(0)
                                for i in T.unroll(D):
                                    st[SCORE] = (
                                        st[SCORE] + q[i] * pages[ln[DECODE_PAGE], 0, h // G, ln[DECODE_PLACE], i]
                                    )
                                fold_score(st)
                                for i in T.unroll(D):
                                    o[i] = (
                                        o[i] * st[DECAY]
                                        + st[WEIGHT] * pages[ln[DECODE_PAGE], 1, h // G, ln[DECODE_PLACE], i]
                                    )
                        sm[tx] = st[MAX]
                        sd[tx] = st[SUM]
                        for i in T.unroll(D):
                            so[tx, i] = o[i]
                        T.tvm_storage_sync("shared")
                        st[NEW_MAX] = T.float32(LOWEST_SCORE)
                        for j in T.serial(P):
                            st[NEW_MAX] = T.max(st[NEW_MAX], sm[j])
                        st[SUM] = T.float32(0)
                        for j in T.serial(P):
                            st[SUM] = st[SUM] + sd[j] * T.exp2(sm[j] - st[NEW_MAX])
                        for i in T.serial(D // P):
                            st[SCORE] = T.float32(0)
                            for j in T.serial(P):
                                st[SCORE] = st[SCORE] + so[j, i * P + tx] * T.exp2(sm[j] - st[NEW_MAX])
                            out[b, h, i * P + tx] = st[SCORE] / T.max(st[SUM], T.float32(SMALLEST_SUM))
                        if tx == 0:
                            lse[b, h] = st[NEW_MAX] + T.log2(T.max(st[SUM], T.float32(SMALLEST_SUM)))

    return my_decode


@functools.lru_cache(None)
def attention_ragged(H: int, HKV: int, D: int) -> PrimFunc:
    """A chunk of the prompt against itself: a thread a (token, head), no barriers."""
    P, G = 16, H // HKV

    @T.prim_func(s_tir=True)
    def my_ragged(
        hq: T.handle,
        hqi: T.handle,
        hk: T.handle,
        hv: T.handle,
        hki: T.handle,
        hqr: T.handle,
        hkr: T.handle,
        ho: T.handle,
        hl: T.handle,
        causal: T.int32,
        rotary_mode: T.int32,
        rope_scale: T.float32,
        rope_theta: T.float32,
        sm_scale: T.float32,
    ):
        T.func_attr(SCHEDULED)
        B = T.int32()
        n = T.int32()
        kl = T.int32()
        o1 = T.int32()
        o2 = T.int32()
        o3 = T.int32()
        o4 = T.int32()
        Q = T.match_buffer(hq, (n, H, D), "float32")
        qi = T.match_buffer(hqi, (B + 1,), "int32", elem_offset=o1)
        Kb = T.match_buffer(hk, (kl, HKV, D), "float32")
        Vb = T.match_buffer(hv, (kl, HKV, D), "float32")
        ki = T.match_buffer(hki, (B + 1,), "int32", elem_offset=o2)
        qr = T.match_buffer(hqr, (n,), "int32", elem_offset=o3)
        kr = T.match_buffer(hkr, (B,), "int32", elem_offset=o4)
        out = T.match_buffer(ho, (n, H, D), "float32")
        lse = T.match_buffer(hl, (n, H), "float32")
        for bx in T.thread_binding((n * H + P - 1) // P, thread="blockIdx.x"):
            for tx in T.thread_binding(P, thread="threadIdx.x"):
                with T.sblock("attention"):
                    T.reads(Q[0:n, 0:H, 0:D], Kb[0:kl, 0:HKV, 0:D], Vb[0:kl, 0:HKV, 0:D])
                    T.writes(out[0:n, 0:H, 0:D], lse[0:n, 0:H])
                    q = T.sblock_alloc_buffer((D,), "float32", scope="local")
                    o = T.sblock_alloc_buffer((D,), "float32", scope="local")
                    st = T.sblock_alloc_buffer((6,), "float32", scope="local")
                    ln = T.sblock_alloc_buffer((3,), "int32", scope="local")
                    if bx * P + tx < n * H:
                        ln[ROW] = (bx * P + tx) // H
                        ln[HEAD] = (bx * P + tx) % H
                        ln[STOP] = T.if_then_else(causal > 0, kl - n + ln[ROW] + 1, kl)
                        begin_softmax(st)
                        for i in T.unroll(D):
                            q[i] = Q[ln[ROW], ln[HEAD], i] * (sm_scale * T.float32(LOG2_E))
                            o[i] = T.float32(0)
                        for p in T.serial(ln[STOP]):
                            st[SCORE] = T.float32(0)
                            for i in T.unroll(D):
                                st[SCORE] = st[SCORE] + q[i] * Kb[p, ln[HEAD] // G, i]
                            fold_score(st)
                            for i in T.unroll(D):
                                o[i] = o[i] * st[DECAY] + st[WEIGHT] * Vb[p, ln[HEAD] // G, i]
                        for i in T.unroll(D):
                            out[ln[ROW], ln[HEAD], i] = o[i] / st[SUM]
                        lse[ln[ROW], ln[HEAD]] = st[MAX] + T.log2(st[SUM])

    return my_ragged


@functools.lru_cache(None)
def attention_paged(H: int, HKV: int, D: int) -> PrimFunc:
    """A chunk of the prompt against the pages already cached: later chunks of a long prompt, later turns."""
    P, G = 16, H // HKV

    @T.prim_func(s_tir=True)
    def my_paged(
        hq: T.handle,
        hqi: T.handle,
        hp: T.handle,
        hpi: T.handle,
        hpv: T.handle,
        hli: T.handle,
        hkr: T.handle,
        hqr: T.handle,
        ho: T.handle,
        hl: T.handle,
        causal: T.int32,
        rotary_mode: T.int32,
        rope_scale: T.float32,
        rope_theta: T.float32,
        sm_scale: T.float32,
    ):
        T.func_attr(SCHEDULED)
        B = T.int32()
        n = T.int32()
        nnz = T.int32()
        npages = T.int32()
        o0 = T.int64()
        o1 = T.int32()
        o2 = T.int32()
        o3 = T.int32()
        o4 = T.int32()
        o5 = T.int32()
        o6 = T.int32()
        Q = T.match_buffer(hq, (n, H, D), "float32")
        qi = T.match_buffer(hqi, (B + 1,), "int32", elem_offset=o1)
        pages = T.match_buffer(hp, (npages, 2, HKV, PAGE_SIZE, D), "float32", elem_offset=o0)
        pi = T.match_buffer(hpi, (B + 1,), "int32", elem_offset=o2)
        pv = T.match_buffer(hpv, (nnz,), "int32", elem_offset=o3)
        li = T.match_buffer(hli, (B,), "int32", elem_offset=o4)
        kr = T.match_buffer(hkr, (B,), "int32", elem_offset=o5)
        qr = T.match_buffer(hqr, (n,), "int32", elem_offset=o6)
        out = T.match_buffer(ho, (n, H, D), "float32")
        lse = T.match_buffer(hl, (n, H), "float32")
        for bx in T.thread_binding((n * H + P - 1) // P, thread="blockIdx.x"):
            for tx in T.thread_binding(P, thread="threadIdx.x"):
                with T.sblock("attention"):
                    T.reads(
                        Q[0:n, 0:H, 0:D],
                        pages[0:npages, 0:2, 0:HKV, 0:PAGE_SIZE, 0:D],
                        pi[0:2],
                        pv[0:nnz],
                        li[0],
                    )
                    T.writes(out[0:n, 0:H, 0:D], lse[0:n, 0:H])
                    q = T.sblock_alloc_buffer((D,), "float32", scope="local")
                    o = T.sblock_alloc_buffer((D,), "float32", scope="local")
                    st = T.sblock_alloc_buffer((6,), "float32", scope="local")
                    ln = T.sblock_alloc_buffer((5,), "int32", scope="local")
                    if bx * P + tx < n * H:
                        ln[ROW] = (bx * P + tx) // H
                        ln[HEAD] = (bx * P + tx) % H
                        ln[STOP] = T.if_then_else(pi[1] > pi[0], (pi[1] - pi[0] - 1) * PAGE_SIZE + li[0], 0)
                        if causal > 0:
                            ln[STOP] = ln[STOP] - n + ln[ROW] + 1
                        begin_softmax(st)
                        for i in T.unroll(D):
                            q[i] = Q[ln[ROW], ln[HEAD], i] * (sm_scale * T.float32(LOG2_E))
                            o[i] = T.float32(0)
                        for p in T.serial(ln[STOP]):
                            ln[PAGE] = pv[pi[0] + p // PAGE_SIZE]
                            ln[PLACE] = p % PAGE_SIZE
                            st[SCORE] = T.float32(0)
                            for i in T.unroll(D):
                                st[SCORE] = st[SCORE] + q[i] * pages[ln[PAGE], 0, ln[HEAD] // G, ln[PLACE], i]
                            fold_score(st)
                            for i in T.unroll(D):
                                o[i] = (
                                    o[i] * st[DECAY]
                                    + st[WEIGHT] * pages[ln[PAGE], 1, ln[HEAD] // G, ln[PLACE], i]
                                )
                        for i in T.unroll(D):
                            out[ln[ROW], ln[HEAD], i] = o[i] / T.max(st[SUM], T.float32(SMALLEST_SUM))
                        lse[ln[ROW], ln[HEAD]] = st[MAX] + T.log2(T.max(st[SUM], T.float32(SMALLEST_SUM)))

    return my_paged


@functools.lru_cache(None)
def merge_state(H: int, D: int) -> PrimFunc:
    """(v, s) = the merge of the partial attentions (v, s) and (v2, s2), where s is the log2 of a softmax sum.

    TVM's own kernel lets other threads of the workgroup read s after one has overwritten it. On the software
    adapter every second prefill chunk was then silently wrong. Here each (token, head) has one thread.
    """
    P = 64

    @T.prim_func(s_tir=True)
    def my_merge(hv: T.handle, hs: T.handle, hv2: T.handle, hs2: T.handle):
        T.func_attr(SCHEDULED)
        n = T.int32()
        v = T.match_buffer(hv, (n, H, D), "float32")
        s = T.match_buffer(hs, (n, H), "float32")
        v2 = T.match_buffer(hv2, (n, H, D), "float32")
        s2 = T.match_buffer(hs2, (n, H), "float32")
        for bx in T.thread_binding((n * H + P - 1) // P, thread="blockIdx.x"):
            for tx in T.thread_binding(P, thread="threadIdx.x"):
                with T.sblock("merge"):
                    T.reads(v[0:n, 0:H, 0:D], s[0:n, 0:H], v2[0:n, 0:H, 0:D], s2[0:n, 0:H])
                    T.writes(v[0:n, 0:H, 0:D], s[0:n, 0:H])
                    # Here: the larger of both, and the weight of each.
                    st = T.sblock_alloc_buffer((3,), "float32", scope="local")
                    ln = T.sblock_alloc_buffer((2,), "int32", scope="local")
                    if bx * P + tx < n * H:
                        ln[ROW] = (bx * P + tx) // H
                        ln[HEAD] = (bx * P + tx) % H
                        st[0] = T.max(s[ln[ROW], ln[HEAD]], s2[ln[ROW], ln[HEAD]])
                        st[1] = T.exp2(s[ln[ROW], ln[HEAD]] - st[0])
                        st[2] = T.exp2(s2[ln[ROW], ln[HEAD]] - st[0])
                        for i in T.serial(D):
                            v[ln[ROW], ln[HEAD], i] = (
                                v[ln[ROW], ln[HEAD], i] * st[1] + v2[ln[ROW], ln[HEAD], i] * st[2]
                            ) / (st[1] + st[2])
                        s[ln[ROW], ln[HEAD]] = st[0] + T.log2(st[1] + st[2])

    return my_merge
