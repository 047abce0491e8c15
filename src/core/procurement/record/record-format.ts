/** Name and version of the form of records as JSON; a change that others could trip over is another version. */
export const recordFormat = 'hoshirushi-check/1'
