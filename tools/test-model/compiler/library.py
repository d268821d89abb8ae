"""From a Config to model.wasm: lower the graph, compile it, link it with the runtime."""

import subprocess
from pathlib import Path

import tvm
from tvm import relax as rx
from tvm import tirx
from tvm.s_tir import dlight as dl

from .config import Config
from .model import Llama
from .sampling import add_sampling

# Every C function that web-llm's bundled tvmjs calls on the instance; the linker drops what these do not reach.
EXPORTS = (
    "TVMWasmAllocSpace",
    "TVMWasmFreeSpace",
    "TVMFFIWasmFunctionCreate",
    "TVMFFIWasmGetLastError",
    "TVMFFIObjectDecRef",
    "TVMFFIObjectIncRef",
    "TVMFFIGetTypeInfo",
    "TVMFFITypeKeyToIndex",
    "TVMFFIFunctionSetGlobal",
    "TVMFFIFunctionGetGlobal",
    "TVMFFIFunctionCall",
    "TVMFFIAnyViewToOwnedAny",
    "TVMFFIErrorSetRaisedFromCStr",
    "TVMFFIDataTypeToString",
)

# Not ASYNCIFY: nothing here needs it, and it doubles the size.
LINK_OPTIONS = {
    # tvmjs passes 64-bit integers as BigInt.
    "WASM_BIGINT": "1",
    # TVMFFIWasmSafeCall and TVMFFIWasmFunctionDeleter are provided by tvmjs when it loads the library.
    "ERROR_ON_UNDEFINED_SYMBOLS": "0",
    # Otherwise the library would import functions of Emscripten's own JavaScript, which tvmjs does not have.
    "STANDALONE_WASM": "1",
    "ALLOW_MEMORY_GROWTH": "1",
    "TOTAL_MEMORY": "64MB",
    "EXPORTED_FUNCTIONS": ",".join("_" + name for name in EXPORTS),
}


def build_library(c: Config, runtime: Path, wasm: Path, shaders: Path | None = None) -> list[dict]:
    """Write `wasm`, and the WGSL of its kernels to `shaders`; the parameters in the order of the shards.

    `runtime` is the folder of the objects that build_runtime.sh makes.
    """
    target = webgpu_target()
    with target:
        model = Llama(c)
        module, named_params = model.export_tvm(spec=model.spec(), allow_extern=False)
        params = [
            {"name": name, "shape": [int(size) for size in param.shape], "dtype": param.dtype}
            for name, param in named_params
        ]
        module = add_sampling(module, c.vocab, metadata(c, params))
        with tvm.transform.PassContext(opt_level=3):
            executable = rx.build(module, target, relax_pipeline=lowering(target), system_lib=True)
    if shaders:
        shaders.write_text(wgsl(executable))
    executable.export_library(str(wasm), fcompile=linker(runtime))
    # Shell tools would take it for a program.
    wasm.chmod(0o644)
    return params


def webgpu_target() -> tvm.target.Target:
    host = {
        "kind": "llvm",
        "mtriple": "wasm32-unknown-unknown-wasm",
        # For its generic CPU a newer LLVM switches on features such as reference types, which the older linker
        # of Emscripten 3.1.6 does not read.
        "mcpu": "mvp",
    }
    return tvm.target.Target({"kind": "webgpu"}, host=host)


def metadata(c: Config, params: list[dict]) -> dict:
    """What web-llm asks the library about the model it was made for."""
    return {
        "model_type": "llama",
        "quantization": c.quant,
        "context_window_size": c.context,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "prefill_chunk_size": c.chunk,
        "tensor_parallel_shards": 1,
        "pipeline_parallel_stages": 1,
        "kv_state_kind": "kv_cache",
        "max_batch_size": 1,
        "disaggregation": False,
        "params": params,
    }


def lowering(target: tvm.target.Target) -> tvm.transform.Pass:
    """TVM's passes from graph to kernels and virtual machine, in their order."""
    schedules = (
        dl.gpu.Matmul(),
        dl.gpu.GEMV(),
        dl.gpu.Reduction(),
        dl.gpu.GeneralReduction(),
        dl.gpu.Fallback(),
    )

    @tvm.transform.module_pass(opt_level=0)
    def lower(module, _context):
        with target:
            return tvm.transform.Sequential(
                [
                    rx.transform.LegalizeOps(),
                    rx.transform.AnnotateTIROpPattern(),
                    rx.transform.FoldConstant(),
                    rx.transform.FuseOps(),
                    rx.transform.FuseTIR(),
                    rx.transform.DeadCodeElimination(),
                    dl.ApplyDefaultSchedule(*schedules),
                    # WGSL has no 64-bit integers.
                    tirx.transform.ForceNarrowIndexToInt32(),
                    rx.transform.RewriteDataflowReshape(),
                    rx.transform.ToNonDataflow(),
                    rx.transform.RemovePurityChecking(),
                    rx.transform.CallTIRRewrite(),
                    rx.transform.StaticPlanBlockMemory(),
                    rx.transform.LowerAllocTensor(),
                    rx.transform.KillAfterLastUse(),
                    rx.transform.LowerRuntimeBuiltin(),
                    rx.transform.ComputePrimValue(),
                    rx.transform.VMShapeLower(),
                    order_shape_stores,
                    rx.transform.AttachGlobalSymbol(),
                ]
            )(module)

    return lower


@tvm.transform.module_pass(opt_level=0)
def order_shape_stores(module, _context):
    """VMShapeLower goes through a table that is ordered by addresses in memory, so the bytes would differ from run to
    run. The stores of one function do not read each other's values.
    """
    for name, function in module.functions_items():
        if name.name_hint.startswith("shape_func") and isinstance(function.body, tirx.SeqStmt):
            stores = sorted(function.body.seq, key=lambda store: -int(store.indices[0]))
            module[name] = function.with_body(tirx.SeqStmt(stores))
    return module


def wgsl(executable) -> str:
    modules = executable.mod._collect_from_import_tree(lambda module: module.kind == "webgpu")
    return "\n\n".join(module.inspect_source() for module in modules)


def linker(runtime: Path):
    """The function to which TVM hands its objects."""
    options = [part for name, value in LINK_OPTIONS.items() for part in ("-s", f"{name}={value}")]
    runtime_objects = [str(runtime / "wasm_runtime.o"), str(runtime / "webgpu_runtime.o")]

    def link(file_name: str, objects: list[str], options_of_tvm=None) -> None:
        command = ["emcc", "-Oz", "--no-entry", *options, "-o", file_name, *runtime_objects, *objects]
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if result.returncode:
            raise RuntimeError(" ".join(command) + "\n" + result.stdout)

    # Objects, not bitcode: the wheel's LLVM is newer than Emscripten's, which could not read its bitcode.
    link.object_format = "o"
    return link
