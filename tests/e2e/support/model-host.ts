import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { localModelPort } from '../../../tools/local-model/port.mjs';
import { modelName } from './sotto.ts';

const listFile = 'tensor-cache.json';
const folder = `tests/fixtures/${modelName}`;

/**
 * How the host answers for a file. `missing`: 404. `cut`: the connection breaks in the middle. `held`: it stays open in
 * the middle until `release`. `short`: half of the file as if it were the whole.
 */
type Manner = 'whole' | 'missing' | 'cut' | 'held' | 'short';

type TensorRecord = { byteOffset: number; nbytes: number };
type Shard = { dataPath: string; format: string; nbytes: number; records: TensorRecord[] };

/** The test model's host, as bad as a test needs it. The model comes in several shards here, as real ones do. */
export class ModelHost {
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  /** What the browser hung up on before it was whole. */
  readonly hungUp: string[] = [];
  readonly files = inShards(5);
  readonly #manners = new Map<string, Manner>();
  readonly #held = new Map<string, () => void>();
  #server: Server | null = null;

  get shards(): string[] {
    return [...this.files.keys()].filter((name) => name.startsWith('params_shard'));
  }

  static urlOf(file: string): string {
    return `http://127.0.0.1:${localModelPort}/${modelName}/resolve/main/${file}`;
  }

  answer(file: string, manner: Manner): void {
    this.#manners.set(file, manner);
  }

  /** Says from now on that a shard has that many bytes. */
  claim(shard: string, nbytes: number): void {
    const list = JSON.parse(String(this.files.get(listFile))) as { records: Shard[] };
    const records = list.records.map((one) => (one.dataPath === shard ? { ...one, nbytes } : one));
    this.files.set(listFile, Buffer.from(JSON.stringify({ ...list, records })));
  }

  /** Sends the rest of all that is held, and holds nothing from now on. */
  release(): void {
    for (const [file, manner] of this.#manners) if (manner === 'held') this.answer(file, 'whole');
    for (const send of this.#held.values()) send();
    this.#held.clear();
  }

  isHolding(file: string): boolean {
    return this.#held.has(file);
  }

  async open(): Promise<void> {
    const server = createServer(({ url }, response) => this.#serve(url ?? '', response));
    await new Promise<void>((resolve) => server.listen(localModelPort, '127.0.0.1', resolve));
    this.#server = server;
  }

  /** Gone at once, transfers under way included. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.#held.clear();
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  #serve(url: string, response: ServerResponse): void {
    const file = url.split('/').at(-1) ?? '';
    this.asked.push(file);
    const whole = this.files.get(file);
    const manner = this.#manners.get(file) ?? 'whole';
    if (!whole || manner === 'missing') {
      response.writeHead(404, cors).end();
      return;
    }
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    const body = manner === 'short' ? half : whole;
    response.on('close', () => {
      if (!response.writableFinished) this.hungUp.push(file);
    });
    response.writeHead(200, { ...cors, 'content-length': body.length });
    if (manner === 'whole' || manner === 'short') response.end(body);
    else this.#sendHalf(file, whole, response);
  }

  #sendHalf(file: string, whole: Buffer, response: ServerResponse): void {
    const middle = Math.floor(whole.length / 2);
    response.write(whole.subarray(0, middle), () => {
      if (this.#manners.get(file) === 'cut') response.destroy();
    });
    if (this.#manners.get(file) === 'held')
      this.#held.set(file, () => response.end(whole.subarray(middle)));
  }
}

const cors = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

/** The model's files, with its one shard cut into `count` between two tensors. */
function inShards(count: number): Map<string, Buffer> {
  const read = (name: string) => readFileSync(join(folder, name));
  const list = JSON.parse(read(listFile).toString()) as { records: [Shard] };
  const [{ dataPath, format, records }] = list.records;
  const bytes = read(dataPath);
  const perShard = Math.ceil(records.length / count);
  const files = new Map<string, Buffer>();
  const shards: Shard[] = [];
  for (let first = 0; first < records.length; first += perShard) {
    const own = records.slice(first, first + perShard);
    const begin = own[0]?.byteOffset ?? 0;
    const nbytes = own.reduce((sum, record) => sum + record.nbytes, 0);
    const name = `params_shard_${shards.length}.bin`;
    files.set(name, bytes.subarray(begin, begin + nbytes));
    const moved = own.map((record) => ({ ...record, byteOffset: record.byteOffset - begin }));
    shards.push({ dataPath: name, format, nbytes, records: moved });
  }
  files.set(listFile, Buffer.from(JSON.stringify({ ...list, records: shards })));
  for (const name of ['mlc-chat-config.json', 'tokenizer.json']) files.set(name, read(name));
  return files;
}
