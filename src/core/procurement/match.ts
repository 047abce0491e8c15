import type { Line } from './line.ts'
import { classKey, modelKey } from './model-key.ts'
import type { Hit, NamedMakers, Postings, RegisterIndex } from './register-index.ts'

/** How a row was found. Only a row found in one of these ways can ever meet a policy. */
export const matchKinds = ['label', 'maker-and-model', 'model', 'normalised-model', 'gtin', 'chosen'] as const
export type MatchKind = (typeof matchKinds)[number]

/** Why there are only candidates, and a person has to choose. */
export const candidateReasons = [
  'several-makers',
  'written-alike',
  'other-maker',
  'label-unknown',
  'similar',
  'gtin-of-another',
] as const
export type CandidateReason = (typeof candidateReasons)[number]

/** What the register has for a row. */
export type Match =
  | { readonly kind: MatchKind; readonly hits: readonly Hit[] } // labels of one product of one maker
  | { readonly kind: 'not-covered'; readonly entry: number } // the label exists; this model is not one of its models
  | { readonly kind: 'candidates'; readonly why: CandidateReason; readonly hits: readonly Hit[] }
  | { readonly kind: 'none' }

type Candidates = Extract<Match, { kind: 'candidates' }>

/**
 * Looks for a row: by label, by maker and model, by model where one maker has it, by model but for width, case, hyphens and
 * spaces where one maker has it. Whatever is only similar, or has more than one maker, is a candidate and no more. A maker
 * that was named and is not the one found never passes in silence.
 */
export function match(line: Line, index: RegisterIndex): Match {
  const found = line.label === undefined ? byModelAndGtin(line, index) : byLabel(line, index)
  if (found.kind !== 'candidates' || line.chosen === undefined) return found
  const entry = index.byLabel(line.chosen)
  const hits = found.hits.filter((hit) => hit.entry === entry)
  // A choice counts among what was offered and nowhere else.
  return hits.length === 0 ? found : { kind: 'chosen', hits }
}

/**
 * A bar code number stands for one model. It decides where no model is named, and between makers who have the same one; where it names
 * another product than the model does, one of the two is wrong, and that is never passed in silence.
 */
function byModelAndGtin(line: Line, index: RegisterIndex): Match {
  const { maker, model } = line.asked
  const hits = line.gtin === undefined ? [] : index.withGtin(line.gtin)
  if (hits.length === 0) return byModel(line, index)
  const named = maker === undefined ? undefined : index.makersNamed(maker)
  const claims: Match =
    named !== undefined && !hits.every((hit) => fits(index.makerOf(hit.entry), named))
      ? { kind: 'candidates', why: 'other-maker', hits }
      : new Set(hits.map((hit) => index.makerOf(hit.entry))).size > 1
        ? { kind: 'candidates', why: 'several-makers', hits }
        : { kind: 'gtin', hits }
  if (model === undefined) return claims
  const said = byModel(line, index)
  const both = 'hits' in said ? said.hits : []
  const agreed = hits.filter((hit) => both.some((one) => one.entry === hit.entry && one.model === hit.model))
  if (agreed.length === 0) return { kind: 'candidates', why: 'gtin-of-another', hits: [...both, ...hits] }
  if (said.kind !== 'candidates' || claims.kind === 'candidates') return said
  return said.why === 'several-makers' || said.why === 'written-alike' ? { kind: 'gtin', hits: agreed } : said
}

function byLabel(line: Line, index: RegisterIndex): Match {
  const { maker, model } = line.asked
  const entry = index.byLabel(line.label!)
  if (entry === undefined) {
    const other = byModel(line, index)
    return 'hits' in other ? { kind: 'candidates', why: 'label-unknown', hits: other.hits } : other
  }
  const { models } = index.entry(entry).product
  const covered = model === undefined ? (models[0] ?? '') : coveredModel(models, model)
  if (covered === undefined) return { kind: 'not-covered', entry }
  const hits = [{ entry, model: covered }]
  if (maker !== undefined && !fits(index.makerOf(entry), index.makersNamed(maker)))
    return { kind: 'candidates', why: 'other-maker', hits }
  return { kind: 'label', hits }
}

