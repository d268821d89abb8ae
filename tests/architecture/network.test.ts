import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './project-files.ts';

/** All by which a script reaches the network itself. */
const means =
  /(?<!#)\b(?:fetch|sendBeacon|importScripts)\s*\(|\b(?:XMLHttpRequest|WebSocket|WebSocketStream|EventSource|WebTransport|RTCPeerConnection)\b/;

const speakers = (files: readonly { path: string; source: string }[]) =>
  files.filter(({ source }) => means.test(source)).map(({ path }) => path);

describe('who speaks to the network', () => {
  it('is the door, and what fetches models or asks what they are', () => {
    const files = filesUnder('src', /\.tsx?$/).map((path) => ({ path, source: read(path) }));
    expect(speakers(files)).toEqual([
      'src/door/ask.ts',
      'src/door/file.ts',
      'src/offscreen/models/ask-json.ts',
      'src/worker/download/source.ts',
    ]);
  });

  it.each([
    'void fetch(url);',
    'globalThis.fetch(url);',
    'navigator.sendBeacon(url, text);',
    'new WebSocket(url);',
    'new EventSource(url);',
    'new XMLHttpRequest();',
  ])('is found out by %s', (source) => {
    expect(speakers([{ path: 'planted.ts', source }])).toEqual(['planted.ts']);
  });
});
