import { readLabelId } from '../../../../core/kernel/label-id.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import type { Level, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import type { Standing } from '../../../../core/surveillance/standing.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import type { PageContext } from '../../page.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { Title } from '../../parts/section.tsx'
import { en, ja } from './find-label.texts.ts'

/** A label as a page shows it: the entry, what it is worth at the moment asked for, and the scheme that says what its level means. */
export interface Shown {
  readonly entry: Entry
  readonly standing: Standing
  readonly at: string
  readonly past: boolean
  readonly scheme: OperatedScheme | undefined
  readonly level: { readonly code: string; readonly rank: number; readonly of: number; readonly row: Level | undefined }
}

/** Looks up the label of the address, any case and hyphens; what is not found is answered with a page that helps on. */
export async function findLabel(
  p: PageContext<unknown>,
): Promise<{ readonly ok: true; readonly value: Shown } | { readonly ok: false; readonly response: Response }> {
  const typed = p.param('id')
  const read = readLabelId(typed)
  if (!read.ok) return { ok: false, response: noLabel(p, typed, read.fault.code) }
  const asOf = p.asOf()
  if (!asOf.ok) return asOf
  const entry = await p.house.register.entry(read.value, asOf.at)
  const standing = entry && standingAt(entry.validity, entry.events, asOf.at)
  if (!entry || !standing) return { ok: false, response: noLabel(p, typed, 'label-not-found') }
  return { ok: true, value: { entry, standing, at: asOf.at, past: asOf.past, ...meaningOf(p, entry) } }
}

/** The scheme and the level an entry names. A level the catalogue no longer knows is still shown, by its code. */
export function meaningOf(p: PageContext<unknown>, entry: Entry): Pick<Shown, 'scheme' | 'level'> {
  const scheme = p.house.ports.schemes.find(entry.scheme, entry.edition) ?? p.house.ports.schemes.find(entry.scheme)
  const row = scheme?.levels.find((l) => l.code === entry.level)
  return { scheme, level: { code: entry.level, rank: row?.rank ?? Number(entry.level), of: row?.of ?? 4, row } }
}

function noLabel(
  p: PageContext<unknown>,
  typed: string,
  code: 'label-not-found' | 'label-id-malformed' | 'label-id-check-character',
): Response {
  const t = { ja, en }[p.lang]
  const shown = typed.slice(0, 40)
  return p.show(
    { title: t.title, noIndex: true },
    <>
      <Title eyebrow={shown} title={t.title} lead={t.why[code]}>
        <p>{t.counterfeit}</p>
        <p>
          <a href={p.href('/report')}>{t.report}</a>
        </p>
      </Title>
      <SearchBox
        action={p.href('/register')}
        label={p.frame.searchLabel}
        hint={p.frame.searchHint}
        button={p.frame.search}
      />
    </>,
    404,
  )
}
