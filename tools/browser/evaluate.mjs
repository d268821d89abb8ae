/**
 * The value of an expression, or of the promise that it gives, in a page.
 * @param {{ send: import('./cdp-pipe.mjs').Send }} session
 * @param {string} expression
 * @param {{ world?: string, timeoutMs?: number }} [options] `world`: the unique id of another one than the page's own
 * @returns {Promise<any>}
 */
export async function evaluate(session, expression, { world, timeoutMs = 30_000 } = {}) {
  const { result, exceptionDetails } = await session.send(
    'Runtime.evaluate',
    {
      expression,
      awaitPromise: true,
      returnByValue: true,
      ...(world === undefined ? {} : { uniqueContextId: world }),
    },
    { timeout: timeoutMs },
  );
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
}
