import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Hono } from 'hono'
import { artwork } from '../../src/adapters/artwork/artwork.ts'
import { evidenceFolder } from '../../src/adapters/files/evidence-folder.ts'
import type { House } from '../../src/apps/house.ts'
import { webApp } from '../../src/apps/web/app.tsx'
import type { Session } from '../../src/casework/accounts.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { takeIn } from '../../src/casework/taking-in.ts'
import { people, type Story, story } from './application.ts'
import { fakeHouse } from './fake-house.ts'
import { FormBrowser } from './form-browser.ts'
import { memoryPorts } from './memory-ports.ts'

// A maker's desk in memory: real casework, real looking at files, and people who are signed in by their name as token.

const origin = 'https://label.example.jp'

const sessionOf = (viewer: Viewer): Session => ({
  token: viewer.person,
  viewer: { ...viewer, name: '見本 花子' },
  email: `${viewer.person}@${viewer.organisation}.example`,
  csrf: `token-of-${viewer.person}`,
  expiresAt: '2030-01-01T00:00:00Z',
  organisations: [{ id: viewer.organisation, name: '株式会社ひかり見本（架空）', kind: viewer.kind }],
})

export interface MakerDesk {
  readonly house: House
  readonly app: Hono
  readonly story: Story
  /** A browser; with a person it is signed in. */
  browser(who?: Viewer): FormBrowser
}

/** The pages over memory ports; what the story does is seen by the pages, and the other way round. */
export function makerDesk(options: Parameters<typeof memoryPorts>[0] = {}): MakerDesk {
  const memory = memoryPorts(options)
  const files = evidenceFolder(mkdtempSync(join(tmpdir(), 'hoshirushi-evidence-')))
  const own = { ...memory, ports: { ...memory.ports, files } }
  const register = () => fakeHouse({ entries: [...memory.committed().labels.values()].map((l) => l.entry) }).register
  const base = fakeHouse({
    ports: own.ports,
    artwork,
    schemes: own.ports.schemes.all,
    accounts: {
      session: async (token) => {
        const viewer = Object.values(people).find((one) => one.person === token)
        return viewer && sessionOf(viewer)
      },
      personName: async (id) => `${id} 見本`,
    },
  })
  const house: House = {
    ...base,
    register: {
      entry: (label, asOf) => register().entry(label, asOf),
      withGtin: (gtin, asOf) => register().withGtin(gtin, asOf),
      search: (query) => register().search(query),
      makers: (asOf) => register().makers(asOf),
      events: (options) => register().events(options),
      changes: (options) => register().changes(options),
      figures: (asOf) => register().figures(asOf),
    },
  }
  let visitors = 0
  const app = webApp(house, { addressOf: () => `192.0.2.${visitors++ % 250}` })
  return {
    house,
    app,
    story: story({
      ...own,
      store: async (text) => {
        const taken = await takeIn(own.ports, people.applicant, readable(text), { name: 'a.txt', limit: 1_000_000 })
        if (!taken.ok) throw new Error(taken.fault.code)
        return taken.value.digest
      },
    }),
    browser: (who) => {
      const browser = new FormBrowser(app, origin)
      if (who) browser.cookie = `__Host-hoshirushi=${who.person}`
      return browser
    },
  }
}

const readable = (text: string | Uint8Array) => Readable.from([Buffer.from(text)])
