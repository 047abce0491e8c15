import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { parse } from 'yaml'
import { loadCatalogue } from '../src/adapters/catalogue-files.ts'
import { packageRoot } from '../src/adapters/package-root.ts'
import { compileScheme } from '../src/core/scheme/compile.ts'
import { lintCatalogue } from '../src/core/scheme/lint.ts'
import { editionKey } from '../src/core/scheme/scheme.ts'
import { type Measured, type Measurement, median } from './measured.ts'

const rounds = 9

/** Reading and checking the whole catalogue, beside what only parsing the same files takes. */
export async function run(): Promise<Measurement> {
  const folder = join(packageRoot, 'catalogue')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const read = () => {
    const catalogue = loadCatalogue(folder, '2026-11-23')
    if (!catalogue.ok) throw new Error(catalogue.fault.code)
    return catalogue.value
  }
  const timed = (work: () => unknown): number => {
    const from = performance.now()
    work()
    return performance.now() - from
  }
  // The first reading of a process, before anything is compiled, is what somebody waits for who types a command.
  const first = timed(read)
  const catalogue = read()
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  const works = {
    whole: read,
    lint: () => lintCatalogue(catalogue),
    compile: () => {
      for (const scheme of catalogue.schemes) compileScheme(catalogue, editionKey(scheme), catalogue.findings)
    },
    jsYaml: () => {
      for (const text of texts) load(text)
    },
    yaml: () => {
      for (const text of texts) parse(text)
    },
  }
  type Work = keyof typeof works
  const took: Record<Work, number[]> = { whole: [], lint: [], compile: [], jsYaml: [], yaml: [] }
  for (let i = 0; i < rounds; i++) for (const name of Object.keys(works) as Work[]) took[name].push(timed(works[name]))
  const ms = (name: Work) => median(took[name])
  const goal = { atMost: 1000 }
  const row = (what: string, value: number, others: Partial<Measured> = {}): Measured => ({
    what,
    value,
    unit: 'ms',
    ...others,
  })
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return {
    name: 'catalogue',
    how: `Every file of the catalogue (${files.length} files, ${Math.round(bytes / 1024)} KiB): read, parse, check the shape, build, pin by digest, lint. One thread, medians of ${rounds} rounds in which the works take turns; “first” is the first reading of the process. Beside it the bare parsing of the same texts, by the reader that is used (js-yaml) and by the one it replaced here (yaml).`,
    rows: [
      row('load and lint, first', first, { goal }),
      row('load and lint', ms('whole'), {
        limit: { what: 'js-yaml, parsing alone', value: ms('jsYaml') },
        ratio: ms('whole') / ms('jsYaml'),
      }),
      row('load and lint', ms('whole'), {
        limit: { what: 'yaml, parsing alone', value: ms('yaml') },
        ratio: ms('whole') / ms('yaml'),
      }),
      row('lint alone', ms('lint'), { goal }),
      row(`compile all ${catalogue.schemes.length} schemes`, ms('compile'), { goal }),
    ],
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
