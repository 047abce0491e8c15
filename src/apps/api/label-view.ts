import type { z } from 'zod'
import type { Instant } from '../../core/kernel/date.ts'
import { writeLabelId } from '../../core/kernel/label-id.ts'
import type { Entry } from '../../core/register/entry.ts'
import { standingText } from '../../core/surveillance/standing.ts'
import { standingAt } from '../../core/surveillance/standing-at.ts'
import type { House } from '../house.ts'
import type { label } from './schemas.ts'

export type LabelView = z.infer<typeof label>

/** What the API says of a label as it stood at a moment. */
export function labelView(house: House, entry: Entry, asOf: Instant): LabelView {
  const now = standingAt(entry.validity, entry.events, asOf)
  const code = now?.code ?? 'expired'
  const scheme = house.ports.schemes.find(entry.scheme, entry.edition)
  const reasonText = (reason: string) => scheme?.reasons.find((r) => r.code === reason)?.text
  const { product, maker, credential } = entry
  const origin = house.operator.address
  return {
    id: entry.label,
    id_written: writeLabelId(entry.label),
    status: code,
    status_ja: standingText[code].ja,
    status_en: standingText[code].en,
    status_since: now?.since ?? entry.issuedAt,
    as_of: asOf,
    sample: entry.sample,
    scheme: entry.scheme,
    edition: entry.edition,
    level: entry.level,
    level_symbol: entry.levelSymbol,
    assessor: entry.assessor,
    product: {
      name: product.name,
      category: product.category,
      ...(product.page ? { page: product.page } : {}),
      models: [...product.models],
      ...(product.gtins === undefined ? {} : { gtins: [...product.gtins] }),
      software_minimum: product.software.minimum,
      services: [...product.software.services],
      update_mode: product.updates.mode,
      updates_until: product.updates.supportUntil,
      sbom: product.sbom,
    },
    maker: {
      id: maker.id,
      name: maker.name,
      ...(maker.corporateNumber ? { corporate_number: maker.corporateNumber } : {}),
      contact: maker.contact,
    },
    vulnerability: { contact: product.vulnerability.contact, policy: product.vulnerability.policyUrl },
    valid_from: entry.validity.validFrom,
    valid_until: entry.validity.validUntil,
    declared_on: entry.declaredOn,
    ...(entry.testedOn === undefined ? {} : { tested_on: entry.testedOn }),
    issued_at: entry.issuedAt,
    body: entry.body.name,
    advisories: entry.advisories.map((a) => ({
      id: a.id,
      at: a.at,
      open: a.open,
      text: a.text,
      ...(a.url ? { url: a.url } : {}),
    })),
    events: entry.events.map((e) => {
      const text = e.reasonCode ? reasonText(e.reasonCode) : undefined
      return {
        event: e.event,
        at: e.at,
        effective_from: e.effectiveFrom,
        ...(e.reasonCode ? { reason: { code: e.reasonCode, ...(text ? { text } : {}) } } : {}),
        ...(e.publicText ? { public_text: e.publicText } : {}),
        actor_role: e.actorRole,
      }
    }),
    credential: {
      digest: credential.digest,
      status_index: credential.statusIndex,
      leaf_index: credential.leafIndex,
      bundle: credential.leafIndex === null ? null : `${origin}/bundle/${entry.label}/${credential.leafIndex}.json`,
    },
    page: `${origin}/l/${entry.label}`,
  }
}
