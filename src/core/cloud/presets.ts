/** Servers whose address people need not look up. All speak the protocol of OpenAI's `chat/completions`. */
export type Preset = {
  readonly id: string;
  /** A proper name, the same in every language. */
  readonly name: string;
  readonly baseUrl: string;
  /** Where its models are listed for people; null where the server itself is the only one to know. */
  readonly modelsPage: string | null;
};

export const presets: readonly Preset[] = [
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    modelsPage: 'https://ollama.com/library',
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    modelsPage: 'https://lmstudio.ai/models',
  },
  {
    id: 'llama-cpp',
    name: 'llama.cpp server',
    baseUrl: 'http://localhost:8080/v1',
    modelsPage: null,
  },
  { id: 'vllm', name: 'vLLM', baseUrl: 'http://localhost:8000/v1', modelsPage: null },
  {
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    modelsPage: 'https://platform.openai.com/docs/models',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    modelsPage: 'https://openrouter.ai/models',
  },
  {
    id: 'mistral',
    name: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    modelsPage: 'https://docs.mistral.ai/getting-started/models/',
  },
  {
    id: 'groq',
    name: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    modelsPage: 'https://console.groq.com/docs/models',
  },
];

/** The preset that an address is of; null for a server of one's own. */
export function presetOf(baseUrl: string): Preset | null {
  return presets.find((preset) => preset.baseUrl === baseUrl) ?? null;
}
