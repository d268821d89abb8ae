/** What every place has, Node included, though the language itself does not: only what this shelf needs of it. */
interface URL {
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly origin: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly username: string;
  readonly password: string;
}

declare const URL: { new (url: string): URL; canParse(url: string): boolean };
