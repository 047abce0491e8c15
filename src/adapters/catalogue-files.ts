import { join } from 'node:path'
import type { Schemes } from '../casework/ports.ts'
import type { IsoDate } from '../core/kernel/date.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { documentsToLint, lintProcurement, type ProcurementLintInput } from '../core/procurement/lint.ts'
import type { Catalogue } from '../core/scheme/catalogue.ts'
import { editionOn } from '../core/scheme/edition.ts'
import { lintCatalogue } from '../core/scheme/lint.ts'
import { type LintFinding, type LintInput, tolerable } from '../core/scheme/lint-rule.ts'
import { editionKey, type OperatedLevel, type OperatedScheme } from '../core/scheme/scheme.ts'
import { checks } from '../lab/checks/all.ts'
import type { CatalogueFault } from './catalogue-faults.ts'
import { type Library, listFolder, readLibrary } from './catalogue-folder.ts'
import { finishLibraries } from './library-files.ts'

/** The ground of the house: everything in the catalogue folders, and what lint says of it. */
export interface LoadedCatalogue extends Catalogue, Omit<ProcurementLintInput, 'schemes'> {
  readonly findings: readonly LintFinding[]
  readonly leftOut: readonly LeftOut[]
}

/** A library that is not part of the catalogue because it would make answers wrong, and why. */
export interface LeftOut {
  readonly folder: string
  readonly fault?: CatalogueFault
  readonly findings: readonly LintFinding[]
}

/**
 * Reads the catalogue folder, and the libraries that people have put beside it: the same layout, as much of it as they need.
 * Lint findings in the catalogue do not stop it: whoever calls decides what they weigh. A library that is broken, or in which
 * lint finds what would make an answer wrong, is left out and named; the rest goes on.
 */
export function loadCatalogue(
  folders: string | readonly [string, ...string[]],
  today?: IsoDate,
): Result<LoadedCatalogue, CatalogueFault> {
  const [own, ...libraries] = typeof folders === 'string' ? [folders] : folders
  const base = readLibrary(own!)
  if (!base.ok) return base
  const whole = complete(base.value)
  if (!whole.ok) return whole
  const lint = (input: LintInput & ProcurementLintInput) => [
    ...lintCatalogue({
      ...input,
      ...known,
      others: documentsToLint(input),
      ...(today === undefined ? {} : { today }),
    }),
    ...lintProcurement(input),
  ]

  let catalogue = whole.value
  let findings = lint(catalogue)
  let waiting = libraries.map((folder) => ({ folder, read: readLibrary(folder) }))
  let leftOut: LeftOut[] = []
  // Usually all of them are sound, and one look at the whole is enough to know.
  const together = waiting.reduce((so, { read }) => (read.ok ? merge(so, read.value) : so), catalogue)
  const all = waiting.length > 1 ? lint(together) : undefined
  if (all && without(all, findings).every(({ code }) => tolerable.has(code))) {
    catalogue = together
    findings = all
    waiting = waiting.filter(({ read }) => !read.ok)
  }
  // A library may build on one that comes later, so those left out are tried again as long as another one gets in.
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length
    leftOut = []
    const again: typeof waiting = []
    for (const library of waiting) {
      const { folder, read } = library
      const merged = read.ok ? merge(catalogue, read.value) : undefined
      const now = merged ? lint(merged) : findings
      const added = without(now, findings)
      if (merged && added.every(({ code }) => tolerable.has(code))) {
        catalogue = merged
        findings = now
      } else {
        again.push(library)
        leftOut.push({ folder, findings: added, ...(read.ok ? {} : { fault: read.fault }) })
      }
    }
    waiting = again
  }
  const { places: _, ...loaded } = catalogue
  return ok({ ...loaded, findings, leftOut })
}

// What the bench can test, by the list of its checks.
const benchUnits = checks.flatMap(({ units }) => units.map(({ id }) => id))
const known = benchUnits.length === 0 ? {} : { benchUnits }

/** The findings that were not there before. */
export function without(findings: readonly LintFinding[], known: readonly LintFinding[]): readonly LintFinding[] {
  const seen = new Set(known.map((finding) => JSON.stringify(finding)))
  return findings.filter((finding) => !seen.has(JSON.stringify(finding)))
}

