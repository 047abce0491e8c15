import { toBase64url } from '../kernel/base64.ts'
import type { Instant, IsoDate } from '../kernel/date.ts'
import { canonicalJson, type Digest, digestBytes } from '../kernel/digest.ts'
import { type LabelId, writeLabelId } from '../kernel/label-id.ts'
import type { Text } from '../kernel/text.ts'
import type { CriterionId } from '../scheme/criterion.ts'
import type { Level, Scheme } from '../scheme/scheme.ts'
import type { Maker, ModelGtin, Product } from '../selection/product.ts'
import { listUrl, placeOf, statusPurposes } from './status-bits.ts'

/** Everything a label's credential says. What is not in here (evidence, persons, reports) cannot slip into it. */
export interface CredentialInput {
  readonly issuer: {
    readonly did: string
    readonly name: Text
    readonly labelsUrl: string // prefix of everything published about labels, no trailing slash
    readonly sample: boolean // demonstration: the credential calls itself 見本
  }
  readonly scheme: Pick<Scheme, 'id' | 'edition' | 'name' | 'criteria'>
  readonly level: Level
  readonly criteria: readonly CriterionId[] // the criteria shown to be fulfilled
  readonly label: LabelId
  readonly product: Omit<Product, 'facts'>
  readonly maker: Maker
  readonly declaredOn: IsoDate
  readonly validFrom: Instant
  readonly validUntil: Instant
  readonly statusIndex: number
}

/** The list of models as published: sorted, without repetitions, canonical JSON, named by its own digest. */
export function modelsFile(models: readonly string[]): { readonly digest: Digest; readonly text: string } {
  const text = canonicalJson([...new Set(models)].sort())
  return { digest: digestBytes(text), text }
}

/** The bar code numbers as published: `number model`, sorted; undefined where there are none. Texts alone, like the models: they have one canonical form. */
export function gtinsFile(
  gtins: readonly ModelGtin[] | undefined,
): { readonly digest: Digest; readonly text: string } | undefined {
  if (gtins === undefined || gtins.length === 0) return undefined
  const text = canonicalJson(gtins.map(({ gtin, model }) => `${gtin} ${model}`).sort())
  return { digest: digestBytes(text), text }
}

export const gtinsUrl = (labelsUrl: string, digest: Digest): string => `${labelsUrl}/gtins/${digest.slice(7)}.json`

export const modelsUrl = (labelsUrl: string, digest: Digest): string => `${labelsUrl}/models/${digest.slice(7)}.json`

export const labelUrl = (labelsUrl: string, label: LabelId): string => `${labelsUrl}/L/${label}`

/** A digest as W3C `digestMultibase`: multihash (SHA-256, 32 bytes) in base64url. */
export const digestMultibase = (digest: Digest): string =>
  `u${toBase64url(Uint8Array.from([0x12, 0x20, ...(digest.slice(7).match(/../g) ?? []).map((h) => Number.parseInt(h, 16))]))}`

const both = (text: { readonly ja: string; readonly en?: string }): string =>
  text.en && text.en !== text.ja ? `${text.ja} / ${text.en}` : text.ja

/** Names of things in the scheme's own vocabulary; they are names first, and need not lead anywhere. */
const schemeId = (input: CredentialInput, ...rest: string[]): string =>
  [`${input.issuer.labelsUrl}/schemes/${input.scheme.id}`, ...rest.map(encodeURIComponent)].join('/')

/**
 * The label as a UNTP 0.7.0 DigitalConformityCredential (W3C VC Data Model 2.0).
 * One divergence: `credentialStatus` follows W3C (two entries, index as text), where the UNTP schema allows one with a number.
 * Models are linked by digest, never written inline: a label may cover hundreds and a leaf of the log holds 64 KiB.
 */
