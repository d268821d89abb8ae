/** UTF-16 units, 5 MiB: a message of 64 MiB is the browser's own limit, a page's thread freezes long before that. */
export const maxTextLength = 5 * 1024 * 1024;

/** UTF-16 units of an own instruction. */
export const maxInstructionLength = 2000;
