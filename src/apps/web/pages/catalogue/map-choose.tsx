import { editionKey } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Hidden } from '../../parts/form.tsx'
import { CheckGroup } from './check-group.tsx'
import { en, ja } from './map.texts.ts'
import type { MapColumn } from './map-columns.ts'
import { levelMark, type MapQuestion, mapPath } from './map-subject.ts'

type P = PageContext<unknown>
const texts = { ja, en }

/** The levels of the scheme, the one that is shown marked. */
export const Levels = ({ p, q, asOf }: { p: P; q: MapQuestion; asOf: string }) =>
  q.scheme.levels.length === 1 ? null : (
    <nav class="tabs map-levels" aria-label={texts[p.lang].levels}>
      {q.scheme.levels.map((level) => (
        <a
          href={p.href(mapPath(q, '', asOf, { level: level.code }))}
          aria-current={level === q.level ? 'page' : undefined}
        >
          {levelMark(p, q.scheme, level)}
        </a>
      ))}
    </nav>
  )

/** Which columns to see: a plain form, so that the address can be kept and shared. */
export const ChooseColumns = ({ p, q, asOf }: { p: P; q: MapQuestion; asOf: string }) => {
  const t = texts[p.lang]
  const option = (column: MapColumn) => ({
    value: column.key,
    text: `${p.say(column.name)} ${p.say(column.part)}`.trim(),
    hint: column.nodes.length === 0 ? t.empty : column.edition,
  })
  const chosen = q.columns.map(({ key }) => key)
  const options = q.all.map((column) => ({ column, ...option(column) }))
  return (
    <form method="get" action={p.href(`/map/${editionKey(q.scheme)}`)} class="map-choose">
      <Hidden name="level" value={q.level.code} />
      {asOf !== '' && <Hidden name="as_of" value={asOf} />}
      <CheckGroup
        name="to"
        chosen={chosen}
        label={t.chooseSchemes}
        options={options.filter(({ column }) => column.scheme)}
      />
      <CheckGroup
        name="to"
        chosen={chosen}
        label={t.chooseStandards}
        options={options.filter(({ column }) => !column.scheme)}
      />
      <Acts>
        <Button>{t.compare}</Button>
        {q.chosen && (
          <a class="btn second" href={p.href(mapPath({ ...q, chosen: false }, '', asOf))}>
            {t.usual}
          </a>
        )}
      </Acts>
    </form>
  )
}
