import type { Answer, BalancedServers } from './balanced-servers.ts'
import type { KnownLabel, LabelTruth, Standing } from './label-truth.ts'
import { statusBit } from './status-bit.ts'

// The places where the world is told what a label is worth, and how late each may be: pages, API and feed read the database,
// the bulk check keeps the register for at most 55 s, and a list may be kept for its minute.

export const places = ['page', 'api', 'search', 'feed', 'list', 'check'] as const
export type Place = (typeof places)[number]

/** Milliseconds that a place may lag behind what was acknowledged. */
export const mayLag: Record<Place, number> = { page: 0, api: 0, search: 0, feed: 0, list: 60_000, check: 60_000 }

const words: Readonly<Record<string, Standing>> = {
  ...{ 有効: 'valid', 停止中: 'suspended' },
  ...{ valid: 'valid', suspended: 'suspended' },
  ...{ issued: 'valid', restored: 'valid' },
}

const paths: Record<Exclude<Place, 'check'>, (known: KnownLabel) => string> = {
  page: ({ label }) => `/l/${label}`,
  api: ({ label }) => `/api/v1/labels/${label}`,
  search: ({ model }) => `/api/v1/labels?model=${model}`,
  feed: () => '/feed.atom',
  list: () => '/status/suspension/0',
}

/** What an answer says of a label; undefined where it says nothing that could be read. */
function said(place: Place, answer: Answer, label: string, statusIndex: number): Standing | undefined {
  if (answer.status === 404 && place !== 'check') return 'absent'
  if (answer.status !== 200) return undefined
  switch (place) {
    case 'page':
      return words[/<title>(\S+)/.exec(answer.text)?.[1] ?? '']
    case 'api':
      return words[JSON.parse(answer.text).status]
    case 'search': {
      const found = JSON.parse(answer.text).labels.find((one: { id: string }) => one.id === label)
      return found === undefined ? 'absent' : words[found.status]
    }
    case 'feed': {
      const entry = answer.text.split('<entry>').find((one) => one.includes(`label/${label}/`))
      return entry === undefined ? 'absent' : words[/term="([^"]+)"/.exec(entry)?.[1] ?? '']
    }
    case 'list': {
      const bit = statusBit(answer.text, statusIndex)
      return bit === undefined ? undefined : bit ? 'suspended' : 'valid'
    }
    case 'check': {
      const row = JSON.parse(answer.text).rows.find((one: { asked: { label?: string } }) => one.asked.label === label)
      return row?.label === undefined ? 'absent' : words[row.label.standing]
    }
  }
}

export interface LabelPlaces {
  /** Reads a label at a place and holds the answer against what was acknowledged; answers what was said. */
  read(place: Place, known: KnownLabel, server?: number): Promise<Standing | undefined>
  /** One list of many rows; every row of a known label is held against what was acknowledged. */
  checkList(rows: number): Promise<void>
  /** Answers that were wrong, in words. */
  readonly wrong: readonly string[]
}

export function labelPlaces(servers: BalancedServers, truth: LabelTruth): LabelPlaces {
  const wrong: string[] = []
  const indexes = new Map<string, number>()

  /** The label's place in the lists, which never changes. */
  async function indexOf({ label }: KnownLabel): Promise<number> {
    const known = indexes.get(label)
    if (known !== undefined) return known
    const { text } = await servers.ask(`/api/v1/labels/${label}`, { as: 'api' })
    const index: number = JSON.parse(text).credential.status_index
    indexes.set(label, index)
    return index
  }

  function hold(place: Place, answer: Answer, known: KnownLabel, asked: { from: number; to: number }) {
    const told = said(place, answer, known.label, indexes.get(known.label) ?? -1)
    // The newest fifty events stand in the feed: an older one is no answer about this label.
    if (place === 'feed' && told === 'absent') return told
    const may = truth.allowed(known.label, { ...asked, late: mayLag[place] })
    // A list says nothing of a label that is not there yet.
    const isRight = told !== undefined && (may.includes(told) || (place === 'list' && may.includes('absent')))
    if (!isRight)
      wrong.push(`${place} of ${known.label}: ${told ?? answer.status}, not ${may} (${answer.text.slice(0, 200)})`)
    return told
  }

  const check = (rows: readonly object[], server?: number): Promise<Answer> =>
    servers.ask('/api/v1/checks', {
      method: 'POST',
      body: { policy: 'gov-low', rows },
      as: `check of ${rows.length} rows`,
      ...(server === undefined ? {} : { server }),
    })

  return {
    wrong,
    read: async (place, known, server) => {
      if (place === 'list') await indexOf(known)
      const from = performance.now()
      const answer =
        place === 'check'
          ? await check([{ label: known.label }], server)
          : await servers.ask(paths[place](known), { as: place, ...(server === undefined ? {} : { server }) })
      return hold(place, answer, known, { from, to: performance.now() })
    },
    checkList: async (rows) => {
      const from = performance.now()
      const asked = truth.labels().slice(-rows)
      const others = Array.from({ length: rows - asked.length }, (_, n) => ({ model: `ZZ-${n}` }))
      const answer = await check([...asked.map(({ label }) => ({ label })), ...others])
      const to = performance.now()
      for (const known of asked) hold('check', answer, known, { from, to })
    },
  }
}
