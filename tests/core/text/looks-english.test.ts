import { expect, it } from 'vitest';
import { looksEnglish } from '../../../src/core/text/looks-english.ts';

it.each([
  'Their going to the shop.',
  'I has told him that it is ready.',
  'We recieve teh parts and send them back.',
])('“%s” looks English', (text) => {
  expect(looksEnglish(text)).toBe(true);
});

it.each([
  ['Wir haben die Teile gestern bekommen.'],
  ['Nous avons reçu les pièces, il y a une heure.'],
  ['Hemos recibido las piezas en la oficina.'],
  ['部品を昨日受け取りました。'],
  ['Kowalczyk, Smyth, Lindqvist'],
  ['a'],
  [''],
])('“%s” does not', (text) => {
  expect(looksEnglish(text)).toBe(false);
});
