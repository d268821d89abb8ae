// The wheel lacks src/support/base64.h. A library never writes tensors as text; the types exist so that
// tensor.cc compiles. Its check stores the number of its line: keep the count of lines.
#pragma once
#include <tvm/ffi/error.h>
#include <tvm/support/io.h>
namespace tvm {
namespace support {
class Base64OutStream : public Stream {
 public:
  using Stream::Read;
  using Stream::Write;
  explicit Base64OutStream(Stream*) {}
  size_t Write(const void*, size_t) final { TVM_FFI_THROW(InternalError) << "base64 is left out"; return 0; }
  size_t Read(void*, size_t) final { return 0; }
  void Finish() {}
};
class Base64InStream : public Stream {
 public:
  using Stream::Read;
  using Stream::Write;
  explicit Base64InStream(Stream*) {}
  void InitPosition() {}
  size_t Write(const void*, size_t) final { return 0; }
  size_t Read(void*, size_t) final { TVM_FFI_THROW(InternalError) << "base64 is left out"; return 0; }
};
}  // namespace support
}  // namespace tvm
