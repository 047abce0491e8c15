import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { Schemes } from '../casework/ports.ts'
import type { IsoDate } from '../core/kernel/date.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Catalogue } from '../core/scheme/catalogue.ts'
import { editionOn } from '../core/scheme/edition.ts'
import type { SchemeFault } from '../core/scheme/faults.ts'
import { lintCatalogue } from '../core/scheme/lint.ts'
import type { LintFinding } from '../core/scheme/lint-rule.ts'
import {
  type CatalogueDocument,
  parseCrosswalk,
  parseEffort,
  parseFacts,
  parseGlossary,
  parseLongList,
  parseProductType,
  parseRecognition,
  parseScheme,
  parseStandard,
} from '../core/scheme/parse.ts'
import type { OperatedLevel, OperatedScheme } from '../core/scheme/scheme.ts'

/** The ground of the house: everything in the catalogue folder, and what lint says of it. */
export interface LoadedCatalogue extends Catalogue {
  readonly findings: readonly LintFinding[]
}

/** Why the catalogue folder cannot be read. */
export type CatalogueFault =
  | SchemeFault
  | { readonly code: 'catalogue-folder-missing'; readonly folder: string }
  | { readonly code: 'catalogue-file-too-large'; readonly file: string; readonly size: number; readonly limit: number }
  | {
      readonly code: 'yaml-broken'
      readonly file: string
      readonly line: number
      readonly column: number
      readonly reason: string
    }

export const catalogueFileFaultTexts: FaultTexts<Exclude<CatalogueFault, SchemeFault>> = {
  'catalogue-folder-missing': {
    what: { ja: 'カタログのフォルダー「{folder}」を読めません。', en: 'The catalogue folder {folder} cannot be read.' },
    why: {
      ja: 'フォルダーがないか、読み取りの許可がありません。',
      en: 'It does not exist, or reading it is not permitted.',
    },
    next: { ja: '場所と許可を確かめてください。', en: 'Check the place and the permissions.' },
  },
  'catalogue-file-too-large': {
    what: { ja: 'ファイル「{file}」が大きすぎます。', en: 'The file {file} is too large.' },
    why: {
      ja: '{size}バイトあります。上限は{limit}バイトです。',
      en: 'It has {size} bytes; the limit is {limit} bytes.',
    },
    next: { ja: 'ファイルを分けてください。', en: 'Split the file.' },
  },
  'yaml-broken': {
    what: {
      ja: 'ファイル「{file}」の{line}行目{column}文字目で、YAMLとして読めません。',
      en: 'The file {file} is not valid YAML at line {line}, column {column}.',
    },
    why: { ja: 'YAMLの書き方に誤りがあります（{reason}）。', en: 'There is a mistake in the YAML ({reason}).' },
    next: {
      ja: 'その行と、すぐ前の行の字下げや引用符を確かめてください。',
      en: 'Check the indentation and quotation marks of that line and the one before.',
    },
  },
}

/** No file of a catalogue comes near this; a bigger one is a mistake or an attack. */
export const fileSizeLimit = 1024 * 1024

/** Reads the whole catalogue folder. Lint findings do not stop it: whoever calls decides what they weigh. */
export function loadCatalogue(folder: string, today?: IsoDate): Result<LoadedCatalogue, CatalogueFault> {
  const schemes = readEach(folder, 'schemes', parseScheme)
  if (!schemes.ok) return schemes
  const standards = readEach(folder, 'standards', parseStandard)
  if (!standards.ok) return standards
  const longList = readDocuments(folder, 'requirements')
  if (!longList.ok) return longList
  const list = parseLongList(longList.value)
  if (!list.ok) return list
  const crosswalks = readFiles(folder, 'crosswalks', parseCrosswalk)
  if (!crosswalks.ok) return crosswalks
  const recognition = readFiles(folder, 'recognition', parseRecognition)
  if (!recognition.ok) return recognition
  const productTypes = readFiles(folder, 'product-types', parseProductType)
  if (!productTypes.ok) return productTypes
  const facts = readOne(folder, 'facts.yaml', parseFacts)
  if (!facts.ok) return facts
  const glossary = readOne(folder, 'glossary.yaml', parseGlossary)
  if (!glossary.ok) return glossary
  const effort = readOne(folder, 'effort.yaml', parseEffort)
  if (!effort.ok) return effort
  const loaded: Catalogue = {
    schemes: schemes.value,
    standards: standards.value,
    longList: list.value,
    crosswalks: crosswalks.value,
    recognition: recognition.value,
    productTypes: productTypes.value,
    facts: facts.value,
    glossary: glossary.value,
    effort: effort.value,
  }
  const findings = lintCatalogue({ ...loaded, ...(today === undefined ? {} : { today }) })
  return ok({ ...loaded, findings })
}

