import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve, sep } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { labels, publishedLog } from '../support/journey-house.ts'

// The compiled verifier in somebody else's page: another origin, no server behind it, nothing but the browser's own crypto.

type Verifier = typeof import('../../src/core/verifier/index-web.ts')

const dist = resolve(import.meta.dirname, '../../dist')
const today = '2026-11-24T01:30:00Z'

// A real server, though a page could be answered by the test alone: to Chromium such a page would come from the internet,
// and not be allowed to ask this computer.
let shop = ''
const loaded = new Set<string>()
const server = createServer(async ({ url }, answer) => {
  const file = join(dist, url ?? '')
  const bytes =
    file.startsWith(dist + sep) && file.endsWith('.js') ? await readFile(file).catch(() => undefined) : undefined
  if (bytes) {
    loaded.add(file)
    answer.writeHead(200, { 'content-type': 'text/javascript' }).end(bytes)
  } else
    answer
      .writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/html' })
      .end('<!doctype html><title>見本の店</title>')
})

test.beforeAll(async () => {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  shop = `http://localhost:${(server.address() as AddressInfo).port}/`
})
test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Loads the verifier, a label's proof and the trust anchor into the page, as a shop's page would. */
const loadInto = (page: Page, house: string, label: string) =>
  page.evaluateHandle(
    async ({ house, label }) => {
      const url = '/core/verifier/index-web.js'
      const verifier = (await import(url)) as Verifier
      const text = async (path: string) => {
        const answer = await fetch(house + path)
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
        return answer.text()
      }
      const bundle = verifier.readBundle(await text(`/l/${label}/proof.json`))
      const trust = verifier.readTrust(await text('/trust/root.json'))
      if (!bundle.ok || !trust.ok) throw new Error('not readable')
      return { verifier, bundle: bundle.value, trust: trust.value }
    },
    { house, label },
  )

for (const [standing, verdict] of [
  ['valid', 'valid'],
  ['suspended', 'suspended'],
  ['withdrawn', 'revoked'],
] as const)
  test(`a page of somebody else, with WebCrypto alone, finds the ${standing} label ${verdict}`, async ({
    page,
    request,
    baseURL,
  }) => {
    await publishedLog(request)
    await page.goto(shop)
    const tools = await loadInto(page, baseURL ?? '', labels[standing])
    const seen = await tools.evaluate(
      async ({ verifier, bundle, trust }, { now, label }) => ({
        report: await verifier.verify(bundle, trust, { now, crypto: verifier.crypto, label }),
        isBrowser: typeof (globalThis as { Buffer?: unknown }).Buffer === 'undefined',
      }),
      { now: today, label: labels[standing] },
    )
    expect(seen).toMatchObject({ isBrowser: true, report: { verdict } })
    expect(loaded.size).toBeGreaterThan(12)
  })

test('without a network what was loaded still verifies, and no changed byte of it does', async ({
  page,
  request,
  context,
  baseURL,
}) => {
  await publishedLog(request)
  await page.goto(shop)
  const tools = await loadInto(page, baseURL ?? '', labels.valid)
  await page.route('**', (route) => route.abort())
  await context.setOffline(true)
  const asked: string[] = []
  page.on('request', (r) => asked.push(r.url()))

  const told = await tools.evaluate(async ({ verifier, bundle, trust }, now) => {
    const verdict = async (changed: typeof bundle) =>
      (await verifier.verify(changed, trust, { now, crypto: verifier.crypto })).verdict
    const spread = 40 // places in each text, from its first to its last character
    const [list, ...others] = bundle.status ?? []
    if (!list) throw new Error('the proof carries no status list')
    const parts: Record<string, { text: string; put: (text: string) => typeof bundle }> = {
      credential: { text: bundle.credential, put: (credential) => ({ ...bundle, credential }) },
      proof: { text: bundle.proof, put: (proof) => ({ ...bundle, proof }) },
      list: { text: list.list, put: (text) => ({ ...bundle, status: [{ ...list, list: text }, ...others] }) },
      snapshot: {
        text: list.snapshot.jws,
        put: (jws) => ({ ...bundle, status: [{ ...list, snapshot: { ...list.snapshot, jws } }, ...others] }),
      },
      models: { text: JSON.stringify(bundle.models), put: (text) => ({ ...bundle, models: [text] }) },
    }
    const wrong: string[] = []
    let flips = 0
    for (const [name, { text, put }] of Object.entries(parts))
      for (let i = 0; i < spread; i++) {
        const at = Math.round((i * (text.length - 1)) / (spread - 1))
        const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
        flips++
        if ((await verdict(put(changed))) === 'valid') wrong.push(`${name} at ${at}`)
      }
    return { untouched: await verdict(bundle), flips, wrong }
  }, today)
  expect(told).toEqual({ untouched: 'valid', flips: 200, wrong: [] })
  expect(asked).toEqual([])
})
