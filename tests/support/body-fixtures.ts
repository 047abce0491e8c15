import type { House } from '../../src/apps/house.ts'
import type { Session } from '../../src/casework/accounts.ts'
import type { RegisterReader } from '../../src/casework/ports.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { people } from './application.ts'
import { fakeHouse } from './fake-house.ts'
import type { MemoryPorts } from './memory-ports.ts'

// The body's desk in memory: real casework over memory ports, and people who are signed in by their name as token.

const names: Readonly<Record<string, string>> = {
  applicant: '見本 花子',
  intake: '受付 一郎（見本）',
  reviewer: '審査 太郎（見本）',
  decider: '判定 幸子（見本）',
  second: '見守 次郎（見本）',
  administrator: '管理 治（見本）',
}

const sessionOf = (viewer: Viewer): Session => ({
  token: viewer.person,
  viewer: { ...viewer, name: names[viewer.person] ?? viewer.name },
  email: `${viewer.person}@${viewer.organisation}.example`,
  csrf: `token-of-${viewer.person}`,
  expiresAt: '2030-01-01T00:00:00Z',
  organisations: [{ id: viewer.organisation, name: '見本認証機構（架空）', kind: viewer.kind }],
})

/** A house over memory ports; the cookie `hoshirushi=<person>` signs in. */
export function bodyHouse(memory: MemoryPorts): House {
  const all = () => [...memory.committed().labels.values()].map((record) => record.entry)
  const fresh = (): RegisterReader => fakeHouse({ entries: all() }).register
  const bodyPeople = Object.values(people).filter((viewer) => viewer.kind === 'body')
  const base = fakeHouse({
    accounts: {
      session: async (token) => {
        const viewer = Object.values(people).find((one) => one.person === token)
        return viewer && sessionOf(viewer)
      },
      personName: async (id) => names[id] ?? id,
      members: async () =>
        bodyPeople.map((viewer) => ({
          person: viewer.person,
          name: names[viewer.person] ?? viewer.name,
          email: `${viewer.person}@body.example`,
          roles: viewer.roles,
          invited: false,
        })),
    },
  })
  return {
    ...base,
    operator: { ...base.operator, address: 'http://localhost' },
    ports: memory.ports,
    register: {
      entry: (label, asOf) => fresh().entry(label, asOf),
      withGtin: (gtin, asOf) => fresh().withGtin(gtin, asOf),
      search: (query) => fresh().search(query),
      makers: (asOf) => fresh().makers(asOf),
      events: (options) => fresh().events(options),
      changes: (options) => fresh().changes(options),
      figures: (asOf) => fresh().figures(asOf),
    },
  }
}

/** A person at the desk, without a script: reads pages and sends the forms that are on them. */
export function atDesk(
  app: { request(url: string, init?: RequestInit): Response | Promise<Response> },
  viewer: Viewer,
) {
  const cookie = `hoshirushi=${viewer.person}`
  let page = ''
  let status = 0
  const send = async (path: string, init: RequestInit = {}): Promise<string> => {
    const response = await app.request(new URL(path, 'http://localhost').href, {
      ...init,
      headers: { cookie, ...init.headers },
    })
    const to = response.headers.get('location')
    if (response.status === 303 && to) return send(to)
    page = await response.text()
    status = response.status
    return page
  }
  return {
    page: () => page,
    status: () => status,
    open: (path: string) => send(path),
    /** Sends the form that holds this button, with what it carries hidden and what is typed. */
    press: (button: string, typed: Record<string, string> = {}) => {
      const form = [...page.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)].find(([html]) =>
        new RegExp(`<button[^>]*>${button}</button>`).test(html.replace(/<span class="vh">.*?<\/span>/g, '')),
      )?.[0]
      if (form === undefined) throw new Error(`no form has a button ${button}`)
      const fields = new URLSearchParams()
      for (const [, name = '', value = ''] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
        fields.append(name, asTyped(value))
      for (const [input] of form.matchAll(/<input[^>]*checked[^>]*>/g)) {
        const name = /name="([^"]+)"/.exec(input)?.[1]
        if (name !== undefined && !(name in typed)) fields.append(name, /value="([^"]*)"/.exec(input)?.[1] ?? '')
      }
      for (const [input, name = ''] of form.matchAll(
        /<input id="[^"]*" name="([^"]+)" type="(?:text|email|search|url|tel)"[^>]*>/g,
      ))
        if (!(name in typed)) fields.append(name, asTyped(/ value="([^"]*)"/.exec(input)?.[1] ?? ''))
      for (const [, name = '', value = ''] of form.matchAll(
        /<textarea[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g,
      ))
        if (!(name in typed)) fields.append(name, asTyped(value.replace(/^\n/, '')))
      const pressed =
        new RegExp(`<button([^>]*)>${button}</button>`).exec(form.replace(/<span class="vh">.*?<\/span>/g, ''))?.[1] ??
        ''
      const own = /name="([^"]+)" value="([^"]+)"/.exec(pressed)
      if (own) fields.append(own[1] ?? '', own[2] ?? '')
      for (const [name, value] of Object.entries(typed)) fields.append(name, value)
      const action = asTyped(/action="([^"]+)"/.exec(form)?.[1] ?? '')
      return send(action, { method: 'POST', body: fields })
    },
  }
}

const asTyped = (html: string): string =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
