// One token's product with a quantized matrix, by the shape of WebLLM's own kernels: 16 lanes for each row of weights,
// 16 rows to a workgroup. Put before: `real`, `columns`.

@group(0) @binding(0) var<storage, read> weights: array<u32>;
@group(0) @binding(1) var<storage, read> scales: array<real>;
@group(0) @binding(2) var<storage, read> tokens: array<real>;
@group(0) @binding(3) var<storage, read_write> product: array<real>;

const lanes = 16u;
const words = columns / 8u;

var<workgroup> partial: array<real, 256>;

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = workgroup.x * 16u + thread / lanes;
  let lane = thread % lanes;
  var sum = real(0);
  for (var word = lane; word < words; word += lanes) {
    let packed = weights[row * words + word];
    var part = real(0);
    for (var nibble = 0u; nibble < 8u; nibble++) {
      let weight = real((packed >> (4u * nibble)) & 15u) - real(7);
      part += weight * tokens[word * 8u + nibble];
    }
    sum += part * scales[row * (words / 4u) + word / 4u];
  }
  partial[thread] = sum;
  for (var half = lanes / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      partial[thread] += partial[thread + half];
    }
  }
  if (lane == 0u) {
    product[row] = partial[thread];
  }
}
