import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { House } from '../../../../house.ts'
import { definePage, type PageContext } from '../../../page.tsx'
import type { LocalRules } from './rules.ts'

// The scripts of /check/local are bundled when the house is built (scripts/local-check.mjs): two files without imports.
const built = (() => {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return join(folder, 'dist/local-check')
})()

/** A script of /check/local; empty among sources that were never built. */
const scriptOf = (name: 'page-script' | 'engine'): string => {
  const file = join(built, `${name}.js`)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** The script of the page itself. */
export const pageScript: string = scriptOf('page-script')
const engine = scriptOf('engine')

export const pageScriptUrl: string = `/assets/${hash('sha256', pageScript, 'hex').slice(0, 16)}.js`

/** The worker with the rules it checks by in one script, made once for a house. */
export async function engineOf(house: House): Promise<string> {
  const trust = await readFile(join(house.publicFolder, 'trust', 'root.json'), 'utf8').catch(() => undefined)
  const made = engines.get(house)
  if (made !== undefined && made.trust === trust) return made.script
  const { checks, catalogue } = house
  const rules: LocalRules = {
    policies: checks.policies,
    profiles: checks.profiles,
    schemes: catalogue.schemes,
    recognition: catalogue.recognition,
    facts: catalogue.facts,
    trust,
  }
  const script = `const localRules=${JSON.stringify(rules).replaceAll('<', '\\u003c')};\n${engine}`
  engines.set(house, { trust, script })
  return script
}
const engines = new WeakMap<House, { readonly trust: string | undefined; readonly script: string }>()

export const engineUrl = '/check/local/engine.js'

// Nothing that the worker does may connect to anything; its policy is its own, not that of the page.
const workerPolicy = "default-src 'none'"

function script(p: PageContext<unknown>, text: string, kept: string): Response {
  const packed = (p.c.req.header('accept-encoding') ?? '').includes('gzip')
  p.c.header('content-type', 'text/javascript; charset=utf-8')
  p.c.header('cache-control', kept)
  p.c.header('vary', 'Accept-Encoding')
  p.c.header('content-security-policy', workerPolicy)
  if (!packed) return p.c.body(text)
  let bytes = packedOf.get(text)
  if (bytes === undefined) {
    bytes = gzipSync(text)
    if (packedOf.size > 8) packedOf.clear()
    packedOf.set(text, bytes)
  }
  p.c.header('content-encoding', 'gzip')
  return p.c.body(bytes)
}
const packedOf = new Map<string, Uint8Array<ArrayBuffer>>()

const none = { ja: {}, en: {} }

export const pageScriptFile = definePage({
  path: pageScriptUrl,
  prefixed: false,
  texts: none,
  handler: (p) => script(p, pageScript, 'public, max-age=31536000, immutable'),
})

export const engineFile = definePage({
  path: engineUrl,
  prefixed: false,
  texts: none,
  handler: async (p) => script(p, await engineOf(p.house), 'public, max-age=0, must-revalidate'),
})
