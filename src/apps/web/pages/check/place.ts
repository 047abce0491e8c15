/** Where a list is checked: on the server, or in the browser of whoever has it. */
export type Place = 'server' | 'browser'
