import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { requestBody } from '../../src/core/cloud/request-body.ts';
import type { CloudSettings } from '../../src/core/cloud/settings.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import type { ModelChoice } from '../../src/core/tools.ts';
import { nextTurn } from '../protocol/fake-ports.ts';
import { Asked, asker, Side, server, task } from './asked-server.ts';
import { answered, ScriptedExit } from './scripted-exit.ts';

const answer = () => new ScriptedExit(answered('The mill was sold.'));

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
}

describe('before the yes', () => {
  it('nothing leaves, is logged, or waits in the queue, and the key is not asked for', async () => {
    const exit = answer();
    const side = new Side(exit);
    const asked = new Asked(side);
    await asked.event('consent');
    await turns();
    expect(asked.said).toHaveLength(1);
    expect(exit.requests).toEqual([]);
    expect(exit.keysAskedFor).toEqual([]);
    expect(exit.lines.size).toBe(0);
    // Both places are free.
    const { signal } = asked.controller;
    await Promise.all([1, 2].map(() => side.queue.enter(signal, () => {})));
    asked.controller.abort();
  });

  it('server, text and language are shown, and not the address', async () => {
    const asked = new Asked(new Side(answer(), { redacts: false }), { language: 'de' });
    const { preview } = await asked.event('consent');
    const { host, model } = server;
    expect(preview).toEqual({
      ...{ choice: task.choice, text: task.text, language: 'de', masked: [] },
      server: { host, model },
    });
    asked.controller.abort();
  });

  it('stopping ends it, and a later yes is refused', async () => {
    const exit = answer();
    const side = new Side(exit);
    const asked = new Asked(side);
    const { ticket } = await asked.event('consent');
    const stop = new Error('Stop was pressed');
    asked.controller.abort(stop);
    expect(await asked.end).toBe(stop);
    const late = () => side.consents.approve({ ticket, text: task.text }, asker);
    expect(late).toThrow(expect.objectContaining({ code: 'refused' }));
    await turns();
    expect(exit.requests).toEqual([]);
  });
});

describe('with the yes', () => {
  const choices: ModelChoice[] = [
    task.choice,
    { tool: 'rewrite', style: 'own', instruction: 'Make it rhyme' },
    { tool: 'summarize', type: 'key-points', length: 'long' },
  ];

  it.each(choices)('exactly what was shown is sent, for %j', async (choice) => {
    const exit = answer();
    const text = 'Grüße "x" 🎈\n\u2028 \ud800 <|im_end|>';
    const asked = new Asked(new Side(exit, { redacts: false }), { choice, text, language: 'de' });
    const preview = await asked.approve();
    expect(await asked.end).toBeNull();
    const { language } = preview;
    const shown = requestBody(preview.server, { choice, text: preview.text, language });
    expect(exit.requests.map(({ body }) => body)).toEqual([shown]);
    expect(exit.requests[0]?.baseUrl).toBe(server.baseUrl);
  });

  it('what the person made of it is sent to the letter, and nothing of the rest', async () => {
    const exit = answer();
    const asked = new Asked(new Side(exit), { text: 'Canary. The mill was sold.' });
    const text = 'The  mill\r\nwas “sold” \\n 🎈';
    await asked.approve(() => text);
    expect(await asked.end).toBeNull();
    expect(exit.requests.map(({ body }) => body)).toEqual([requestBody(server, { ...task, text })]);
    expect(exit.requests[0]?.body).not.toContain('Canary');
  });

  it('nothing of a listener for the end of the question stays', async () => {
    const asked = new Asked(new Side(answer()));
    await asked.approve();
    expect(await asked.end).toBeNull();
    expect(getEventListeners(asked.controller.signal, 'abort')).toEqual([]);
  });

  it.each(['', ' ', '\n\t \u00a0'])('to %j nothing is sent', async (text) => {
    const exit = answer();
    const asked = new Asked(new Side(exit));
    await asked.approve(() => text);
    expect(await asked.end).toMatchObject({ code: 'text-empty' });
    expect(exit.requests).toEqual([]);
  });

  it.each<[string, Partial<CloudSettings>, ErrorCode]>([
    ['another address was chosen', { baseUrl: 'https://other.example.com/v1' }, 'cloud-changed'],
    ['another path of the host was chosen', { baseUrl: `${server.baseUrl}/x` }, 'cloud-changed'],
    ['another model was chosen', { model: 'small' }, 'cloud-changed'],
    ['the cloud was switched off', { isOn: false }, 'cloud-off'],
    ['the site was forbidden', { sites: { 'mail.example.com': 'never' } }, 'cloud-never-here'],
  ])('nothing is sent where in the meantime %s', async (_what, change, code) => {
    const exit = answer();
    const side = new Side(exit);
    const asked = new Asked(side);
    await asked.event('consent');
    side.change(change);
    await asked.approve();
    expect(await asked.end).toMatchObject({ code });
    expect(exit.requests).toEqual([]);
    expect(exit.keysAskedFor).toEqual([]);
  });

  it('it is sent where other settings have changed', async () => {
    const exit = answer();
    const side = new Side(exit);
    const asked = new Asked(side);
    await asked.event('consent');
    side.change({ route: 'server', redacts: false, sites: { 'other.example.com': 'never' } });
    await asked.approve();
    expect(await asked.end).toBeNull();
    expect(exit.requests).toHaveLength(1);
  });
});

describe('without a question', () => {
  it.each<[string, Partial<CloudSettings>]>([
    ['everywhere', { consent: 'always' }],
    ['on this site', { sites: { 'mail.example.com': 'allow' } }],
  ])('the text itself is sent at once where that was said once, %s', async (_where, change) => {
    const exit = answer();
    const asked = new Asked(new Side(exit, change));
    expect(await asked.end).toBeNull();
    expect(asked.said.map(({ type }) => type)).not.toContain('consent');
    expect(exit.requests.map(({ body }) => body)).toEqual([requestBody(server, task)]);
  });
});
