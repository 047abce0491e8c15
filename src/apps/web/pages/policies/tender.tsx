import { dateInJapan, isDate } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { languages } from '../../../../core/kernel/text.ts'
import { importances, importanceText } from '../../../../core/procurement/demand.ts'
import { versionKey } from '../../../../core/procurement/policy.ts'
import { type TenderText, tenderText } from '../../../../core/procurement/tender-text.ts'
import { faultSummary } from '../../../faults.ts'
import { type Asset, script } from '../../assets.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { DateField, ErrorSummary, Select } from '../../parts/form.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { chooseOrOwn } from '../check/own-policy.ts'
import { en, ja } from './tender.texts.ts'
import { byId } from './versioned.tsx'

type P = PageContext<typeof ja>

const copyScript: Asset = script('pages/policies/tender-copy.js')

export const tenderScriptFile = definePage({
  path: copyScript.url,
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: (p) => {
    p.c.header('content-type', copyScript.type)
    p.c.header('cache-control', 'public, max-age=31536000, immutable')
    return p.c.body(copyScript.body)
  },
})

const asked = ['of', 'importance', 'delivery', 'contract_end'] as const

/** Conditions for a specification, from a policy or profile; all that is chosen stands in the address. */
export const tenderPage = definePage({
  path: '/tender',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const said = Object.fromEntries(asked.map((name) => [name, p.query(name).slice(0, 300)])) as Record<
      (typeof asked)[number],
      string
    >
    const made = make(p, said)
    const problems = made?.problems ?? {}
    const wrong = Object.keys(problems).length
    const saved = languages.find((language) => language === p.query('save'))
    if (made?.text !== undefined && saved !== undefined)
      return p.c.body(plain(made.text, saved).replaceAll('\n', '\r\n'), 200, {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="tender-${saved}.txt"`,
      })
    return p.show(
      {
        title: wrong > 0 ? `${p.frame.errorPrefix}${t.title}` : t.title,
        description: t.description,
        current: '/check',
        back: { href: p.href('/policies'), text: t.eyebrow },
        ...(made?.text === undefined ? {} : { scripts: [copyScript.url] }),
      },
      <>
        {wrong > 0 && <ErrorSummary title={p.frame.problems(wrong)} problems={problems} />}
        <div class="no-print">
          <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead} />
          <Section title={t.choose.title} note={t.choose.note}>
            <form action={p.href('/tender')} class="form">
              <Fields p={p} said={said} problems={problems} />
              <Acts>
                <Button>{t.make}</Button>
              </Acts>
            </form>
          </Section>
        </div>
        {made?.text === undefined ? (
          wrong === 0 && <p class="mut">{t.empty}</p>
        ) : (
          <Texts p={p} text={made.text} said={said} />
        )}
      </>,
      wrong > 0 ? 422 : 200,
    )
  },
})

type Said = Readonly<Record<(typeof asked)[number], string>>

/** The text that was asked for, or what is wrong with what was chosen; undefined where nothing was. */
function make(p: P, said: Said) {
  if (said.of === '') return undefined
  const problems: Record<string, string> = {}
  for (const name of ['delivery', 'contract_end'] as const)
    if (said[name] !== '' && !isDate(said[name])) problems[name] = p.t.dayWrong(said[name])
  const day = dateInJapan(p.now)
  const chosen = chooseOrOwn(p.house, said.of, day)
  if (!chosen.ok) {
    const { what, next } = faultSummary(chosen.fault as Fault, p.lang)
    return { problems: { ...problems, of: [what, next].join(p.lang === 'ja' ? '' : ' ') }, text: undefined }
  }
  if (Object.keys(problems).length > 0) return { problems, text: undefined }
  const text = tenderText({
    against: chosen.value.against,
    schemes: p.house.catalogue.schemes,
    day,
    importance: importances.find((one) => one === said.importance),
    delivery: said.delivery || undefined,
    contractEnd: said.contract_end || undefined,
  })
  return { problems, text }
}

const Fields = ({ p, said, problems }: { p: P; said: Said; problems: Readonly<Record<string, string>> }) => {
  const { t } = p
  const { policies, profiles } = p.house.checks
  const known = [...byId(policies), ...byId(profiles)].flat().map((one) => ({
    value: versionKey(one),
    text: `${p.say(one.title)}${p.lang === 'ja' ? `（${one.version}）` : ` (${one.version})`}`,
  }))
  const words = { errorWord: p.frame.errorPrefix }
  // A preset or a policy of one's own is chosen by its address.
  const other =
    said.of === '' || known.some(({ value }) => value === said.of) ? [] : [{ value: said.of, text: said.of }]
  return (
    <>
      <Select
        name="of"
        label={t.of}
        options={[{ value: '', text: t.pick }, ...other, ...known]}
        chosen={said.of}
        error={problems['of']}
        {...words}
      />
      <Select
        name="importance"
        label={t.importance}
        options={[
          { value: '', text: t.everyImportance },
          ...importances.map((one) => ({ value: one, text: importanceText[one][p.lang] })),
        ]}
        chosen={said.importance}
        {...words}
      />
      <DateField
        name="delivery"
        label={t.delivery}
        hint={t.dayHint}
        value={said.delivery}
        error={problems['delivery']}
        {...words}
      />
      <DateField
        name="contract_end"
        label={t.contractEnd}
        hint={t.dayHint}
        value={said.contract_end}
        error={problems['contract_end']}
        {...words}
      />
    </>
  )
}

const Texts = ({ p, text, said }: { p: P; text: TenderText; said: Said }) => {
  const { t } = p
  const address = (save: string) => p.href(`/tender?${new URLSearchParams({ ...said, save })}`)
  // The reader's own language first.
  const order = languages.toSorted((a, b) => Number(b === p.lang) - Number(a === p.lang))
  return (
    <>
      {order.map((language) => (
        <Section title={t.languages[language]} note={<span class="no-print">{t.text.note}</span>}>
          <div lang={language} id={`tender-${language}`} class="policies-tender flow">
            <h3>{text.title[language]}</h3>
            <ol>
              {text.clauses.map((clause) => (
                <li>{clause[language]}</li>
              ))}
            </ol>
            <p class="sm mut cell">{text.basis[language]}</p>
          </div>
          <div class="no-print">
            <Acts>
              <ButtonLink look="second" href={address(language)}>
                {t.save}
              </ButtonLink>
              <span data-copy={t.copy} data-copied={t.copied} data-of={`tender-${language}`} />
            </Acts>
          </div>
        </Section>
      ))}
      <p class="sm mut no-print">{t.print}</p>
    </>
  )
}

/** The text as a file: clauses numbered, one to a paragraph. */
const plain = ({ title, clauses, basis }: TenderText, language: 'ja' | 'en'): string =>
  [title[language], ...clauses.map((clause, i) => `${i + 1}. ${clause[language]}`), basis[language], ''].join('\n\n')
