import type { Instant } from '../core/kernel/date.ts'
import { canonicalJson, type Digest } from '../core/kernel/digest.ts'

// What people note while they carry out the steps of a test that need hands. Casework keeps the notes and the pictures, and does not
// read them: what they mean is the bench's business, and shows in the evidence they end up in.

/** Something a bench says needs hands, and what it is to be done for: an IXIT entry, or the device. */
export interface OrderedStep {
  readonly step: string
  readonly about: string
}

/** One thing that was noted, wherever that was. `said` is as the bench has it (src/lab/guided/record.ts). */
export interface StepNote {
  readonly id: string // UUID, given where it was written
  readonly at: Instant // by the clock of where it was written
  readonly person: string
  readonly sample: number
  readonly step: string
  readonly about: string
  readonly said: Readonly<Record<string, unknown>>
}

/** A picture that notes speak of; its bytes are kept like evidence. */
export interface StepPicture {
  readonly digest: Digest
  readonly type: string
  readonly size: number
}

/** Everything that was noted for one order, in the order in which it came. */
export interface OrderNotes {
  readonly notes: readonly StepNote[]
  readonly pictures: readonly StepPicture[]
}

export const noNotes: OrderNotes = { notes: [], pictures: [] }

export const mostNotesAtOnce = 200
export const mostNotes = 4_000 // for one order
export const mostPictures = 100
/** Photographs, and logs that a tool wrote. */
export const pictureTypes = ['image/jpeg', 'image/png', 'text/plain', 'application/pdf'] as const
export const pictureBytes = 5_000_000 // of one picture
export const mostPictureBytes = 40_000_000 // of one order: they have to fit into its evidence

/** Of what was brought, what is not known yet. Two notes under one id that differ are both kept: which one counts is for the bench. */
export function newNotes(known: readonly StepNote[], brought: readonly StepNote[]): readonly StepNote[] {
  const seen = new Set(known.map((note) => canonicalJson(note)))
  return brought.filter((note) => {
    const text = canonicalJson(note)
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}
