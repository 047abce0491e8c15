import type { PinnedProfile } from '../../../../core/procurement/profile.ts'
import { type MarketTally, type Reach, reachOf } from '../../../../core/procurement/role-market.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate, writeNumber } from '../../parts/dates.ts'
import { Table } from '../../parts/table.tsx'
import { marketRules } from './market.ts'
import { categoriesOf } from './policies.tsx'
import { en, ja } from './profiles.texts.ts'
import { levelNames } from './versioned.tsx'
import { writeLevel } from './write-level.ts'

type P = PageContext<unknown>
type Shown = Pick<PinnedProfile, 'title' | 'roles' | 'conditions'>

/** What each role needs, and why. */
export const RoleTable = ({ p, profile }: { p: P; profile: Shown }) => {
  const t = { ja, en }[p.lang]
  const ladder = levelNames(p)
  return (
    <Table
      caption={t.table(p.say(profile.title))}
      rows={profile.roles}
      columns={[
        {
          head: t.role,
          rowHead: true,
          cell: ({ name, also }) => (
            <>
              {p.say(name)}
              {also !== undefined && (
                <span class="block sm mut light">
                  {t.also}
                  {also.join(p.lang === 'ja' ? '、' : ', ')}
                </span>
              )}
            </>
          ),
        },
        {
          head: t.level,
          label: t.level,
          cell: (role) => (
            <>
              <strong class="nw">{t.orMore(p.say(ladder.namesOf(role)))}</strong>
              <span class="block sm mut">
                {t.presence[role.presence]}
                {role.from !== undefined && `　${t.since(writeDate(role.from, p.lang))}`}
              </span>
            </>
          ),
        },
        { head: t.reason, label: t.reason, cell: ({ reason }) => p.say(reason) },
        { head: t.products, label: t.products, cell: (role) => categoriesOf(p, role) },
      ]}
    />
  )
}

/** What is left of the market of each role, level by level, and in words what one step up would cost. */
export const MarketTable = ({ p, profile, tally }: { p: P; profile: Shown; tally: MarketTally }) => {
  const t = { ja, en }[p.lang].market
  const rules = marketRules(p.house)
  const ladder = levelNames(p)
  const rows = profile.roles.map((role) => ({ role, reach: reachOf(tally, role, profile.conditions, rules) }))
  const most = Math.max(0, ...rows.map(({ reach }) => reach.length))
  const steps = rows.flatMap(({ role, reach }) => {
    const now = reach.findIndex(({ asked }) => asked)
    if (reach[now]?.labels === 0) return [t.nothing(p.say(role.name), p.say(ladder.nameOf(reach[now].level)))]
    const next = reach[now + 1]
    if (now === -1 || next === undefined || next.level.scheme !== reach[now]!.level.scheme) return []
    const [from, to] = [reach[now]!, next].map(({ level }) => p.say(ladder.nameOf(level)))
    return [t.fewer(p.say(role.name), from!, to!, writeNumber(reach[now]!.labels), writeNumber(next.labels))]
  })
  const cell = (one: Reach | undefined) => {
    if (one === undefined) return ''
    const words = one.labels === 0 ? t.none : t.cell(writeNumber(one.labels), writeNumber(one.makers))
    return (
      <span class="policies-reach">
        <span class="sm mut nw">{writeLevel(p.house.catalogue.schemes, one.level)[p.lang]}</span>{' '}
        {one.asked ? <strong>{words}</strong> : words}
      </span>
    )
  }
  return (
    <>
      <p>{t.lead}</p>
      <Table
        caption={t.table(p.say(profile.title))}
        rows={rows}
        columns={[
          { head: { ja, en }[p.lang].role, rowHead: true, cell: ({ role }) => p.say(role.name) },
          ...Array.from({ length: most }, (_, i) => ({
            head: <span class="vh">{i + 1}</span>,
            cell: ({ reach }: (typeof rows)[number]) => cell(reach[i]),
          })),
        ]}
      />
      <ul>
        {steps.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p class="sm mut">{t.limits}</p>
    </>
  )
}
