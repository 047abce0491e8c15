import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { type PublishedVersion, parsePolicy, parseProfile, parsePublishedPolicies } from '../core/procurement/parse.ts'
import { type PinnedPolicy, versionKey } from '../core/procurement/policy.ts'
import type { PinnedProfile } from '../core/procurement/profile.ts'
import type { Catalogue } from '../core/scheme/catalogue.ts'
import type { SchemeFault } from '../core/scheme/faults.ts'
import type { LintInput } from '../core/scheme/lint-rule.ts'
import {
  type CatalogueDocument,
  parseCrosswalk,
  parseDeviceTests,
  parseEffort,
  parseFacts,
  parseGlossary,
  parseLongList,
  parseProductType,
  parsePublished,
  parseRecognition,
  parseScheme,
  parseStandard,
} from '../core/scheme/parse.ts'
import { editionKey } from '../core/scheme/scheme.ts'
import { readBoundedYaml } from './bounded-yaml.ts'
import type { CatalogueFault } from './catalogue-faults.ts'

/** What lies in one folder of the catalogue's layout; a library may have some of it only. */
export interface Library extends Partial<Catalogue> {
  readonly schemes: Catalogue['schemes']
  readonly standards: Catalogue['standards']
  readonly crosswalks: Catalogue['crosswalks']
  readonly recognition: Catalogue['recognition']
  readonly productTypes: Catalogue['productTypes']
  readonly policies: readonly PinnedPolicy[]
  readonly profiles: readonly PinnedProfile[]
  readonly publishedVersions?: readonly PublishedVersion[]
  readonly places: NonNullable<LintInput['places']>
}

type Place = Library['places'][number]

/** What a folder may hold at most. */
export const filesLimit = 5_000
export const bytesLimit = 64 * 1024 * 1024

/** Reads everything in a folder that has the layout of the catalogue. The first mistake of shape ends it. */
export function readLibrary(folder: string): Result<Library, CatalogueFault> {
  const top = listFolder(folder, '')
  if (!top.ok) return top
  const files = openFiles(folder)
  const places: Place[] = []
  const has = (name: string) => top.value.files.includes(name) || top.value.folders.includes(name)

  /** Every folder below `kind`, one scheme or standard each. */
  const each = <T>(
    kind: string,
    parse: Parse<T>,
    expected: (thing: T) => string,
  ): Result<readonly T[], CatalogueFault> => {
    if (!has(kind)) return ok([])
    const names = listFolder(folder, kind)
    if (!names.ok) return names
    return collect(names.value.folders, (name) => {
      const documents = files.below(`${kind}/${name}`)
      if (!documents.ok) return documents
      const thing = parse(documents.value)
      if (thing.ok) places.push({ file: `${kind}/${name}/`, expected: `${kind}/${expected(thing.value)}/` })
      // The room knows the name of the missing file, not where it was looked for.
      return !thing.ok && thing.fault.code === 'scheme-document-missing'
        ? refuse({ ...thing.fault, file: `${kind}/${name}/${thing.fault.file}` })
        : thing
    })
  }
  /** Every file below `kind`. */
  const all = <T extends { readonly id: string }>(
    kind: string,
    parse: (document: CatalogueDocument) => Result<T, SchemeFault>,
    expected: (thing: T) => string = ({ id }) => id,
  ): Result<readonly T[], CatalogueFault> => {
    if (!has(kind)) return ok([])
    const documents = files.below(kind)
    if (!documents.ok) return documents
    return collect(documents.value, (document) => {
      const thing = parse(document)
      if (thing.ok) places.push({ file: document.file, expected: `${kind}/${expected(thing.value)}.yaml` })
      return thing
    })
  }
  /** The one file of that name, if it is there. */
  const one = <T>(
    file: string,
    parse: (document: CatalogueDocument) => Result<T, SchemeFault>,
  ): Result<T | undefined, CatalogueFault> => {
    if (!top.value.files.includes(file)) return ok(undefined)
    const document = files.one(file)
    return document.ok ? parse(document.value) : document
  }

  /** The one file of that name in a folder; what else lies there is for somebody else. */
  const oneBelow = <T>(
    kind: string,
    name: string,
    parse: (document: CatalogueDocument) => Result<T, SchemeFault>,
  ): Result<T | undefined, CatalogueFault> => {
    if (!top.value.folders.includes(kind)) return ok(undefined)
    const inside = listFolder(folder, kind)
    if (!inside.ok) return inside
    if (!inside.value.files.includes(name)) return ok(undefined)
    const document = files.one(`${kind}/${name}`)
    return document.ok ? parse(document.value) : document
  }

  const schemes = each(
    'schemes',
    (documents) => {
      for (const { file, data } of documents) addPart(places, file, 'criteria', data, 'id')
      return parseScheme(documents)
    },
    editionKey,
  )
  if (!schemes.ok) return schemes
  const standards = each('standards', parseStandard, ({ id }) => id)
  if (!standards.ok) return standards
  const longList = has('requirements')
    ? andThen(files.below('requirements'), (documents) => {
        for (const { file, data } of documents) addPart(places, file, 'themes', data, 'theme')
        return parseLongList(documents)
      })
    : ok(undefined)
  if (!longList.ok) return longList
  const crosswalks = all('crosswalks', parseCrosswalk)
  if (!crosswalks.ok) return crosswalks
  const recognition = all('recognition', parseRecognition)
  if (!recognition.ok) return recognition
  const productTypes = all('product-types', parseProductType)
  if (!productTypes.ok) return productTypes
  const policies = all('policies', parsePolicy, versionKey)
  if (!policies.ok) return policies
  const profiles = all('profiles', parseProfile, versionKey)
  if (!profiles.ok) return profiles
  const facts = one('facts.yaml', parseFacts)
  if (!facts.ok) return facts
  const glossary = one('glossary.yaml', parseGlossary)
  if (!glossary.ok) return glossary
  const effort = one('effort.yaml', parseEffort)
  if (!effort.ok) return effort
  const published = one('published.yaml', parsePublished)
  if (!published.ok) return published
  const publishedVersions = one('published-policies.yaml', parsePublishedPolicies)
  if (!publishedVersions.ok) return publishedVersions
  const shows = oneBelow('device-tests', 'shows.yaml', parseDeviceTests)
  if (!shows.ok) return shows
  return ok({
    schemes: schemes.value,
    standards: standards.value,
    crosswalks: crosswalks.value,
    recognition: recognition.value,
    productTypes: productTypes.value,
    policies: policies.value,
    profiles: profiles.value,
    places,
    ...(longList.value && { longList: longList.value }),
    ...(facts.value && { facts: facts.value }),
    ...(glossary.value && { glossary: glossary.value }),
    ...(published.value && { published: published.value }),
    ...(publishedVersions.value && { publishedVersions: publishedVersions.value }),
    ...(shows.value && { shows: shows.value }),
    ...(effort.value && { effort: effort.value }),
  })
}

