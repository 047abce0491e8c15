import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, test } from 'vitest'

// What the documentation shows is run: commands that read nothing but examples/ or the catalogue go to the compiled program
// and must end as their comment says; names imported in snippets exist; links inside the checkout lead somewhere.

const root = resolve(import.meta.dirname, '../..')
const program = join(root, 'dist/apps/cli/main.js')

const elsewhere = new Set(['node_modules', 'dist', 'data', 'test-results', 'playwright-report'])
const markdownBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return elsewhere.has(entry.name) || entry.name.startsWith('.') ? [] : markdownBelow(path)
    return entry.name.endsWith('.md') ? [relative(root, path)] : []
  })
const documents = markdownBelow(root).map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
const explaining = documents.filter(({ file }) =>
  /^(README[^/]*|docs\/guide\/.*|examples\/[^/]+\/README)\.md$/.test(file),
)

const fence = /^```(\w*)\n([\s\S]*?)^```$/gm
const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(fence)].flatMap(([, found, body]) => (found === language ? [body ?? ''] : []))
const withoutCode = (text: string): string => text.replace(fence, '').replace(/`[^`\n]*`/g, '')

interface Shown {
  readonly file: string
  readonly args: readonly string[]
  readonly exit: number | undefined // as the comment states it
}

const exists = (file: string): boolean => existsSync(join(root, file))

/** Commands that can be run as they stand: their folders are examples that exist, or they look at the catalogue alone. */
function isRunnable(args: readonly string[]): boolean {
  const [command, next] = args
  if (command === 'catalogue') return next === 'lint' && args.length === 2
  if (command === 'probe') return isRunnableProbe(next, args.slice(2))
  return command === 'assess' && next !== undefined && next.startsWith('examples/') && exists(next)
}

/** Of the bench what reads examples alone: a plan sends nothing, and evidence is read where it lies. */
function isRunnableProbe(verb: string | undefined, rest: readonly string[]): boolean {
  const named = rest.filter((word) => /[/]/.test(word))
  return (
    ['plan', 'show', 'verify'].includes(verb ?? '') &&
    named.length > 0 &&
    named.every((w) => w.startsWith('examples/') && exists(w))
  )
}

const shown: readonly Shown[] = explaining.flatMap(({ file, text }) =>
  blocks(text, 'sh').flatMap((block) =>
    block.split('\n').flatMap((line): Shown[] => {
      const [, words, comment = ''] = /^\.\/hoshirushi ([^#]*?)\s*(#.*)?$/.exec(line) ?? []
      const args = words?.split(/\s+/)
      if (args === undefined || !isRunnable(args)) return []
      const stated = /(?:exit|終了コード) (\d)/.exec(comment)?.[1]
      return [{ file, args, exit: stated === undefined ? undefined : Number(stated) }]
    }),
  ),
)

const run = (args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) =>
    execFile(process.execPath, [program, ...args], { cwd: root, maxBuffer: 16 * 1024 * 1024 }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    ),
  )

describe('commands in the documentation', () => {
  test('the program is compiled', () => assert.ok(existsSync(program), 'run `npm run build` first'))

  test('the READMEs and guides of both languages show commands that end well, and some that do not', () => {
    for (const language of [/^README\.ja\.md$/, /^README\.md$/, /^docs\/guide\/ja\//, /^docs\/guide\/en\//]) {
      const codes = new Set(shown.filter(({ file }) => language.test(file)).map(({ exit }) => exit))
      assert.ok(codes.has(0) && codes.has(1), `${language}: ${[...codes]}`)
    }
  })

  const once = Map.groupBy(shown, ({ args }) => args.join(' '))
  for (const [command, places] of once)
    test(command, async () => {
      const { code, out, err } = await run(command.split(' '))
      assert.ok((out + err).trim().length > 0, 'it says something')
      // Where a comment states nothing, the answer may be yes or no, but the command must be able to give one.
      for (const { file, exit } of places)
        assert.ok(exit === undefined ? code === 0 || code === 1 : code === exit, `${file}: exit ${code}\n${out}${err}`)
    })
})

test('what snippets import from the package is there', async () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { node: string }>
  }
  let seen = 0
  for (const { file, text } of explaining)
    for (const [, names = '', path = ''] of text.matchAll(/^import \{([^}]*)\} from 'hoshirushi(\/\w+)?'$/gm)) {
      const target = exports[path === '' ? '.' : `.${path}`]
      assert.ok(target, `${file}: hoshirushi${path} is not exported`)
      const module = (await import(join(root, typeof target === 'string' ? target : target.node))) as object
      for (const name of names.split(',').map((n) => n.trim()))
        assert.ok(name in module, `${file}: ${name} is not in hoshirushi${path}`)
      seen++
    }
  assert.ok(seen > 0)
})

/** Anchors as they are made of headings: lower case, without punctuation, blanks as hyphens. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.replace(fence, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  )

describe('links inside the checkout', () => {
  test('there are documents to look at', () => assert.ok(documents.length > 20, `${documents.length} documents`))

  for (const { file, text } of documents)
    test(`of ${file} lead somewhere`, () => {
      const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
      const broken = links.filter((link) => {
        if (/^[a-z]+:/.test(link)) return false // of the world, not ours
        const [path = '', anchor] = decodeURIComponent(link).split('#')
        const target = path === '' ? file : relative(root, resolve(root, dirname(file), path))
        if (target.startsWith('..') || !exists(target)) return true
        if (anchor === undefined || statSync(join(root, target)).isDirectory()) return false
        return !anchorsOf(readFileSync(join(root, target), 'utf8')).includes(anchor)
      })
      assert.deepEqual(broken, [])
    })
})

test('the guides say the same in both languages: same files, same number of sections and commands', () => {
  const guide = (language: string) =>
    documents
      .filter(({ file }) => file.startsWith(`docs/guide/${language}/`))
      .sort((a, b) => (a.file < b.file ? -1 : 1))
  const shape = ({ file, text }: { file: string; text: string }) => ({
    file: file.split('/').at(-1),
    sections: [...text.replace(fence, '').matchAll(/^#+ /gm)].length,
    commands: blocks(text, 'sh').flatMap((block) => [...block.matchAll(/^\.\/hoshirushi \S+/gm)].map(([c]) => c)),
  })
  assert.deepEqual(guide('en').map(shape), guide('ja').map(shape))
  assert.ok(guide('ja').length >= 6)
})
