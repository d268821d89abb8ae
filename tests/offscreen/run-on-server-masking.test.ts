import { describe, expect, it } from 'vitest';
import { requestBody } from '../../src/core/cloud/request-body.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { Asked, Side, server, task } from './asked-server.ts';
import { answered, ScriptedExit } from './scripted-exit.ts';

const text = 'Ada wrote to bo@example.com and to cy@example.org.';
const maskedText = 'Ada wrote to [EMAIL_1] and to [EMAIL_2].';
const bo = { kind: 'email', placeholder: '[EMAIL_1]', original: 'bo@example.com' } as const;
const cy = { kind: 'email', placeholder: '[EMAIL_2]', original: 'cy@example.org' } as const;
const always = { consent: 'always' } as const;

function bodyOf(sent: string): string {
  return requestBody(server, { ...task, text: sent });
}

/** What stood in the panel, after each change. */
function screens(said: readonly RunEvent[]): string[] {
  const all: string[] = [];
  for (const event of said)
    if (event.type === 'delta') all.push((all.at(-1) ?? '').slice(0, event.keep) + event.text);
  return all;
}

function doneOf(said: readonly RunEvent[]): Extract<RunEvent, { type: 'done' }> {
  const last = said.at(-1);
  if (last?.type !== 'done') throw new Error('It did not end well.');
  return last;
}

describe('personal data', () => {
  it('is shown masked before sending, with what is masked, and leaves masked', async () => {
    const exit = new ScriptedExit(answered('Ada wrote to both.'));
    const asked = new Asked(new Side(exit), { text });
    const preview = await asked.approve();
    expect(preview).toMatchObject({ text: maskedText, masked: [bo, cy] });
    expect(await asked.end).toBeNull();
    expect(exit.requests.map(({ body }) => body)).toEqual([bodyOf(maskedText)]);
  });

  it('leaves masked where nobody is asked', async () => {
    const exit = new ScriptedExit(answered('Ada wrote to both.'));
    expect(await new Asked(new Side(exit, always), { text }).end).toBeNull();
    expect(exit.requests.map(({ body }) => body)).toEqual([bodyOf(maskedText)]);
  });

  it('of the person’s own list is masked as well', async () => {
    const exit = new ScriptedExit(answered('She wrote to both.'));
    const asked = new Asked(new Side(exit, { ...always, privateWords: ['Ada'] }), { text });
    expect(await asked.end).toBeNull();
    const sent = '[NAME_1] wrote to [EMAIL_1] and to [EMAIL_2].';
    expect(exit.requests.map(({ body }) => body)).toEqual([bodyOf(sent)]);
  });

  it('is sent as it is where the person switched masking off', async () => {
    const exit = new ScriptedExit(answered('To [EMAIL_1].'));
    const asked = new Asked(new Side(exit, { ...always, redacts: false }), { text });
    expect(await asked.end).toBeNull();
    expect(exit.requests.map(({ body }) => body)).toEqual([bodyOf(text)]);
    const { result, receipt } = doneOf(asked.said);
    expect(result).toBe('To [EMAIL_1].');
    expect(receipt.masking).toEqual({ masked: [], missing: [] });
  });

  it('comes back in the answer, however its placeholders are cut, and no placeholder is shown', async () => {
    const pieces = ['To [', 'EMA', 'IL_2', '] and [EMAIL_1', '].'];
    const exit = new ScriptedExit(answered(...pieces));
    const asked = new Asked(new Side(exit, always), { text });
    expect(await asked.end).toBeNull();
    const { result, receipt } = doneOf(asked.said);
    expect(result).toBe('To cy@example.org and bo@example.com.');
    expect(receipt.masking).toEqual({ masked: [bo, cy], missing: [] });
    expect(screens(asked.said).at(-1)).toBe(result);
    for (const screen of screens(asked.said)) expect(screen).not.toContain('[');
  });

  it('of which the answer’s end cut the placeholder off stays cut, and is named', async () => {
    const exit = new ScriptedExit(answered('To [EMAIL_2] and [EMAI'));
    const asked = new Asked(new Side(exit, always), { text });
    expect(await asked.end).toBeNull();
    const { result, receipt } = doneOf(asked.said);
    expect(result).toBe('To cy@example.org and [EMAI');
    expect(receipt.masking?.missing).toEqual([bo]);
  });

  it('that did not come back is named in the receipt', async () => {
    const exit = new ScriptedExit(answered('To [EMAIL_2].'));
    const asked = new Asked(new Side(exit, always), { text });
    expect(await asked.end).toBeNull();
    const { result, receipt } = doneOf(asked.said);
    expect(result).toBe('To cy@example.org.');
    expect(receipt.masking).toEqual({ masked: [bo, cy], missing: [bo] });
  });

  it('that the person took out is neither masked nor missing', async () => {
    const exit = new ScriptedExit(answered('To [EMAIL_1].'));
    const asked = new Asked(new Side(exit), { text });
    await asked.approve(() => 'Ada wrote to [EMAIL_1].');
    expect(await asked.end).toBeNull();
    expect(exit.requests.map(({ body }) => body)).toEqual([bodyOf('Ada wrote to [EMAIL_1].')]);
    const { result, receipt } = doneOf(asked.said);
    expect(result).toBe('To bo@example.com.');
    expect(receipt.masking).toEqual({ masked: [bo], missing: [] });
  });

  it('that the person wrote back in is sent, since that is what they saw', async () => {
    const exit = new ScriptedExit(answered('To both.'));
    const asked = new Asked(new Side(exit), { text });
    await asked.approve((preview) => preview.text.replace('[EMAIL_1]', 'bo@example.com'));
    expect(await asked.end).toBeNull();
    const sent = 'Ada wrote to bo@example.com and to [EMAIL_2].';
    expect(exit.requests.map(({ body }) => body)).toEqual([bodyOf(sent)]);
    expect(doneOf(asked.said).receipt.masking?.masked).toEqual([cy]);
  });

  it('is in no line of the log', async () => {
    const exit = new ScriptedExit(answered('To [EMAIL_1].'));
    expect(await new Asked(new Side(exit, always), { text }).end).toBeNull();
    expect(exit.lines.size).toBe(1);
    expect(JSON.stringify([...exit.lines.values()])).not.toContain('example.org');
  });
});

