import { createHash } from 'node:crypto'
import { type Bench, noted } from '../../bench.ts'
import type { DeclaredInformation } from '../../declared/declared.ts'
import type { Instrument } from '../../instrument.ts'
import { type Observation, tamed } from '../../observation.ts'
import { textOf } from '../../pages/html.ts'
import { readCsafProvider } from '../../published/csaf-provider.ts'
import { type Mention, readPage } from '../../published/page-facts.ts'
import { readSecurityTxt, valuesOf } from '../../published/security-txt.ts'
import { headerOf } from '../../wire/http.ts'
import type { PublishedAnswer, PublisherDoor, PublisherTrouble } from '../../wire/publisher-door.ts'
import type { Publication, reaches } from './seen.ts'

type What = Publication | 'security-txt' | 'csaf-provider-metadata'

/** The maker's published pages that the IXIT names. */
export const publishedAddresses = (information: DeclaredInformation): readonly (readonly [What, string])[] =>
  (
    [
      ['disclosure-policy', information.disclosurePolicyUrl],
      ['support-period', information.supportPageUrl],
      ['non-updatable', information.nonUpdatablePageUrl],
      ['security-txt', information.securityTxtUrl],
      ['csaf-provider-metadata', information.csafUrl],
    ] as const
  ).flatMap(([what, url]) => (url === undefined ? [] : [[what, url] as const]))

/** Reads what the maker has published, on the hosts the IXIT names and nowhere else. The device is not spoken to. */
export const published: Instrument = {
  id: 'published',
  stage: 'passive',
  title: { ja: '公開されたページ', en: 'Published pages' },
  plan: ({ declared }) =>
    publishedAddresses(declared.information).map(([what, url]) => ({
      instrument: 'published',
      what: {
        ja: `${url} を読む（機器には送らない）`,
        en: `reading ${url} (nothing is sent to the device)`,
      },
      packets: 6,
      tries: 0,
      seconds: what === 'disclosure-policy' ? 3 : 1,
    })),
  async *run(bench) {
    const { publisher } = bench
    if (publisher === undefined) return
    const addresses = publishedAddresses(bench.declared.information)
    for (const [done, [what, url]] of addresses.entries()) {
      bench.progress(done, addresses.length, url)
      yield await lookAt(bench, publisher, what, url)
    }
    bench.progress(addresses.length, addresses.length)
  },
}

async function lookAt(bench: Bench, publisher: PublisherDoor, what: What, url: string): Promise<Observation> {
  const began = bench.clock()
  const answer = await publisher.fetch(url, bench.signal)
  const reach = answer.ok ? reachOf(answer.value) : reachOfTrouble[answer.fault.code]
  const page = answer.ok ? answer.value : undefined
  const cut = page?.cut
  const about = {
    url: tamed(url),
    reach,
    ...(page && {
      status: page.status,
      sha256: createHash('sha256').update(page.body).digest('hex'),
      bytes: page.body.length,
      ...(page.url !== url && { leadsTo: tamed(page.url) }),
    }),
    ...(!answer.ok && answer.fault.url !== url && { leadsTo: tamed(answer.fault.url) }),
  }
  const trouble = answer.ok ? cut && `cut-${cut}` : answer.fault.code
  const frame = {
    id: `published/${what}`,
    completeness: reach !== 'read' ? ('none' as const) : cut ? ('partial' as const) : ('complete' as const),
    ...(trouble !== undefined && { trouble }),
  }
  const type = page && headerOf(page, 'content-type')
  const text = page && reach === 'read' ? textOf(page.body, type) : ''
  switch (what) {
    case 'security-txt': {
      const read = readSecurityTxt(text, new Date())
      return noted(bench, began, {
        ...frame,
        seen: {
          kind: what,
          ...about,
          signed: read.signed,
          ...(read.expires && { expires: read.expires.toISOString() }),
          contacts: valuesOf(read, 'contact')
            .slice(0, 10)
            .map((v) => tamed(v)),
          policies: valuesOf(read, 'policy')
            .slice(0, 10)
            .map((v) => tamed(v)),
          errors: reach === 'read' ? [...read.errors] : [],
        },
      })
    }
    case 'csaf-provider-metadata': {
      const read = reach === 'read' ? readCsafProvider(text, url) : { errors: [] }
      return noted(bench, began, {
        ...frame,
        seen: {
          kind: what,
          ...about,
          ...(read.role !== undefined && { role: tamed(read.role) }),
          ...(read.publisher !== undefined && { publisher: tamed(read.publisher) }),
          ...(read.lastUpdated !== undefined && { lastUpdated: tamed(read.lastUpdated, 40) }),
          errors: read.errors.slice(0, 50),
        },
      })
    }
    default: {
      const readable = reach === 'read' && /^(text\/|application\/xhtml)/i.test(type ?? 'text/html')
      return noted(bench, began, {
        ...frame,
        ...(reach === 'read' && !readable && { completeness: 'partial' as const, trouble: 'not-text' }),
        seen: { kind: 'published-page', what, ...about, ...(readable && { facts: factsOf(bench, text) }) },
      })
    }
  }
}

function factsOf({ declared, policy }: Bench, text: string) {
  const { model } = declared.information
  const { title, mentions, contacts, dates, ...rest } = readPage(text, {
    ...(model && { model }),
    phrases: policy.published,
  })
  const short = (all: readonly Mention[]) =>
    all.map(({ said, time }) => ({ said: tamed(said, 240), ...(time !== undefined && { time: tamed(time, 60) }) }))
  return {
    ...rest,
    ...(title !== undefined && { title: tamed(title, 240) }),
    contacts: contacts.map(({ kind, said }) => ({ kind, said: tamed(said, 240) })),
    mentions: {
      acknowledgement: short(mentions.acknowledgement),
      statusUpdates: short(mentions.statusUpdates),
      supportPeriod: short(mentions.supportPeriod),
      noUpdates: short(mentions.noUpdates),
      replacement: short(mentions.replacement),
    },
    dates: dates.map((date) => ({ ...date, said: tamed(date.said, 240) })),
  }
}

type Reach = (typeof reaches)[number]

function reachOf({ status, ways, url }: PublishedAnswer): Reach {
  const toLogin = ways.length > 1 && /\/(log-?in|sign-?in|sso|auth|register|signup)\b/i.test(new URL(url).pathname)
  if (status === 401 || toLogin) return 'wants-login'
  if (status >= 200 && status < 300) return 'read'
  if (status === 404 || status === 410) return 'missing'
  return status === 403 || status === 429 || status === 451 ? 'refused' : 'failed'
}

const reachOfTrouble: Record<PublisherTrouble, Reach> = {
  'not-https': 'not-https',
  'host-not-declared': 'leads-elsewhere',
  'host-unknown': 'not-reached',
  'address-not-public': 'not-reached',
  'certificate-refused': 'insecure',
  'endless-redirect': 'failed',
  refused: 'not-reached',
  'no-answer': 'not-reached',
  unreachable: 'not-reached',
  stopped: 'not-reached',
  spent: 'not-reached',
  'tls-refused': 'not-reached',
  'tls-no-answer': 'not-reached',
  'not-http': 'failed',
  'header-too-large': 'failed',
  'closed-unanswered': 'not-reached',
  'timed-out': 'not-reached',
}
