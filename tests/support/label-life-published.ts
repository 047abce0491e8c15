import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { labelInApi } from './journey-house.ts'
import { statusBit } from './status-bit.ts'

// What the world is told about a label, at every place where it is told.

const hoshirushi = join(import.meta.dirname, '../../dist/apps/cli/main.js')

/** The command line as anybody has it at home: exit code and what it printed. */
export const run = (...args: readonly string[]): Promise<{ readonly exit: number; readonly out: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [hoshirushi, ...args], (error, out, err) =>
      done({ exit: error === null ? 0 : Number(error.code ?? -1), out: `${out}${err}` }),
    )
  })

/** The moment it is in the house: its clock is not that of this machine. */
const now = async (request: APIRequestContext): Promise<string> =>
  (await (await request.get('/api/v1/health')).json()).now

/** Keeps a published file on the disk. */
export async function keep(request: APIRequestContext, address: string, path: string): Promise<string> {
  const answer = await request.get(address)
  expect(answer.status(), address).toBe(200)
  await writeFile(path, await answer.body())
  return path
}

/** A verdict of the command line; its exit code is 0 for `valid` and for nothing else. */
export async function verdict(request: APIRequestContext, ...args: readonly string[]): Promise<string> {
  const { exit, out } = await run('verify', ...args, '--now', await now(request), '--json')
  const said = JSON.parse(out)
  const word: string = said.verdict ?? said.fault.code
  expect(exit === 0, `exit ${exit}, ${word}`).toBe(word === 'valid')
  return word
}

/** What is said of a label, place by place. */
export interface Told {
  readonly page: string // first word of the title, which a screen reader says first
  readonly api: string
  readonly list: string // the same in a search for its models
  readonly feed: string // the newest entry about the label
  readonly badge: string
  readonly bits: string // of the published status lists
  readonly check: string // of a buyer's list with its number
  readonly verdict: string // of the command line, from the signed files alone
}

const badgeWords = {
  ja: ['有効', '停止中', '取消し', '期限切れ', '終了'],
  en: ['Valid', 'Suspended', 'Revoked', 'Expired', 'Ended'],
} as const
type Language = keyof typeof badgeWords
const purposes = ['revocation', 'suspension'] as const

interface Asked {
  readonly id: string
  readonly from: string
  readonly trust: string
  readonly lang?: Language
}

/** Asks at each place; the page in a browser that may have seen it before. */
function askAt(page: Page, { id, from, trust, lang = 'ja' }: Asked): Record<keyof Told, () => Promise<string>> {
  const { request } = page.context()
  return {
    page: async () => {
      await page.goto(`/l/${id}?lang=${lang}`)
      return (await page.title()).split(' ')[0] ?? ''
    },
    api: async () => (await labelInApi(request, id)).status,
    list: async () => {
      const { models } = (await labelInApi(request, id)).product
      const found = await (await request.get(`/api/v1/labels?q=${models[0]}`)).json()
      return found.labels.find((one: { id: string }) => one.id === id)?.status ?? ''
    },
    feed: async () => {
      const feed = await (await request.get(`/feed.atom?lang=${lang}`)).text()
      const entry = feed.split('<entry>').find((one) => one.includes(`label/${id}/`))
      return /term="([^"]+)"/.exec(entry ?? '')?.[1] ?? ''
    },
    badge: async () => {
      const drawing = await (await request.get(`/l/${id}/badge.svg?lang=${lang}`)).text()
      return badgeWords[lang].find((word) => drawing.includes(`aria-label="${word}`)) ?? drawing
    },
    bits: async () => {
      const { status_index: index } = (await labelInApi(request, id)).credential
      for (const purpose of purposes)
        if (statusBit(await (await request.get(`/status/${purpose}/0`)).text(), index)) return purpose
      return 'clear'
    },
    check: async () => {
      const list = { policy: 'gov-low', rows: [{ label: id }] }
      return (await (await request.post('/api/v1/checks', { data: list })).json()).rows[0].code
    },
    verdict: () => verdict(request, id, '--from', from, '--trust', trust),
  }
}

/** Waits until it is said at every place, and tells after how many seconds each place said it. */
export async function spread(
  page: Page,
  { since, ...what }: Asked & { readonly since: number },
  expected: Told,
): Promise<Readonly<Record<keyof Told, number>>> {
  const seconds: Record<keyof Told, number> = {
    page: 0,
    api: 0,
    list: 0,
    feed: 0,
    badge: 0,
    bits: 0,
    check: 0,
    verdict: 0,
  }
  const asked = askAt(page, what)
  await Promise.all(
    (Object.keys(seconds) as (keyof Told)[]).map(async (place) => {
      await expect.poll(asked[place], { message: place, timeout: 60_000, intervals: [250] }).toBe(expected[place])
      seconds[place] = Math.round((performance.now() - since) / 100) / 10
    }),
  )
  return seconds
}

/** How many seconds a browser or a shop may keep an answer without asking again. */
export async function mayBeKept(request: APIRequestContext, address: string): Promise<number> {
  const answer = await request.get(address)
  expect(answer.status(), address).toBe(200)
  return Number(/max-age=(\d+)/.exec(answer.headers()['cache-control'] ?? '')?.[1] ?? 0)
}

/** A text with one character exchanged for another of the same kind. */
export function oneChanged(text: string, at: number): string {
  const old = text[at] ?? ''
  return `${text.slice(0, at)}${old === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
}
