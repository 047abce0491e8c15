import type { Case } from '../../../../casework/case.ts'
import { caseFor } from '../../../../casework/queries.ts'
import { currentRuns } from '../../../../casework/runs.ts'
import type { Instant } from '../../../../core/kernel/date.ts'
import type { Level, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import type { DeclarationRecord } from '../../../house.ts'
import { defineDeskPage } from '../../page.tsx'

/** What the paper says of a case: the record once it was declared, a preview before. */
export function declarationRecord(
  c: Case,
  {
    scheme,
    level,
    now,
    sample,
  }: { readonly scheme: OperatedScheme; readonly level: Level; readonly now: Instant; readonly sample: boolean },
): DeclarationRecord {
  const { declaration, maker, product } = c
  return {
    ...(c.numbers.application ? { number: c.numbers.application } : {}),
    sample: sample || c.sample,
    ...(currentRuns(c).some(({ evaluator }) => evaluator !== undefined) ? { tested: true } : {}),
    at: declaration?.at ?? now,
    ...(declaration
      ? { declared: { name: declaration.name, position: declaration.position, digest: declaration.digest } }
      : {}),
    scheme: {
      name: scheme.name,
      title: scheme.edition.title,
      documentNumber: scheme.edition.documentNumber,
      notice: scheme.notice,
    },
    level: { symbol: level.symbol, name: level.name },
    maker: {
      name: maker.name ?? { ja: '' },
      contact: maker.contact ?? '',
      ...(maker.address ? { address: maker.address } : {}),
      ...(maker.corporateNumber ? { corporateNumber: maker.corporateNumber } : {}),
    },
    product: {
      name: product.name ?? { ja: '' },
      models: product.models ?? [],
      minimumSoftware: product.software?.minimum ?? '',
      services: product.software?.services ?? [],
      supportUntil: product.updates?.supportUntil ?? null,
    },
    items: scheme.criteria
      .filter((criterion) => level.criteria.includes(criterion.id))
      .map(({ id, title }) => {
        const answer = c.answers[id]
        return { criterion: id, title, claim: answer?.claim ?? 'unanswered', reason: answer?.reason ?? '' }
      }),
  }
}

/** The self-declaration as a paper in both languages, for whoever may see the case. */
export const declarationPdfPage = defineDeskPage({
  path: '/desk/cases/:id/declaration.pdf',
  texts: { ja: {}, en: {} },
  handler: async (p) => {
    const c = await caseFor(p.house.ports, p.session.viewer, p.param('id'))
    const scheme = c && p.house.ports.schemes.find(c.scheme, c.edition)
    const level = scheme?.levels.find((l) => l.code === c?.level)
    if (!c || !scheme || !level) return p.notFound()
    const record = declarationRecord(c, { scheme, level, now: p.now, sample: p.house.ports.issuer.sample })
    const name = `declaration-${c.numbers.application ?? c.id.slice(0, 8)}.pdf`
    p.c.header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`)
    return p.c.body(new Uint8Array(p.house.declarationPdf(record)), 200, { 'content-type': 'application/pdf' })
  },
})