type Parse<T> = (documents: readonly CatalogueDocument[]) => Result<T, SchemeFault>

/** A criterion and a theme of the long list are named inside; their files must be called the same. */
function addPart(places: Place[], file: string, folder: string, data: unknown, key: 'id' | 'theme'): void {
  const [, parent] = file.split('/').reverse()
  const name = (data as Record<string, unknown> | null)?.[key]
  if (parent !== folder || typeof name !== 'string') return
  places.push({ file, expected: `${file.slice(0, file.lastIndexOf('/'))}/${name}.yaml` })
}

function andThen<T, U, F, G>(result: Result<T, F>, next: (value: T) => Result<U, G>): Result<U, F | G> {
  return result.ok ? next(result.value) : result
}

function collect<T, U, F>(things: readonly T[], read: (thing: T) => Result<U, F>): Result<readonly U[], F> {
  const found: U[] = []
  for (const thing of things) {
    const result = read(thing)
    if (!result.ok) return result
    found.push(result.value)
  }
  return ok(found)
}

/** The YAML files of a folder, counted as they are read, so that no folder is too much. */
function openFiles(folder: string) {
  let files = 0
  let bytes = 0
  const one = (file: string): Result<CatalogueDocument, CatalogueFault> => {
    const path = join(folder, file)
    files += 1
    bytes += statSync(path).size
    // A single file that is too large says so itself, below.
    const data = readBoundedYaml(path, file)
    if (!data.ok) return data
    if (files > filesLimit || bytes > bytesLimit)
      return refuse({ code: 'catalogue-too-large', folder, files: filesLimit, bytes: bytesLimit })
    return ok({ file, data: data.value })
  }
  /** All YAML files below a folder, at any depth. */
  const below = (name: string): Result<readonly CatalogueDocument[], CatalogueFault> => {
    const entries = listFolder(folder, name)
    if (!entries.ok) return entries
    const here = collect(
      entries.value.files.filter((file) => /\.ya?ml$/.test(file)),
      (file) => one(`${name}/${file}`),
    )
    if (!here.ok) return here
    const deeper = collect(entries.value.folders, (inner) => below(`${name}/${inner}`))
    return deeper.ok ? ok([...here.value, ...deeper.value.flat()]) : deeper
  }
  return { one, below }
}

interface Listing {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

/** What lies in a folder, in the order of names. Links are not followed: the catalogue is what lies in its folder. */
export function listFolder(folder: string, below: string): Result<Listing, CatalogueFault> {
  try {
    const entries = readdirSync(join(folder, below), { withFileTypes: true })
    const names = (kind: 'isFile' | 'isDirectory') => entries.filter((entry) => entry[kind]()).map(({ name }) => name)
    return ok({ files: names('isFile').sort(), folders: names('isDirectory').sort() })
  } catch (error) {
    if (!isMissing(error)) throw error
    return refuse({ code: 'catalogue-folder-missing', folder: join(folder, below) })
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EACCES'].includes(String(error.code))
