import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { FactDefinition } from '../../src/core/scheme/fact.ts'
import { type CatalogueDocument, parseFacts, parseScheme, parseStandard } from '../../src/core/scheme/parse.ts'
import type { PinnedScheme } from '../../src/core/scheme/scheme.ts'
import type { Standard } from '../../src/core/scheme/standard.ts'

const root = resolve(import.meta.dirname, '../../catalogue')

const documents = (folder: string): readonly CatalogueDocument[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({
      file: `${folder}/${name}`,
      data: parse(readFileSync(join(root, folder, name), 'utf8')) as unknown,
    }))

const must = <T>(read: { ok: true; value: T } | { ok: false; fault: unknown }): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.fault))
  return read.value
}

/** The catalogue as it lies in the repository. */
export const catalogueScheme: PinnedScheme = must(parseScheme(documents('schemes/jc-star')))
export const catalogueStandards: readonly Standard[] = readdirSync(join(root, 'standards')).map((id) =>
  must(parseStandard(documents(`standards/${id}`))),
)
export const catalogueFacts: readonly FactDefinition[] = must(
  parseFacts({ file: 'facts.yaml', data: parse(readFileSync(join(root, 'facts.yaml'), 'utf8')) as unknown }),
)
