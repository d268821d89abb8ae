"""Hand-scheduled WebGPU kernels, one subject a module.

Why not TVM's own schedules (dlight): its matrix-vector schedule ends every output row with a tree reduction of
six barriers and decodes the f16 scale again for every nibble. On a CPU adapter such as SwiftShader a barrier is
a coroutine switch, and that schedule reached 0.03 GMAC/s; these kernels reach about 0.7. They are written for
such adapters and untried on a real GPU.

The names of buffers and loop variables are terse, and must stay: TVM copies them into the WGSL text inside
model.wasm, so renaming one changes the bytes that rebuild.sh compares. A legend stands above each kernel. Free
to rename are macros, their parameters, private functions, blocks and Python constants.
"""

SCHEDULED = {"tirx.noalias": True, "tirx.is_scheduled": True}
