import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { LintInput } from '../../src/core/scheme/lint-rule.ts'

const vectors = new URL('../../vectors/scheme/lint.yaml', import.meta.url)
const { catalogue } = parse(readFileSync(vectors, 'utf8')) as { readonly catalogue: LintInput }

/** The small sound catalogue of the lint vectors, file by file, as a person would keep it. */
export function smallCatalogueFiles(): Readonly<Record<string, unknown>> {
  const files: Record<string, unknown> = {
    'facts.yaml': { facts: catalogue.facts },
    'glossary.yaml': { terms: [] },
    'effort.yaml': catalogue.effort,
  }
  for (const { criteria, ...head } of catalogue.schemes) {
    files[`schemes/${head.id}/scheme.yaml`] = head
    for (const criterion of criteria) files[`schemes/${head.id}/criteria/${criterion.id}.yaml`] = criterion
  }
  for (const { provisions, ...head } of catalogue.standards) {
    files[`standards/${head.id}/edition.yaml`] = { ...head, provenance: { mark: 'own' } }
    files[`standards/${head.id}/provisions/1.yaml`] = { clause: '1', provisions }
  }
  const { requirements, ...list } = catalogue.longList
  files['requirements/list.yaml'] = list
  for (const { id: theme } of list.themes)
    files[`requirements/themes/${theme}.yaml`] = {
      theme,
      requirements: requirements.filter((row) => row.theme === theme).map(({ theme: _, ...row }) => row),
    }
  for (const crosswalk of catalogue.crosswalks) files[`crosswalks/${crosswalk.id}.yaml`] = crosswalk
  for (const rule of catalogue.recognition) files[`recognition/${rule.id}.yaml`] = rule
  for (const type of catalogue.productTypes) files[`product-types/${type.id}.yaml`] = type
  return files
}

/** Writes it into a new folder, with some files put in place of or beside its own. */
export function smallCatalogue(others: Readonly<Record<string, unknown>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-catalogue-'))
  putFiles(folder, { ...smallCatalogueFiles(), ...others })
  return folder
}

/** Writes files below a folder; a text as it is, anything else as YAML. */
export function putFiles(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content))
  }
}
