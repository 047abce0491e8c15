import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Digest, digestBytes, digestOf } from '../../core/kernel/digest.ts'
import { packageRoot } from '../package-root.ts'

// Evidence says by which checks it was judged, so that whoever judges it again can tell a forged verdict from one that another build
// came to. A version does not say it: two builds may bear the same. What judges is the text of the checks with everything that they,
// the reading of a declaration and the putting together of verdicts import, however deep, and the libraries among it. It is the text of
// the sources in both cases: dist/ carries their digest since it was built (scripts/judging.mjs), for compiled text is another.

/** Where judging begins. */
const roots = ['lab/checks/all', 'lab/assess', 'lab/declared/read-ixit']

/** What a build leaves beside the compiled files. */
interface Built {
  readonly sources: Digest
  readonly compiled: Digest
}
export const builtFile = join(packageRoot, 'dist', 'judging.json')

let known: Digest | undefined

/** The identity of the checks of this program: the same from sources and from dist/, on every platform. */
export const judgingDigest = (): Digest => (known ??= import.meta.filename.endsWith('.ts') ? ofSources() : ofBuild())

/** What a build writes down about the sources it compiled. */
export const builtFrom = (): Built => ({ sources: ofSources(), compiled: ofCompiled() })

const ofSources = (): Digest => textDigest(join(packageRoot, 'src'), 'ts')
const ofCompiled = (): Digest => textDigest(join(packageRoot, 'dist'), 'js')

/** Of a build that changed after its digest was written, only the compiled text itself is certain: no source has that digest. */
function ofBuild(): Digest {
  const compiled = ofCompiled()
  const built: Partial<Built> = existsSync(builtFile) ? JSON.parse(readFileSync(builtFile, 'utf8')) : {}
  return built.compiled === compiled && built.sources !== undefined ? built.sources : compiled
}

/** The digest of every file that judging reaches in a folder of sources or of compiled files, and of the libraries it uses. */
export function textDigest(folder: string, extension: 'ts' | 'js', versions: Versions = pinned()): Digest {
  const files = new Map<string, Digest>()
  const libraries = new Set<string>()
  const open = roots.map((root) => `${root}.${extension}`)
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n') // as Git may write it on Windows
    files.set(file, digestBytes(text))
    for (const found of importsIn(text))
      if (found.startsWith('.')) open.push(posix.join(posix.dirname(file), found))
      else if (!found.startsWith('node:')) libraries.add(found.split('/', found.startsWith('@') ? 2 : 1).join('/'))
  }
  return digestOf({
    files: Object.fromEntries(files),
    libraries: Object.fromEntries([...libraries].map((name) => [name, versions[name] ?? 'unknown'])),
  })
}

type Versions = Readonly<Record<string, string>>
const pinned = (): Versions => JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).dependencies

/** What a file imports when it runs; a type is gone by then. */
const importsIn = (text: string): readonly string[] =>
  [
    ...text.matchAll(/^\s*(?:import|export)\s+(?:(?!type\s)[^'"\n;]*?(?:\{[^}]*\})?[^'"\n;]*?from\s+)?'([^']+)'/gm),
  ].flatMap(([, found]) => (found === undefined ? [] : [found]))
