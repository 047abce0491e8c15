import type { RegisterHit } from '../../../../casework/ports.ts'
import { type LabelId, readLabelId, writeLabelId } from '../../../../core/kernel/label-id.ts'
import { normalise } from '../../../../core/register/search.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { ErrorSummary, Hidden, TextField } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Foreign } from '../../parts/text.tsx'
import { en, ja } from './compare.texts.ts'
import { type Compared, CompareTable } from './compare-table.tsx'

type Context = PageContext<typeof ja>

const most = 4
const candidatesShown = 8

/** Which labels an address names, in its order and each once; what is no label number stays as it was typed. */
function readLabels(p: Context): { readonly labels: readonly LabelId[]; readonly strange: readonly string[] } {
  const [labels, strange] = [new Set<LabelId>(), new Set<string>()]
  const typed = (p.c.req.queries('l') ?? []).flatMap((one) => one.slice(0, 400).split(',')).slice(0, 40)
  for (const text of typed.map((one) => one.trim()).filter((one) => one !== '')) {
    const read = readLabelId(text)
    if (read.ok) labels.add(read.value)
    else strange.add(text.slice(0, 40))
  }
  return { labels: [...labels], strange: [...strange] }
}

const address = (p: Context, labels: readonly string[], asOf: string): string => {
  const query = new URLSearchParams([
    ...labels.map((label) => ['l', label]),
    ...(asOf === '' ? [] : [['as_of', asOf]]),
  ] as [string, string][])
  return p.href(`/compare${query.size > 0 ? `?${query}` : ''}`)
}

/** Up to four labels side by side. The address is the whole state: it can be kept, sent and asked again. */
export const comparePage = definePage({
  path: '/compare',
  texts: { ja, en },
  handler: async (p) => {
    const { t, frame } = p
    const moment = p.asOf()
    if (!moment.ok) return moment.response
    const asOf = p.query('as_of').slice(0, 40)
    const { at } = moment
    const asked = readLabels(p)
    const found: Compared[] = []
    const unknown: string[] = [...asked.strange]
    for (const label of asked.labels.slice(0, most)) {
      const entry = await p.house.register.entry(label, at)
      const standing = entry && standingAt(entry.validity, entry.events, at)
      if (entry && standing) found.push({ entry, standing })
      else unknown.push(writeLabelId(label))
    }
    const labels = found.map(({ entry }) => entry.label)
    const typed = p.query('add').trim().slice(0, 200)
    const adding = typed === '' || labels.length >= most ? undefined : await look(p, typed, at)
    const meant = adding?.meant?.entry.label
    if (meant !== undefined) return p.c.redirect(address(p, [...new Set([...labels, meant])], asOf), 303)
    const left = asked.labels.slice(most).map(writeLabelId)
    const problem = [
      ...(left.length > 0 ? [t.tooMany(left)] : []),
      ...unknown.map(t.unknown),
      ...(adding?.offered.length === 0 ? [t.none(typed)] : []),
    ]
    const choices = (adding?.offered ?? []).filter(({ entry }) => !labels.includes(entry.label))
    const title = labels.length > 1 ? t.of(labels.length) : t.title
    return p.show(
      {
        title: `${problem.length > 0 ? frame.errorPrefix : ''}${title}`,
        current: '/register',
        crumbs: [{ href: p.href('/register'), text: frame.nav.register }],
        noIndex: true,
      },
      <>
        {problem.length > 0 && (
          <ErrorSummary title={frame.problems(problem.length)} problems={{ add: problem.join(' ') }} />
        )}
        <Title title={title} lead={t.lead} />
        {moment.past && (
          <Notice>
            <p>
              {t.asOf(writeMoment(at, p.lang))} <a href={address(p, labels, '')}>{t.toNow}</a>
            </p>
          </Notice>
        )}
        {found.length > 0 ? (
          <>
            <CompareTable
              p={p}
              all={found}
              at={at}
              asOf={asOf}
              without={(label) =>
                address(
                  p,
                  labels.filter((one) => one !== label),
                  asOf,
                )
              }
            />
            <p class="sm mut compare-note">{t.note}</p>
          </>
        ) : (
          <p class="below-title">
            {t.empty} <a href={p.href('/register')}>{t.toRegister}</a>
          </p>
        )}
        {choices.length > 0 && (
          <Section title={t.candidates} note={t.several(typed)}>
            <ul class="list">
              {choices.map(({ entry }) => (
                <li>
                  <a href={address(p, [...labels, entry.label], asOf)}>
                    <Foreign text={entry.product.name} lang={p.lang} />
                  </a>{' '}
                  <Foreign text={entry.maker.name} lang={p.lang} />{' '}
                  <span class="mono nw">{writeLabelId(entry.label)}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t.addTitle} {...(labels.length >= most ? { id: 'add' } : {})}>
          {labels.length >= most ? (
            <p>{t.full}</p>
          ) : (
            <form action={p.href('/compare')} class="form">
              {labels.map((label) => (
                <Hidden name="l" value={label} />
              ))}
              {asOf !== '' && <Hidden name="as_of" value={asOf} />}
              <TextField
                name="add"
                label={t.addLabel}
                hint={t.addHint}
                value={typed}
                error={problem.length > 0 ? problem.join(' ') : undefined}
                errorWord={frame.errorPrefix}
                width="middle"
                autocomplete="off"
                spellcheck={false}
              />
              <Acts>
                <Button look="second">{t.add}</Button>
              </Acts>
            </form>
          )}
        </Section>
      </>,
      problem.length > 0 ? 422 : 200,
    )
  },
})

/** What may be meant by a model or a label number: taken only where it is that very model or number, else offered to choose from. */
async function look(
  p: Context,
  typed: string,
  at: string,
): Promise<{ readonly meant: RegisterHit | undefined; readonly offered: readonly RegisterHit[] }> {
  const read = readLabelId(typed)
  const text = read.ok ? read.value : typed
  const { hits } = await p.house.register.search({ text, asOf: at, offset: 0, limit: candidatesShown })
  const exact = hits.filter(
    ({ entry, matchedModels }) =>
      (read.ok && entry.label === read.value) || matchedModels.some((model) => normalise(model) === normalise(typed)),
  )
  return { meant: exact.length === 1 ? exact[0] : undefined, offered: hits }
}
