import { labelUrl } from '../attestation/credential.ts'
import { assessorText } from '../attestation/mark.ts'
import { dateInJapan, type Instant } from '../kernel/date.ts'
import { writeLabelId } from '../kernel/label-id.ts'
import { hintsAt, hintText, lastDayOf } from '../surveillance/hints.ts'
import { labelEventText } from '../surveillance/label-event-text.ts'
import { standingText } from '../surveillance/standing.ts'
import { standingAt } from '../surveillance/standing-at.ts'
import type { Entry } from './entry.ts'

/**
 * An entry as the API shows it: stable codes beside words in both languages, and the two dates on which something ends
 * (the label, the security updates) next to each other. Undefined before the label was issued.
 */
export function entryView(entry: Entry, options: { readonly labelsUrl: string; readonly asOf: Instant }) {
  const standing = standingAt(entry.validity, entry.events, options.asOf)
  if (!standing) return undefined
  const { updates } = entry.product
  const hints = hintsAt({ validity: entry.validity, supportUntil: updates.supportUntil }, standing, options.asOf)
  return {
    label: entry.label,
    number: writeLabelId(entry.label),
    url: labelUrl(options.labelsUrl, entry.label),
    asOf: options.asOf,
    sample: entry.sample,
    status: { ...standing, ...standingText[standing.code] },
    hints: hints.map((hint) => ({ ...hint, ...hintText[hint.code] })),
    labelValidFrom: dateInJapan(entry.validity.validFrom),
    labelValidUntil: lastDayOf(entry.validity),
    updatesUntil: updates.supportUntil,
    scheme: { id: entry.scheme, edition: entry.edition, level: entry.level, symbol: entry.levelSymbol },
    assessor: { code: entry.assessor, ...assessorText[entry.assessor] },
    body: entry.body,
    product: entry.product,
    maker: entry.maker,
    declaredOn: entry.declaredOn,
    issuedOn: dateInJapan(entry.issuedAt),
    advisories: entry.advisories,
    events: entry.events.map((event) => ({ ...event, ...labelEventText[event.event] })),
    credential: entry.credential,
  }
}

export type EntryView = NonNullable<ReturnType<typeof entryView>>
