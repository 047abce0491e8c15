import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectionUrl } from '../../src/adapters/embedded-postgres/start-embedded.ts'
import { initialise, openHouse } from '../../src/apps/compose.ts'
import type { House, Operator } from '../../src/apps/house.ts'
import { serviceOf } from '../../src/apps/server.ts'
import { freshDatabase } from '../support/cluster.ts'

// A whole production house on the real database, reached the way the world reaches it: requests in, answers out.

export const origin = 'https://label.example.jp'

const operator: Operator = {
  mode: 'production',
  name: { ja: '見本認証機構（架空）', en: 'Sample Certification Body (fictional)' },
  address: origin,
  helpMail: 'help@label.example.jp',
  suspension: { 'jc-star': true },
}

/** Someone with a browser: keeps cookies, and sends forms with the token of the session. */
export interface Visitor {
  request(path: string, init?: RequestInit): Promise<Response>
  /** Posts a form as our own page would; the token is put in where there is a session. */
  send(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  /** The session as the API takes it. */
  token(): string
  readonly cookies: ReadonlyMap<string, string>
}

export interface OpenHouse {
  readonly house: House
  readonly home: string
  visitor(): Visitor
  /** A maker signs up and is let in by the mailed code. */
  signUp(email: string, organisation: string): Promise<Visitor>
  /** Someone whose address is known comes in by the mailed code. */
  signIn(email: string): Promise<Visitor>
  /** The newest mail to an address, once it has left. */
  mailTo(email: string, newerThan?: number): Promise<{ readonly subject: string; readonly text: string }>
  close(): Promise<void>
}

export const administrator = 'kanri@label.example.jp'

export async function openProduction(changes: Partial<Operator> = {}): Promise<OpenHouse> {
  const database = await freshDatabase()
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-security-'))
  process.env.DATABASE_URL = connectionUrl(database.appConfig)
  process.env.DATABASE_OWNER_URL = connectionUrl(database.ownerConfig)
  const log = () => undefined
  const own = { ...operator, ...changes }
  const set = await initialise(home, {
    operator: own,
    administrator: { name: '管理 治（架空）', email: administrator },
    log,
  })
  if (!set.ok) throw new Error(set.fault.code)
  const opened = await openHouse({ home, operator: own, log })
  if (!opened.ok) throw new Error(opened.fault.code)
  const house = opened.value
  const app = serviceOf(house)

  const visitor = (): Visitor => {
    const cookies = new Map<string, string>()
    const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const answer = await app.request(`${origin}${path}`, { ...init, headers })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return answer
    }
    const csrf = async (): Promise<Record<string, string>> => {
      if (!cookies.has('__Host-hoshirushi')) return {}
      const page = await (await request('/ja/account')).text()
      return { csrf: /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '' }
    }
    return {
      request,
      cookies,
      send: async (path, fields, headers = { origin }) =>
        request(path, { method: 'POST', body: new URLSearchParams({ ...(await csrf()), ...fields }), headers }),
      token: () => cookies.get('__Host-hoshirushi') ?? '',
    }
  }

  const mails = async (email: string) => {
    const folder = join(home, 'outbox')
    const names = await readdir(folder).catch(() => [])
    const read = await Promise.all(
      names.filter((n) => n.endsWith('.json')).map(async (n) => JSON.parse(await readFile(join(folder, n), 'utf8'))),
    )
    return read.filter((m) => m.to === email).sort((a, b) => (a.at < b.at ? -1 : 1))
  }
  const mailTo: OpenHouse['mailTo'] = async (email, newerThan = 0) => {
    for (let tries = 0; tries < 200; tries++) {
      const found = await mails(email)
      if (found.length > newerThan) return found.at(-1)
      await sleep(50)
    }
    throw new Error(`no mail for ${email}`)
  }
  const enterCode = async (v: Visitor, email: string, before: number): Promise<Visitor> => {
    const code = /[0-9]{6}/.exec((await mailTo(email, before)).text)?.[0] ?? ''
    const entered = await v.send('/ja/account/code', { code })
    if (entered.status !== 303) throw new Error(`the code of ${email} was answered with ${entered.status}`)
    return v
  }
  return {
    house,
    home,
    visitor,
    mailTo,
    signUp: async (email, organisation) => {
      const v = visitor()
      const before = (await mails(email)).length
      await v.send('/ja/account/register', { organisation, name: '見本 花子', email })
      return enterCode(v, email, before)
    },
    signIn: async (email) => {
      const v = visitor()
      const before = (await mails(email)).length
      await v.send('/ja/account/sign-in', { email })
      return enterCode(v, email, before)
    },
    close: async () => {
      await house.close()
      await database.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
