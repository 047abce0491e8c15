import type { WatchFault } from '../../../../casework/watches.ts'
import { type LabelId, writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import { faultSummary } from '../../../faults.ts'
import { statusOf } from '../../../status-of.ts'
import type { PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeNumber } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Choices, ErrorSummary, Form, Hidden, type Problems, TextField } from '../../parts/form.tsx'
import { StandingMark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './watch.texts.ts'

/** What was typed so far, and what was wrong with it. */
export interface BeginShown {
  readonly policy: string
  readonly entries: readonly Entry[]
  readonly name: string
  readonly way: string
  readonly email: string
  readonly fault?: WatchFault
  readonly wayMissing?: boolean
}

const fieldOf: Partial<Record<WatchFault['code'], string>> = {
  'watch-name-missing': 'name',
  'watch-name-too-long': 'name',
  'email-malformed': 'email',
}

/** The form by which a watch begins. Of the list only label numbers go along. */
export function showBegin(p: PageContext<unknown>, shown: BeginShown): Response {
  const t = { ja, en }[p.lang].begin
  const { policy, entries, fault, wayMissing } = shown
  const summary = fault && faultSummary(fault, p.lang)
  const field = fault && fieldOf[fault.code]
  const problems: Problems = {
    ...(summary && field ? { [field]: `${summary.what}${p.lang === 'ja' ? '' : ' '}${summary.next}` } : {}),
    ...(wayMissing ? { way: t.wayMissing } : {}),
  }
  const wrong = Object.keys(problems).length
  const about = (name: string) => ({ name, error: problems[name], errorWord: p.frame.errorPrefix })
  p.c.header('cache-control', 'private, no-store')
  return p.show(
    {
      title: `${wrong > 0 || summary ? p.frame.errorPrefix : ''}${t.title}`,
      current: '/check',
      noIndex: true,
    },
    <>
      {wrong > 0 && <ErrorSummary title={p.frame.problems(wrong)} problems={problems} />}
      {summary && field === undefined && <FaultNotice summary={summary} codeWord={p.frame.faultCode} />}
      <Title eyebrow={{ ja, en }[p.lang].eyebrow} title={t.title} lead={t.lead(writeNumber(entries.length))} />
      <Form action={p.href('/watch')} label={t.title}>
        <Hidden name="policy" value={policy} />
        <Hidden name="labels" value={entries.map(({ label }) => label).join(',')} />
        <TextField {...about('name')} label={t.name} hint={t.nameHint} value={shown.name} autocomplete="off" />
        <Choices
          {...about('way')}
          kind="one"
          label={t.way}
          chosen={[shown.way]}
          options={[
            { value: 'mail', text: t.mail, hint: t.mailHint },
            { value: 'feed', text: t.feed, hint: t.feedHint },
          ]}
        />
        <TextField
          {...about('email')}
          label={t.email}
          hint={t.emailHint}
          value={shown.email}
          type="email"
          inputmode="email"
          autocomplete="email"
          spellcheck={false}
        />
        <Notice title={t.keptTitle}>
          <ul class="watch-list">
            {t.kept.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Notice>
        <Acts>
          <Button>{t.send}</Button>
        </Acts>
      </Form>
      <section class="check-part watch-labels">
        <Disclosure summary={t.labels(writeNumber(entries.length))}>
          <LabelsTable
            p={p}
            caption={t.labels(writeNumber(entries.length))}
            rows={entries.map((entry) => ({
              label: entry.label,
              product: entry.product.name,
              maker: entry.maker.name,
              standing: standingAt(entry.validity, entry.events, p.now)?.code,
            }))}
          />
        </Disclosure>
      </section>
    </>,
    summary || wrong > 0 ? (fault ? (statusOf(fault) as 422) : 422) : 200,
  )
}

type Name = { readonly ja: string; readonly en?: string }

/** Labels with what they are worth today. */
export const LabelsTable = ({
  p,
  caption,
  rows,
}: {
  p: PageContext<unknown>
  caption: string
  rows: readonly {
    readonly label: LabelId
    readonly product: Name
    readonly maker: Name
    readonly standing: Parameters<typeof StandingMark>[0]['code'] | undefined
  }[]
}) => {
  const t = { ja, en }[p.lang]
  const say = (name: Name) => (p.lang === 'en' && name.en) || name.ja
  return (
    <Table
      caption={caption}
      rows={rows}
      columns={[
        {
          head: t.begin.product,
          rowHead: true,
          cell: ({ product, label }) => (
            <>
              <a href={`/l/${label}?lang=${p.lang}`}>{say(product)}</a>{' '}
              <span class="sm mut mono nw">{writeLabelId(label)}</span>
            </>
          ),
        },
        { head: t.begin.maker, label: t.begin.maker, cell: ({ maker }) => say(maker) },
        {
          head: t.begin.standing,
          label: t.begin.standing,
          oneLine: true,
          cell: ({ standing }) =>
            standing === undefined ? t.page.notYet : <StandingMark code={standing} lang={p.lang} />,
        },
      ]}
    />
  )
}
