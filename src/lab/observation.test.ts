import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { canonicalJson } from '../core/kernel/digest.ts'
import { mostText, tamed } from './observation.ts'

test('whatever a device says, what is kept of it is short, harmless and text that can be sealed', () => {
  const sign = fc.constantFrom('a', '\u001b', '😀', '\ud83d', '\ude00', '\u202e', '星', '\u0000')
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 700 }), fc.integer({ min: 2, max: 40 }), (signs, most) => {
      for (const kept of [tamed(signs.join('')), tamed(signs.join(''), most)]) {
        assert.ok(kept.length <= mostText)
        assert.ok(kept.isWellFormed())
        assert.doesNotMatch(kept, /[\p{Cc}\p{Bidi_Control}]/u)
      }
      assert.ok(tamed(signs.join(''), most).length <= most)
    }),
  )
  assert.doesNotThrow(() => canonicalJson(tamed('😀'.repeat(600))))
})
