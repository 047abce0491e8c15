import { versionKey } from '../../../../core/procurement/policy.ts'
import type { PinnedProfile } from '../../../../core/procurement/profile.ts'
import { type MarketTally, reachOf } from '../../../../core/procurement/role-market.ts'
import type { LintFinding } from '../../../../core/scheme/lint-rule.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate, writeNumber } from '../../parts/dates.ts'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import type { ja } from './design.texts.ts'
import { marketRules } from './market.ts'
import { ProfileDrawing } from './profile-drawing.tsx'
import { en as profilesEn, ja as profilesJa } from './profiles.texts.ts'
import { MarketTable } from './role-tables.tsx'
import { levelNames } from './versioned.tsx'

type P = PageContext<typeof ja>

/** What a draft comes to: its picture, what a review finds, what the register has for it, and how to use it. */
export const DesignResult = ({
  p,
  profile,
  base,
  findings,
  tally,
}: {
  p: P
  profile: PinnedProfile
  base: PinnedProfile | undefined
  findings: readonly LintFinding[]
  tally: MarketTally
}) => {
  const { t } = p
  const words = { ja: profilesJa, en: profilesEn }[p.lang]
  const file = `${versionKey(profile)}.yaml`
  return (
    <section aria-label={t.result}>
      <figure class="policies-figure">
        <section class="scroll" tabindex={0} aria-label={words.drawing(p.say(profile.title))}>
          <ProfileDrawing
            lang={p.lang}
            id="drawing"
            profile={profile}
            ladder={levelNames(p)}
            summary={words.drawn(p.say(profile.title), profile.roles.length)}
          />
        </section>
      </figure>
      <Section title={t.lint.title}>
        {findings.length === 0 ? (
          <Notice tone="done" title={t.lint.clean} />
        ) : (
          <Notice tone="wait" title={t.lint.found(findings.length)}>
            <ul>
              {findings.map(({ message, row, code }) => (
                <li>
                  {p.say(message)}{' '}
                  <span class="sm mut mono cell">
                    {row}　{code}
                  </span>
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </Section>
      <Section title={words.market.title} note={words.market.note(writeDate(tally.day, p.lang))}>
        {base !== undefined && (
          <>
            <h3>{t.changes.title}</h3>
            <ul>
              {changesOf(p, base, profile, tally).map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </>
        )}
        <MarketTable p={p} profile={profile} tally={tally} />
      </Section>
      <Section title={t.use.title} note={t.use.note}>
        <pre class="list-example">
          <code>{t.use.command.replace('{file}', file)}</code>
        </pre>
        <p>{t.use.catalogue}</p>
        <p class="sm mut">{t.use.catalogueHere(file)}</p>
      </Section>
    </section>
  )
}

/** What another level, a role more or a role less means for whoever buys. */
function changesOf(p: P, base: PinnedProfile, profile: PinnedProfile, tally: MarketTally): readonly string[] {
  const t = p.t.changes
  const ladder = levelNames(p)
  const rules = marketRules(p.house)
  const before = new Map(base.roles.map((role) => [role.name.ja, role]))
  const reached = (of: PinnedProfile, role: PinnedProfile['roles'][number]) =>
    writeNumber(reachOf(tally, role, of.conditions, rules).find(({ asked }) => asked)?.labels ?? 0)
  const lines = profile.roles.flatMap((role) => {
    const was = before.get(role.name.ja)
    before.delete(role.name.ja)
    if (was === undefined) return [t.added(p.say(role.name))]
    const [from, to] = [was, role].map((one) => p.say(ladder.namesOf(one)))
    if (from === to) return []
    return [t.raised(p.say(role.name), from!, to!, reached(base, was), reached(profile, role))]
  })
  const all = [...lines, ...[...before.values()].map(({ name }) => t.removed(p.say(name)))]
  return all.length === 0 ? [t.none] : all
}
