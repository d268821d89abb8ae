// A root-mean-square norm in place: small as most kernels of a layer are, and in need of the one before it.

struct Arguments {
  length: u32,
}

@group(0) @binding(0) var<storage, read_write> vector: array<f32>;
@group(0) @binding(1) var<uniform> arguments: Arguments;

var<workgroup> partial: array<f32, 32>;

@compute @workgroup_size(32)
fn main(@builtin(local_invocation_index) thread: u32) {
  var sum = 0.0;
  for (var i = thread; i < arguments.length; i += 32u) {
    sum += vector[i] * vector[i];
  }
  partial[thread] = sum;
  for (var half = 16u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) {
      partial[thread] += partial[thread + half];
    }
  }
  workgroupBarrier();
  let factor = inverseSqrt(partial[0] / f32(arguments.length) + 1e-6);
  for (var i = thread; i < arguments.length; i += 32u) {
    vector[i] *= factor;
  }
}
