/** A path as it may stand in a log: the address of a list that somebody left opens the list, and is not written down. */
export const loggedPath = (path: string): string => path.replace(/(\/jobs?\/)[\w-]{20,}/, '$1…')
