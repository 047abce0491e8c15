import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

// Style and pictures are few and small: read once, named by their digest, kept by browsers for ever.

/** A file served at an address that changes when it does. */
export interface Asset {
  readonly url: string
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer>
}

// From sources this file is in src/apps/web, from a build in dist/apps/web: style sheets exist only among the sources.
const sources = (() => {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return join(folder, 'src/apps/web')
})()

const types = { css: 'text/css; charset=utf-8', svg: 'image/svg+xml', js: 'text/javascript; charset=utf-8' } as const

function makeAsset(extension: keyof typeof types, text: string): Asset {
  const body = Buffer.from(text)
  return {
    url: `/assets/${hash('sha256', body, 'hex').slice(0, 16)}.${extension}`,
    type: types[extension],
    body,
    gzip: gzipSync(body, { level: 9 }),
    brotli: brotliCompressSync(body),
  }
}

/** Comments and needless spaces out; nothing else, so that the sheet stays what was written. */
export const squeeze = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/;}/g, '}')
    .trim()

const sheets = [
  'tokens',
  'base',
  'frame',
  'parts',
  'form',
  'public',
  'catalogue',
  'check',
  'check-local',
  'watch',
  'policies',
  'statistics',
  'check-job',
  'desk',
  'body',
  'applicant',
  'laboratory',
  'map',
  'print',
]

/** The one style sheet of the house. */
export const style: Asset = makeAsset(
  'css',
  sheets.map((name) => squeeze(readFileSync(join(sources, 'style', `${name}.css`), 'utf8'))).join('\n'),
)

/** Four capsules. */
export const icon: Asset = makeAsset(
  'svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#00118f"/><g fill="#fff">${[
    5.5, 11.5, 17.5, 23.5,
  ]
    .map((y) => `<rect x="6" y="${y - 1.5}" width="20" height="4" rx="2"/>`)
    .join('')}</g></svg>`,
)

/**
 * A script of a workspace page (plain JavaScript beside its page); public pages have none. Several files become one: each may
 * import from those before it, and the lines that say so fall away.
 */
export const script = (...paths: readonly string[]): Asset =>
  makeAsset('js', paths.map((path) => joined(readFileSync(join(sources, path), 'utf8'))).join('\n'))

const joined = (code: string): string =>
  code
    .replace(/^import [\s\S]*? from '\.\/[\w-]+\.js'$/gm, '')
    .replace(/^export (?=(async )?(function|const|class) )/gm, '')