function coveredModel(models: readonly string[], asked: string): string | undefined {
  const key = classKey(asked)
  return models.find((model) => model === asked) ?? models.find((model) => classKey(model) === key)
}

const fits = (maker: number, named: NamedMakers): boolean => named.exactly.has(maker) || named.withoutForm.has(maker)

function byModel(line: Line, index: RegisterIndex): Match {
  const { maker, model } = line.asked
  if (model === undefined) return { kind: 'none' }
  const key = classKey(model)
  const only = index.onlyModel(key)
  if (only !== undefined) return theOnly(only, model, maker, index)
  const same = index.sameModel(key)
  if (same === undefined) return similar(modelKey(model), maker, index)
  // First whose it is, then how it is written: between two makers a hyphen or the width of a letter decides nothing, or a
  // newcomer could take a product's answer by writing its model another way.
  if (maker === undefined)
    return same.all.makers.size > 1
      ? ofOneMaker('normalised-model', same.all)
      : asWritten(same.written(model), 'model', same.all)
  const own = of(index.makersNamed(maker), same.of)
  if (own === undefined) return { kind: 'candidates', why: 'other-maker', hits: same.all.hits }
  if (own.makers.size > 1) return ofOneMaker('normalised-model', own)
  const [owner] = own.makers
  return asWritten(same.writtenOf(model, owner!), 'maker-and-model', own)
}

const asWritten = (written: Postings | undefined, kind: MatchKind, alike: Postings): Match =>
  written === undefined ? ofOneMaker('normalised-model', alike) : ofOneMaker(kind, written)

/** A model that one label of one maker has, and nobody else writes alike. */
function theOnly(hit: Hit, model: string, maker: string | undefined, index: RegisterIndex): Match {
  const hits = [hit]
  const written = hit.model === model
  if (maker === undefined) return { kind: written ? 'model' : 'normalised-model', hits }
  if (!fits(index.makerOf(hit.entry), index.makersNamed(maker))) return { kind: 'candidates', why: 'other-maker', hits }
  return { kind: written ? 'maker-and-model' : 'normalised-model', hits }
}

/** What the makers of that name have; where none has exactly that name, those that have it but for the legal form. */
function of(
  { exactly, withoutForm }: NamedMakers,
  postings: (maker: number) => Postings | undefined,
): Postings | undefined {
  for (const makers of [exactly, withoutForm]) {
    const found = [...makers].flatMap((maker) => postings(maker) ?? [])
    if (found.length === 1) return found[0]
    if (found.length > 1)
      return {
        hits: found.flatMap(({ hits }) => hits),
        makers: new Set(found.flatMap((one) => [...one.makers])),
        models: new Set(found.flatMap((one) => [...one.models])),
      }
  }
  return undefined
}

function ofOneMaker(kind: MatchKind, { hits, makers, models }: Postings): Match {
  if (makers.size > 1) return { kind: 'candidates', why: 'several-makers', hits }
  // `AB-12` and `AB12` may be two products of one maker; under one label it does not matter which is meant.
  if (models.size > 1 && hits.some((hit) => hit.entry !== hits[0]!.entry))
    return { kind: 'candidates', why: 'written-alike', hits }
  return { kind, hits }
}

function similar(key: string, maker: string | undefined, index: RegisterIndex): Match {
  const near = index.near(key)
  const named = maker === undefined ? undefined : index.makersNamed(maker)
  const hits = named === undefined ? near : near.filter((hit) => fits(index.makerOf(hit.entry), named))
  return hits.length === 0 ? { kind: 'none' } : ({ kind: 'candidates', why: 'similar', hits } satisfies Candidates)
}
