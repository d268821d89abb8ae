"""Compiles a Llama into a model folder for @mlc-ai/web-llm 0.2.86 (WebGPU and wasm32).

The folder is what an entry of model_list needs: model.wasm (bytecode, host code, WGSL and TVM's runtime),
mlc-chat-config.json, tokenizer.json, tensor-cache.json and params_shard_*.bin.
"""
