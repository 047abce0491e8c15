import type { Child } from 'hono/jsx'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import { lastDayOf } from '../../../../core/surveillance/hints.ts'
import type { Standing } from '../../../../core/surveillance/standing.ts'
import type { PageContext } from '../../page.tsx'
import { Capsules } from '../../parts/capsules.tsx'
import { writeDate } from '../../parts/dates.ts'
import { StandingMark } from '../../parts/mark.tsx'
import { Foreign, foreign, Nw, Unseen } from '../../parts/text.tsx'
import type { ja } from './compare.texts.ts'

type Context = PageContext<typeof ja>

/** A label among those compared, as it stood at the moment asked for. */
export interface Compared {
  readonly entry: Entry
  readonly standing: Standing
}

const modelsShown = 3

/** What one row says of a label: `same` is what tells whether the labels differ in it. */
interface Cell {
  readonly same: string
  readonly show: Child
}
const words = (text: string): Cell => ({ same: text, show: text })

const rowsOf = (p: Context, at: string): readonly (readonly [string, (one: Compared) => Cell])[] => {
  const { t } = p
  const { rows } = t
  return [
    [
      rows.state,
      ({ standing }) => ({
        same: standing.code,
        show: (
          <>
            <StandingMark code={standing.code} lang={p.lang} />
            {standing.code !== 'valid' && (
              <span class="under mut">{t.since(writeDate(dateInJapan(standing.since), p.lang))}</span>
            )}
          </>
        ),
      }),
    ],
    [rows.level, (one) => levelOf(p, one)],
    [rows.assessor, ({ entry }) => words(t.assessor[entry.assessor])],
    [rows.updates, ({ entry }) => words(updatesOf(p, entry, at))],
    [rows.mode, ({ entry }) => words(t.modes[entry.product.updates.mode])],
    [rows.notices, ({ entry }) => words(t.notices(entry.advisories.filter((one) => one.open).length))],
    [rows.category, ({ entry }) => words(categoryOf(p, entry))],
    [rows.models, ({ entry }) => modelsOf(p, entry)],
    [rows.software, ({ entry }) => words(t.software(entry.product.software.minimum))],
    [rows.password, ({ entry }) => words(t.passwords[entry.product.defaultPassword])],
    [rows.sbom, ({ entry }) => words(t.sbom[entry.product.sbom])],
    [rows.until, ({ entry }) => words(writeDate(lastDayOf(entry.validity), p.lang))],
    [rows.scheme, ({ entry }) => schemeOf(p, entry)],
    [rows.number, ({ entry }) => ({ same: '', show: <span class="mono nw">{writeLabelId(entry.label)}</span> })],
  ]
}

function levelOf(p: Context, { entry, standing }: Compared): Cell {
  const { t } = p
  // As everywhere: a label that is not valid shows no level.
  if (standing.code !== 'valid') return { same: '', show: <span class="mut">{t.noLevel}</span> }
  const level = p.house.ports.schemes.find(entry.scheme)?.levels.find((one) => one.code === entry.level)
  const of = level?.of ?? 4
  const text = t.level(entry.level, of)
  return {
    same: text,
    show: (
      <>
        <Capsules rank={level?.rank ?? Number(entry.level)} of={of} /> <Nw>{text}</Nw>
      </>
    ),
  }
}

function updatesOf({ t, lang }: Context, { product }: Entry, at: string): string {
  const { supportUntil } = product.updates
  if (supportUntil === null) return t.noUpdates
  const day = writeDate(supportUntil, lang)
  return dateInJapan(at) > supportUntil ? t.over(day) : t.until(day)
}

function categoryOf(p: Context, { scheme, product }: Entry): string {
  const found = p.house.ports.schemes.find(scheme)?.categories.find(({ id }) => id === product.category)
  return found === undefined ? product.category : p.say(found.name)
}

function schemeOf(p: Context, { scheme, edition }: Entry): Cell {
  const found = p.house.ports.schemes.find(scheme)
  return {
    same: `${scheme} ${edition}`,
    show: (
      <span class="sm">
        {found === undefined ? scheme : p.say(found.name)}
        <br />
        <Nw>{edition}</Nw>
      </span>
    ),
  }
}

function modelsOf({ t }: Context, { product: { models } }: Entry): Cell {
  return {
    same: '',
    show: (
      <>
        {models.slice(0, modelsShown).map((model, i) => (
          <>
            {i > 0 && t.joint}
            <Nw>{model}</Nw>
          </>
        ))}
        {models.length > modelsShown && t.andMore}
        <br />
        <span class="mut sm">{t.models(models.length)}</span>
      </>
    ),
  }
}

/** The facts of up to four labels: one row a fact, one column a label; what differs is said in words. */
export const CompareTable = ({
  p,
  all,
  at,
  without,
  asOf,
}: {
  p: Context
  all: readonly Compared[]
  at: string
  without: (label: string) => string // the address without that label
  asOf: string // as it was asked for, carried on to the labels' pages
}) => {
  const { t } = p
  const past = asOf === '' ? '' : `&as_of=${encodeURIComponent(asOf)}`
  return (
    <section class="scroll compare" aria-label={t.caption} tabindex={0}>
      <table class="tbl">
        <caption class="vh">{t.caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <Unseen>{t.fact}</Unseen>
            </th>
            {all.map(({ entry }) => (
              <th scope="col">
                <a href={`/l/${entry.label}?lang=${p.lang}${past}`}>
                  <Foreign text={entry.product.name} lang={p.lang} />
                </a>
                <span class="under">
                  <Foreign text={entry.maker.name} lang={p.lang} />
                </span>
                <a class="off" href={without(entry.label)}>
                  <Unseen>{p.lang === 'ja' ? t.removeWhat(foreign(entry.product.name, p.lang)) : ''}</Unseen>
                  {t.remove}
                  <Unseen>{p.lang === 'en' ? t.removeWhat(foreign(entry.product.name, p.lang)) : ''}</Unseen>
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(p, at).map(([name, cell]) => {
            const cells = all.map(cell)
            const differs = new Set(cells.map(({ same }) => same)).size > 1
            return (
              <tr>
                <th scope="row">
                  {name}
                  {differs && <span class="under mut">{t.differs}</span>}
                </th>
                {cells.map(({ show }) => (
                  <td>{show}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
