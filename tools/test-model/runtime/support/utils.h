// The wheel lacks src/support/utils.h; these two are all that the runtime uses of it.
#pragma once
#include <string>
namespace tvm {
namespace support {
inline bool StartsWith(const std::string& text, const char* start) { return text.rfind(start, 0) == 0; }
inline bool EndsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}
}  // namespace support
}  // namespace tvm
