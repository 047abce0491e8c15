import assert from 'node:assert/strict'
import { Hono } from 'hono'
import { test } from 'vitest'
import { addressBehind } from './server.ts'

const addressOf = async (proxies: number, forwarded?: string) => {
  const app = new Hono()
  app.get('/', (c) => c.text(addressBehind(proxies)(c)))
  const answer = await app.request('/', forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } })
  return answer.text()
}

test('without proxies of ours nobody can choose whose request it is', async () =>
  assert.equal(await addressOf(0, '203.0.113.9'), 'unknown'))

test('behind one proxy its note counts, not what the client wrote before it', async () =>
  assert.equal(await addressOf(1, '198.51.100.1, 203.0.113.9'), '203.0.113.9'))

test('behind two proxies the outer one’s note counts', async () =>
  assert.equal(await addressOf(2, '1.2.3.4, 203.0.113.9, 10.0.0.1'), '203.0.113.9'))
