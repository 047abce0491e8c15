import { type Bench, noted } from '../../bench.ts'
import type { Declared } from '../../declared/declared.ts'
import type { Instrument } from '../../instrument.ts'
import { type Observation, type SeenOf, tamed } from '../../observation.ts'
import { glance, textOf } from '../../pages/html.ts'
import { type HttpAnswer, headerOf } from '../../wire/http.ts'
import { together } from '../together.ts'
import { firstPage } from './first-page.ts'
import { lookForOpenPaths, type OpenPaths } from './open-paths.ts'
import { pageOf } from './page.ts'
import { type WebService, webServices } from './services.ts'
import { toldBy, toldByPage } from './told.ts'

/** Reads the first page of every web service as a visitor would, and the policy's paths; logs in nowhere and sends nothing but GET. */
export const web: Instrument = {
  id: 'web',
  stage: 'passive',
  title: { ja: 'ウェブの画面', en: 'Web pages' },
  plan({ declared, policy }) {
    const packets = 6 + 2 + policy.web.paths.length
    const step = {
      instrument: 'web',
      what: {
        ja: `HTTPのGET（最初の画面と${policy.web.paths.length}個のパス、ログインなし）`,
        en: `HTTP GET of the first page and of ${policy.web.paths.length} paths, without logging in`,
      },
      packets,
      tries: 0,
      seconds: Math.ceil((packets * (policy.web.pauseMs + 30)) / 1_000),
    }
    const endpoints = declared.interfaces
      .filter((i) => i.enabled && (i.protocol === 'http' || i.protocol === 'https'))
      .flatMap((i) => i.endpoints)
    return endpoints.length === 0 ? [step] : [...new Set(endpoints)].map((endpoint) => ({ ...step, endpoint }))
  },
  async *run(bench) {
    const services = webServices(bench.observed, bench.target.primary)
    let done = 0
    bench.progress(0, services.length)
    const one = async function* (service: WebService) {
      yield* lookAt(bench, service)
      bench.progress(++done, services.length, service.endpoint)
    }
    yield* together(services.map(one)) // services do not wait for each other; to each one question at a time
  },
}

async function* lookAt(bench: Bench, service: WebService): AsyncGenerator<Observation> {
  const { endpoint, tls, address, aside } = service
  const at = { endpoint, ...(address && { address }) }
  const began = bench.clock()
  const { ways, answer, path, trouble = answer?.cut && `cut-${answer.cut}` } = await firstPage(bench, service)
  yield noted(bench, began, {
    ...at,
    id: `web/${endpoint}${aside}`,
    completeness: !answer ? 'none' : trouble ? 'partial' : 'complete',
    ...(trouble && { trouble }),
    seen: { kind: 'web-page', secured: tls, ways, ...(answer && { page: pageOf(answer, path) }) },
  })
  if (!answer) return

  const title = glance(textOf(answer.body, headerOf(answer, 'content-type'))).title ?? ''
  const uploads: readonly Observation[] =
    answer.status < 300 && pageOf(answer, path).fileField
      ? [
          noted(bench, began, {
            ...at,
            id: `web/${endpoint}${aside}/upload-form`,
            seen: {
              kind: 'update-interface',
              mechanism: 'upload-form',
              certain: false,
              where: tamed(`path ${path}`, 120),
              said: tamed(title),
            },
          }),
        ]
      : []

  const start = bench.clock()
  const found = await lookForOpenPaths(bench, service, answer, path)
  const tells: readonly Observation[] = [
    ...uploads,
    ...disclosures(bench.declared, answer, title, found).map(({ token, where, said }, n) =>
      noted(bench, began, {
        ...at,
        id: `web/${endpoint}${aside}/told/${n + 1}`,
        seen: { kind: 'disclosure', token, where: tamed(where, 120), said: tamed(said, 200) },
      }),
    ),
  ]
  // What was told first: paths that are on record as looked at have told nothing more, also in a run that was stopped.
  yield* tells
  yield noted(bench, start, {
    ...at,
    id: `web/${endpoint}${aside}/paths`,
    completeness: found.answered === found.asked ? 'complete' : found.answered > 0 ? 'partial' : 'none',
    ...(found.trouble && { trouble: found.trouble }),
    seen: {
      kind: 'open-paths',
      secured: tls,
      told: tells.length,
      asked: found.asked,
      answered: found.answered,
      open: found.open.map(({ path, status, contentType, told }) => ({
        path: tamed(path, 200),
        status,
        ...(contentType !== undefined && { contentType: tamed(contentType) }),
        tells: [...new Set(told.map(({ token }) => token))].toSorted(),
      })),
    },
  })
}

type Disclosure = Omit<SeenOf<'disclosure'>, 'kind'>

/** What a visitor was told: by the headers, by the open paths, and the declared model wherever it can be read. */
function disclosures(
  { information: { model } }: Declared,
  answer: HttpAnswer,
  title: string,
  { open }: OpenPaths,
): readonly Disclosure[] {
  const programs = ['server', 'x-powered-by'].flatMap((name): Disclosure[] => {
    const said = headerOf(answer, name)?.trim()
    return said ? [{ token: 'server-software', where: `header ${name}`, said }] : []
  })
  const places = { title, realm: headerOf(answer, 'www-authenticate') ?? '', server: headerOf(answer, 'server') ?? '' }
  const named = Object.entries(places)
    .filter(([, said]) => model !== undefined && said.toLowerCase().includes(model.toLowerCase()))
    .map(([where, said]): Disclosure => ({ token: 'model', where, said }))
  const type = headerOf(answer, 'content-type') ?? 'text/html'
  const text = textOf(answer.body, type)
  const first = {
    path: '/',
    told: answer.status < 300 ? (type.includes('html') ? toldByPage(text) : toldBy(text)) : [],
  }
  const paths = [first, ...open].flatMap(({ path, told }) =>
    told.map(({ token, field, said }): Disclosure => ({ token, where: `path ${path} ${field}`, said })),
  )
  return [...programs, ...named, ...paths]
}
