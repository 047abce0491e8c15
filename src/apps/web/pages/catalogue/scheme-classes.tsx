import type { IsoDate } from '../../../../core/kernel/date.ts'
import type { Route, Scheme } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Nw } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { conditionText } from './scheme-conditions.ts'
import { en, ja } from './scheme-sections.texts.ts'
import { words } from './scheme-words.tsx'

type P = PageContext<unknown>
const texts = { ja, en }

/** The classes a scheme makes and the routes each has on a day, open and closed, with the reason. */
export const Classes = ({ p, scheme, day }: { p: P; scheme: Scheme; day: IsoDate }) => {
  const t = texts[p.lang].classes
  if (scheme.classes === undefined) return null
  const listed = [...Map.groupBy(scheme.classes, ({ tier }) => tier)]
  const rest = scheme.defaultTier
  const tiers = rest === undefined || listed.some(([tier]) => tier === rest) ? listed : [...listed, [rest, []] as const]
  return (
    <Section title={t.title} note={t.note(writeDate(day, p.lang))} id="classes">
      {tiers.map(([tier, classes]) => (
        <div class="flow tier" id={`tier-${tier}`}>
          <h3>
            {t.tiers[tier] ?? tier}
            {classes.length > 0 && <span class="sm mut plain">　{t.count(classes.length)}</span>}
          </h3>
          <Routes
            p={p}
            routes={(scheme.routes ?? []).filter((route) => route.tiers.includes(tier))}
            day={day}
            tier={tier}
          />
          {classes.length > 0 && (
            <Disclosure summary={t.list(classes.length)}>
              <ul class="pairs">
                {classes.map((row) => (
                  <li id={row.id}>
                    <span class="sm mut">
                      <Nw>{row.id}</Nw>
                    </span>
                    <span>
                      {p.say(row.name)} <span class="sm mut">{row.clause}</span>{' '}
                      <Known p={p} provenance={row.provenance} />
                    </span>
                  </li>
                ))}
              </ul>
            </Disclosure>
          )}
        </div>
      ))}
    </Section>
  )
}

const isTrueOn = ({ from, until }: Route, day: IsoDate): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until)

const Routes = ({ p, routes, day, tier }: { p: P; routes: readonly Route[]; day: IsoDate; tier: string }) => {
  const t = texts[p.lang].classes
  const now = routes.filter((route) => isTrueOn(route, day))
  const coming = routes.filter(({ from }) => from !== undefined && from > day)
  return (
    <>
      {now.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={`${t.tiers[tier] ?? tier}: ${t.route}`}
          rows={now}
          columns={[
            { head: t.route, rowHead: true, cell: (route) => <RouteName p={p} route={route} /> },
            { head: t.state, label: t.state, oneLine: true, cell: (route) => <RouteState p={p} route={route} /> },
            { head: t.reason, label: t.reason, cell: (route) => <Reason p={p} route={route} /> },
          ]}
        />
      )}
      {coming.length > 0 && (
        <>
          <h4>{t.coming}</h4>
          <ul class="list">
            {coming.map((route) => (
              <li>
                {t.from(writeDate(route.from ?? day, p.lang))}　{t.module(route.module)}：
                <RouteState p={p} route={route} /> <Reason p={p} route={route} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const RouteName = ({ p, route }: { p: P; route: Route }) => {
  const t = texts[p.lang].classes
  return (
    <>
      <Nw>{t.module(route.module)}</Nw>
      <br />
      <span class="sm mut plain">{t.modules[route.module] ?? words(p.lang).assessors[route.assessor]}</span>
    </>
  )
}

const RouteState = ({ p, route }: { p: P; route: Route }) => {
  const t = texts[p.lang].classes
  if (route.when !== undefined)
    return (
      <Mark shape="diamond" tone="wait">
        {t.depends}
      </Mark>
    )
  return route.open ? (
    <Mark shape="disc" tone="ok">
      {t.open}
    </Mark>
  ) : (
    <Mark shape="cross" tone="stop">
      {t.closed}
    </Mark>
  )
}

const Reason = ({ p, route }: { p: P; route: Route }) => {
  const t = texts[p.lang].classes
  return (
    <>
      {route.when && (
        <span class="row">
          {conditionText(route.when, p.house.facts, p.lang)} → {route.open ? t.open : t.closed}
        </span>
      )}
      {p.say(route.reason)}{' '}
      <span class="sm mut">
        <Nw>{route.clause}</Nw>
      </span>{' '}
      <Known p={p} provenance={route.provenance} />
    </>
  )
}
