import type { Text } from '../../../../core/kernel/text.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import { earlierAndLater } from '../../../../core/scheme/edition.ts'
import {
  type Difference,
  diffSchemes,
  diffStandards,
  type EditionDiff,
  isWeighty,
} from '../../../../core/scheme/edition-diff.ts'
import { differenceText, diffSummary, termDifferenceText } from '../../../../core/scheme/edition-diff-text.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Changes } from '../../parts/edition-changes.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { en, ja } from './criteria-diff.texts.ts'

type Context = PageContext<typeof ja>

/** Two editions of one document, the older first. */
interface Pair {
  readonly from: string // key of the edition
  readonly to: string
  readonly name: Text
  readonly numbers: readonly [string, string]
  readonly diff: () => EditionDiff
  readonly sample: boolean
}

const base = (key: string): string => key.split('@')[0] ?? key

/** Every pair of editions the catalogue has of one document. */
export function editionPairs({ schemes, standards }: Catalogue): readonly Pair[] {
  const ofSchemes = earlierAndLater(schemes).map(({ before, after }) => ({
    from: editionKey(before),
    to: editionKey(after),
    name: after.name,
    numbers: [before.edition.documentNumber, after.edition.documentNumber] as const,
    diff: () => diffSchemes(before, after),
    sample: after.edition.key?.startsWith('sample') ?? false,
  }))
  const ofStandards = standards.flatMap((after) =>
    standards
      .filter(
        (before) => base(before.id) === base(after.id) && before.edition.documentNumber === after.edition.replaces,
      )
      .map((before) => ({
        from: before.id,
        to: after.id,
        name: after.name,
        numbers: [before.edition.documentNumber, after.edition.documentNumber] as const,
        diff: () => diffStandards(before, after),
        sample: false,
      })),
  )
  return [...ofSchemes, ...ofStandards]
}

const address = (pair: Pair) => `/criteria/diff?from=${encodeURIComponent(pair.from)}&to=${encodeURIComponent(pair.to)}`

/** Two editions side by side, in words. */
export const criteriaDiffPage = definePage({
  path: '/criteria/diff',
  texts: { ja, en },
  handler: (p) => {
    const pairs = editionPairs(p.house.catalogue)
    const [from, to] = [p.query('from'), p.query('to')]
    const chosen = pairs.find((pair) => pair.from === from && pair.to === to)
    if (from !== '' && chosen === undefined) return p.notFound()
    const crumbs = [{ href: p.href('/schemes'), text: p.t.crumb }]
    if (chosen === undefined)
      return p.show(
        { title: p.t.title, current: '/schemes', crumbs },
        <>
          <Title title={p.t.title} lead={p.t.lead} />
          <Choose p={p} pairs={pairs} />
        </>,
      )
    const diff = chosen.diff()
    const title = p.t.of(p.say(chosen.name))
    return p.show(
      { title, current: '/schemes', crumbs: [...crumbs, { href: p.href('/criteria/diff'), text: p.t.title }] },
      <>
        <Title title={title} lead={p.say(diffSummary(diff))} />
        {chosen.sample && (
          <Notice tone="wait">
            <p>{p.t.sample}</p>
          </Notice>
        )}
        <div class="gap">
          <Facts
            items={[
              { term: p.t.before, detail: <Code>{chosen.numbers[0]}</Code> },
              { term: p.t.after, detail: <Code>{chosen.numbers[1]}</Code> },
            ]}
          />
          <Levels p={p} diff={diff} />
          <Terms p={p} diff={diff} />
          <Rows p={p} pair={chosen} title={p.t.weighty} note={p.t.weightyNote} rows={diff.rows.filter(isWeighty)} />
          <Rows
            p={p}
            pair={chosen}
            title={p.t.wording}
            note={p.t.wordingNote}
            rows={diff.rows.filter((row) => row.kind === 'changed' && !isWeighty(row))}
          />
          <Rows
            p={p}
            pair={chosen}
            title={p.t.gone}
            note={p.t.goneNote}
            rows={diff.rows.filter((row) => row.kind === 'removed')}
          />
          {pairs.length > 1 && <Choose p={p} pairs={pairs.filter((pair) => pair !== chosen)} />}
        </div>
      </>,
    )
  },
})

