import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { test } from 'vitest'

/** Everything a module loads when it runs; type-only imports vanish. */
function loads(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/^(?:import|export)\s+(?!type\s)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)].map((m) => m[1]!)
}

function reach(start: string): { readonly files: ReadonlySet<string>; readonly foreign: readonly string[] } {
  const files = new Set<string>()
  const foreign: string[] = []
  const visit = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const target of loads(file)) {
      if (target.startsWith('.')) visit(resolve(dirname(file), target))
      else foreign.push(`${file}: ${target}`)
    }
  }
  visit(start)
  return { files, foreign }
}

test('the verifier of the browser reaches nothing but our own browser-safe files', () => {
  const { files, foreign } = reach(resolve(import.meta.dirname, 'index-web.ts'))
  assert.deepEqual(foreign, [])
  assert.ok(files.size > 12)
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    assert.ok(!/\b(process|require|__dirname)\b[.(]/.test(text), file)
    if (!file.endsWith('base64.ts'))
      assert.ok(!/\bBuffer\b/.test(text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')), file)
  }
})

test('the walk would see a library: the verifier of Node reaches node:crypto', () => {
  assert.ok(reach(resolve(import.meta.dirname, 'index.ts')).foreign.some((f) => f.endsWith('node:crypto')))
})
