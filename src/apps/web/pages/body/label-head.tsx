import { dateInJapan } from '../../../../core/kernel/date.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { lastDayOf } from '../../../../core/surveillance/hints.ts'
import type { Standing } from '../../../../core/surveillance/standing.ts'
import type { DeskContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import type { Frame } from '../../parts/layout.tsx'
import { Tag } from '../../parts/notice.tsx'
import { StatusBand } from '../../parts/status-band.tsx'
import { Foreign, foreign } from '../../parts/text.tsx'
import { bodyFrame } from './body-frame.ts'
import type { OpenedLabel } from './open-label.ts'

const words = {
  ja: {
    sample: '見本',
    since: 'いつから',
    until: '有効期間の末日',
    models: '対象の型番',
    count: (n: number) => `${n}件`,
    back: 'ラベルに戻る',
  },
  en: {
    sample: 'Sample',
    since: 'Since',
    until: 'Last day of validity',
    models: 'Models',
    count: (n: number) => String(n),
    back: 'Back to the label',
  },
}

/** The frame around every page about a label; inner pages lead back to the label. */
export async function labelFrame(
  p: DeskContext<unknown>,
  label: OpenedLabel,
  title: string,
  options: { readonly inner?: boolean; readonly refused?: boolean } = {},
): Promise<Frame> {
  const { entry } = label.record
  return {
    title: `${options.refused ? p.frame.errorPrefix : ''}${title}　${foreign(entry.product.name, p.lang)}`,
    noIndex: true,
    current: '/desk/surveillance',
    desk: await bodyFrame(p),
    ...(options.inner ? { back: { href: p.href(`/desk/register/${entry.label}`), text: words[p.lang].back } } : {}),
  }
}

/** Number, maker and name of the label; `title` where the page is about a step, not about the label itself. */
export const LabelHead = ({ p, label, title }: { p: DeskContext<unknown>; label: OpenedLabel; title?: string }) => {
  const { entry } = label.record
  const name = <Foreign text={entry.product.name} lang={p.lang} />
  return (
    <div class="title casehead">
      <p class="eyebrow">
        <span class="mono">{writeLabelId(entry.label)}</span>
        {'　'}
        {title !== undefined && (
          <>
            {name}
            {'　'}
          </>
        )}
        <Foreign text={entry.maker.name} lang={p.lang} /> {entry.sample && <Tag>{words[p.lang].sample}</Tag>}
      </p>
      <h1>{title ?? name}</h1>
    </div>
  )
}

/** What the label is worth, as largest thing of the page. */
export const LabelBand = ({
  p,
  label,
  standing = label.standing,
}: {
  p: DeskContext<unknown>
  label: OpenedLabel
  standing?: Standing
}) => {
  const t = words[p.lang]
  const { entry } = label.record
  return (
    <StatusBand
      code={standing.code}
      lang={p.lang}
      facts={[
        { term: t.since, detail: writeDate(dateInJapan(standing.since), p.lang) },
        { term: t.until, detail: writeDate(lastDayOf(entry.validity), p.lang) },
        { term: t.models, detail: t.count(entry.product.models.length) },
      ]}
    />
  )
}