const Choose = ({ p, pairs }: { p: Context; pairs: readonly Pair[] }) => (
  <Section title={p.t.choose}>
    {pairs.length === 0 ? (
      <p>{p.t.none}</p>
    ) : (
      <ul class="flow">
        {pairs.map((pair) => (
          <li>
            <a class="strong" href={p.href(address(pair))}>
              {p.say(pair.name)}
            </a>
            <br />
            <span class="sm mut">{p.t.pick(...pair.numbers)}</span>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

const Levels = ({ p, diff }: { p: Context; diff: EditionDiff }) => {
  const { t } = p
  if (diff.levels.length === 0) return null
  const list = (ids: readonly string[]) => ids.join(p.lang === 'ja' ? '、' : ', ')
  return (
    <Section title={t.levels}>
      {diff.levels.map((level) => (
        <>
          <h3>{p.say(level.name)}</h3>
          {level.kind !== 'changed' && <p>{t.level[level.kind]}</p>}
          {level.added.length > 0 && <p>{t.added(list(level.added))}</p>}
          {level.removed.length > 0 && <p>{t.removed(list(level.removed))}</p>}
          {level.validityMonths && (
            <p>{t.validity(t.months(level.validityMonths.before), t.months(level.validityMonths.after))}</p>
          )}
        </>
      ))}
    </Section>
  )
}

// Whom the scheme covers, what it costs and who may do what; a standard says nothing of these.
const Terms = ({ p, diff }: { p: Context; diff: EditionDiff }) => {
  if (diff.terms.length === 0) return null
  const listed = (texts: readonly Text[]) => texts.map((text) => p.say(text)).join(p.lang === 'ja' ? '／' : ' / ')
  return (
    <Section title={p.t.terms} note={p.t.termsNote(diff.terms.length)}>
      <ul class="flow">
        {diff.terms.map((term) => (
          <li>
            {p.say(termDifferenceText(term))}
            <br />
            {term.before.length > 0 && (
              <span class="sm">
                <strong>{p.t.before}</strong>　<del>{listed(term.before)}</del>{' '}
              </span>
            )}
            {term.after.length > 0 && (
              <span class="sm">
                <strong>{p.t.after}</strong>　<ins>{listed(term.after)}</ins>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface RowsProps {
  readonly p: Context
  readonly pair: Pair
  readonly title: string
  readonly note: (n: number) => string
  readonly rows: readonly Difference[]
}

const Rows = ({ p, pair, title, note, rows }: RowsProps) => (
  <Section title={title} note={note(rows.length)}>
    {rows.length === 0 ? (
      <p>{p.t.nothing}</p>
    ) : (
      <ul class="flow">
        {rows.map((row) => (
          <li id={row.id}>
            {p.say(differenceText(row))}
            {row.kind === 'changed' ? (
              <Changes changes={row.changes} lang={p.lang} />
            ) : (
              <Becomes p={p} pair={pair} row={row} />
            )}
          </li>
        ))}
      </ul>
    )}
  </Section>
)

// A provision that was split or merged has its counterpart in the crosswalk of the two editions, where there is one.
const Becomes = ({ p, pair, row }: { p: Context; pair: Pair; row: Difference }) => {
  const sides = (walk: Catalogue['crosswalks'][number]) =>
    [walk.from.document, walk.to.document].toSorted().join() === [pair.from, pair.to].toSorted().join()
  const own = row.kind === 'removed' ? pair.from : pair.to
  const others = p.house.catalogue.crosswalks.filter(sides).flatMap((walk) =>
    walk.rows.flatMap(({ from, to }) => {
      const [mine, theirs] = walk.from.document === own ? [from, to] : [to, from]
      return mine.includes(row.id) ? theirs : []
    }),
  )
  if (others.length === 0) return null
  return (
    <p class="sm mut">
      {p.t.becomes}　{[...new Set(others)].join(p.lang === 'ja' ? '、' : ', ')}
    </p>
  )
}
