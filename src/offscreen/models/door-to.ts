import { Door } from '../door.ts';

/**
 * A door to the host of `url` and no other, for as long as `work` takes: the package's policy names the hosts of the
 * catalog alone, and people have mirrors and models elsewhere. No text ever comes near it.
 */
export async function withDoorTo<Result>(
  url: string,
  work: (door: Door) => Promise<Result>,
): Promise<Result> {
  const door = new Door();
  door.set({ isOn: true, baseUrl: url });
  try {
    return await work(door);
  } finally {
    door.set({ isOn: false, baseUrl: '' });
  }
}
