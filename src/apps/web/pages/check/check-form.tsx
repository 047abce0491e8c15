import { addDays, dateInJapan } from '../../../../core/kernel/date.ts'
import { fields, fieldText } from '../../../../core/procurement/lists/fields.ts'
import { type PinnedPolicy, policyStatusText, versionOn } from '../../../../core/procurement/policy.ts'
import type { PinnedProfile } from '../../../../core/procurement/profile.ts'
import type { PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { DateField, ErrorSummary, FileField, type Problems, TextArea, TextField } from '../../parts/form.tsx'
import { Notice, Tag } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Rich } from '../../parts/text.tsx'
import { en, ja } from './check.texts.ts'
import { ChosenBesides } from './chosen-besides.tsx'
import { en as localEn, ja as localJa } from './local/local.texts.ts'
import type { Place } from './place.ts'
import { dayFields, type Wish } from './wish.ts'

/** What the page of the form shows: what was chosen and typed, and what is wrong with it. */
export interface Shown {
  readonly wish: Wish
  readonly text: string
  readonly sheet?: string // of a workbook, as it was typed
  readonly problems?: Problems
  readonly code?: string // of the refusal
  readonly place?: Place
}

/** The form of the check: a policy, days, a list. After a refusal with what was typed still in it. */
export function showForm(
  p: PageContext<unknown>,
  { wish, text, sheet = '', problems = {}, code, place = 'server' }: Shown,
): Response {
  const t = { ja, en }[p.lang]
  const wrong = Object.keys(problems).length
  const error = (name: string) => problems[name]
  const words = { errorWord: p.frame.errorPrefix }
  const today = dateInJapan(p.now)
  return p.show(
    {
      title: wrong > 0 ? `${p.frame.errorPrefix}${t.eyebrow}` : t.title,
      description: t.description,
      current: '/check',
    },
    <>
      {wrong > 0 && (
        <ErrorSummary title={p.frame.problems(wrong)} problems={problems}>
          {code !== undefined && (
            <p class="sm mut">
              {t.code} <span class="mono">{code}</span>
            </p>
          )}
          {code === 'list-too-many-rows' && <More p={p} />}
          {code === 'list-too-large' && <More p={p} />}
        </ErrorSummary>
      )}
      <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead}>
        <p>
          <Rich text={place === 'browser' ? { ja: localJa, en: localEn }[p.lang].kept : t.kept} />
        </p>
      </Title>
      <form method="post" action={p.href('/check/result')} enctype="multipart/form-data" novalidate class="check-form">
        <Section title={t.policy.title} note={t.policy.note}>
          <Policies p={p} chosen={wish.policy} error={error('policy')} place={place} />
        </Section>
        <Section title={t.days.title} note={t.days.note}>
          <div class="three-days">
            {dayFields.map((name, i) => (
              <DateField
                name={name}
                label={t.days[name]}
                hint={t.days.hint([today, addDays(today, 120), addDays(today, 1_200)][i]!)}
                value={wish.days[name]}
                error={error(name)}
                {...words}
              />
            ))}
          </div>
        </Section>
        <Section title={t.list.title} note={t.list.note}>
          <TextArea
            name="list"
            label={t.list.paste}
            hint={t.list.pasteHint}
            value={text}
            rows={12}
            mono
            error={error('list')}
            {...words}
          />
          <FileField
            name="file"
            label={t.list.file}
            hint={t.list.fileHint}
            accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain"
            error={error('file')}
            {...words}
          />
          <TextField
            name="sheet"
            label={t.list.sheet}
            hint={t.list.sheetHint}
            value={sheet}
            error={error('sheet')}
            width="middle"
            autocomplete="off"
            {...words}
          />
          <Disclosure summary={t.list.columns}>
            <p>
              {fields
                .filter((field) => field !== 'chosen')
                .map((field) => fieldText[field][p.lang])
                .join(p.lang === 'ja' ? '、' : ', ')}
            </p>
            <p class="strong">{t.list.example}</p>
            <pre class="list-example">
              <code>{t.list.exampleText}</code>
            </pre>
            <p class="strong">{t.list.foreign}</p>
            <p>{t.list.foreignHint}</p>
            <pre class="list-example">
              <code>{t.list.foreignText}</code>
            </pre>
            <p class="sm">
              {t.list.schemes}
              {recognisedFrom(p).join(p.lang === 'ja' ? '、' : ', ')}
            </p>
          </Disclosure>
          <Acts>
            <Button>{t.button}</Button>
          </Acts>
        </Section>
      </form>
      {place === 'server' && (
        <Notice>
          <More p={p} />
          <p class="sm">
            {t.local} <a href={p.href('/check/local')}>{t.localLink}</a>
          </p>
        </Notice>
      )}
    </>,
    wrong > 0 ? 422 : 200,
  )
}

