import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import { apiApp, endpoints } from '../../src/apps/api/app.ts'
import type { House } from '../../src/apps/house.ts'
import { webApp } from '../../src/apps/web/app.tsx'
import { pages } from '../../src/apps/web/routes.ts'
import { type ActName, acts } from '../../src/casework/lifecycle.ts'
import { perform } from '../../src/casework/perform.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { refuse } from '../../src/core/kernel/result.ts'
import { declaring, granted, people, reviewed } from '../support/application.ts'
import { filledForRouter, replayed } from '../support/bench-story.ts'
import { attachRecorded, laboratoryDesk, orderedRouter } from '../support/laboratory-gallery.ts'

// Least privilege, held over the table of routes itself: a page that is added is either named here as one that testing needs, or shut
// to whoever is there to test and for nothing else.

const { applicant, evaluator, intake, reviewer, stranger } = people
const rival: Viewer = { ...evaluator, person: 'rival-evaluator-of-maker-b', organisation: 'maker-b' }
// No invitation makes this one. If one stood in the table all the same, it would open nothing.
const ofTheBody: Viewer = { ...evaluator, person: 'evaluator-of-the-body', organisation: 'body', kind: 'body' }
const tokenOf = (viewer: Viewer) => `token-of-the-session-of-${viewer.person}`
const everyone = [...Object.values(people), rival, ofTheBody]

/** Pages that anybody who is signed in has: the home of the workspace, and one's own account. */
const own = `
  GET /desk
  GET /account
  POST /account/organisation
  GET POST /account/passkeys
  POST /account/passkeys/remove
  POST /account/sign-out`

/** What testing takes: the order, the plan, the steps that need hands, the evidence, and what came of it. */
const needed = `
  GET POST /desk/applications/:id/runs
  POST /desk/applications/:id/runs/order
  GET /desk/applications/:id/runs/:order.json
  GET POST /desk/applications/:id/runs/plan
  GET POST /desk/applications/:id/runs/:order/steps
  POST /desk/applications/:id/runs/:order/steps/records
  POST /desk/applications/:id/runs/:order/steps/pictures
  GET /desk/applications/:id/runs/:order/steps/guided.json
  GET /desk/applications/:id/runs/:order/steps/guided.zip
  GET /desk/applications/:id/runs/:run
  GET /desk/applications/:id/runs/:run/report.pdf
  GET /desk/applications/:id/runs/:run/evidence.zip`

const routesIn = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const words = line.trim().split(' ')
      return words.slice(0, -1).map((method) => `${method} ${words.at(-1)}`)
    })

/** A parameter of a path, with the pattern it may have. */
const parameter = /:(\w+)(?:\{((?:[^{}]|\{[^}]*\})+)\})?/g
const plain = (path: string) =>
  path.replace(parameter, (_, name: string, pattern = '') => `:${name}${pattern.endsWith('\\.json') ? '.json' : ''}`)
const closed = pages.filter(({ access }) => access !== 'anyone')
const routesOf = (page: (typeof pages)[number]) => [
  ...(page.get ? [`GET ${plain(page.path)}`] : []),
  ...(page.post ? [`POST ${plain(page.path)}`] : []),
]

/** What an evaluator must never read, of the maker that let them in and of another. */
const betweenMakerAndBody = [
  ...['設計書と試験記録のとおり', 'design.pdf', 'psirt@maker-a.example', 'support@maker-a.example', '品質保証部長'],
  ...['言ってはいけない覚え書き', '言ってはいけない質問', '言ってはいけない答え', 'すべての要件に適合している'],
  ...['まだ依頼のない製品'],
]
const ofTheOtherMaker = ['相手には見えない機器', 'HR-500', '宅配便で送ります', '試験 ためす']

interface World {
  readonly house: House
  readonly mine: readonly string[] // addresses' parameters, by name, that belong to maker A and were ordered tests of
  readonly candidates: Readonly<Record<string, readonly string[]>>
  readonly events: () => string
  readonly notOrdered: string
  readonly theirs: string
}
let world: World

