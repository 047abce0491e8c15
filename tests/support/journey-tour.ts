import type { Page } from '@playwright/test'
import { z } from 'zod'
import { labels, people } from './journey-house.ts'

// A walk over every page the service has, with something of the demonstration in the place of each parameter.

const page = z.object({
  path: z.string(),
  prefixed: z.boolean(),
  access: z.union([
    z.literal('anyone'),
    z.object({ kind: z.enum(['maker', 'body']).optional(), roles: z.array(z.string()).optional() }),
  ]),
  get: z.unknown().optional(),
})

/** Every page that answers GET with HTML, from the service's own list. */
async function htmlPages(): Promise<readonly z.infer<typeof page>[]> {
  const compiled = new URL('../../dist/apps/web/routes.js', import.meta.url).href
  const { pages } = z.object({ pages: z.array(page) }).parse(await import(compiled))
  return pages.filter(
    (p) => p.get !== undefined && !elsewhere.includes(p.path) && !files.some((end) => p.path.endsWith(end)),
  )
}

// These answer with a file, or lead elsewhere; there is nothing on them to look at.
const files = [
  '.txt',
  '.svg',
  '.atom',
  '.json',
  '.pdf',
  '.js',
  '.csv',
  '.zip',
  '.html',
  '.jsonl',
  '\\.json}',
  '\\.csv}',
  '/files/:digest',
  '/:digest/file',
  '/artwork/:file',
]
const elsewhere = [
  '/01/:gtin', // into the label
  '/01/:gtin/:rest{.*}',
  '/.well-known/gs1resolver', // a file
  '/check/result', // answers only what is sent to it
  '/check/sheet', // a file, of what is sent to it
  '/check/watch', // of what is sent to it: the story of the watch passes there, and at its pages
  '/watch', // back to the check
  '/watch/:token',
  '/watch/:token/confirm',
  '/watch/:token/stop',
  '/check/job/:token', // only with the address of a list that was left: the story of the job passes there
  '/check/job/:token/result',
  '/desk/plan/labels/:label', // into the planner
  '/desk/plan/applications/:id',
  '/schemes/:scheme/:number/criteria/:criterion', // to the criterion's own address
  '/account/oidc/callback',
  '/account/sign-in/oidc',
  '/account/sign-in/passkey',
  '/account/passkeys',
  '/account/code', // only while a code is awaited: the story of the declaration passes there
  '/account/invitation', // only with the link of a mail
  // only where a test is attached: the story of the device test passes there
  '/desk/applications/:id/runs/:run{[\\w-]{1,80}}',
  '/desk/cases/:id/runs/:run{[\\w-]{1,80}}',
  '/schemes/:scheme/levels/:level', // the name of a level in linked data: leads to its page
]

/** What somebody's own lists lead to: cases and evidence by the name of the link, and proposals. */
export interface Found {
  readonly cases: Readonly<Record<string, string>>
  readonly evidence?: string
  readonly order?: string // of a test on the device that waits for its evidence
  readonly evaluator?: string // in the body's register
  readonly proposal?: { readonly id: string; readonly proposal: string }
}

