/** Where a model from a folder is served: it stands in the CSP of test builds, so it cannot be any free port. */
export const localModelPort = 48627;
