import assert from 'node:assert/strict'
import fc from 'fast-check'
import { afterEach, test, vi } from 'vitest'
import * as native from './base64.ts'

afterEach(() => vi.unstubAllGlobals())

/** The same file as a browser runs it, where there is no Buffer. */
async function browser(): Promise<typeof native> {
  vi.resetModules()
  vi.stubGlobal('Buffer', undefined)
  const web = await import('./base64.ts')
  vi.unstubAllGlobals() // assert and vitest want theirs back
  return web
}

test('Node and a browser write and read the same texts', async () => {
  const web = await browser()
  const bytes = fc.uint8Array({ maxLength: 70 })
  fc.assert(
    fc.property(bytes, (b) => {
      assert.equal(web.toBase64(b), native.toBase64(b))
      assert.equal(web.toBase64url(b), native.toBase64url(b))
      for (const side of [web, native]) {
        assert.deepEqual([...side.fromBase64(side.toBase64(b))!], [...b])
        assert.deepEqual([...side.fromBase64url(side.toBase64url(b))!], [...b])
      }
    }),
  )
})

test('a second spelling of the same bytes is refused by both', async () => {
  const web = await browser()
  for (const side of [web, native]) {
    for (const text of ['AB==', 'AA=', 'AA', 'A===', 'AA==\n', ' AAA', '-_-_', 'AAA=AAAA'])
      assert.equal(side.fromBase64(text), undefined, text)
    for (const text of ['AB', 'AA==', 'A', 'AA\n', '+/+/', 'A A'])
      assert.equal(side.fromBase64url(text), undefined, text)
  }
})

test('hexadecimal has two lower-case digits a byte', () =>
  assert.equal(native.toHex(Uint8Array.of(0, 10, 255)), '000aff'))
