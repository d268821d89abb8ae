import { final, overcome } from './support/download-faults.ts';
import { begins, shard, test } from './support/download-test.ts';
import { cached, hosted, parts } from './support/model-disk.ts';
import { expect } from './support/sotto.ts';

test('every file comes to WebLLM’s caches, and no part stays', async ({
  downloader,
  hosting,
  weightsUrl,
}) => {
  const args = { weightsUrl, file: null, sourceUrl: weightsUrl };
  const { items, error } = await downloader.run<'fetchModel'>('fetchModel', args);
  expect(error).toBeNull();
  expect(await cached(downloader.page, weightsUrl)).toEqual(hosted(hosting));
  expect(await parts(downloader.page, weightsUrl)).toEqual({});
  const sizes = [...hosting.repository.files.values()].map(({ bytes }) => bytes.length);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  expect(items.at(-1)).toMatchObject({ bytes: size, totalBytes: size, waiting: null });
  // No question whether a range may be asked for, which the storage would refuse.
  expect(new Set(hosting.exchanges.map(({ method }) => method))).toEqual(new Set(['GET']));
});

for (const { title, prepare, begins: expected, hitsOthers = false } of overcome) {
  test(`is overcome: ${title}`, async ({ downloader, hosting, weightsUrl }) => {
    prepare(hosting);
    const args = { weightsUrl, file: null, sourceUrl: weightsUrl };
    const { error } = await downloader.run('fetchModel', args);
    expect(error).toBeNull();
    expect(begins(hosting)).toEqual(expected);
    expect(await cached(downloader.page, weightsUrl)).toEqual(hosted(hosting));
    expect(await parts(downloader.page, weightsUrl)).toEqual({});
    // The others are none the worse for it.
    const others = hosting.asked.filter((path) => path !== shard);
    if (!hitsOthers) expect(others).toHaveLength(new Set(others).size);
  });
}

for (const { title, prepare, path, code } of final) {
  test(`is told as ${code}: ${title}`, async ({ downloader, hosting, weightsUrl }) => {
    prepare(hosting);
    const args = { weightsUrl, file: null, sourceUrl: weightsUrl };
    const { error } = await downloader.run('fetchModel', args);
    expect(error).toMatchObject({ code });
    const stored = await cached(downloader.page, weightsUrl);
    expect(Object.keys(stored)).not.toContain(path);
    expect(hosted(hosting)).toMatchObject(stored);
  });
}
