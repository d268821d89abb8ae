/** The tool will not go on, for a reason that its user can act on: shown without a stack. */
export class Refusal extends Error {}
