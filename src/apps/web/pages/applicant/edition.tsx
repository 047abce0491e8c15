import { perform } from '../../../../casework/perform.ts'
import { type Carried, fateOf } from '../../../../core/determination/carry-over.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { isOpenOn } from '../../../../core/scheme/edition.ts'
import { diffSchemes } from '../../../../core/scheme/edition-diff.ts'
import { diffSummary, termDifferenceText } from '../../../../core/scheme/edition-diff-text.ts'
import { editionKey, type OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Changes } from '../../parts/edition-changes.tsx'
import { Form, Hidden } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { type Application, applicationOf, at, numberOf, productName } from './case-page.ts'
import { en, ja } from './edition.texts.ts'
import { makerFrame } from './frame.ts'
import { Refusal, request, Seen, seenSeq } from './saving.tsx'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

/** Other editions an application may move to today. */
export function editionsFor(p: DeskContext<unknown>, { case: c, level }: Application): readonly OperatedScheme[] {
  const today = dateInJapan(p.now)
  return p.house.ports.schemes.all.filter(
    (scheme) =>
      scheme.id === c.scheme &&
      scheme.edition.documentNumber !== c.edition &&
      isOpenOn(scheme, today) &&
      scheme.levels.some(
        (l) => l.code === level.code && l.path === c.path && l.status === 'in-operation' && l.criteria.length > 0,
      ),
  )
}

const Target = ({ p, application, target }: { p: P; application: Application; target: OperatedScheme }) => {
  const { t } = p
  const { case: c, scheme } = application
  const fates = fateOf(scheme, target, c.level)
  const diff = diffSchemes(scheme, target)
  const { edition } = target
  return (
    <Section
      title={p.say(edition.title)}
      note={edition.defaultFrom && t.begins(writeDate(edition.defaultFrom, p.lang))}
    >
      <p class="lead">{p.say(diffSummary(diff))}</p>
      {diff.terms.length > 0 && (
        <>
          <h3>{t.terms}</h3>
          <ul class="flow">
            {diff.terms.map((term) => (
              <li>{p.say(termDifferenceText(term))}</li>
            ))}
          </ul>
          <p>
            <a href={p.href(`/criteria/diff?from=${editionKey(scheme)}&to=${editionKey(target)}`)}>{t.details}</a>
          </p>
        </>
      )}
      <h3>{t.what}</h3>
      {fates.every(({ fate, difference }) => fate === 'carries' && difference === undefined) ? (
        <p>{t.allSame}</p>
      ) : (
        <Fates p={p} target={target} scheme={scheme} fates={fates} />
      )}
      <p>{t.kept}</p>
      <p>{t.undoable}</p>
      <Form action={p.href(at(c, '/edition'))} csrf={p.session.csrf} label={t.button(edition.documentNumber)}>
        <Seen seq={c.seq} />
        <Hidden name="edition" value={edition.documentNumber} />
        <Acts>
          <Button>{t.button(edition.documentNumber)}</Button>
          <ButtonLink look="second" href={p.href(at(c))}>
            {t.keep}
          </ButtonLink>
        </Acts>
      </Form>
    </Section>
  )
}

interface FatesProps {
  readonly p: P
  readonly scheme: OperatedScheme
  readonly target: OperatedScheme
  readonly fates: readonly Carried[]
}

const Fates = ({ p, scheme, target, fates }: FatesProps) => {
  const { t } = p
  const titleOf = (id: string) => [...target.criteria, ...scheme.criteria].find((k) => k.id === id)?.title
  return (
    <Table
      caption={t.what}
      rows={fates}
      columns={[
        {
          head: t.criterion,
          rowHead: true,
          cell: ({ criterion }) => (
            <>
              <Code>{criterion}</Code> <span class="plain">{p.say(titleOf(criterion) ?? { ja: '', en: '' })}</span>
            </>
          ),
        },
        {
          head: t.change,
          label: t.change,
          cell: ({ fate, difference }) => (
            <>
              <span class={fate === 'carries' ? 'mut' : 'strong'}>{t.fates[fate]}</span>
              {difference?.kind === 'changed' && <Changes changes={difference.changes} lang={p.lang} />}
            </>
          ),
        },
      ]}
    />
  )
}

function show(p: P, application: Application, fault?: Fault): Response {
  const { t } = p
  const { case: c, scheme } = application
  const others = editionsFor(p, application)
  const { endsOn } = scheme.edition
  const ended = endsOn !== undefined && endsOn < dateInJapan(p.now)
  return p.show(
    makerFrame(p, `${fault ? p.frame.errorPrefix : ''}${t.title}`, '/desk/applications', {
      back: { href: p.href(at(c)), text: wordsOf(p).backToTasks },
    }),
    <>
      <Refusal p={p} fault={fault} problems={{}} />
      <Title
        eyebrow={`${wordsOf(p).application(numberOf(c))}　${productName(p, c)}`}
        title={t.title}
        lead={t.lead(c.edition)}
      >
        {endsOn !== undefined && <p>{(ended ? t.ended : t.ends)(writeDate(endsOn, p.lang))}</p>}
      </Title>
      {c.moved !== null && (
        <Notice title={t.moved(c.moved.from, writeMoment(c.moved.at, p.lang))}>
          <p>{t.backNote}</p>
          <Form action={p.href(at(c, '/edition'))} csrf={p.session.csrf} label={t.back}>
            <Seen seq={c.seq} />
            <Acts>
              <Button look="second">{t.back}</Button>
            </Acts>
          </Form>
        </Notice>
      )}
      {others.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        others.map((target) => <Target p={p} application={application} target={target} />)
      )}
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** Moves an application to another edition of the criteria, after a look at what changes, and back. */
export const editionPage = defineDeskPage({
  path: '/desk/applications/:id/edition',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    return application === undefined ? p.notFound() : show(p, application)
  },
  post: async (p) => {
    const form = await p.form()
    const edition = one(form, 'edition')
    const asked =
      edition === ''
        ? request(p, 'move-back', seenSeq(form), {})
        : request(p, 'move-edition', seenSeq(form), { edition })
    const done = await perform(p.house.ports, p.session.viewer, asked)
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    return done.ok ? p.goTo(at(application.case)) : show(p, application, done.fault)
  },
})
