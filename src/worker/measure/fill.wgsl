// Weights as random as real ones: some adapters compress what repeats itself, and would seem faster than they are.

@group(0) @binding(0) var<storage, read_write> words: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  for (var i = thread.x; i < arrayLength(&words); i += workgroups.x * 64u) {
    var hash = i * 2654435769u;
    hash = (hash ^ (hash >> 16u)) * 2246822507u;
    words[i] = hash ^ (hash >> 13u);
  }
}
