import { describe, expect, it } from 'vitest';
import type { CloudSettings } from '../../src/core/cloud/settings.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import { Asked, Side, server } from './asked-server.ts';
import { answered, refusedWith, ScriptedExit } from './scripted-exit.ts';

const always = { consent: 'always' } as const;

const changes: [string, Partial<CloudSettings>, ErrorCode][] = [
  ['another server is chosen', { baseUrl: 'https://other.example.com/v1' }, 'cloud-changed'],
  ['another model is chosen', { model: 'small' }, 'cloud-changed'],
  ['the person wants to be asked', { consent: 'ask' }, 'cloud-changed'],
  ['the cloud is switched off', { isOn: false }, 'cloud-off'],
  ['the site is excluded', { sites: { 'mail.example.com': 'never' } }, 'cloud-never-here'],
];

describe('nothing leaves any more when', () => {
  it.each(changes)('%s while the request waits in the queue', async (_what, change, code) => {
    const exit = new ScriptedExit(answered('The mill.'));
    const side = new Side(exit, always);
    const never = new AbortController().signal;
    const leave = await side.queue.enter(never, () => {});
    const leaveToo = await side.queue.enter(never, () => {});
    const asked = new Asked(side);
    await asked.event('queued');
    side.change(change);
    leave();
    leaveToo();
    expect(await asked.end).toMatchObject({ code });
    expect(exit.requests).toEqual([]);
    expect(exit.keysAskedFor).toEqual([]);
    expect(exit.lines.size).toBe(0);
  });

  it.each(changes)('%s in the pause before another attempt', async (_what, change, code) => {
    const exit = new ScriptedExit(refusedWith(503, { retryAfterMs: 20 }), answered('The mill.'));
    const side = new Side(exit, always);
    const asked = new Asked(side);
    await asked.event('waiting');
    side.change(change);
    expect(await asked.end).toMatchObject({ code });
    expect(exit.requests.length).toBe(1);
    expect(exit.keysAskedFor).toEqual([server.baseUrl]);
  });
});

it('a request that was agreed to goes on when the person later allows all', async () => {
  const exit = new ScriptedExit(answered('The mill.'));
  const side = new Side(exit);
  const asked = new Asked(side);
  await asked.event('consent');
  side.change(always);
  await asked.approve();
  expect(await asked.end).toBeNull();
  expect(exit.requests.length).toBe(1);
});
