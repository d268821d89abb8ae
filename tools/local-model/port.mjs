/**
 * Where a model from a folder is served: it stands in the CSP of test builds, so it cannot be any free port. Builds and
 * tests side by side on one machine need SOTTO_MODEL_PORT to differ.
 */
export const localModelPort = Number(process.env.SOTTO_MODEL_PORT ?? 48627);
