import { describe, expect, it } from 'vitest';
import { found } from './found.ts';

const pem = `-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEA7bq0
-----END RSA PRIVATE KEY-----`;

describe('a key', () => {
  it.each([
    'sk-abcdefghijklmnopqrstuvwx',
    'sk-proj-abcd_efgh-ijklmnopqrst',
    'sk_live_abcdefghijklmnop',
    'ghp_abcdefghijklmnopqrst',
    'github_pat_abcdefghijklmnop_qrst',
    'glpat-abcdefghijklmnopqrst',
    'xoxb-123456789012-abcdefghij',
    'AKIAIOSFODNN7EXAMPLE',
    'AIzaSyabcdefghijklmnopqrstuvw',
    'hf_abcdefghijklmnopqrst',
    'npm_abcdefghijklmnopqrst',
    'SG.abcdefghijkl.mnopqrstuvwx',
    'eyJhbGciOi.eyJzdWIiOi.c2lnbmF0',
    pem,
    pem.replaceAll('\n', '\\n'),
    'd41d8cd98f00b204e9800998ecf8427e',
    '550e8400-e29b-41d4-a716-446655440000',
    'q7Zp/3nT+x8Vb2LkR0mYc5Wd',
    'k3j9x0q2m5n8b1v4c7z6',
    'abcd1efgh2ijkl3mnop4',
    'qZpXnTxVbLkRmYcWdGh4',
  ])('is found: %s', (key) => {
    expect(found(`Use ${key} here`)).toEqual([`key ${key}`]);
  });

  it('is found in a path', () => {
    const uuid = '550e8400-e29b-41d4-a716-446655440000';
    expect(found(`/users/of/the/company/${uuid}/edit-profile-page`)).toEqual([`key ${uuid}`]);
  });

  it('is found though its end is missing', () => {
    const open = pem.slice(0, pem.indexOf('\n-----END'));
    expect(found(`${open}\n\n(cut)`)).toEqual([`key ${open}`]);
  });

  it.each([
    'getElementByIdAndReplaceItsText2',
    'chapter-2-introduction-to-molecular-biology',
    'src/components/v2/header/navigation-bar.tsx',
    'https://example.com/2024/01/15/how-to-write-10-tests',
    'Uint8ArrayToBase64UrlString2',
    'IMG_20240115_103000_edited_final',
    'aaaaaaaaaaaaaaaaaaaaaaaaa1',
    'SARS-CoV-2-Omicron-BA-5-variant',
  ])('is not found in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a secret', () => {
  it.each([
    ['password: hunter2', 'hunter2'],
    ['Password = "correct horse battery"', 'correct horse battery'],
    ["{'api_key': 'abcdef'}", 'abcdef'],
    ['{"access_token":"abc,def"}', 'abc,def'],
    ['DB_PASSWORD=S3cret!', 'S3cret!'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI/K7MDENG'],
    ['token => abcdef;', 'abcdef'],
    ['Passwort：geheim1', 'geheim1'],
    ['パスワード: himitsu', 'himitsu'],
    ['(password: hunter2)', 'hunter2'],
    ['Authorization: Bearer abcdef', 'abcdef'],
    ['{"Authorization": "Bearer abcdef"}', 'abcdef'],
    ['Authorization: Basic dXNlcjpw', 'dXNlcjpw'],
    ['curl -H "bearer abc-defg"', 'abc-defg'],
    ['https://ann:secret@host.example/x', 'ann:secret@host.example'],
    ['postgres://ann:p/w@db:5432/x', 'ann:p/w@db'],
  ])('is found: %s', (text, secret) => {
    expect(found(text)).toEqual([`key ${secret}`]);
  });

  it.each([
    'the password is required',
    'password: none',
    'token: string',
    'apiKey: process.env.API_KEY',
    'Authorization: "Bearer $API_KEY",',
    'PASSWORD=$DB_PASSWORD',
    'the bearer of good news, bearer certificates',
    'http://localhost:8080/path',
    'a secret between us',
  ])('is not found in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
