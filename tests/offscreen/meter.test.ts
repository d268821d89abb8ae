import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Meter } from '../../src/offscreen/meter.ts';

it('a meter that counted nothing says so', () => {
  expect(new Meter().read()).toEqual({
    sentBytes: 0,
    receivedBytes: 0,
    hosts: [],
    isAtMost: false,
  });
});

it('an attempt counts for what was said of it last: totals, not steps', () => {
  const meter = new Meter();
  const count = meter.attempt('ai.example.com');
  for (const receivedBytes of [0, 10, 30]) count({ sentBytes: 100, receivedBytes });
  expect(meter.read()).toEqual({
    sentBytes: 100,
    receivedBytes: 30,
    hosts: ['ai.example.com'],
    isAtMost: false,
  });
});

it('what was read does not change when more is counted', () => {
  const meter = new Meter();
  const count = meter.attempt('a.example');
  const before = meter.read();
  count({ sentBytes: 1, receivedBytes: 1 });
  meter.attempt('b.example');
  expect(before).toEqual({ sentBytes: 0, receivedBytes: 0, hosts: ['a.example'], isAtMost: false });
});

it('attempts are summed up, in whatever order they count, and each host is named once', () => {
  const said = fc.record({ attempt: fc.nat(4), sentBytes: fc.nat(), receivedBytes: fc.nat() });
  const hosts = fc.array(fc.constantFrom('a.example', 'b.example:1', 'c.example'), {
    minLength: 5,
    maxLength: 5,
  });
  fc.assert(
    fc.property(hosts, fc.array(said), (hosts, counts) => {
      const meter = new Meter();
      const counters = hosts.map((host) => meter.attempt(host));
      const last = new Map<number, { sentBytes: number; receivedBytes: number }>();
      for (const { attempt, ...count } of counts) {
        // More than a count, as an event of the door is.
        counters[attempt]?.({ ...count, ...{ type: 'text' } });
        last.set(attempt, count);
      }
      const total = { sentBytes: 0, receivedBytes: 0 };
      for (const { sentBytes, receivedBytes } of last.values()) {
        total.sentBytes += sentBytes;
        total.receivedBytes += receivedBytes;
      }
      const { hosts: named, isAtMost, ...read } = meter.read();
      expect(isAtMost).toBe(false);
      expect(read).toEqual(total);
      expect([...named].sort()).toEqual([...new Set(hosts)].sort());
    }),
  );
});

it('what nobody answered may have left in part only', () => {
  const meter = new Meter();
  meter.attempt('a.example')({ sentBytes: 9, receivedBytes: 0 });
  meter.markUnanswered();
  expect(meter.read()).toMatchObject({ sentBytes: 9, isAtMost: true });
});
