import { json } from './cloud-answers.ts';
import { withoutCors } from './cloud-cors.ts';
import type { Behavior } from './cloud-request.ts';

/** Answers that say no, with the words of the servers that say them. */

function openAi(message: string, type: string, code: string | null): unknown {
  return { error: { message, type, param: null, code } };
}

export const unauthorized = json(
  401,
  openAi('Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'),
);

/** vLLM's. It comes without CORS headers, so that a browser says only that the request failed. */
export const unauthorizedVllm = withoutCors(json(401, { error: 'Unauthorized' }));

export const forbidden = json(
  403,
  openAi('Country, region, or territory not supported', 'request_forbidden', 'unsupported_region'),
);

export const unknownModel = json(
  404,
  openAi(
    'The model `test-model` does not exist or you do not have access to it.',
    'invalid_request_error',
    'model_not_found',
  ),
);

export const unknownModelOllama = json(
  404,
  openAi("model 'test-model' not found", 'api_error', null),
);

export const unknownModelVllm = json(404, {
  error: {
    message: 'The model `test-model` does not exist. Valid aliases: other-model.',
    type: 'NotFoundError',
    param: 'model',
    code: 404,
  },
});

/** A base address without its `/v1`, for instance. */
export const unknownPath: Behavior = (_gone, response) => {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
};

export const badRequest = json(
  400,
  openAi(
    "This model's maximum context length is 2048 tokens. However, you requested 4096 tokens.",
    'invalid_request_error',
    'context_length_exceeded',
  ),
);

export const tooLongLlamaCpp = json(400, {
  error: {
    code: 400,
    message:
      'request (6031 tokens) exceeds the available context size (2048 tokens), try increasing it',
    type: 'exceed_context_size_error',
    n_prompt_tokens: 6031,
    n_ctx: 2048,
  },
});

/** nginx's, whose `client_max_body_size` is 1 MB until someone raises it. */
export const tooLarge: Behavior = (_gone, response) => {
  response.writeHead(413, { 'content-type': 'text/html' });
  response.end('<html><head><title>413 Request Entity Too Large</title></head></html>');
};

/** @param retryAfter seconds, or the time of an HTTP date, or nothing at all */
export function tooManyRequests(retryAfter?: number | Date): Behavior {
  const body = openAi('Rate limit reached for requests', 'requests', 'rate_limit_exceeded');
  return json(429, body, retryHeaders(retryAfter));
}

/** No money left: waiting does not help, though it is the same status. */
export const quotaSpent = json(
  429,
  openAi('You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota'),
);

export const serverError = json(
  500,
  openAi('The server had an error while processing your request.', 'server_error', null),
);

/** llama.cpp's while it loads. */
export function unavailable(retryAfter?: number | Date): Behavior {
  const error = { message: 'Loading model', type: 'unavailable_error', code: 503 };
  return json(503, { error }, retryHeaders(retryAfter));
}

function retryHeaders(retryAfter: number | Date | undefined): Record<string, string> {
  if (retryAfter === undefined) return {};
  const isDate = retryAfter instanceof Date;
  return { 'retry-after': isDate ? retryAfter.toUTCString() : String(retryAfter) };
}
