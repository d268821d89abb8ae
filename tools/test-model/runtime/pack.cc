// The TVM runtime of a WebGPU model library, in one translation unit. The wheel's own, web/emcc/wasm_runtime.cc,
// does not compile from the wheel: it also includes the RPC server, the CPU sort and tests, whose headers
// (arena.h, ring_buffer.h, builtin_fp16.h) the wheel lacks.
// Checks (TVM_FFI_ICHECK_EQ) store the number of their line and the text of their condition: who moves one, or
// renames what it names, changes the bytes of model.wasm.
#define TVM_LOG_DEBUG 0
#define TVM_LOG_CUSTOMIZE 1
#define TVM_FFI_USE_LIBBACKTRACE 0
#define TVM_FFI_ALWAYS_LOG_BEFORE_THROW 1

#include <emscripten/emscripten.h>
#include <tvm/ffi/any.h>
#include <tvm/ffi/reflection/registry.h>
#include <tvm/runtime/logging.h>

#include <cstring>
#include <limits>

#include "src/runtime/cpu_device_api.cc"
#include "src/runtime/device_api.cc"
#include "src/runtime/file_utils.cc"
#include "src/runtime/logging.cc"
#include "src/runtime/tensor.cc"
#include "src/runtime/timer.cc"
#include "src/runtime/workspace_pool.cc"
#include "3rdparty/tvm-ffi/src/ffi/backtrace.cc"
#include "3rdparty/tvm-ffi/src/ffi/container.cc"
#include "3rdparty/tvm-ffi/src/ffi/custom_allocator.cc"
#include "3rdparty/tvm-ffi/src/ffi/dtype.cc"
#include "3rdparty/tvm-ffi/src/ffi/error.cc"
#include "3rdparty/tvm-ffi/src/ffi/extra/env_c_api.cc"
#include "3rdparty/tvm-ffi/src/ffi/extra/env_context.cc"
#include "3rdparty/tvm-ffi/src/ffi/extra/json_parser.cc"
#include "3rdparty/tvm-ffi/src/ffi/extra/json_writer.cc"
#include "3rdparty/tvm-ffi/src/ffi/extra/library_module.cc"
#include "3rdparty/tvm-ffi/src/ffi/extra/library_module_system_lib.cc"
#include "3rdparty/tvm-ffi/src/ffi/extra/module.cc"
#include "3rdparty/tvm-ffi/src/ffi/function.cc"
#include "3rdparty/tvm-ffi/src/ffi/init_once.cc"
#include "3rdparty/tvm-ffi/src/ffi/object.cc"
#include "3rdparty/tvm-ffi/src/ffi/tensor.cc"
#include "src/runtime/memory/memory_manager.cc"
#include "src/runtime/vm/attn_backend.cc"
#include "src/runtime/vm/builtin.cc"
#include "src/runtime/vm/bytecode.cc"
#include "src/runtime/vm/executable.cc"
#include "src/runtime/vm/kv_state.cc"
#include "src/runtime/vm/lm_support.cc"
#include "src/runtime/vm/paged_kv_cache.cc"
#include "src/runtime/vm/rnn_state.cc"
#include "src/runtime/vm/tensor_cache_support.cc"
#include "src/runtime/vm/vm.cc"

// The host has one thread: a parallel launch is one task.
int TVMBackendParallelLaunch(FTVMParallelLambda flambda, void* cdata, int) {
  TVMParallelGroupEnv env;
  env.num_task = 1;
  flambda(0, &env, cdata);
  return 0;
}
int TVMBackendParallelBarrier(int, TVMParallelGroupEnv*) { return 0; }

// What tvmjs calls beyond the C API of tvm-ffi.
extern "C" {
extern int TVMFFIWasmSafeCall(void* self, const TVMFFIAny* args, int32_t count, TVMFFIAny* result);
extern void TVMFFIWasmFunctionDeleter(void* self);
// tvmjs keeps its call stack in this memory, and stores 8-byte values in it: hence int64_t.
EMSCRIPTEN_KEEPALIVE void* TVMWasmAllocSpace(int size) { return new int64_t[(size + 7) / 8]; }
EMSCRIPTEN_KEEPALIVE void TVMWasmFreeSpace(void* p) { delete[] static_cast<int64_t*>(p); }
EMSCRIPTEN_KEEPALIVE int TVMFFIWasmFunctionCreate(void* self, TVMFFIObjectHandle* out) {
  return TVMFFIFunctionCreate(self, TVMFFIWasmSafeCall, TVMFFIWasmFunctionDeleter, out);
}
EMSCRIPTEN_KEEPALIVE const char* TVMFFIWasmGetLastError() {
  static std::string last;
  last = ::tvm::ffi::details::MoveFromSafeCallRaised().what();
  return last.c_str();
}
}  // extern "C"

