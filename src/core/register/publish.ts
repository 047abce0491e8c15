import type { Statement } from '../attestation/statement.ts'
import type { Instant, IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Level, Scheme } from '../scheme/scheme.ts'
import type { Maker, ModelGtin, Product } from '../selection/product.ts'
import type { Entry } from './entry.ts'

/** What a label's first entry is made of. */
export interface PublishInput {
  readonly statement: Statement
  readonly scheme: Pick<Scheme, 'id' | 'edition'>
  readonly level: Level
  readonly product: Product
  readonly maker: Maker
  readonly body: Text
  readonly declaredOn: IsoDate
  readonly testedOn?: IsoDate
  readonly issuedAt: Instant
  readonly sample: boolean
}

/** Enters a label into the register. Every public field is named here, so that a new confidential one stays inside. */
export const publish = (input: PublishInput): Entry => ({
  label: input.statement.label,
  scheme: input.scheme.id,
  edition: input.scheme.edition.documentNumber,
  level: input.level.code,
  levelSymbol: input.level.symbol,
  assessor: input.level.assessor,
  product: publicProduct(input.product),
  maker: publicMaker(input.maker),
  body: { name: input.body },
  declaredOn: input.declaredOn,
  ...(input.testedOn === undefined ? {} : { testedOn: input.testedOn }),
  issuedAt: input.issuedAt,
  validity: { validFrom: input.statement.validFrom, validUntil: input.statement.validUntil },
  events: [
    {
      event: 'issued',
      at: input.issuedAt,
      effectiveFrom: input.statement.validFrom,
      actorRole: 'decider',
      credential: input.statement.digest,
      models: new Set(input.product.models).size,
    },
  ],
  advisories: [],
  sample: input.sample,
  credential: { digest: input.statement.digest, statusIndex: input.statement.statusIndex, leafIndex: null },
})

/** What the world may know of a product: not the facts given for the question which rules apply. */
export const publicProduct = (product: Omit<Product, 'facts'>): Entry['product'] => ({
  name: product.name,
  category: product.category,
  ...(product.page === undefined ? {} : { page: product.page }),
  intendedUse: product.intendedUse,
  models: [...new Set(product.models)],
  software: { minimum: product.software.minimum, services: product.software.services },
  updates: {
    mode: product.updates.mode,
    ...(product.updates.howToTurnOff === undefined ? {} : { howToTurnOff: product.updates.howToTurnOff }),
    howToSeeVersion: product.updates.howToSeeVersion,
    supportUntil: product.updates.supportUntil,
  },
  use: { setUp: product.use.setUp, daily: product.use.daily, disposal: product.use.disposal },
  defaultPassword: product.defaultPassword,
  vulnerability: { contact: product.vulnerability.contact, policyUrl: product.vulnerability.policyUrl },
  sbom: product.sbom,
  // Last, and only where there are any: an entry without is written as it always was.
  ...(product.gtins === undefined || product.gtins.length === 0 ? {} : { gtins: product.gtins.map(publicGtin) }),
})

const publicGtin = ({ gtin, model }: ModelGtin): ModelGtin => ({ gtin, model })

export const publicMaker = (maker: Maker): Maker => ({
  id: maker.id,
  name: maker.name,
  ...(maker.corporateNumber === undefined ? {} : { corporateNumber: maker.corporateNumber }),
  role: maker.role,
  ...(maker.address === undefined ? {} : { address: maker.address }),
  contact: maker.contact,
})

/**
 * The entry as it was known at a moment: what was recorded later is left out, also when it reaches back.
 * Undefined before the label was issued. Product and maker are those of the record handed in: to see an earlier list of
 * models, hand in the record of that time (each change is an event with its own credential).
 */
export function entryAsOf(entry: Entry, at: Instant): Entry | undefined {
  const known = (recorded: Instant) => Date.parse(recorded) <= Date.parse(at)
  if (!known(entry.issuedAt)) return undefined
  return {
    ...entry,
    events: entry.events.filter((e) => known(e.at)),
    advisories: entry.advisories.filter((a) => known(a.at)),
  }
}
