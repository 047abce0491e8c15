/** How a fact of the catalogue is known. `own` marks our own design, `derived` our own inference. */
export const marks = ['verified', 'secondary', 'recalled', 'derived', 'own'] as const
export type Mark = (typeof marks)[number]

/** Every row of the catalogue says where it comes from. */
export interface Provenance {
  readonly mark: Mark
  readonly source?: string // document, page or URL that was read
  readonly note?: string
}
