import { describe, expect, it } from 'vitest';
import { violations } from './imports.ts';
import { filesUnder, read } from './project-files.ts';
import { parseTable } from './table.ts';

const table = parseTable(read('docs/ARCHITECTURE.md'));

describe('the source', () => {
  it('imports only what the table of docs/ARCHITECTURE.md allows', () => {
    const paths = filesUnder('src', /\.(?:[cm]?[jt]sx?|html|css)$/);
    expect(paths.length).toBeGreaterThan(0);
    expect(
      violations(
        paths.map((path) => ({ path, source: read(path) })),
        table,
      ),
    ).toEqual([]);
  });

  it.each(filesUnder('src', /^tsconfig\.json$/))(
    '%s shows the compiler what the table allows',
    (path) => {
      const { references } = JSON.parse(read(path));
      const shown = references.map((reference: { path: string }) =>
        reference.path.replace('../', ''),
      );
      expect(shown.sort()).toEqual([...(table.get(path.split('/')[1] ?? '') ?? [])].sort());
    },
  );
});

/** What is said of one file with this source. */
function planted(path: string, source: string): string[] {
  return violations([{ path, source }], table);
}

describe('a planted violation is reported:', () => {
  it.each([
    ['core', "import { connect } from '../protocol/stream.ts';", '../protocol/stream.ts'],
    ['core', "import type { Port } from '../protocol/port.ts';", '../protocol/port.ts'],
    ['core', "let port: import('../protocol/port.ts').Port;", '../protocol/port.ts'],
    ['core/extract', "export * from '../../ui/button.tsx';", '../../ui/button.tsx'],
    ['protocol', "import { browser } from '../platform/browser.ts';", '../platform/browser.ts'],
    ['platform', "export { menu } from '../background/menu.ts';", '../background/menu.ts'],
    ['ui', "import '../popup/popup.tsx';", '../popup/popup.tsx'],
    ['background', "import { run } from '../offscreen/run.ts';", '../offscreen/run.ts'],
    ['background', "import { Button } from '../ui/button.tsx';", '../ui/button.tsx'],
    [
      'offscreen',
      "await import('../worker/model/model-host.ts');",
      '../worker/model/model-host.ts',
    ],
    [
      'offscreen',
      "import worker from '../worker/model/model-host.ts?worker';",
      '../worker/model/model-host.ts?worker',
    ],
    ['offscreen', "new URL('../worker/load.ts', import.meta.url);", '../worker/load.ts'],
    ['worker', "import { send } from '../platform/messaging.ts';", '../platform/messaging.ts'],
    ['door', "import { send } from '../platform/messaging.ts';", '../platform/messaging.ts'],
    [
      'content',
      'new URL(`../worker/model/model-host.ts`, import.meta.url);',
      '../worker/model/model-host.ts',
    ],
    ['popup', "export type { Row } from '../options/row.ts';", '../options/row.ts'],
    ['options', "import '/src/popup/popup.tsx';", '/src/popup/popup.tsx'],
    ['welcome', "import '../../tools/start.mjs';", '../../tools/start.mjs'],
    ['popup', "import { send } from '@/platform/messaging.ts';", '@/platform/messaging.ts'],
    ['popup', "import { send } from '#platform';", '#platform'],
  ])('%s: %s', (folder, source, specifier) => {
    const path = `src/${folder}/planted.ts`;
    expect(planted(path, source)).toEqual([expect.stringMatching(/^\S+ (?:imports|names) /)]);
    expect(planted(path, source)[0]).toContain(path);
    expect(planted(path, source)[0]).toContain(specifier);
  });

  it.each([
    ['await import(path);'],
    ['await import(`../$' + '{room}/main.ts`);'],
    ['new URL(path, import.meta.url);'],
    ["import.meta.glob('../worker/*.ts');"],
  ])('a path that only running would tell: %s', (source) => {
    expect(planted('src/popup/planted.ts', source)).toEqual([
      expect.stringContaining('only a literal path'),
    ]);
  });

  it.each([
    ['worker', "import browser from 'webextension-polyfill';", 'only platform'],
    ['content', "import type { Runtime } from 'webextension-polyfill';", 'only platform'],
    ['offscreen', "import { MLCEngine } from '@mlc-ai/web-llm';", 'only worker'],
    ['options', "await import('@mlc-ai/web-llm/lib/index.js');", 'only worker'],
    ['options', "import address from '@mlc-ai/web-llm?url';", 'only worker'],
    // Type-only names in a plain import: the compiler leaves `import {}` and with it the whole library.
    ['offscreen', "import { type AppConfig } from '@mlc-ai/web-llm';", 'only worker'],
  ])('a package outside its folder: %s: %s', (folder, source, words) => {
    expect(planted(`src/${folder}/planted.ts`, source)).toEqual([expect.stringContaining(words)]);
  });

  it('a component, a page and a style sheet that reach into another room', () => {
    const component = "import { Panel } from '../content/Panel.tsx'; <Panel draft={<b>1</b>} />;";
    expect(planted('src/popup/Popup.tsx', component)).toHaveLength(1);
    const page =
      '<link href="popup.css"><script type="module" src="../options/options.tsx"></script>';
    expect(planted('src/popup/popup.html', page)).toEqual([
      expect.stringContaining('popup.html imports ../options/options.tsx'),
    ]);
    expect(planted('src/popup/popup.css', "@import '../options/options.css';")).toHaveLength(1);
  });

  it('a folder that is not in the table, a file beside the folders, a file that is no script', () => {
    expect(planted('src/utils/text.ts', '')).toHaveLength(1);
    expect(planted('src/text.ts', '')).toHaveLength(1);
    expect(() => planted('src/core/text.ts', 'const = 1')).toThrow('src/core/text.ts');
  });
});

describe('what the table allows passes:', () => {
  it.each([
    ['core/extract/rank.ts', "import { words } from '../words.ts';"],
    [
      'offscreen/engine.ts',
      "new Worker(new URL('../worker/model/model-host.ts', import.meta.url));",
    ],
    ['offscreen/engine.ts', "import type { AppConfig } from '@mlc-ai/web-llm';"],
    ['worker/model/model-host.ts', "import { MLCEngine } from '@mlc-ai/web-llm';"],
    ['platform/text.ts', "import type en from '../../public/_locales/en/messages.json';"],
    ['platform/browser.ts', "import browser from 'webextension-polyfill';"],
    [
      'popup/Popup.tsx',
      "import { t } from '../platform/text.ts'; import { Button } from '../ui/Button.tsx';",
    ],
    ['popup/popup.html', '<a href="https://example.com/"></a><link href="../ui/ui.css">'],
    ['popup/popup.html', '<script type="module" src="/src/popup/popup.tsx"></script>'],
    ['popup/where.ts', "new URL('../worker/model/model-host.ts', location.href);"],
  ])('%s: %s', (path, source) => {
    expect(planted(`src/${path}`, source)).toEqual([]);
  });
});

describe('the table', () => {
  it('ends with its section', () => {
    const more =
      '## Who may import whom\n\n| a | b |\n|-|-|\n| `x` | y, z |\n| y | – |\n\n## Words\n| c | d |\n';
    expect([...parseTable(more)]).toEqual([
      ['x', ['y', 'z']],
      ['y', []],
    ]);
  });

  it.each(['', '## Who may import whom\n\nAsk.\n'])('that is missing is an error', (markdown) => {
    expect(() => parseTable(markdown)).toThrow('Who may import whom');
  });
});
