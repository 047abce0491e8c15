import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { Condition } from '../scheme/condition.ts'
import { condition } from '../scheme/schemas.ts'
import { type Demand, type Level, levelStatuses, paths } from '../scheme/scheme.ts'
import type { Standard } from '../scheme/standard.ts'
import { readJson } from './bounded-json.ts'
import type { ExchangeFault } from './faults.ts'
import type { ImportDetails } from './import-details.ts'
import { type Carried, type Lost, lost, merged, shown } from './lost.ts'
import { type OscalProfile, type OscalSelect, oscalProfile } from './oscal.ts'
import { documentAt } from './oscal-reference.ts'
import { idOf } from './oscal-token.ts'
import { provenanceOf, titleOf, valueIn, valuesIn } from './oscal-words.ts'
import { defined } from './present.ts'
import { readShape } from './read-shape.ts'

/** What an OSCAL profile says of a level: what it demands, and the rest where the profile was written from a level of ours. */
export interface LevelChoice {
  readonly name: Text
  readonly documentNumber: string
  readonly scheme?: string // edition key
  readonly criteria: readonly string[]
  readonly demands: readonly Demand[]
  readonly level?: Omit<Level, 'fees' | 'needs'>
}

/** An OSCAL profile as the demands of a level. Patterns and exclusions are resolved against the standards given. */
export function levelFromOscal(
  name: string,
  data: unknown,
  standards: readonly Standard[],
  details: ImportDetails,
): Result<Carried<LevelChoice>, ExchangeFault> {
  const read = readShape(oscalProfile, name, data)
  if (!read.ok) return read
  const { profile } = read.value.value
  const { props } = profile.metadata
  const scheme = valueIn(props, 'document')
  const report: Lost[] = [...read.value.lost.filter(({ where }) => scheme === undefined || where !== 'profile.merge')]
  const criteria: string[] = []
  const taken: Demand[] = []
  for (const [i, one] of profile.imports.entries()) {
    const document = documentAt(one.href, profile['back-matter']?.resources ?? [])
    const standard = standards.find(({ id }) => id === document.id)
    const chosen = selection(one, standard)
    if (chosen === undefined) return refuse({ code: 'exchange-id-unknown', name, id: document.id })
    if (!document.ours)
      report.push(lost(`profile.imports[${i}].href`, shown(`${one.href} → ${document.id}`), takenToBe))
    if (document.criteria && document.id === scheme) criteria.push(...(chosen === 'all' ? [] : chosen))
    else taken.push({ standard: document.id, provisions: chosen, provenance: details.provenance })
  }
  const demands = scheme === undefined ? taken : ownDemands(profile, taken)
  const document: LevelChoice = defined({
    name: titleOf(profile.metadata),
    documentNumber: profile.metadata.version,
    scheme,
    criteria,
    demands,
    level: scheme === undefined ? undefined : levelOf(profile, criteria, demands),
  })
  return ok({ document, lost: merged(report) })
}

/** Our own words for what was written as lists of ids, and where each demand is known from. */
function ownDemands({ metadata: { props } }: OscalProfile['profile'], taken: readonly Demand[]): readonly Demand[] {
  const demands: Demand[] = []
  const left = [...taken]
  for (let n = 1; valueIn(props, `demand-${n}`) !== undefined; n++) {
    const standard = valueIn(props, `demand-${n}`)!
    const how = props?.find(({ name }) => name === `demand-${n}`)?.class
    const next = how === 'none' ? undefined : left.shift()
    const provenance = provenanceOf(props, `demand-${n}-provenance`) ?? { mark: 'recalled' }
    const when = conditionIn(valueIn(props, `demand-${n}-when`))
    const provisions = how === 'mandatory' ? 'mandatory' : (next?.provisions ?? [])
    demands.push(defined<Demand>({ standard, provisions, when, provenance }))
  }
  return [...demands, ...left]
}

function conditionIn(written: string | undefined): Condition | undefined {
  if (written === undefined) return undefined
  const read = readJson('', written)
  const checked = read.ok ? condition.safeParse(read.value) : undefined
  return checked?.success ? checked.data : undefined
}

function levelOf(
  { metadata }: OscalProfile['profile'],
  criteria: readonly string[],
  demands: readonly Demand[],
): LevelChoice['level'] {
  const { props } = metadata
  const code = valueIn(props, 'level')
  const status = levelStatuses.find((known) => known === valueIn(props, 'status'))
  const path = paths.find((known) => known === valueIn(props, 'path'))
  const provenance = provenanceOf(props)
  if (code === undefined || !status || !path || !provenance) return undefined
  const number = (field: string): number | undefined => {
    const written = valueIn(props, field)
    return written === undefined ? undefined : Number(written)
  }
  const unknown = valueIn(props, 'content-unknown')
  const categories = valuesIn(props, 'category')
  return defined<NonNullable<LevelChoice['level']>>({
    code,
    rank: number('rank') ?? 1,
    of: number('of') ?? 1,
    symbol: valueIn(props, 'symbol') ?? '',
    name: titleOf(metadata),
    status,
    contentUnknown: unknown === undefined ? undefined : unknown === 'true',
    path,
    assessor: valueIn(props, 'assessor') === 'third-party' ? 'third-party' : 'self',
    validityMonths: number('validity-months'),
    criteria,
    demands: demands.length === 0 ? undefined : demands,
    criteriaCount: number('criteria-count'),
    products: conditionIn(valueIn(props, 'products')),
    categories: categories.length === 0 ? undefined : categories,
    provenance,
  })
}

type Import = OscalProfile['profile']['imports'][number]

/** The ids an import takes; undefined where only the catalogue could tell and it is not known. */
function selection(one: Import, standard: Standard | undefined): 'all' | readonly string[] | undefined {
  const excluded = one['exclude-controls'] ?? []
  const included = one['include-controls']
  if (included === undefined && excluded.length === 0) return 'all'
  const known = standard?.provisions.map(({ id }) => id)
  const hasPattern = [...excluded, ...(included ?? [])].some((select) => (select.matching ?? []).length > 0)
  if ((included === undefined || hasPattern) && known === undefined) return undefined
  const start = included === undefined ? known! : idsOf(included, known ?? [])
  const without = new Set(idsOf(excluded, known ?? []))
  return start.filter((id) => !without.has(id))
}

const idsOf = (selects: readonly OscalSelect[], known: readonly string[]): readonly string[] => [
  ...new Set(
    selects.flatMap((select) => [
      ...(select['with-ids'] ?? []).map(idOf),
      ...(select.matching ?? []).flatMap(({ pattern }) =>
        pattern === undefined ? [] : known.filter((id) => matches(id, pattern)),
      ),
    ]),
  ),
]

/** Whether an id fits a pattern with `*` and `?`; it looks back at one star at most, so that no pattern is slow. */
export function matches(id: string, pattern: string): boolean {
  let at = 0
  let p = 0
  let star = -1
  let from = 0
  while (at < id.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === id[at]) && pattern[p] !== '*') {
      at++
      p++
    } else if (pattern[p] === '*') {
      star = p++
      from = at
    } else if (star >= 0) {
      p = star + 1
      at = ++from
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

const takenToBe: Text = {
  ja: '参照先は、ファイルの名前から推測しました。違うときは直してください。',
  en: 'What it refers to was told from the name of the file. Correct it if it is another document.',
}
