/** A path as it may stand in a log: the address of a list or a watch that somebody left opens it, and is not written down. */
export const loggedPath = (path: string): string => path.replace(/(\/(?:jobs?|watch)\/)[\w-]{20,}/g, '$1…')