/** The schemes whose labels some rule lets stand for another, as a list names them. */
const recognisedFrom = (p: PageContext<unknown>): readonly string[] => {
  const { recognition, schemes } = p.house.catalogue
  const here = new Set(schemes.flatMap(({ id, operation }) => (operation === undefined ? [] : [id])))
  const from = new Set(recognition.map((rule) => rule.from.scheme).filter((id) => !here.has(id)))
  return [...from].map((id) => {
    const name = schemes.find((scheme) => scheme.id === id)?.shortName
    return name === undefined ? id : `${id} (${p.say(name)})`
  })
}

const More = ({ p }: { p: PageContext<unknown> }) => {
  const t = { ja, en }[p.lang]
  return (
    <p class="sm">
      {t.more}
      {p.lang === 'en' && ' '}
      <a href={p.href('/check/job')}>{t.moreLink}</a>
      {t.moreStill} {p.exists('/developers') && <a href={p.href('/developers')}>{t.developers}</a>}
    </p>
  )
}

interface Offer {
  readonly value: string
  readonly title: string
  readonly of: PinnedPolicy | PinnedProfile
}

/** What can be chosen on a day: the versions in force, a policy with presets by its presets. */
function offersOn(p: PageContext<unknown>): {
  readonly policies: readonly Offer[]
  readonly profiles: readonly Offer[]
} {
  const { policies, profiles } = p.house.checks
  const day = dateInJapan(p.now)
  const current = <T extends PinnedPolicy | PinnedProfile>(all: readonly T[]): readonly T[] =>
    [...new Set(all.map(({ id }) => id))].flatMap((id) => versionOn(all, id, day) ?? [])
  const one = (of: PinnedPolicy | PinnedProfile): Offer => ({ value: of.id, title: p.say(of.title), of })
  const offers = current(policies).map((policy) =>
    policy.presets === undefined
      ? [one(policy)]
      : policy.presets.map(({ id, title }) => ({ value: id, title: p.say(title), of: policy })),
  )
  return {
    // What has presets is asked for most.
    policies: offers.toSorted((a, b) => b.length - a.length).flat(),
    profiles: current(profiles)
      .map(one)
      .toSorted((a, b) => Number(b.value === 'smart-home') - Number(a.value === 'smart-home')),
  }
}

/** What can be chosen to judge by. */
export const Policies = ({
  p,
  chosen,
  error,
  place = 'server',
}: {
  p: PageContext<unknown>
  chosen: string
  error: string | undefined
  place?: Place
}) => {
  const t = { ja, en }[p.lang].policy
  const { policies, profiles } = offersOn(p)
  const about = [...new Set([...policies, ...profiles].map(({ of }) => of))]
  return (
    <>
      <fieldset
        class={error === undefined ? 'q' : 'q bad'}
        id="policy"
        tabindex={-1}
        aria-describedby={error === undefined ? undefined : 'policy-error'}
      >
        <legend>{t.legend}</legend>
        {error !== undefined && (
          <p class="err" id="policy-error">
            <span class="vh">{p.frame.errorPrefix}</span>
            {error}
          </p>
        )}
        <Offers p={p} title={t.policies} offers={policies} chosen={chosen} />
        <Offers p={p} title={t.profiles} offers={profiles} chosen={chosen} />
        <ChosenBesides p={p} chosen={chosen} offered={new Set([...policies, ...profiles].map(({ value }) => value))} />
      </fieldset>
      {place === 'server' && (
        <p class="sm">
          <a href={p.href(`/check/own${chosen.startsWith('own_') ? `?policy=${chosen}` : ''}`)}>{t.own}</a>
          {p.lang === 'ja' ? '　' : ' · '}
          <a href={p.href('/policies')}>{t.all}</a>
        </p>
      )}
      <Disclosure summary={t.sources}>
        <dl class="facts">
          {about.map((of) => (
            <div>
              <dt>{p.say(of.title)}</dt>
              <dd>
                {p.say(of.summary)}
                <span class="block sm mut">
                  {t.owner}
                  {p.lang === 'ja' ? '：' : ': '}
                  {p.say(of.owner)}　{t.version} {of.version}
                </span>
                {of.caution && <span class="block sm">{p.say(of.caution)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </>
  )
}

const Offers = ({
  p,
  title,
  offers,
  chosen,
}: {
  p: PageContext<unknown>
  title: string
  offers: readonly Offer[]
  chosen: string
}) => (
  <>
    <p class="sm mut offers-title">{title}</p>
    <div class="boxed two">
      {offers.map(({ value, title: name, of }) => (
        <label class="opt">
          <input type="radio" name="policy" value={value} checked={value === chosen} />
          <span>
            <b>{name}</b>
            {of.status !== 'in-force' && <Tag tone="wait">{policyStatusText[of.status][p.lang]}</Tag>}
          </span>
        </label>
      ))}
    </div>
  </>
)
