import { describe, expect, it } from 'vitest';
import { findChromium, usualPlaces } from '../../../tools/browser/chromium.mjs';

const chromium = (path: string) => ({ path, version: '150.0.0.0' });

/** Means of which only `there` lead anywhere, and the order in which they were tried. */
function meansWith(...there: string[]) {
  const tried: string[] = [];
  const means = (name: string) => () => {
    tried.push(name);
    return there.includes(name) ? chromium(name) : null;
  };
  return {
    tried,
    installed: means('installed'),
    playwrights: means('playwrights'),
    apt: means('apt'),
    download: means('download'),
  };
}

const order = ['installed', 'playwrights', 'apt', 'download'];

describe('finding a Chromium', () => {
  it.each(order)('looks no further than %s where that has one', (name) => {
    const means = meansWith(name, 'download');
    expect(findChromium('', means)).toEqual(chromium(name));
    expect(means.tried).toEqual(order.slice(0, order.indexOf(name) + 1));
  });

  it('says what to do where there is none', () => {
    const means = meansWith();
    expect(() => findChromium('', means)).toThrow('--chromium PATH');
    expect(means.tried).toEqual(order);
  });

  it('takes no other than the one that was named', () => {
    const means = meansWith(...order);
    expect(() => findChromium('/nowhere/chromium', means)).toThrow('/nowhere/chromium');
    expect(means.tried).toEqual([]);
  });
});

describe('the usual places', () => {
  it('are commands on Linux, Chromium before Chrome', () => {
    const places = usualPlaces('linux', {});
    expect(places.indexOf('chromium')).toBeLessThan(places.indexOf('google-chrome'));
    expect(places.every((place) => !place.includes('/'))).toBe(true);
  });

  it('are the applications of the machine and of the person on macOS', () => {
    const [first, second] = usualPlaces('darwin', { HOME: '/Users/ada' });
    expect(first).toBe('/Applications/Chromium.app/Contents/MacOS/Chromium');
    expect(second).toBe('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  it('are the folders of programs on Windows, as far as it names them', () => {
    const places = usualPlaces('win32', { LOCALAPPDATA: 'C:\\Local' });
    expect(places[0]).toBe('C:\\Local\\Chromium\\Application\\chrome.exe');
    expect(places.every((place) => place.startsWith('C:\\Local\\'))).toBe(true);
  });
});
