import type { Child } from 'hono/jsx'
import { needsEvaluator } from '../../../../casework/assessment.ts'
import { stateText } from '../../../../casework/lifecycle.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { DeskContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import type { Frame } from '../../parts/layout.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Tag } from '../../parts/notice.tsx'
import { Foreign, foreign, Nw } from '../../parts/text.tsx'
import { bodyFrame } from './body-frame.ts'
import { stoppedBecause, timeLeft } from './business-days.ts'
import type { Opened } from './open-case.ts'

const words = {
  ja: {
    until: (day: string, left: string) => `${day}まで（${left}）`,
    runs: '時計は進行中',
    stopped: (why: string) => `時計は停止中（${why}）`,
    models: (n: number) => `型番${n}件`,
    sample: '見本',
    label: 'ラベル',
    sections: '案件のページ',
    unnamed: '名称未定の製品',
    tabs: {
      '': '審査',
      '/product': '製品と型番',
      '/declaration': '宣言',
      '/runs': '実機試験',
      '/questions': '質問',
      '/decide': '判定',
      '/issue': '交付',
      '/record': '記録',
    },
  },
  en: {
    until: (day: string, left: string) => `by ${day} (${left})`,
    runs: 'The clock is running',
    stopped: (why: string) => `The clock stands still (${why.toLowerCase()})`,
    models: (n: number) => `${n} model${n === 1 ? '' : 's'}`,
    sample: 'Sample',
    label: 'Label',
    sections: 'Pages of this case',
    unnamed: 'Product without a name',
    tabs: {
      '': 'Review',
      '/product': 'Product and models',
      '/declaration': 'Declaration',
      '/runs': 'Device tests',
      '/questions': 'Questions',
      '/decide': 'Decision',
      '/issue': 'Issue',
      '/record': 'Record',
    },
  },
}
export type CaseTab = keyof typeof words.ja.tabs

/** What the case is about, in one line. */
export const productName = (p: DeskContext<unknown>, { c }: Opened): string =>
  c.product.name === undefined ? words[p.lang].unnamed : foreign(c.product.name, p.lang)

/** The frame around every page of a case. */
export async function caseFrame(
  p: DeskContext<unknown>,
  opened: Opened,
  title: string,
  refused = false,
): Promise<Frame> {
  return {
    title: `${refused ? p.frame.errorPrefix : ''}${title}　${productName(p, opened)}`,
    noIndex: true,
    current: '/desk/queue',
    desk: await bodyFrame(p),
  }
}

/** Number, state, maker, product, clock; then the pages of the case. */
export const CaseHead = ({
  p,
  opened,
  tab,
  children,
}: {
  p: DeskContext<unknown>
  opened: Opened
  tab: CaseTab
  children?: Child
}) => {
  const { c } = opened
  const t = words[p.lang]
  const openQuestions = c.questions.filter((q) => q.answer === undefined).length
  const offered = (path: CaseTab) => {
    if (path === '/issue') return ['granted', 'issued'].includes(c.state)
    return path === '/runs' ? c.runs.length > 0 || needsEvaluator(c, opened.scheme) : true
  }
  return (
    <>
      <div class="title casehead">
        <p class="eyebrow">
          <span class="mono">{c.numbers.acceptance ?? c.numbers.application ?? c.id}</span>
          {'　'}
          {p.say(stateText[c.state])}　<span lang="ja">{c.maker.name?.ja}</span> {c.sample && <Tag>{t.sample}</Tag>}
        </p>
        <h1>{c.product.name === undefined ? t.unnamed : <Foreign text={c.product.name} lang={p.lang} />}</h1>
        <p class="sm clock">
          <Clock p={p} opened={opened} />
          <span class="mut">{t.models(c.product.models?.length ?? 0)}</span>
          {c.label !== undefined && (
            <a href={p.href(`/desk/register/${c.label}`)}>
              {t.label} <span class="mono">{writeLabelId(c.label)}</span>
            </a>
          )}
        </p>
        {children}
      </div>
      <nav class="tabs" aria-label={t.sections}>
        {(Object.keys(t.tabs) as CaseTab[]).filter(offered).map((path) => (
          <a href={p.href(`/desk/cases/${c.id}${path}`)} aria-current={path === tab ? 'page' : undefined}>
            {t.tabs[path]}
            {path === '/questions' && openQuestions > 0 && <span class="mut">{openQuestions}</span>}
          </a>
        ))}
      </nav>
    </>
  )
}

const Clock = ({ p, opened: { c } }: { p: DeskContext<unknown>; opened: Opened }) => {
  const t = words[p.lang]
  const stopped = stoppedBecause(c.state, p.lang)
  if (stopped !== undefined) return <Nw>{t.stopped(stopped)}</Nw>
  if (c.clock.dueOn === undefined) return null
  const left = timeLeft(c.clock.dueOn, dateInJapan(p.now), p.lang)
  const text = t.until(writeDate(c.clock.dueOn, p.lang, { weekday: true }), left.text)
  return (
    <>
      {left.look ? <Mark {...left.look}>{text}</Mark> : <strong>{text}</strong>}
      <span class="mut">{t.runs}</span>
    </>
  )
}
