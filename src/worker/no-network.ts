import { AppError } from '../core/errors.ts';

/**
 * What a worker with a model reads is on disk and verified, or part of the package. Engines would fetch what is missing by
 * themselves, and keep it unseen. Throws `corrupt-model` instead: some of the model is missing. To be called before they
 * do anything.
 */
export function forbidNetwork(): void {
  const passOn = self.fetch.bind(self);
  self.fetch = async (asked, init) => {
    const { href, protocol, origin } = new URL(urlOf(asked), self.location.href);
    const isHere = protocol === 'data:' || origin === self.location.origin;
    if (!isHere) throw missing(href);
    return passOn(asked, init);
  };
  Cache.prototype.add = async (asked) => {
    throw missing(urlOf(asked));
  };
  Cache.prototype.addAll = async (all) => {
    throw missing([...all].map(urlOf).join(', '));
  };
}

function urlOf(asked: RequestInfo | URL): string {
  return asked instanceof Request ? asked.url : String(asked);
}

function missing(what: string): AppError {
  return new AppError('corrupt-model', `Not on this disk: ${what}`);
}
