"""The key-value cache object of the runtime, with no more kernels than web-llm reaches."""

import tvm
from tvm import relax as rx
from tvm import tirx
from tvm.relax.frontend.nn.llm import kv_cache as tvm_kv
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache, RopeMode

from .config import Config
from .kernels import attention

CREATE = "vm.builtin.paged_attention_kv_cache_create"
DTYPE = "float32"
NO_KERNEL = rx.Tuple([])
# A window per layer that the runtime asks for and nothing here uses.
UNUSED_WINDOW = 1024
MULTI_HEAD_ATTENTION = 0
ROPE_SCALE = 1


class LeanKVCache(PagedKVCache):
    """TVM's TIRPagedKVCache minus sliding window, tree and latent attention, and with the kernels of this tool.

    Each kernel is a large shader that costs time to load and bytes in the library. `dims` are the five symbolic
    sizes of create_tir_paged_kv_cache.
    """

    def __init__(self, config: Config, dims: tuple[tirx.Var, ...], target: tvm.target.Target):
        args = cache_arguments(config, dims, target)
        super().__init__(
            _expr=rx.call_pure_packed(CREATE, *args, ty_args=rx.AnyType()),
            _name="paged_kv_cache",
        )


def cache_arguments(c: Config, dims: tuple[tirx.Var, ...], target: tvm.target.Target) -> list[rx.Expr]:
    """The arguments of CREATE, which are known by position only (kv_cache.py in the wheel lists them)."""
    builder = rx.BlockBuilder.current()
    heads, kv_heads, head_dim = c.heads, c.kv_heads, c.head_dim
    page_size = dims[3]

    def kernel(func, name):
        return rx.Tuple([tvm.ir.StringImm("tirx"), builder.add_func(func, name)])

    number = rx.prim_value
    copy_page = builder.add_func(
        tvm_kv._copy_single_page(kv_heads, page_size, head_dim, DTYPE, target), "kv_cache_copy_single_page"
    )
    return [
        rx.ShapeExpr([*dims, UNUSED_WINDOW]),
        rx.ShapeExpr([0, c.layers]),
        number(heads),
        number(kv_heads),
        number(head_dim),
        number(head_dim),
        rx.ShapeExpr([MULTI_HEAD_ATTENTION] * c.layers),
        number(False),
        number(int(RopeMode.NORMAL)),
        number(ROPE_SCALE),
        number(int(c.rope_theta)),
        # Must not be a tensor: the runtime takes any tensor for the factors of long RoPE and passes it to the
        # kernel in the place of apply_rope.
        number(0),
        # From this tensor the cache learns its dtype and device.
        rx.op.zeros((), DTYPE),
        builder.add_func(
            tvm_kv._kv_cache_transpose_append(kv_heads, head_dim, DTYPE), "kv_cache_transpose_append"
        ),
        # Latent attention's append.
        number(0),
        kernel(attention.attention_ragged(heads, kv_heads, head_dim), "tir_attention_prefill_ragged"),
        kernel(attention.attention_paged(heads, kv_heads, head_dim), "tir_attention_prefill"),
        kernel(attention.attention_decode(heads, kv_heads, head_dim), "tir_attention_decode"),
        *[NO_KERNEL] * 5,
        rx.Tuple([builder.add_func(attention.merge_state(heads, head_dim), "tir_attention_merge_state")]),
        builder.add_func(
            tvm_kv.llama_rope_with_position_map(
                int(c.rope_theta), ROPE_SCALE, head_dim, heads, kv_heads, DTYPE, {}, head_dim
            ),
            "tir_split_rotary",
        ),
        copy_page,
        # The place of debug_get_kv: it must be some function, and is never called.
        copy_page,
        builder.add_func(
            tvm_kv._compact_kv_copy(kv_heads, head_dim, DTYPE, target), "kv_cache_compact_kv_copy"
        ),
    ]
