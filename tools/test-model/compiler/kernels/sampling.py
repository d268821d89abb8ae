"""From logits to a token: softmax, candidates, choice, and what web-llm does to logits before.

Each step that sees the whole vocabulary of V tokens runs as ONE workgroup, thread tx owning the stripe tx,
tx + THREADS, ... That takes two barriers a reduction instead of log2(THREADS), because a barrier costs far more
than a short loop on a CPU adapter.

lg: logits; sp, si: probabilities and token ids in descending order; seq, tok: the row and token of an entry; ids:
rows of the sequences; part: partial results, one a thread; acc: a thread's own accumulator.
"""

from tvm.script import tirx as T
from tvm.tirx import PrimFunc

from . import SCHEDULED

THREADS = 128
# How many tokens are really sorted. The rest of the distribution is never sampled.
CANDIDATES = 64
LOWEST = -3.0e38


def softmax_with_temperature(V: int) -> PrimFunc:
    """out = softmax(logits / temp). mx: the maximum."""
    stripes = (V + THREADS - 1) // THREADS

    @T.prim_func(private=True, s_tir=True)
    def softmax(
        logits: T.Buffer((1, 1, V), "float32"),
        temp: T.Buffer((1,), "float32"),
        out: T.Buffer((1, 1, V), "float32"),
    ):
        T.func_attr(SCHEDULED)
        for bx in T.thread_binding(1, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("softmax"):
                    T.reads(logits[0, 0, 0:V], temp[0])
                    T.writes(out[0, 0, 0:V])
                    part = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
                    acc = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    mx = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    acc[0] = T.float32(LOWEST)
                    for i in T.serial(stripes):
                        if i * THREADS + tx < V:
                            acc[0] = T.max(acc[0], logits[0, 0, i * THREADS + tx])
                    part[tx] = acc[0]
                    T.tvm_storage_sync("shared")
                    mx[0] = T.float32(LOWEST)
                    for i in T.serial(THREADS):
                        mx[0] = T.max(mx[0], part[i])
                    T.tvm_storage_sync("shared")
                    acc[0] = T.float32(0)
                    for i in T.serial(stripes):
                        if i * THREADS + tx < V:
                            acc[0] = acc[0] + T.exp((logits[0, 0, i * THREADS + tx] - mx[0]) / temp[0])
                    part[tx] = acc[0]
                    T.tvm_storage_sync("shared")
                    acc[0] = T.float32(0)
                    for i in T.serial(THREADS):
                        acc[0] = acc[0] + part[i]
                    for i in T.serial(stripes):
                        if i * THREADS + tx < V:
                            out[0, 0, i * THREADS + tx] = (
                                T.exp((logits[0, 0, i * THREADS + tx] - mx[0]) / temp[0]) / acc[0]
                            )

    return softmax


def argsort_probs(V: int) -> PrimFunc:
    """The CANDIDATES most probable tokens, exact, ties to the lowest id; the rest of both outputs is zero.

    That suffices because web-llm feeds them to sample_with_top_p only. Each round takes the maximum of the stripe
    maxima, and only the winner scans its stripe again.

    pm, pi: each stripe's maximum and where; bm, bi: the best of a round; cm, ci: a contender; lm, li: this
    stripe's maximum.
    """
    stripes = (V + THREADS - 1) // THREADS
    candidates = min(CANDIDATES, V)

    @T.prim_func(private=True, s_tir=True)
    def argsort(
        probs: T.Buffer((1, V), "float32"),
        sp: T.Buffer((1, V), "float32"),
        si: T.Buffer((1, V), "int32"),
    ):
        T.func_attr(SCHEDULED)
        for bx in T.thread_binding(1, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("argsort"):
                    T.reads(probs[0, 0:V])
                    T.writes(sp[0, 0:V], si[0, 0:V])
                    pm = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
                    pi = T.sblock_alloc_buffer((THREADS,), "int32", scope="shared")
                    bm = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    bi = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    cm = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    ci = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    lm = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    li = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    lm[0] = T.float32(-1)
                    li[0] = 0
                    for i in T.serial(stripes):
                        if i * THREADS + tx < V:
                            sp[0, i * THREADS + tx] = T.float32(0)
                            si[0, i * THREADS + tx] = 0
                            if probs[0, i * THREADS + tx] > lm[0]:
                                lm[0] = probs[0, i * THREADS + tx]
                                li[0] = i * THREADS + tx
                    pm[tx] = lm[0]
                    pi[tx] = li[0]
                    T.tvm_storage_sync("shared")
                    for r in T.serial(candidates):
                        bm[0] = T.float32(-2)
                        bi[0] = 0
                        for i in T.serial(THREADS):
                            # Through locals: TVM's barrier analysis rejects a shared buffer in a condition.
                            cm[0] = pm[i]
                            ci[0] = pi[i]
                            if cm[0] > bm[0] or (cm[0] == bm[0] and ci[0] < bi[0]):
                                bm[0] = cm[0]
                                bi[0] = ci[0]
                        T.tvm_storage_sync("shared")
                        if bi[0] % THREADS == tx:
                            sp[0, r] = T.max(bm[0], T.float32(0))
                            si[0, r] = bi[0]
                            # Without an order over equal probabilities the same token would win again.
                            lm[0] = T.float32(-1)
                            li[0] = 0
                            for i in T.serial(stripes):
                                if i * THREADS + tx < V:
                                    if (
                                        probs[0, i * THREADS + tx] < bm[0]
                                        or (probs[0, i * THREADS + tx] == bm[0] and i * THREADS + tx > bi[0])
                                    ) and probs[0, i * THREADS + tx] > lm[0]:
                                        lm[0] = probs[0, i * THREADS + tx]
                                        li[0] = i * THREADS + tx
                            pm[tx] = lm[0]
                            pi[tx] = li[0]
                        T.tvm_storage_sync("shared")

    return argsort


def sample_with_top_p(V: int) -> PrimFunc:
    """The candidate at the share u of the probability mass that top_p admits.

    mass: admitted probability; run: the sum so far; done: whether a candidate was found; row: always 0.
    """
    candidates = min(CANDIDATES, V)

    @T.prim_func(private=True, s_tir=True)
    def sample(
        sp: T.Buffer((1, V), "float32"),
        si: T.Buffer((1, V), "int32"),
        u: T.Buffer((1,), "float32"),
        row: T.Buffer((1,), "int32"),
        top_p: T.Buffer((1,), "float32"),
        out: T.Buffer((1,), "int32"),
    ):
        T.func_attr(SCHEDULED)
        for bx in T.thread_binding(1, thread="blockIdx.x"):
            for tx in T.thread_binding(1, thread="threadIdx.x"):
                with T.sblock("sample"):
                    T.reads(sp[0, 0:V], si[0, 0:V], u[0], row[0], top_p[0])
                    T.writes(out[0])
                    mass = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    run = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    done = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    mass[0] = T.float32(0)
                    for i in T.serial(candidates):
                        if mass[0] < top_p[0]:
                            mass[0] = mass[0] + sp[0, i]
                    run[0] = T.float32(0)
                    done[0] = 0
                    out[0] = si[0, 0]
                    for i in T.serial(candidates):
                        run[0] = run[0] + sp[0, i]
                        if done[0] == 0 and run[0] > u[0] * mass[0]:
                            done[0] = 1
                            out[0] = si[0, i]

    return sample


def apply_logit_bias(V: int) -> PrimFunc:
    """lg[seq, tok] += bias for n entries."""

    @T.prim_func(private=True, s_tir=True)
    def add_bias(lg: T.Buffer((1, V), "float32"), h_seq: T.handle, h_tok: T.handle, h_bias: T.handle):
        T.func_attr(SCHEDULED)
        n = T.int32()
        seq = T.match_buffer(h_seq, (n,), "int32")
        tok = T.match_buffer(h_tok, (n,), "int32")
        bias = T.match_buffer(h_bias, (n,), "float32")
        for bx in T.thread_binding((n + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("bias"):
                    v = T.axis.spatial(n, bx * THREADS + tx)
                    T.where(bx * THREADS + tx < n)
                    T.reads(lg[seq[v], tok[v]], bias[v], seq[v], tok[v])
                    T.writes(lg[seq[v], tok[v]])
                    lg[seq[v], tok[v]] = lg[seq[v], tok[v]] + bias[v]

    return add_bias


def apply_penalty(V: int) -> PrimFunc:
    """Presence, frequency and repetition penalty (pen, in this order) of n tokens, each seen cnt times."""

    @T.prim_func(private=True, s_tir=True)
    def penalize(
        lg: T.Buffer((1, V), "float32"),
        ids: T.Buffer((1,), "int32"),
        h_seq: T.handle,
        h_tok: T.handle,
        h_cnt: T.handle,
        pen: T.Buffer((1, 3), "float32"),
    ):
        T.func_attr(SCHEDULED)
        n = T.int32()
        seq = T.match_buffer(h_seq, (n,), "int32")
        tok = T.match_buffer(h_tok, (n,), "int32")
        cnt = T.match_buffer(h_cnt, (n,), "int32")
        for bx in T.thread_binding((n + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("penalty"):
                    v = T.axis.spatial(n, bx * THREADS + tx)
                    T.where(bx * THREADS + tx < n)
                    T.reads(lg[ids[seq[v]], tok[v]], seq[v], tok[v], cnt[v], ids[seq[v]], pen[seq[v], 0:3])
                    T.writes(lg[ids[seq[v]], tok[v]])
                    lg[ids[seq[v]], tok[v]] = lg[ids[seq[v]], tok[v]] - (
                        pen[seq[v], 0] + T.Cast("float32", cnt[v]) * pen[seq[v], 1]
                    )
                    lg[ids[seq[v]], tok[v]] = T.if_then_else(
                        lg[ids[seq[v]], tok[v]] > T.float32(0),
                        lg[ids[seq[v]], tok[v]] / pen[seq[v], 2],
                        lg[ids[seq[v]], tok[v]] * pen[seq[v], 2],
                    )

    return penalize


def apply_bitmask(V: int) -> PrimFunc:
    """Forbid each token whose bit in mask is 0: how web-llm makes an answer follow a grammar."""

    @T.prim_func(private=True, s_tir=True)
    def forbid(
        lg: T.Buffer((1, V), "float32"),
        ids: T.Buffer((1,), "int32"),
        mask: T.Buffer((1, (V + 31) // 32), "int32"),
    ):
        T.func_attr(SCHEDULED)
        for bx in T.thread_binding((V + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("bitmask"):
                    v = T.axis.spatial(V, bx * THREADS + tx)
                    T.where(bx * THREADS + tx < V)
                    T.reads(lg[ids[0], v], ids[0], mask[ids[0], v // 32])
                    T.writes(lg[ids[0], v])
                    lg[ids[0], v] = T.if_then_else(
                        T.bitwise_and(T.shift_right(mask[ids[0], v // 32], v % 32), 1) == 1,
                        lg[ids[0], v],
                        T.float32(LOWEST),
                    )

    return forbid