/** The libraries in the home folder of an installation, in the order of their names; none where there is no such folder. */
export function libraryFolders(home: string): readonly string[] {
  finishLibraries(home)
  const folder = join(home, 'libraries')
  const found = listFolder(folder, '')
  return found.ok ? found.value.folders.map((name) => join(folder, name)) : []
}

type Whole = Catalogue & Pick<Library, 'places' | 'policies' | 'profiles' | 'publishedVersions'>

/** The catalogue itself has every part; only libraries may leave some out. */
function complete(library: Library): Result<Whole, CatalogueFault> {
  const { longList, facts, glossary, effort } = library
  const missing = (file: string) => refuse({ code: 'scheme-document-missing' as const, file })
  if (!longList) return missing('requirements/list.yaml')
  if (!facts) return missing('facts.yaml')
  if (!glossary) return missing('glossary.yaml')
  if (!effort) return missing('effort.yaml')
  return ok({ ...library, longList, facts, glossary, effort })
}

/** What a library brings stands behind what is there; the same id twice is found by lint. */
function merge(catalogue: Whole, library: Library): Whole {
  const { longList, effort } = library
  return {
    schemes: [...catalogue.schemes, ...library.schemes],
    standards: [...catalogue.standards, ...library.standards],
    crosswalks: [...catalogue.crosswalks, ...library.crosswalks],
    recognition: [...catalogue.recognition, ...library.recognition],
    productTypes: [...catalogue.productTypes, ...library.productTypes],
    policies: [...catalogue.policies, ...library.policies],
    profiles: [...catalogue.profiles, ...library.profiles],
    publishedVersions: [...(catalogue.publishedVersions ?? []), ...(library.publishedVersions ?? [])],
    facts: [...catalogue.facts, ...(library.facts ?? [])],
    glossary: [...catalogue.glossary, ...(library.glossary ?? [])],
    published: [...(catalogue.published ?? []), ...(library.published ?? [])],
    shows: [...(catalogue.shows ?? []), ...(library.shows ?? [])],
    places: [...catalogue.places, ...library.places],
    longList: longList
      ? {
          ...catalogue.longList,
          sources: [...new Set([...catalogue.longList.sources, ...longList.sources])],
          themes: [
            ...catalogue.longList.themes,
            ...longList.themes.filter(({ id }) => !catalogue.longList.themes.some((theme) => theme.id === id)),
          ],
          requirements: [...catalogue.longList.requirements, ...longList.requirements],
        }
      : catalogue.longList,
    effort: effort
      ? {
          ...catalogue.effort,
          documents: [...catalogue.effort.documents, ...effort.documents],
          nodes: [...catalogue.effort.nodes, ...effort.nodes],
        }
      : catalogue.effort,
  }
}

/**
 * The schemes that are run here, as casework sees them. An operator may turn suspension on or off; that is a choice of the installation
 * and not of the scheme, so the digest stays that of the scheme as published.
 */
export function schemesOf(
  catalogue: Pick<Catalogue, 'schemes' | 'recognition' | 'shows'>,
  suspension: Readonly<Record<string, boolean>>,
  today: () => IsoDate,
): Schemes {
  const all = catalogue.schemes.flatMap(({ operation, ...scheme }): readonly OperatedScheme[] =>
    operation === undefined
      ? []
      : [
          {
            ...scheme,
            ...operation,
            // The door has seen to it that every level of a scheme that is run here says its validity.
            levels: scheme.levels as readonly OperatedLevel[],
            suspension: suspension[scheme.id] ?? operation.suspension,
            accepts: catalogue.recognition.filter(
              ({ to, effects }) => to.scheme === scheme.id && effects.some(({ kind }) => kind === 'criteria-accepted'),
            ),
            shows: catalogue.shows?.find((one) => one.scheme === editionKey(scheme))?.rows ?? [],
          },
        ],
  )
  return {
    all,
    find: (id, edition) =>
      edition === undefined
        ? editionOn(all, id, today())
        : all.find((s) => s.id === id && s.edition.documentNumber === edition),
  }
}