namespace tvm {
namespace runtime {
namespace detail {
// abort() traps and says nothing, so the message goes to stderr first, which tvmjs logs.
[[noreturn]] void LogFatalImpl(const std::string& file, int line, const std::string& msg) {
  fprintf(stderr, "[FATAL] %s:%d: %s\n", file.c_str(), line, msg.c_str());
  abort();
}
void LogMessageImpl(const std::string& file, int line, int level, const std::string& msg) {
  fprintf(stdout, "[%d] %s:%d: %s\n", level, file.c_str(), line, msg.c_str());
}
}  // namespace detail

static size_t NumElems(const Tensor& tensor) {
  size_t count = 1;
  for (int i = 0; i < tensor->ndim; ++i) count *= static_cast<size_t>(tensor->shape[i]);
  return count;
}
static void Bf16ToF32(uint8_t* dst, const uint8_t* src, size_t count) {
  // Back to front, since src may be the first half of dst.
  for (size_t i = count; i != 0; --i) {
    uint16_t half;
    std::memcpy(&half, src + 2 * (i - 1), 2);
    uint32_t word = static_cast<uint32_t>(half) << 16;
    std::memcpy(dst + 4 * (i - 1), &word, 4);
  }
}

TVM_FFI_STATIC_INIT_BLOCK() {
  namespace refl = tvm::ffi::reflection;
  refl::GlobalDef()
      .def_packed("tvmjs.array.decode_storage",
                  [](ffi::PackedArgs args, ffi::Any*) {
                    Tensor t = args[0].cast<Tensor>();
                    TVMFFIByteArray* b = args[1].cast<TVMFFIByteArray*>();
                    std::string format = args[2].cast<ffi::String>();
                    std::string dtype = args[3].cast<ffi::String>();
                    if (format == "f32-to-bf16" && dtype == "float32") {
                      TVM_FFI_ICHECK_EQ(b->size, NumElems(t) * 2);
                      Bf16ToF32(static_cast<uint8_t*>(t->data) + t->byte_offset,
                                reinterpret_cast<const uint8_t*>(b->data), NumElems(t));
                    } else {
                      t.CopyFromBytes(b->data, b->size);
                    }
                  })
      .def("tvmjs.array.decode_bf16_to_f32_inplace",
           [](Tensor t, int64_t nbytes) {
             TVM_FFI_ICHECK_EQ(static_cast<size_t>(nbytes), NumElems(t) * 2);
             uint8_t* data = static_cast<uint8_t*>(t->data) + t->byte_offset;
             Bf16ToF32(data, data, NumElems(t));
           })
      .def_packed("tvmjs.runtime.ArrayConcat",
                  [](ffi::PackedArgs args, ffi::Any* result) {
                    ffi::Array<ffi::Any> all;
                    for (int i = 0; i < args.size(); ++i)
                      for (const ffi::Any& item : args[i].cast<ffi::Array<ffi::Any>>()) all.push_back(item);
                    *result = all;
                  })
      .def_packed("tvmjs.runtime.ConcatEmbeddings",
                  [](ffi::PackedArgs args, ffi::Any* result) {
                    std::vector<Tensor> parts;
                    int64_t rows = 0;
                    for (int i = 0; i < args.size(); ++i) {
                      parts.push_back(args[i].cast<Tensor>());
                      rows += parts.back()->shape[0];
                    }
                    int64_t width = parts[0]->shape[1];
                    int64_t element_bytes = (parts[0]->dtype.bits * parts[0]->dtype.lanes + 7) / 8;
                    Tensor all = Tensor::Empty({rows, width}, parts[0]->dtype, parts[0]->device);
                    int64_t row = 0;
                    for (const Tensor& part : parts) {
                      DLTensor view = *all.operator->();
                      view.shape = part->shape;
                      view.byte_offset = row * width * element_bytes;
                      Tensor::CopyFromTo(part.operator->(), &view);
                      row += part->shape[0];
                    }
                    *result = all;
                  })
      .def("tvmjs.runtime.TensorCopyFromBytes",
           [](Tensor tensor, TVMFFIByteArray* bytes) { tensor.CopyFromBytes(bytes->data, bytes->size); })
      .def("tvmjs.runtime.TensorCopyToBytes", [](Tensor tensor) -> ffi::Bytes {
        std::string bytes(ffi::GetDataSize(*tensor.operator->()), '\0');
        tensor.CopyToBytes(bytes.data(), bytes.size());
        return ffi::Bytes(std::move(bytes));
      });
}
}  // namespace runtime
}  // namespace tvm
