import { dateInJapan } from '../../../../core/kernel/date.ts'
import { policyStatusText, versionKey } from '../../../../core/procurement/policy.ts'
import { definePage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Notice, Tag } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { marketOf } from './market.ts'
import { en as policyEn, ja as policyJa } from './policies.texts.ts'
import { ProfileDrawing } from './profile-drawing.tsx'
import { en, ja } from './profiles.texts.ts'
import { MarketTable, RoleTable } from './role-tables.tsx'
import { byId, levelNames, policyParameter, VersionFacts } from './versioned.tsx'

/** The kinds of systems whose parts are asked for labels. */
export const profilesPage = definePage({
  path: '/profiles',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    // The example that most people know stands first, as it does where a list is checked.
    const profiles = byId(p.house.checks.profiles).toSorted(
      ([a], [b]) => Number(b?.id === 'smart-home') - Number(a?.id === 'smart-home'),
    )
    return p.show(
      { title: t.title, description: t.description, current: '/check' },
      <>
        <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead} />
        {profiles.length === 0 && <p>{t.none}</p>}
        {profiles.map(([newest]) => (
          <Section title={p.say(newest!.title)} note={p.say(newest!.owner)}>
            <p>
              {p.say(newest!.summary)}{' '}
              <span class="nw">
                <Tag tone={newest!.status === 'in-force' ? 'ok' : 'wait'}>
                  {policyStatusText[newest!.status][p.lang]}
                </Tag>{' '}
                <span class="sm mut">{t.roles(newest!.roles.length)}</span>
              </span>
            </p>
            <section class="scroll" tabindex={0} aria-label={t.drawing(p.say(newest!.title))}>
              <ProfileDrawing
                lang={p.lang}
                id={`drawing-${newest!.id}`}
                profile={newest!}
                ladder={levelNames(p)}
                summary={t.drawn(p.say(newest!.title), newest!.roles.length)}
              />
            </section>
            <p>
              <a href={p.href(`/profiles/${newest!.id}`)}>
                {t.open}
                <span class="vh">{p.lang === 'ja' ? `：${p.say(newest!.title)}` : `: ${p.say(newest!.title)}`}</span>
              </a>
            </p>
          </Section>
        ))}
        <Section title={t.design}>
          <p>{t.designLead}</p>
          <Acts>
            <ButtonLink href={p.href('/profiles/design')}>{t.design}</ButtonLink>
          </Acts>
        </Section>
      </>,
    )
  },
})

/** One profile: its roles with levels and reasons, and what each level leaves to choose from. */
export const profilePage = definePage({
  path: '/profiles/:profile',
  texts: { ja, en },
  handler: async (p) => {
    const { t } = p
    const asked = p.param('profile')
    const all = p.house.checks.profiles
    const profile = all.find((one) => versionKey(one) === asked) ?? byId(all.filter(({ id }) => id === asked))[0]?.[0]
    if (profile === undefined) return p.notFound()
    const tally = await marketOf(p.house, p.now)
    const others = all.filter((one) => one.id === profile.id && one !== profile)
    const say = { ja: policyJa, en: policyEn }[p.lang]
    return p.show(
      {
        title: p.say(profile.title),
        description: p.say(profile.summary),
        current: '/check',
        back: { href: p.href('/profiles'), text: t.all },
      },
      <>
        <Title eyebrow={t.title} title={p.say(profile.title)} lead={p.say(profile.summary)}>
          {profile.caution !== undefined && (
            <Notice tone="wait" title={say.caution}>
              <p>{p.say(profile.caution)}</p>
            </Notice>
          )}
        </Title>
        <figure class="policies-figure">
          <section class="scroll" tabindex={0} aria-label={t.drawing(p.say(profile.title))}>
            <ProfileDrawing
              lang={p.lang}
              id="drawing"
              profile={profile}
              ladder={levelNames(p)}
              summary={t.drawn(p.say(profile.title), profile.roles.length)}
            />
          </section>
        </figure>
        <RoleTable p={p} profile={profile} />
        <div class="below">
          <Acts>
            <ButtonLink href={p.href(`/check?policy=${policyParameter(p, profile)}`)}>{t.check}</ButtonLink>
            <ButtonLink look="second" href={p.href(`/tender?of=${versionKey(profile)}`)}>
              {t.tender}
            </ButtonLink>
            <ButtonLink look="second" href={p.href(`/profiles/design?from=${versionKey(profile)}`)}>
              {t.from}
            </ButtonLink>
          </Acts>
        </div>
        <Section title={t.market.title} note={t.market.note(writeDate(tally.day, p.lang))} id="market">
          <MarketTable p={p} profile={profile} tally={tally} />
        </Section>
        <Section title={t.about} note={writeDate(dateInJapan(p.now), p.lang)}>
          <VersionFacts p={p} of={profile} />
          {profile.notes !== undefined && (
            <>
              <h3>{t.notes}</h3>
              <ul>
                {profile.notes.map((note) => (
                  <li>{p.say(note)}</li>
                ))}
              </ul>
            </>
          )}
          {others.length > 0 && (
            <>
              <h3>{t.versions}</h3>
              <ul>
                {others.map((one) => (
                  <li>
                    <a href={p.href(`/profiles/${versionKey(one)}`)}>{versionKey(one)}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      </>,
    )
  },
})
