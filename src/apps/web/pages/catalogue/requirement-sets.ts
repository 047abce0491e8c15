import type { Text } from '../../../../core/kernel/text.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import {
  inExactly,
  inNoLevel,
  levelSource,
  type Source,
  sourcesWith,
  standardSource,
} from '../../../../core/scheme/long-list.ts'
import type { Requirement } from '../../../../core/scheme/requirement.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'

/** A set the page looks at the long list by, with what it is called. */
export interface NamedSource extends Source {
  readonly name: Text
  readonly path: string // where it is described, without language
}

// The nine sources of the founding slides: eight documents, and the first level of the Singapore scheme.
const founding = [
  'etsi-en-303-645',
  'nistir-8425',
  'eu-cra',
  'mic-34-10',
  'uk-psti',
  'ccds',
  'jbmia-bmsec',
  'sg-cls/1',
  'iec-62443-4-1',
  'iec-62443-4-2',
]

/** Every source of the long list, and every level of a scheme that demands something, as sets. */
export function namedSources(catalogue: Catalogue): readonly NamedSource[] {
  const standards = catalogue.longList.sources.flatMap((id): readonly NamedSource[] => {
    const standard = catalogue.standards.find((s) => s.id === id)
    return standard ? [{ ...standardSource(standard), name: standard.shortName, path: `/standards/${id}` }] : []
  })
  const sg = catalogue.schemes.find((scheme) => scheme.id === 'sg-cls')
  const first = sg?.levels.find(({ code }) => code === '1')
  if (!sg || !first) return standards
  const name = { ja: `${sg.shortName.ja} ${first.symbol}`, en: `${sg.shortName.en} ${first.symbol}` }
  return [...standards, { ...levelSource(sg, first, catalogue.standards), name, path: `/schemes/${editionKey(sg)}/1` }]
}

/** The sets of the picture: those of the founding slides, in their order. */
export const foundingSources = (sources: readonly NamedSource[]): readonly NamedSource[] =>
  founding.flatMap((id) => sources.find((source) => source.id === id) ?? [])

/** What a reader asked to see. */
export interface Asked {
  readonly theme?: string
  readonly within: readonly string[] // in all of these
  readonly exactly?: readonly string[] // in these of the picture's sets and in no other
  readonly without?: string // key of a scheme edition
}

/** The rows of the long list that fit what was asked. */
export function requirementsFor(catalogue: Catalogue, sources: readonly NamedSource[], asked: Asked) {
  const { requirements } = catalogue.longList
  const scheme = catalogue.schemes.find((s) => editionKey(s) === asked.without)
  const kept: ReadonlySet<Requirement>[] = [
    ...(asked.exactly ? [new Set(inExactly(requirements, foundingSources(sources), asked.exactly))] : []),
    ...(scheme ? [new Set(inNoLevel(catalogue.longList, scheme, catalogue))] : []),
  ]
  return requirements.filter(
    (row) =>
      kept.every((rows) => rows.has(row)) &&
      (asked.theme === undefined || row.theme === asked.theme) &&
      asked.within.every((id) => sourcesWith(row, sources).includes(id)),
  )
}