export function credentialOf(input: CredentialInput): Readonly<Record<string, unknown>> {
  const { issuer, label, level, scheme } = input
  const page = labelUrl(issuer.labelsUrl, label)
  const sample = issuer.sample ? '【見本】' : ''
  const number = writeLabelId(label)
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://vocabulary.uncefact.org/untp/0.7.0/context/'],
    type: ['DigitalConformityCredential', 'VerifiableCredential'],
    id: `${page}#credential-${input.statusIndex}`,
    issuer: { type: ['CredentialIssuer'], id: issuer.did, name: sample + both(issuer.name) },
    validFrom: input.validFrom,
    validUntil: input.validUntil,
    name: `${sample}${both(scheme.name)} ${level.symbol} ${number}`,
    credentialStatus: statusEntries(issuer.labelsUrl, input.statusIndex),
    credentialSubject: {
      type: ['ConformityAttestation'],
      id: page,
      name: `${sample}${number}`,
      assessorLevel: level.assessor === 'self' ? 'self' : '3rdParty',
      assessmentLevel: level.assessor === 'self' ? 'scheme-self' : 'scheme-cab',
      attestationType: level.assessor === 'self' ? 'declaration' : 'certification',
      issuedToParty: party(input.maker, issuer.labelsUrl),
      referenceScheme: { type: ['ConformityScheme'], id: schemeId(input), name: both(scheme.name) },
      referenceProfile: {
        type: ['ConformityProfile'],
        id: schemeId(input, scheme.edition.documentNumber, level.code),
        name: `${both(scheme.edition.title)} (${scheme.edition.documentNumber}) ${level.symbol}`,
      },
      profileScore: { code: level.symbol, rank: level.rank, definition: both(level.name) },
      conformityCertificate: { linkURL: page, linkName: number, mediaType: 'text/html' },
      conformityAssessment: [assessment(input, page)],
    },
  }
}

function statusEntries(labelsUrl: string, statusIndex: number) {
  const { list, index } = placeOf(statusIndex)
  return statusPurposes.map((statusPurpose) => {
    const statusListCredential = listUrl(labelsUrl, statusPurpose, list)
    return {
      id: `${statusListCredential}#${index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose,
      statusListIndex: String(index),
      statusListCredential,
    }
  })
}

function party(maker: Maker, labelsUrl: string) {
  const corporateNumber = maker.corporateNumber && {
    registeredId: maker.corporateNumber,
    idScheme: { type: ['IdentifierScheme'], id: 'https://www.houjin-bangou.nta.go.jp/', name: '法人番号' },
  }
  return {
    type: ['Party'],
    id: `${labelsUrl}/makers/${encodeURIComponent(maker.id)}`,
    name: both(maker.name),
    ...(corporateNumber || {}),
  }
}

function assessment(input: CredentialInput, page: string) {
  const { level, product, scheme } = input
  const models = modelsFile(product.models)
  const gtins = gtinsFile(product.gtins)
  const topic = {
    type: ['ConformityTopic'],
    id: schemeId(input, 'topics', 'product-security'),
    name: 'IoT製品のセキュリティ / Security of IoT products',
  }
  return {
    type: ['ConformityAssessment'],
    id: `${page}#assessment-${input.statusIndex}`,
    name: both(product.name),
    assessmentDate: input.declaredOn,
    assessmentCriteria: input.criteria.map((id) => {
      const criterion = scheme.criteria.find((c) => c.id === id)
      if (!criterion) throw new Error(`the scheme ${scheme.id} has no criterion ${id}`)
      return {
        type: ['Criterion'],
        id: schemeId(input, scheme.edition.documentNumber, 'criteria', id),
        name: `${id} ${both(criterion.title)}`,
      }
    }),
    assessedPerformance: [
      {
        metric: { type: ['PerformanceMetric'], id: schemeId(input, 'levels'), name: both(scheme.name) },
        score: { code: level.symbol, rank: level.rank },
      },
    ],
    assessedProduct: [
      {
        product: {
          type: ['Product'],
          id: `${page}#product`,
          name: both(product.name),
          idGranularity: 'model',
          characteristics: {
            modelCount: new Set(product.models).size,
            minimumSoftware: product.software.minimum,
            securityUpdatesUntil: product.updates.supportUntil ?? 'none',
          },
          relatedDocument: [
            {
              linkURL: modelsUrl(input.issuer.labelsUrl, models.digest),
              linkName: '対象の型番 / Models covered',
              digestMultibase: digestMultibase(models.digest),
              mediaType: 'application/json',
            },
            // A label without bar code numbers says what it said before there were any, byte for byte.
            ...(gtins === undefined
              ? []
              : [
                  {
                    linkURL: gtinsUrl(input.issuer.labelsUrl, gtins.digest),
                    linkName: 'JANコード（GTIN）と型番 / GTIN and model',
                    digestMultibase: digestMultibase(gtins.digest),
                    mediaType: 'application/json',
                  },
                ]),
          ],
        },
        idVerifiedByCAB: false,
      },
    ],
    conformityTopic: [topic],
    conformance: true,
  }
}
