// Many tokens' product with a quantized matrix, by the tiles of WebLLM's own kernels: 8 × 8 threads make 32 × 32
// numbers, 16 each, and step through the columns by 8. Put before: `real`, `columns`.

@group(0) @binding(0) var<storage, read> weights: array<u32>;
@group(0) @binding(1) var<storage, read> scales: array<real>;
@group(0) @binding(2) var<storage, read> tokens: array<real>;
@group(0) @binding(3) var<storage, read_write> product: array<real>;

const words = columns / 8u;
const step = 8u;

var<workgroup> token_tile: array<real, 256>;
var<workgroup> weight_tile: array<real, 256>;

@compute @workgroup_size(8, 8)
fn main(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let first_token = workgroup.y * 32u;
  let first_row = workgroup.x * 32u;
  var sums: array<array<real, 4>, 4>;
  for (var word = 0u; word < words; word++) {
    // Each thread brings four tokens' numbers and half a word of weights.
    let at = thread / 2u;
    let half = 4u * (thread % 2u);
    let row = first_row + at;
    let packed = weights[row * words + word];
    let scale = scales[row * (words / 4u) + word / 4u];
    for (var i = half; i < half + 4u; i++) {
      token_tile[at * step + i] = tokens[(first_token + at) * columns + word * step + i];
      weight_tile[at * step + i] = (real((packed >> (4u * i)) & 15u) - real(7)) * scale;
    }
    workgroupBarrier();
    for (var k = 0u; k < step; k++) {
      for (var i = 0u; i < 4u; i++) {
        for (var j = 0u; j < 4u; j++) {
          sums[i][j] += token_tile[(local.y * 4u + i) * step + k] * weight_tile[(local.x * 4u + j) * step + k];
        }
      }
    }
    workgroupBarrier();
  }
  let rows = workgroups.x * 32u;
  for (var i = 0u; i < 4u; i++) {
    for (var j = 0u; j < 4u; j++) {
      product[(first_token + local.y * 4u + i) * rows + first_row + local.x * 4u + j] = sums[i][j];
    }
  }
}
