import type { DeskContext, FormData } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Form, Hidden } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { makerFrame } from './frame.ts'
import { type StaleFault, whoWasFaster } from './saving.tsx'
import { en, ja } from './stale.texts.ts'
import { wordsOf } from './words.ts'

const listOf = (value: FormData[string] | undefined): readonly string[] =>
  (value === undefined ? [] : typeof value === 'string' ? [value] : value).filter((v) => v !== '')

/** Two people worked on the same form: both versions side by side, and nothing lost until one is chosen. */
export async function showStale(
  p: DeskContext<unknown>,
  clash: {
    readonly fault: StaleFault
    readonly mine: FormData
    readonly saved: FormData
    readonly labels: Readonly<Record<string, string>>
    readonly write?: (field: string, value: string) => string
    readonly action: string // path without language, where the form is sent to
    readonly upload?: boolean
    readonly page: string // where the saved version is shown
  },
): Promise<Response> {
  const t = { ja, en }[p.lang]
  const { fault, mine, saved, labels, write } = clash
  const say = (field: string, value: FormData[string] | undefined) =>
    listOf(value)
      .map((v) => write?.(field, v) ?? v)
      .join(wordsOf(p).separator) || wordsOf(p).none
  const differing = Object.keys(labels).filter((field) => say(field, mine[field]) !== say(field, saved[field]))
  const who = await whoWasFaster(p, fault)
  const carried = Object.entries(mine).filter(([name]) => !['csrf', 'seenSeq', 'seenValues'].includes(name))
  return p.show(
    makerFrame(p, `${p.frame.errorPrefix}${t.title}`, '/desk/applications'),
    <>
      <Title title={t.title} lead={t.lead}>
        <p>{t.who(who, writeMoment(fault.at, p.lang))}</p>
      </Title>
      <Table
        caption={t.caption}
        rows={differing}
        columns={[
          { head: t.field, rowHead: true, cell: (field) => labels[field] },
          { head: t.mine, label: t.mine, cell: (field) => say(field, mine[field]) },
          { head: t.theirs, label: t.theirs, cell: (field) => say(field, saved[field]) },
        ]}
      />
      <div class="gap">
        <Form action={p.href(clash.action)} csrf={p.session.csrf} label={t.title} upload={clash.upload ?? false}>
          <Hidden name="seenSeq" value={fault.now} />
          {carried.flatMap(([name, value]) => listOf(value).map((v) => <Hidden name={name} value={v} />))}
          <Acts>
            <Button>{t.keepMine}</Button>
            <ButtonLink look="second" href={p.href(clash.page)}>
              {t.keepTheirs}
            </ButtonLink>
          </Acts>
        </Form>
      </div>
    </>,
    409,
  )
}
