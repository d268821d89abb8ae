import { describe, expect, it } from 'vitest';
import { bodyBytes, frameBytes } from '../../../tools/browser/network-meter.mjs';
import { leavesTheBrowser, TrafficCount } from '../../../tools/browser/traffic.mjs';

const page = { url: 'https://a.example/x?q=1', method: 'GET', headers: {}, bodyBytes: 0 };
/** `GET /x?q=1 HTTP/1.1`, its line end, and the empty line after the headers. */
const bare = 'GET /x?q=1 HTTP/1.1\r\n\r\n'.length;

function countOf(report: (count: TrafficCount) => void) {
  const count = new TrafficCount();
  report(count);
  return count.total();
}

describe('what is counted', () => {
  it('is nothing when nothing was sent', () => {
    expect(new TrafficCount().total()).toEqual({ bytes: 0, requests: [] });
  });

  it('is the request line, the headers and the body', () => {
    const headers = { accept: '*/*' };
    const { bytes, requests } = countOf((count) =>
      count.sent('1', { ...page, headers, bodyBytes: 100 }),
    );
    expect(bytes).toBe(bare + 'accept: */*\r\n'.length + 100);
    expect(requests).toEqual([{ host: 'a.example', bytes }]);
  });

  it('takes the headers that were seen on the wire, whichever report comes first', () => {
    const cookie = { cookie: 'secret' };
    const expected = bare + 'cookie: secret\r\n'.length;
    const after = countOf((count) => {
      count.sent('1', page);
      count.onWire('1', cookie);
    });
    const before = countOf((count) => {
      count.onWire('1', cookie);
      count.sent('1', page);
    });
    expect([after.bytes, before.bytes]).toEqual([expected, expected]);
  });

  it('trusts the announced length of a body that the browser does not show', () => {
    const { bytes } = countOf((count) => {
      count.sent('1', page);
      count.onWire('1', { 'Content-Length': '5000' });
    });
    expect(bytes).toBe(bare + 'Content-Length: 5000\r\n'.length + 5000);
  });

  it('counts every hop of a redirect', () => {
    const { bytes, requests } = countOf((count) => {
      count.sent('1', page);
      count.sent('1', { ...page, url: 'https://b.example/x?q=1' });
    });
    expect(requests.map(({ host }) => host)).toEqual(['a.example', 'b.example']);
    expect(bytes).toBe(2 * bare);
  });

  it('adds the messages of a WebSocket to its handshake', () => {
    const { bytes, requests } = countOf((count) => {
      count.sent('1', { ...page, url: 'wss://a.example/x?q=1' });
      count.frame('1', 10);
      count.frame('1', 20);
    });
    expect([bytes, requests.length]).toEqual([bare + 30, 1]);
  });
});

describe('what is not counted', () => {
  it.each([
    'chrome-extension://abc/content.js',
    'data:text/plain,hello',
    'blob:https://a.example/1-2-3',
    'about:blank',
    'chrome://version/',
    'not an address',
  ])('%s does not leave the browser', (url) => {
    expect(leavesTheBrowser(url)).toBe(false);
    expect(countOf((count) => count.sent('1', { ...page, url })).requests).toEqual([]);
  });

  it.each(['http:', 'https:', 'ws:', 'wss:'])('%s does', (protocol) => {
    expect(leavesTheBrowser(`${protocol}//127.0.0.1:8080/`)).toBe(true);
  });

  it('leaves out what a cache answered or a policy refused', () => {
    const { bytes } = countOf((count) => {
      count.sent('1', page);
      count.stayed('1');
    });
    expect(bytes).toBe(0);
  });

  it('believes the wire more than the cache', () => {
    const { bytes } = countOf((count) => {
      count.sent('1', page);
      count.onWire('1', {});
      count.stayed('1');
    });
    expect(bytes).toBe(bare);
  });
});

describe('bodies', () => {
  it('are measured in bytes, not in characters', () => {
    expect(bodyBytes({ url: '', method: 'POST', headers: {}, postData: 'Zürich' })).toBe(7);
    expect(frameBytes({ opcode: 1, payloadData: 'Zürich' })).toBe(7);
  });

  it('are measured as they were before base64', () => {
    const bytes = Buffer.alloc(1000, 7).toString('base64');
    const request = { url: '', method: 'POST', headers: {}, postData: 'x' };
    expect(bodyBytes({ ...request, postDataEntries: [{ bytes }, { bytes }] })).toBe(2000);
    expect(frameBytes({ opcode: 2, payloadData: bytes })).toBe(1000);
  });

  it('are nothing where there is none', () => {
    expect(bodyBytes({ url: '', method: 'GET', headers: {} })).toBe(0);
  });
});