describe('an own instruction', () => {
  const own = (instruction: string) =>
    ({ choice: { tool: 'rewrite', style: 'own', instruction } }) as const;

  it('is masked with the text, shown, and put back in the answer', async () => {
    const exit = new ScriptedExit(answered('Answered to [EMAIL_1], by [NAME_1].'));
    const side = new Side(exit, { privateWords: ['Falkenrath'] });
    const instruction = 'Answer bo@example.com, signed by Falkenrath';
    const asked = new Asked(side, { text: 'Write to bo@example.com.', ...own(instruction) });
    const preview = await asked.approve();
    expect(preview).toMatchObject({
      text: 'Write to [EMAIL_1].',
      choice: { instruction: 'Answer [EMAIL_1], signed by [NAME_1]' },
    });
    expect(await asked.end).toBeNull();
    for (const secret of ['bo@example.com', 'Falkenrath'])
      expect(exit.requests[0]?.body).not.toContain(secret);
    expect(doneOf(asked.said).result).toBe('Answered to bo@example.com, by Falkenrath.');
  });

  it('need not be repeated in the answer', async () => {
    const exit = new ScriptedExit(answered('Done.'));
    const asked = new Asked(new Side(exit, always), {
      ...{ text: 'The mill was sold.', ...own('Write it for bo@example.com') },
    });
    expect(await asked.end).toBeNull();
    const { masking } = doneOf(asked.said).receipt;
    expect(masking).toMatchObject({ masked: [bo], missing: [] });
  });
});

it('what came back in a thought only is missing', async () => {
  const exit = new ScriptedExit(answered('<think>[EMAIL_1]?</think>', 'Ada wrote to [EMAIL_2].'));
  const asked = new Asked(new Side(exit, always), { text });
  expect(await asked.end).toBeNull();
  expect(doneOf(asked.said).receipt.masking).toEqual({ masked: [bo, cy], missing: [bo] });
});
