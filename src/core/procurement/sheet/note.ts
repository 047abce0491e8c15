/** The longest note that a person may have printed on a sheet, in characters. */
export const noteLimit = 200

/** A note as it is printed: one line, without signs that nobody sees; undefined where nothing is left. */
export function tidyNote(note: string | undefined): string | undefined {
  const text = note
    ?.toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, noteLimit)
  return text === undefined || text === '' ? undefined : text
}
