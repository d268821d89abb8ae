import { ModelHost } from './model-host.ts';
import type { Page } from './sotto.ts';

/** Puts all files of the model where WebLLM looks for them, by a page of the extension’s own. */
export async function fillCaches(options: Page, host: ModelHost): Promise<void> {
  const files = [...host.files.keys()].map((file) => [file, ModelHost.urlOf(file)]);
  await options.evaluate(`(async () => {
    for (const [file, url] of ${JSON.stringify(files)}) {
      const name = file === 'mlc-chat-config.json' ? 'webllm/config' : 'webllm/model';
      await (await caches.open(name)).put(url, await fetch(url));
    }
  })()`);
  host.asked.length = 0;
}
