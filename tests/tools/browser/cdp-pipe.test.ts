import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CdpPipe, TargetGone } from '../../../tools/browser/cdp-pipe.mjs';

/** A pipe whose other end the test plays. */
function connect() {
  const toBrowser = new PassThrough();
  const fromBrowser = new PassThrough();
  const pipe = new CdpPipe(toBrowser, fromBrowser);
  const asked = () =>
    String(toBrowser.read() ?? '')
      .split('\0')
      .filter((frame) => frame !== '')
      .map((frame) => JSON.parse(frame));
  const say = (message: object) => fromBrowser.write(`${JSON.stringify(message)}\0`);
  return { pipe, root: pipe.root, asked, say, toBrowser, fromBrowser };
}

describe('frames', () => {
  it('gives each answer to its own question, in whatever order they come', async () => {
    const { root, asked, say } = connect();
    const answers = [root.send('Target.getTargets'), root.send('Browser.getVersion')];
    const [first, second] = asked();
    expect([first.method, second.method]).toEqual(['Target.getTargets', 'Browser.getVersion']);
    say({ id: second.id, result: { product: 'second' } });
    say({ id: first.id, result: { targetInfos: [] } });
    expect(await Promise.all(answers)).toEqual([{ targetInfos: [] }, { product: 'second' }]);
  });

  it('reads the same messages however the bytes are cut', async () => {
    const text = 'Zürich · 東京 · 🌙';
    for (let size = 1; size <= 12; size += 1) {
      const { root, fromBrowser } = connect();
      const heard: string[] = [];
      root.on('Test.event', ({ text: words }) => heard.push(words));
      const frame = `${JSON.stringify({ method: 'Test.event', params: { text } })}\0`;
      const bytes = Buffer.from(frame.repeat(3));
      for (let at = 0; at < bytes.length; at += size) {
        fromBrowser.write(bytes.subarray(at, at + size));
      }
      await new Promise((resolve) => setImmediate(resolve));
      expect(heard, `pieces of ${size} bytes`).toEqual([text, text, text]);
    }
  });

  it('rejects with the name of the command that the browser refused', async () => {
    const { root, say, asked } = connect();
    const answer = root.send('Browser.getVersion');
    say({ id: asked()[0].id, error: { message: 'Not allowed' } });
    await expect(answer).rejects.toThrow('Browser.getVersion: Not allowed');
  });
});

describe('sessions', () => {
  it('sends with the id of the session and hears only what is meant for it', async () => {
    const { root, asked, say } = connect();
    const page = root.child('P');
    const heard: string[] = [];
    page.on('Test.event', () => heard.push('page'));
    root.on('Test.event', () => heard.push('browser'));
    const answer = page.send('Page.enable');
    expect(asked()[0]).toMatchObject({ method: 'Page.enable', sessionId: 'P' });
    say({ method: 'Test.event', params: {}, sessionId: 'P' });
    say({ method: 'Test.event', params: {} });
    say({ id: 1, result: {}, sessionId: 'P' });
    await answer;
    expect(heard).toEqual(['page', 'browser']);
  });

  it('stops hearing when told to', async () => {
    const { root, say } = connect();
    const heard: number[] = [];
    const off = root.on('Test.event', ({ n }) => heard.push(n));
    say({ method: 'Test.event', params: { n: 1 } });
    await new Promise((resolve) => setImmediate(resolve));
    off();
    say({ method: 'Test.event', params: { n: 2 } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual([1]);
  });

  it('rejects what was in flight to a target that closed, and whatever is sent to it later', async () => {
    const { root, say } = connect();
    const page = root.child('P');
    const inFlight = page.send('Page.reload');
    const other = root.send('Browser.getVersion');
    say({ method: 'Target.detachedFromTarget', params: { sessionId: 'P' } });
    await expect(inFlight).rejects.toThrow(TargetGone);
    await expect(page.send('Page.enable')).rejects.toThrow(TargetGone);
    say({ id: 2, result: { product: 'alive' } });
    expect(await other).toEqual({ product: 'alive' });
  });
});

describe('a dying browser', () => {
  it.each(['end', 'destroy'] as const)('rejects all in flight (%s)', async (way) => {
    const { root, fromBrowser } = connect();
    const answers = [root.send('Browser.getVersion'), root.child('P').send('Page.enable')];
    fromBrowser[way]();
    for (const answer of answers) await expect(answer).rejects.toThrow('The browser has closed');
    await expect(root.send('Browser.getVersion')).rejects.toThrow('The browser has closed');
  });

  it('is no unhandled error when it is noticed by a write', async () => {
    const { root, toBrowser } = connect();
    const answer = root.send('Browser.getVersion');
    toBrowser.destroy(new Error('EPIPE'));
    await expect(answer).rejects.toThrow('The browser has closed');
  });

  it('gives the reason that was given for it', async () => {
    const { pipe, root } = connect();
    const answer = root.send('Browser.getVersion');
    pipe.end(new Error('it ended with code 1'));
    await expect(answer).rejects.toThrow('it ended with code 1');
  });

  it('does not keep a silent browser’s caller waiting for ever', async () => {
    const { root } = connect();
    const answer = root.send('Browser.getVersion', undefined, { timeout: 20 });
    await expect(answer).rejects.toThrow('Browser.getVersion: no answer in 0.02 s');
  });
});