beforeAll(async () => {
  const desk = await laboratoryDesk()
  const { story } = desk
  const ids: string[] = []
  const orders: string[] = []
  const named = (name: string) =>
    story.does(applicant, 'save-product', { name: { ja: name }, category: 'router', intendedUse: '家庭で使う。' })

  // A case that was tested, declared, discussed and issued; one that is being tested; one that nobody ordered a test of.
  orders.push(await orderedRouter(desk))
  await named('相手には見えない機器')
  await attachRecorded(desk, 'router')
  ids.push(story.now().id)
  await story.does(applicant, 'declare', declaring(story))
  await story.does(intake, 'accept')
  await story.does(intake, 'confirm-payment', { paidOn: '2026-11-24' })
  await story.does(reviewer, 'begin-review')
  await story.does(reviewer, 'note', { visibility: 'applicant', text: '言ってはいけない覚え書き' })
  await story.does(reviewer, 'ask', { questions: [{ criterion: null, text: '言ってはいけない質問' }] })
  await story.does(applicant, 'reply', {
    answers: story.now().questions.map(({ id }) => ({ id, text: '言ってはいけない答え' })),
    redeclare: declaring(story),
  })
  await replayed(story)
  await reviewed(story)
  await granted(story)
  const runs = story.now().runs.map(({ run }) => run)
  const label = story.now().label ?? ''

  orders.push(await orderedRouter(desk))
  ids.push(story.now().id)
  await named('相手には見えない機器の二')
  await story.does(applicant, 'order-run', { steps: story.now().runOrders[0]?.steps ?? [] })
  await attachRecorded(desk, 'router-telnet')
  runs.push(...story.now().runs.map(({ run }) => run))
  const files = story.committed().files.get('maker-a') ?? []

  await filledForRouter(story)
  await named('まだ依頼のない製品')
  const notOrdered = story.now().id

  const begun = await perform(story.ports, stranger, {
    act: 'start',
    data: { scheme: 'star-two-sample', level: '2-router' },
  })
  assert.ok(begun.ok)
  const theirs = begun.value.id
  assert.ok((await perform(story.ports, stranger, { act: 'order-run', caseId: theirs, data: {} })).ok)

  const nobody = async () => refuse({ code: 'organisation-not-yours' } as never)
  const house: House = {
    ...desk.house,
    accounts: {
      ...desk.house.accounts,
      session: async (token) => {
        const viewer = everyone.find((one) => tokenOf(one) === token)
        return (
          viewer && {
            token,
            viewer,
            email: `${viewer.person}@example.jp`,
            csrf: 'the-token-of-the-form',
            expiresAt: '2030-01-01T00:00:00Z',
            organisations: [{ id: viewer.organisation, name: '株式会社どこか見本（架空）', kind: viewer.kind }],
          }
        )
      },
      passkeys: async () => [],
      passkeyRegistrationOptions: async () => ({}) as never,
      ...{ switchOrganisation: nobody, registerPasskey: nobody, removePasskey: nobody },
      signOut: async () => undefined,
    },
  }
  const [entry] = story.committed().evaluators
  world = {
    house,
    mine: [...ids, ...orders, ...runs],
    notOrdered,
    theirs,
    candidates: {
      id: [...ids, notOrdered, theirs, label, entry?.id ?? ''],
      label: [label],
      run: runs,
      order: [...new Set(orders)].flatMap((one) => [one, `${one}.json`]),
      digest: files.flatMap(({ digest }) => [digest, digest.slice(7)]),
      criterion: ['S2-17'],
      person: [applicant.person],
      file: ['svg', 'plate.svg', 'plate-20mm.svg'],
      proposal: ['1', 'proposal-1'],
    },
    events: () => {
      const { events, evaluators, files, intakes, labels, mails } = story.committed()
      return JSON.stringify([
        [...events].map(([id, all]) => [id, all.at(-1)?.digest]),
        [evaluators.length, [...files].map(([, all]) => all.length), intakes.size, labels.size, mails.length],
      ])
    },
  }
})

/** Every address of a page that the candidates make, those of its own pattern alone. */
function addressesOf(path: string, of: World['candidates'] = world.candidates): readonly string[] {
  let all: readonly string[] = [path]
  for (const [whole, name = '', pattern] of path.matchAll(parameter)) {
    const known = of[name]
    assert.ok(known, `${path}: say in this test what may stand for “${name}”`)
    const fit = pattern === undefined ? known : known.filter((one) => new RegExp(`^${pattern}$`).test(one))
    all = all.flatMap((address) => fit.map((one) => address.replace(whole, () => encodeURIComponent(one))))
  }
  return all
}

/** Asks for one page as somebody; the pages are opened anew for each, so that no limit of forms comes in between. */
function visit(viewer: Viewer, page: (typeof pages)[number]) {
  const app = webApp(world.house, { pages: [page], addressOf: () => '192.0.2.1' })
  const cookie = `__Host-hoshirushi=${tokenOf(viewer)}`
  return async (method: string, address: string) => {
    const url = `https://label.example.jp${page.prefixed ? '/ja' : ''}${address}`
    const form = page.upload ? new FormData() : new URLSearchParams()
    for (const [name, value] of Object.entries({ csrf: 'the-token-of-the-form', name: 'x', roles: 'administrator' }))
      form.append(name, value)
    const answer = await app.request(url, {
      method,
      headers: { cookie, origin: 'https://label.example.jp' },
      ...(method === 'POST' ? { body: form } : {}),
    })
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
  }
}

const tells = (text: string, secrets: readonly string[]) => secrets.filter((secret) => text.includes(secret))

