import assert from 'node:assert/strict'
import { test } from 'vitest'
import { nextTry, readWebhookAddress, retryAfter } from './webhook.ts'

const read = (typed: string, nearby = false) => {
  const result = readWebhookAddress(typed, { nearby })
  return result.ok ? result.value : result.fault.code
}

test('a receiver has an https address of its own, and says nothing of passwords', () => {
  assert.equal(read('https://shop.example/hooks?a=1'), 'https://shop.example/hooks?a=1')
  for (const typed of [
    ...['http://shop.example/', 'ftp://shop.example/', 'https://u:p@shop.example/', 'https://shop.example/#x', ''],
    ...['shop.example', 'https://localhost/', 'javascript:alert(1)', `https://shop.example/${'x'.repeat(500)}`],
  ])
    assert.equal(read(typed), 'webhook-address', typed)
  assert.equal(read('http://localhost:8080/', true), 'http://localhost:8080/')
  assert.equal(read('ftp://localhost/', true), 'webhook-address')
})

test('tries grow rarer for three days and end; an address that nobody confirmed is left alone soon', () => {
  const sum = retryAfter.reduce((all, seconds) => all + seconds, 0)
  assert.ok(sum > 3 * 86_400 && sum < 4 * 86_400)
  assert.deepEqual(
    [...retryAfter],
    retryAfter.toSorted((a, b) => a - b),
  )
  assert.equal(nextTry('active', 1), 5)
  assert.equal(nextTry('active', retryAfter.length), 86_400)
  assert.equal(nextTry('active', retryAfter.length + 1), undefined)
  assert.deepEqual(
    [1, 2, 3, 4].map((n) => nextTry('unconfirmed', n)),
    [5, 60, 300, undefined],
  )
})
