import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { config } from 'zod'
import { dateInJapan } from '../../../../../core/kernel/date.ts'
import type { Fault } from '../../../../../core/kernel/fault.ts'
import type { Language } from '../../../../../core/kernel/text.ts'
import { openIndex, type RegisterIndex } from '../../../../../core/procurement/register-index.ts'
import { readTrust } from '../../../../../core/verifier/trust.ts'
import { faultSummary, tellFaults } from '../../../../faults.ts'
import type { House } from '../../../../house.ts'
import type { PageContext } from '../../../page.tsx'
import { writeDate, writeMoment, writeNumber } from '../../../parts/dates.ts'
import { FaultNotice } from '../../../parts/fault-notice.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { en as frameEn, ja as frameJa } from '../../../texts.ts'
import { answerSent, type Sent } from '../answer-sent.ts'
import { en as checkEn, ja as checkJa } from '../check.texts.ts'
import { showForm } from '../check-form.tsx'
import { readCarried, writeText } from '../taken-list.ts'
import { readWish } from '../wish.ts'
import { localRegisterFaults } from './faults.ts'
import { en, ja } from './local.texts.ts'
import type { LocalAnswer, LocalQuestion } from './messages.ts'
import { openLocalRegister } from './open-register.ts'
import type { LocalRules } from './rules.ts'

// The worker of /check/local: what the server does with a list, done in a browser, page by page the same. It may connect to nothing.

declare const localRules: LocalRules // stands before this script in the same file

// Libraries that would make code of their own are told that this page does not allow it.
config({ jitless: true })
tellFaults(localRegisterFaults)

let register: RegisterIndex | undefined

const trust = (() => {
  const read = localRules.trust === undefined ? undefined : readTrust(localRules.trust)
  return read?.ok ? read.value : undefined
})()

/** What a page is given here: the rules, the words, and a way to be shown inside the page that is open. */
function contextIn(lang: Language, shown: (title: string) => void): PageContext<typeof checkJa> {
  const frame = { ja: frameJa, en: frameEn }[lang]
  const { policies, profiles, schemes, recognition, facts } = localRules
  const house = {
    checks: { policies, profiles, register: () => Promise.reject(new Error('it is read from files here')) },
    catalogue: { schemes, recognition, facts },
  } as unknown as House
  const show = ({ title }: { readonly title: string }, body: Child, status = 200): Response => {
    shown(`${title}｜${frame.site}`)
    return new Response(String(body), { status, headers: { 'content-type': 'text/html' } })
  }
  const absent = () => {
    throw new Error('there is no such thing in a browser')
  }
  return {
    c: {
      body: (text: string, status: number, headers: HeadersInit) => new Response(text, { status, headers }),
    } as never as Context,
    house,
    lang,
    t: { ja: checkJa, en: checkEn }[lang],
    frame,
    now: new Date().toISOString(),
    url: new URL('about:blank'),
    session: undefined,
    href: (path) => `/${lang}${path}`,
    exists: () => false,
    say: (text) => text[lang],
    param: () => '',
    query: () => '',
    form: absent,
    show,
    refuse: absent,
    notFound: absent,
    goTo: absent,
    asOf: absent,
  }
}

async function open({ lang, files, policy }: Extract<LocalQuestion, { kind: 'open' }>): Promise<LocalAnswer> {
  const t = { ja, en }[lang].register
  const say = (n: number) => postMessage({ kind: 'progress', text: t.progress(writeNumber(n)) } satisfies LocalAnswer)
  const opened = await openLocalRegister(files, trust, say)
  if (!opened.ok) return { kind: 'refused', html: refusal(opened.fault, lang) }
  const { register: packed, signed } = opened.value
  register = openIndex(packed)
  let title = ''
  const p = contextIn(lang, (told) => {
    title = told
  })
  const day = dateInJapan(packed.takenAt)
  const facts = String(
    <Notice
      tone={signed ? 'done' : 'wait'}
      title={t.opened(writeMoment(packed.takenAt, lang), writeNumber(packed.size))}
    >
      <p>
        {signed ? t.signed : t.unsigned} {t.closed}
      </p>
      {day < dateInJapan(p.now) && <p>{t.old(writeDate(day, lang))}</p>}
      <p class="sm mut">{t.other}</p>
    </Notice>,
  )
  const form = showForm(p, {
    wish: readWish((name) => (name === 'policy' ? policy : '')),
    text: '',
    place: 'browser',
  })
  return { kind: 'opened', facts, title, html: await form.text() }
}

const refusal = (fault: Fault, lang: Language): string =>
  String(<FaultNotice summary={faultSummary(fault, lang)} codeWord={{ ja: checkJa, en: checkEn }[lang].code} />)

async function answer(asked: Extract<LocalQuestion, { kind: 'answer' }>): Promise<LocalAnswer> {
  if (register === undefined) throw new Error('no register was read')
  let title = ''
  const p = contextIn(asked.lang, (told) => {
    title = told
  })
  const { fields: form, file } = asked
  if (asked.again) {
    const carried = readCarried(form['carried'] ?? '', { model: () => false, maker: () => false })
    const text = carried?.ok ? writeText(carried.value) : ''
    const page = showForm(p, { wish: readWish((name) => form[name] ?? ''), text, place: 'browser' })
    return { kind: 'page', title, html: await page.text() }
  }
  // An older register knows nothing of today: with no day given, it is asked about its own.
  const taken = dateInJapan(register.snapshot.takenAt)
  const as_of = form['as_of'] || (taken < dateInJapan(p.now) ? taken : '')
  const sent: Sent = {
    form: { ...form, as_of },
    ...(file === undefined ? {} : { file: { bytes: new Uint8Array(await file.arrayBuffer()) } }),
  }
  const response = answerSent(p, sent, register, 'browser')
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/html')) return { kind: 'page', title, html: await response.text() }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'check'
  return { kind: 'file', name, type, content: await response.arrayBuffer() } // as text it would lose its mark
}

addEventListener('message', ({ data }: MessageEvent<LocalQuestion>) => {
  void (data.kind === 'open' ? open(data) : answer(data)).then((told) => postMessage(told))
})
postMessage({ kind: 'progress', text: '' } satisfies LocalAnswer)