test('an evaluator opens what testing takes, and not one page more', async () => {
  const opened = new Set<string>()
  const wrong: string[] = []
  for (const page of closed)
    for (const method of ['GET', ...(page.post ? ['POST'] : [])]) {
      const route = `${method} ${plain(page.path)}`
      if (!routesOf(page).includes(route)) continue
      for (const address of addressesOf(page.path)) {
        if (method === 'POST' && route.endsWith('/sign-out')) continue
        const before = world.events()
        const isNeeded = routesIn(needed + own).includes(route)
        // What a needed form does is for its own tests; here nothing is done to what one may not touch.
        const outside = [world.notOrdered, world.theirs].some((id) => address.includes(id))
        if (method === 'POST' && isNeeded && !outside) continue
        const { status, text, to } = await visit(evaluator, page)(method, address)
        if (isNeeded && outside && status !== 404) wrong.push(`${route} ${address}: ${status}`)
        if (!isNeeded && status !== 403) wrong.push(`${route} ${address}: ${status} ${to ?? ''}`)
        if (status === 200) opened.add(route)
        wrong.push(...tells(text, betweenMakerAndBody).map((secret) => `${route} ${address} tells ${secret}`))
        if (world.events() !== before) wrong.push(`${route} ${address} changed something`)
      }
    }
  assert.deepEqual(wrong, [])
  const gets = routesIn(needed + own).filter((route) => route.startsWith('GET'))
  assert.deepEqual(
    [...opened].toSorted(),
    gets.toSorted(),
    'every page that is needed is there, with something to read',
  )
})

test('the pages that testing takes are all in the table of routes', () => {
  const all = new Set(closed.flatMap(routesOf))
  assert.deepEqual(
    routesIn(needed + own).filter((route) => !all.has(route)),
    [],
  )
})

for (const who of [rival, ofTheBody])
  test(`of another’s tests nothing is there: ${who.person}`, async () => {
    const wrong: string[] = []
    let asked = 0
    for (const page of closed)
      for (const route of routesOf(page)) {
        if (route === 'POST /account/sign-out') continue
        const method = route.split(' ')[0] ?? ''
        for (const address of addressesOf(page.path)) {
          if (who === rival && address.includes(world.theirs)) continue // their own
          const before = world.events()
          const { status, text } = await visit(who, page)(method, address)
          asked++
          if (routesIn(own).includes(route)) {
            if (status === 403 || status >= 500) wrong.push(`${route}: ${status}`)
          } else {
            const expected = who === rival && routesIn(needed).includes(route) ? 404 : 403
            if (status !== expected) wrong.push(`${route} ${address}: ${status}, not ${expected}`)
          }
          wrong.push(
            ...tells(text, [...betweenMakerAndBody, ...ofTheOtherMaker]).map((s) => `${route} ${address} tells ${s}`),
          )
          if (world.events() !== before) wrong.push(`${route} ${address} changed something`)
        }
      }
    assert.ok(asked > 200, `${asked} addresses`)
    assert.deepEqual(wrong, [])
  })

test('the program interface keeps to the same: what is not there cannot be read or done', async () => {
  let asked = 0
  const app = apiApp(world.house, { addressOf: () => String(asked++) })
  const ask = async (who: Viewer, method: string, path: string, body?: object) => {
    const answer = await app.request(`https://label.example.jp${path}`, {
      method,
      headers: { authorization: `Bearer ${tokenOf(who)}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const wrong: string[] = []
  const before = world.events()
  for (const who of [evaluator, rival, ofTheBody])
    for (const { method, path, signedIn } of endpoints) {
      if (!signedIn) continue
      const filled = path.includes('{') ? addressesOf(path.replace(/\{(\w+)\}/g, ':$1'), apiCandidates()) : [path]
      for (const address of filled) {
        const own = who === rival ? [world.theirs] : who === evaluator ? world.mine : []
        const isOwn = own.some((id) => address.includes(`/${id}`))
        if (method === 'post' && isOwn) continue
        const { status, text } = await ask(
          who,
          method.toUpperCase(),
          address,
          method === 'post' ? { data: {} } : undefined,
        )
        const secrets = who === evaluator ? betweenMakerAndBody : [...betweenMakerAndBody, ...ofTheOtherMaker]
        wrong.push(...tells(text, secrets).map((secret) => `${who.person} ${address} tells ${secret}`))
        if (path.includes('{id}') && !isOwn && status !== 404 && !address.endsWith('/start'))
          wrong.push(`${who.person} ${method} ${address}: ${status}`)
        if (address.endsWith('/start') && status < 400) wrong.push(`${who.person} ${address}: ${status}`)
      }
    }
  assert.deepEqual(wrong, [])
  assert.equal(world.events(), before)
})

const apiCandidates = () => ({ id: world.candidates['id'] ?? [], act: acts as readonly ActName[] })