/**
 * The schemes that are run here, as casework sees them. An operator may turn suspension on or off; that is a choice of the installation
 * and not of the scheme, so the digest stays that of the scheme as published.
 */
export function schemesOf(
  catalogue: Pick<Catalogue, 'schemes'>,
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

/** Parses every folder below `kind`, one scheme or standard each, in the order of their names. */
function readEach<T>(
  folder: string,
  kind: string,
  parse: (documents: readonly CatalogueDocument[]) => Result<T, SchemeFault>,
): Result<readonly T[], CatalogueFault> {
  const names = listFolder(folder, kind)
  if (!names.ok) return names
  const things: T[] = []
  for (const name of names.value.folders) {
    const documents = readDocuments(folder, `${kind}/${name}`)
    if (!documents.ok) return documents
    const thing = parse(documents.value)
    // The room knows the name of the missing file, not where it was looked for.
    if (!thing.ok)
      return thing.fault.code === 'scheme-document-missing'
        ? refuse({ ...thing.fault, file: `${kind}/${name}/${thing.fault.file}` })
        : thing
    things.push(thing.value)
  }
  return ok(things)
}

/** Parses every file of a folder, in the order of their names. */
function readFiles<T>(
  folder: string,
  kind: string,
  parse: (document: CatalogueDocument) => Result<T, SchemeFault>,
): Result<readonly T[], CatalogueFault> {
  const documents = readDocuments(folder, kind)
  if (!documents.ok) return documents
  const things: T[] = []
  for (const document of documents.value) {
    const thing = parse(document)
    if (!thing.ok) return thing
    things.push(thing.value)
  }
  return ok(things)
}

function readOne<T>(
  folder: string,
  file: string,
  parse: (document: CatalogueDocument) => Result<T, SchemeFault>,
): Result<T, CatalogueFault> {
  const names = listFolder(folder, '')
  if (!names.ok) return names
  if (!names.value.files.includes(file)) return refuse({ code: 'scheme-document-missing', file })
  const document = readYaml(folder, file)
  return document.ok ? parse(document.value) : document
}

/** All YAML files below a folder of the catalogue, at any depth. */
function readDocuments(folder: string, below: string): Result<readonly CatalogueDocument[], CatalogueFault> {
  const entries = listFolder(folder, below)
  if (!entries.ok) return entries
  const documents: CatalogueDocument[] = []
  for (const name of entries.value.files.filter((file) => /\.ya?ml$/.test(file))) {
    const document = readYaml(folder, `${below}/${name}`)
    if (!document.ok) return document
    documents.push(document.value)
  }
  for (const name of entries.value.folders) {
    const deeper = readDocuments(folder, `${below}/${name}`)
    if (!deeper.ok) return deeper
    documents.push(...deeper.value)
  }
  return ok(documents)
}

interface Listing {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

// Links are not followed: the catalogue is what lies in its folder.
function listFolder(folder: string, below: string): Result<Listing, CatalogueFault> {
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

function readYaml(folder: string, file: string): Result<CatalogueDocument, CatalogueFault> {
  const path = join(folder, file)
  const { size } = statSync(path)
  if (size > fileSizeLimit) return refuse({ code: 'catalogue-file-too-large', file, size, limit: fileSizeLimit })
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error) {
    const { line, col } = lines.linePos(error.pos[0])
    return refuse({ code: 'yaml-broken', file, line, column: col, reason: error.message })
  }
  try {
    return ok({ file, data: document.toJS() })
  } catch (error) {
    // Aliases without an anchor, or so many that they would fill the memory, show only here.
    if (!(error instanceof ReferenceError)) throw error
    return refuse({ code: 'yaml-broken', file, line: 1, column: 1, reason: error.message })
  }
}
