import assert from 'node:assert/strict'
import { beforeAll, describe, test } from 'vitest'
import { typeset } from '../../src/adapters/artwork/typst.ts'
import { messageOf } from '../../src/adapters/post/message.ts'
import { serviceOf } from '../../src/apps/server.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { criteria, filled, granted, inReview, people, reviewed, type Story, story } from '../support/application.ts'
import { bodyHouse } from '../support/body-fixtures.ts'
import { type MemoryPorts, memoryPorts } from '../support/memory-ports.ts'

// Everything people may write is written with this in it, wherever it may stand; then every page that can be reached is
// read as every kind of reader. Nowhere may it come out as markup.
const payload = `x"'><img src=x onerror=alert(1)></script><script>alert(2)</script>]]>{{7*7}}&amp;`
const says = (text: string) => `${text} ${payload}`.slice(0, 120)
const markup = [`<img src=x`, `<script>alert`, `x"'>`, `</script><script>`, `'><img`]

const { applicant, reviewer, decider, second } = people
const readers: readonly (readonly [string, Viewer | undefined])[] = [
  ['the maker', applicant],
  ['the reviewer', reviewer],
  ['the decider', decider],
  ['anybody', undefined],
]

/** Reads pages and whatever they link to, as one reader. */
async function crawl(ports: MemoryPorts, who: Viewer | undefined, from: readonly string[], most: number) {
  const app = serviceOf(bodyHouse(ports))
  const headers: HeadersInit = who === undefined ? {} : { cookie: `hoshirushi=${who.person}` }
  const waiting = [...from]
  const seen = new Set<string>()
  const pages: { path: string; type: string; text: string; policy: string }[] = []
  while (waiting.length > 0 && pages.length < most) {
    const path = waiting.shift() ?? ''
    if (seen.has(path)) continue
    seen.add(path)
    const answer = await app.request(`http://localhost${path}`, { headers })
    assert.ok(answer.status < 500, `${answer.status} ${path}`)
    const type = answer.headers.get('content-type') ?? ''
    if (/pdf|png|octet/.test(type)) continue
    const text = await answer.text()
    pages.push({ path, type, text, policy: answer.headers.get('content-security-policy') ?? '' })
    if (type.startsWith('text/html'))
      for (const [, href = ''] of text.matchAll(/href="([^"#]+)/g)) {
        const to = href.replaceAll('&amp;', '&')
        if (
          to.startsWith('/') &&
          !/\.(pdf|png)$|lang=en|^\/en\/|\/account|\/artwork\/|\/schemes\/|\/standards\//.test(to)
        )
          waiting.push(to)
      }
  }
  return pages
}

describe('what people write', () => {
  let s: Story
  let ports: MemoryPorts
  beforeAll(async () => {
    ports = memoryPorts()
    s = story(ports)
    await filled(s)
    await s.does(applicant, 'save-organisation', {
      name: { ja: says('株式会社'), en: says('Ltd') },
      role: 'manufacturer',
      address: says('東京都'),
    })
    await s.does(applicant, 'save-product', {
      name: { ja: says('ルーター'), en: says('Router') },
      category: 'router',
      page: `https://a.example/${encodeURIComponent(payload)}"><img src=x>`.replaceAll(' ', ''),
      intendedUse: says('家庭'),
    })
    await s.does(applicant, 'save-models', { text: `HR-1\n=HYPERLINK("x")\n<img src=x onerror=alert(1)>\nx"'><b>` })
    await s.does(applicant, 'save-software', { minimum: '<img src=x>', services: [says('アプリ')], sbom: 'kept' })
    await s.does(applicant, 'save-updates', {
      mode: 'manual',
      howToTurnOff: says('設定'),
      howToSeeVersion: says('画面'),
      supportUntil: '2031-03-31',
      use: { setUp: says('初め'), daily: says('日々'), disposal: says('最後') },
      defaultPassword: 'set-by-user',
    })
    const digest = await s.store('hostile')
    const [criterion] = criteria(s)
    await s.does(applicant, 'add-evidence', { digest, name: says('file'), type: 'text/plain', size: 7, criterion })
    await s.does(applicant, 'answer', {
      criterion,
      claim: 'fulfilled',
      reason: says('理由'),
      restsOn: [
        { kind: 'file', digest },
        { kind: 'file', digest: await s.store('test record') },
      ],
    })
    await inReview(s)
    await s.does(reviewer, 'note', { criterion: null, visibility: 'applicant', text: says('連絡') })
    await s.does(reviewer, 'note', { criterion: criterion ?? null, visibility: 'internal', text: says('内部') })
    await s.does(reviewer, 'ask', { questions: [{ criterion: criterion ?? null, text: says('質問') }] })
    const question = s.now().questions[0]!.id
    await s.does(applicant, 'reply', { answers: [{ id: question, text: says('答え') }] })
    await s.does(reviewer, 'review', { criterion, outcome: 'insufficient', note: says('不足') })
    await reviewed(s)
    await granted(s)
    await s.does(applicant, 'publish-advisory', { text: { ja: says('お知らせ'), en: says('Notice') } })
    await s.does(applicant, 'add-models', { text: 'x"\'><img src=x>' })
    await s.does(applicant, 'change', { product: { intendedUse: says('変更') }, reason: says('理由') })
    await s.does(second, 'propose-suspend', { reasonCode: 'vulnerability-open', publicText: { ja: says('理由') } })
    const suspend = s.now().proposals.at(-1)!.id
    await s.does(decider, 'confirm-proposal', { proposal: suspend, label: s.now().label })
  })

  for (const [name, who] of readers)
    test(`is text on every page that ${name} can reach`, async () => {
      const { id, label } = s.now()
      const from =
        who === undefined
          ? [
              `/l/${label}`,
              '/ja/register',
              `/ja/register?q=${encodeURIComponent(payload)}`,
              '/ja/',
              '/feed.atom',
              `/ja/${encodeURIComponent(payload)}`,
            ]
          : who.kind === 'maker'
            ? [`/ja/desk/applications/${id}`, '/ja/desk', '/ja/desk/evidence', `/ja/desk/labels/${label}`]
            : [`/ja/desk/cases/${id}`, '/ja/desk', `/ja/desk/labels/${label}`, `/ja/desk/cases/${id}/record`]
      const pages = await crawl(ports, who, from, 60)
      const html = pages.filter((page) => page.type.startsWith('text/html'))
      assert.ok(html.length >= 8, `${html.length} pages`)
      assert.ok(
        html.some((page) => page.text.includes('&lt;img src=x')),
        'what was written was seen nowhere, so nothing was tried',
      )
      for (const { path, type, text, policy } of pages) {
        if (type.startsWith('text/html') || type.includes('xml') || type.includes('svg'))
          for (const raw of markup) assert.ok(!text.includes(raw), `${raw} stands in ${path}`)
        assert.match(policy, /default-src 'none'/, path)
        if (type.startsWith('text/html')) assert.doesNotMatch(text, / on[a-z]+="|javascript:|style="/i, path)
      }
    })

  test('is text in the letters it stands in, and adds no line to their head', () => {
    const mails = ports.committed().mails
    assert.ok(mails.some((mail) => mail.text.includes(payload.slice(0, 20))))
    for (const mail of mails) {
      assert.doesNotMatch(mail.subject, /[\r\n\0]/)
      assert.ok(!('html' in messageOf(mail, 'a@b.example')))
    }
  })

  test('is text on paper: a template never takes it for a command', () => {
    const hostile = '#panic("x") #read("/etc/passwd") $x$ *b* @ref <label> \\ `raw` = heading'
    const template = '#let data = json(bytes(sys.inputs.data))\n#data.name'
    const svg = typeset(template, { name: hostile }).svg()
    assert.match(svg, /<svg/)
    assert.doesNotMatch(svg, /root:/)
  })

  test('is text in JSON, whatever it is served as', async () => {
    const app = serviceOf(bodyHouse(ports))
    for (const path of [`/api/v1/labels/${s.now().label}`, `/api/v1/labels?q=${encodeURIComponent(payload)}`]) {
      const answer = await app.request(`http://localhost${path}`)
      assert.match(answer.headers.get('content-type') ?? '', /json/)
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
      JSON.parse(await answer.text())
    }
  })
})
