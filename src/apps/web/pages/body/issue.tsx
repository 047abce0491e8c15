import { declaredOf } from '../../../../casework/label.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { publicMaker, publicProduct } from '../../../../core/register/publish.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Choices, ErrorSummary, Form, Hidden, type Problems } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import { Foreign } from '../../parts/text.tsx'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { en, ja } from './issue.texts.ts'
import { act, noCase, type Opened, openCase } from './open-case.ts'
import { ModelList } from './product.tsx'
import { problemsIn, Refusal } from './refusal.tsx'
import { WhyNot } from './why-not.tsx'

type P = DeskContext<typeof ja>

async function show(p: P, opened: Opened, fault?: Fault, own: Problems = {}): Promise<Response> {
  const { t } = p
  const { c, may } = opened
  const problems = { ...own, ...problemsIn(p, fault) }
  const bad = fault !== undefined || Object.keys(problems).length > 0
  return p.show(
    await caseFrame(p, opened, c.state === 'issued' ? t.doneTitle : t.title, bad),
    <>
      {fault ? (
        <Refusal p={p} fault={fault} problems={problems} events={opened.events} nameOf={opened.nameOf} />
      ) : (
        bad && <ErrorSummary title={p.frame.problems(Object.keys(problems).length)} problems={problems} />
      )}
      <CaseHead p={p} opened={opened} tab="/issue" />
      {c.state === 'issued' && c.label !== undefined ? (
        <Issued p={p} label={c.label} />
      ) : c.state !== 'granted' ? (
        <Section title={t.title}>
          <p>{t.notYet}</p>
        </Section>
      ) : (
        <>
          <Preview p={p} opened={opened} />
          <Section title={t.confirm}>
            <WhyNot p={p} may={may.issue} />
            {may.issue.allowed && (
              <Form action={p.href(`/desk/cases/${c.id}/issue`)} csrf={p.session.csrf} label={t.confirm}>
                <Hidden name="seq" value={c.seq} />
                <Choices
                  kind="many"
                  name="sure"
                  label={t.confirm}
                  options={[{ value: 'yes', text: t.sure }]}
                  chosen={[]}
                  error={problems.sure}
                  errorWord={p.frame.errorPrefix}
                />
                <Acts>
                  <Button name="do" value="issue">
                    {t.button}
                  </Button>
                </Acts>
              </Form>
            )}
          </Section>
        </>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : bad ? 422 : 200,
  )
}

/** Everything the world will read, made by the functions that will publish it. */
const Preview = ({ p, opened }: { p: P; opened: Opened }) => {
  const { t } = p
  const { c, scheme, level } = opened
  const declared = declaredOf(c)
  const product = publicProduct(declared.product)
  const maker = publicMaker(declared.maker)
  const kind = scheme.categories.find((one) => one.id === product.category)?.name
  const until = c.decision?.validUntil
  const { supportUntil } = product.updates
  return (
    <>
      <Section title={t.previewTitle} note={t.lead}>
        <Facts
          items={[
            { term: t.number, detail: c.renews === undefined ? t.numberLater : t.numberKept(writeLabelId(c.renews)) },
            { term: t.product, detail: <Foreign text={product.name} lang={p.lang} />, big: true },
            { term: t.maker, detail: <Foreign text={maker.name} lang={p.lang} /> },
            {
              term: t.level,
              detail: `${level.symbol}　${p.say(level.name)}（${t.assessor[level.assessor]}）`,
            },
            {
              term: t.valid,
              detail:
                until &&
                t.validText(
                  writeDate(dateInJapan(p.now), p.lang, { weekday: true }),
                  writeDate(until, p.lang, { weekday: true }),
                ),
              big: true,
            },
            { term: t.edition, detail: `${p.say(scheme.name)}（${c.edition}）` },
            { term: t.declared, detail: writeDate(dateInJapan(c.declaration?.at ?? p.now), p.lang) },
            { term: t.category, detail: kind ? p.say(kind) : product.category },
            { term: t.use, detail: <span lang="ja">{product.intendedUse}</span> },
            { term: t.software, detail: product.software.minimum },
            { term: t.updates, detail: supportUntil === null ? t.noUpdates : writeDate(supportUntil, p.lang) },
            { term: t.contact, detail: maker.contact },
            { term: t.vulnerability, detail: product.vulnerability.contact },
          ]}
        />
      </Section>
      <Section title={t.models(product.models.length)}>
        <ModelList models={product.models} gtins={product.gtins} />
      </Section>
      <Section title={t.secret}>
        <ul class="list">
          {t.secrets.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

const Issued = ({ p, label }: { p: P; label: string }) => {
  const { t } = p
  const at = (path: string) => `/l/${label}${path}?lang=${p.lang}`
  return (
    <Section title={t.doneTitle}>
      <Notice tone="done">
        <p class="strong">{t.doneLead(writeLabelId(label))}</p>
        <p>{t.doneSoon}</p>
      </Notice>
      <ul class="links">
        <li>
          <a href={at('')}>{t.page}</a>
        </li>
        <li>
          <a href={at('/proof')}>{t.proof}</a>
        </li>
        <li>
          <a href={at('/history')}>{t.history}</a>
        </li>
        <li>
          <a href={p.href(`/desk/register/${label}`)}>{t.desk}</a>
        </li>
        <li>
          <a href={p.href('/desk/queue')}>{t.queue}</a>
        </li>
      </ul>
    </Section>
  )
}

/** The issue of a label: first what becomes public, then the act nobody can undo, then where to see it. */
export const issuePage = defineDeskPage({
  path: '/desk/cases/:id/issue',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    return opened ? show(p, opened) : noCase(p, p.param('id'))
  },
  post: async (p) => {
    const form: FormData = await p.form()
    const id = p.param('id')
    const opened = await openCase(p, id)
    if (opened === undefined) return noCase(p, id)
    if (one(form, 'sure') !== 'yes' && opened.may.issue.allowed)
      return show(p, opened, undefined, { sure: p.t.sureMissing })
    const done = await act(p, id, 'issue', form, {})
    return done.ok ? p.goTo(`/desk/cases/${id}/issue`) : show(p, (await openCase(p, id)) ?? opened, done.fault)
  },
})