/** Reads what the lists of whoever is signed in lead to. */
export async function look(page: Page, kind: 'maker' | 'body'): Promise<Found> {
  const cases = casesIn(await linksOn(page, kind === 'maker' ? '/ja/desk/applications' : '/ja/desk/queue'))
  if (kind === 'maker') {
    const shelf = await linksOn(page, '/ja/desk/evidence')
    const evidence = shelf.map(({ href }) => /\/desk\/evidence\/(\w+)\/replace/.exec(href)?.[1]).find(Boolean)
    const tests = await linksOn(page, `/ja/desk/applications/${cases[tested]}/runs`)
    const order = tests.map(({ href }) => /\/runs\/(run-order-[\d-]+)\/steps/.exec(href)?.[1]).find(Boolean)
    return { cases, ...(evidence ? { evidence } : {}), ...(order ? { order } : {}) }
  }
  const waiting = await linksOn(page, `/ja/desk/register/${proposed}`)
  const proposal = waiting.map(({ href }) => /\/proposals\/([^/?#]+)/.exec(href)?.[1]).find(Boolean)
  const register = await linksOn(page, '/ja/desk/evaluators')
  const evaluator = register.map(({ href }) => /\/desk\/evaluators\/([^/?#]+)/.exec(href)?.[1]).find(Boolean)
  return {
    cases,
    ...(evaluator ? { evaluator } : {}),
    ...(proposal ? { proposal: { id: proposed, proposal } } : {}),
  }
}

// A label of the demonstration whose suspension was proposed and waits for a second person.
const proposed = 'YH4CCGSV7M'

// The product of the demonstration that a test on the device was ordered for.
const tested = 'HR-900'

async function linksOn(page: Page, address: string) {
  await page.goto(address)
  const links = await page.getByRole('main').getByRole('link').all()
  return Promise.all(
    links.map(async (link) => ({ text: await link.innerText(), href: (await link.getAttribute('href')) ?? '' })),
  )
}

const casesIn = (links: Awaited<ReturnType<typeof linksOn>>) =>
  Object.fromEntries(
    links.flatMap(({ text, href }) => {
      const model = /[A-Z]{2}-[A-Z0-9]+/.exec(text)?.[0]
      const id = /\/desk\/(?:cases|applications)\/([^/?#]+)/.exec(href)?.[1]
      return model && id ? [[model, id] as const] : []
    }),
  )

type Fill = Readonly<Record<string, string | undefined>>

const scheme = { scheme: 'jc-star', level: '1', criterion: 'S1.1-04' }
const valid = { id: labels.valid, label: labels.valid }

/** What stands for the parameters of a page; the first fitting row counts. Several fills: the page is looked at in several states. */
const fillings = ({
  cases,
  evidence,
  evaluator,
  order,
  proposal,
}: Found): readonly (readonly [path: string, ...fills: Fill[]])[] => {
  const of = (...models: readonly string[]): Fill[] => models.map((model) => ({ ...scheme, id: cases[model] }))
  return [
    ['/:l{[lL]}/:id/', valid, { id: labels.suspended }],
    ['/:l{[lL]}/:id', ...Object.values(labels).map((id) => ({ id }))],
    ['/apply/:scheme/eligibility/:step', { ...scheme, step: '1' }],
    ['/schemes/', scheme],
    ['/standards/', { id: 'etsi-en-303-645', provision: '5.1-1' }],
    ['/requirements/', { requirement: 'PW-01' }],
    ['/map/', { ...scheme, node: 'jc-star:S1.1-02' }],
    ['/crosswalks/', { crosswalk: 'jc-star--uk-psti' }],
    ['/makers/', { id: 'hikari' }],
    ['/profiles/', { profile: 'smart-home' }],
    ['/statistics/', { figure: 'labels-in-force' }, { figure: 'cost-per-declaration' }],
    ['/desk/admin/people/:person', { person: 'kanri-osamu' }],
    ['/desk/cases/:id/questions', ...of('HR-600', 'MC-30')],
    ['/desk/cases/:id/decide', ...of('KW-T')],
    ['/desk/cases/:id/issue', ...of('HZ-W1')],
    ['/desk/cases/:id/', ...of('MC-30')],
    ['/desk/cases/:id', ...of('SG-70', 'AN-E2', 'MC-30', 'HR-600', 'TH-7', 'HZ-W1')],
    ['/desk/register/:id/proposals', { ...proposal }],
    ['/desk/register/:id/restore', { id: labels.suspended }],
    ['/desk/register/:id/', valid],
    ['/desk/register/:id', valid, { id: labels.suspended }, { id: proposed }],
    ['/desk/applications/:id/messages', ...of('HR-600')],
    ['/desk/applications/:id/done', ...of('HR-600')],
    ['/desk/applications/:id/feedback', ...of('HR-600')],
    ['/desk/applications/:id/pay', ...of('HR-600')],
    ['/desk/applications/:id/runs', ...of(tested).map((fill) => ({ ...fill, order }))],
    ['/desk/applications/:id/', ...of('HR-710')],
    ['/desk/applications/:id', ...of('HR-710', 'HR-600')],
    ['/desk/evidence/:digest', { digest: evidence }],
    ['/desk/evaluators/', { id: evaluator }],
    ['/desk/labels/:label/renew', { label: '4F3HJ85HTG' }],
    ['/desk/labels/', valid],
  ]
}

const planned = '?to=uk-psti:1&to=eu-cra:1&to=sg-cls:1'
const facts = '&f.ip-communication=true&f.product-kind=router&f.intended-users=consumer&f.radio=true'

/** What a page without parameters is asked, where it needs a question. */
const questions: Readonly<Record<string, string>> = {
  '/desk/applications/new': '?scheme=jc-star&level=1',
  '/criteria/diff': '?from=jc-star&to=jc-star%40sample-next',
  '/tender': '?of=jp-government%402024-07',
  '/check/own': '?policy=own_low.jc-star.1_medium.jc-star.2_high.jc-star.3_for.low_foreign_updates.36',
  '/plan/product': planned,
  '/plan/evidence': `${planned}${facts}`,
  '/plan/result': `${planned}${facts}&has-1=jc-star:1&until-1=2028-04-14&proves=jc-star:1`,
}

/** The addresses at which a page is looked at, without the language. */
function addressesOf(path: string, found: Found): readonly string[] {
  if (!path.includes(':')) return [`${path}${questions[path] ?? ''}`]
  const fills = fillings(found)
    .find(([start]) => path.startsWith(start))
    ?.slice(1)
  if (!fills) throw new Error(`${path}: say in tests/support/journey-tour.ts what stands for its parameters`)
  return (fills as Fill[]).map((fill) =>
    path.replace(':l{[lL]}', 'l').replace(/:(\w+)(?:\{.*?\}(?=\/|$))?/g, (_, name: string) => {
      const value = fill[name]
      if (value === undefined) throw new Error(`${path}: nothing of the demonstration stands for :${name}`)
      return value
    }),
  )
}

/** One page of the tour. */
export interface Stop {
  readonly prefixed: boolean
  readonly addresses: readonly string[]
}

/** The pages that fall to somebody; undefined is a visitor without an account. */
export async function everyStop(found: Found, mine: (who: string | undefined) => boolean): Promise<readonly Stop[]> {
  return (await htmlPages())
    .filter(({ access, path }) => mine(whoOpens(access, path)))
    .map(({ path, prefixed }) => ({ prefixed, addresses: addressesOf(path, found) }))
}

/** Who looks at a page: a person of the right kind of organisation with a fitting role. */
function whoOpens(access: z.infer<typeof page>['access'], path: string): string | undefined {
  if (access === 'anyone') return undefined
  if (path === '/desk') return people.maker // whoever belongs to the body is led on to the worklist
  const role = access.roles?.[0]
  if (access.kind === 'maker') return people.maker
  if (role === 'administrator') return people.administrator
  if (role === 'intake' || role === 'surveillance' || role === 'decider') return people[role]
  if (!path.startsWith('/desk/') || path.includes(':id/record')) return people.reviewer
  return /decide|issue|register/.test(path)
    ? people.decider
    : /surveillance/.test(path)
      ? people.surveillance
      : people.reviewer
}
