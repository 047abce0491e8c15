import type { Instant } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Crosswalk, CrosswalkRow, CrosswalkSide } from '../scheme/crosswalk.ts'
import type { ExchangeFault } from './faults.ts'
import type { Carried } from './lost.ts'
import type { OscalMap, OscalMapping } from './oscal.ts'
import { documentUuid, type Head, metadataOf, resourceFor } from './oscal-metadata.ts'
import { tokenOf } from './oscal-token.ts'
import { ours, provenanceProps, textProps } from './oscal-words.ts'
import { uuidOf } from './uuid.ts'

/** A crosswalk as an OSCAL mapping collection: one map a row, unions as several sources or targets. */
export function crosswalkToOscal(crosswalk: Crosswalk, at: Instant): Result<Carried<OscalMapping>, ExchangeFault> {
  if (crosswalk.rows.length === 0)
    return refuse({ code: 'exchange-nothing-to-write', name: crosswalk.id, format: 'OSCAL' })
  const { from, to } = crosswalk
  const head: Head = {
    kind: 'crosswalk',
    id: crosswalk.id,
    title: {
      ja: `${from.documentNumber} と ${to.documentNumber} の対応`,
      en: `Mapping of ${from.documentNumber} and ${to.documentNumber}`,
    },
    version: at.slice(0, 10),
    props: provenanceProps(crosswalk.provenance),
  }
  const document: OscalMapping = {
    'mapping-collection': {
      uuid: documentUuid(head, crosswalk, at),
      metadata: metadataOf(head, at),
      provenance: {
        method: 'human',
        'matching-rationale': 'semantic',
        status: 'not-complete', // rows say what is known; that there are no others is never claimed
        'mapping-description':
          'How the demands of two documents compare, technically. It says nothing about legal recognition.',
      },
      mappings: [
        {
          uuid: uuidOf('mapping', crosswalk.id),
          'source-resource': sideOf(from),
          'target-resource': sideOf(to),
          maps: crosswalk.rows.map((row, i) => mapOf(crosswalk.id, row, i)),
        },
      ],
      'back-matter': {
        resources: [from, to].map((side) => resourceFor(side.document, side.documentNumber, 'catalog')),
      },
    },
  }
  return ok({ document, lost: [] })
}

const sideOf = (side: CrosswalkSide) => ({
  type: 'catalog',
  href: `#${resourceFor(side.document, side.documentNumber, 'catalog').uuid}`,
  props: [ours('document', side.document), ours('document-number', side.documentNumber)],
})

const mapOf = (crosswalk: string, row: CrosswalkRow, position: number): OscalMap => ({
  uuid: uuidOf('map', crosswalk, String(position), JSON.stringify([row.from, row.to])),
  // "Equivalent" is the same effect by other means; all else compares what the demands mean.
  'matching-rationale': row.relation === 'equivalent-to' ? 'functional' : 'semantic',
  relationship: row.relation,
  sources: row.from.map(itemOf),
  targets: row.to.map(itemOf),
  'confidence-score': { category: row.confidence },
  props: [...textProps('reason', row.reason), ...provenanceProps(row.provenance)],
  remarks: row.reason.en,
})

const itemOf = (id: string) => ({ type: 'control' as const, 'id-ref': tokenOf(id) })
