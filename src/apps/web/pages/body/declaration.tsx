import { declarationDocument } from '../../../../casework/assessment.ts'
import { defineDeskPage } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Form, Hidden } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { en, ja } from './declaration.texts.ts'
import { noCase, openCase } from './open-case.ts'
import { claimText } from './review-look.ts'

/** Who declared what, and whether the application is still what was declared. */
export const declarationPage = defineDeskPage({
  path: '/desk/cases/:id/declaration',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    if (opened === undefined) return noCase(p, p.param('id'))
    const { t } = p
    const { c, scheme, level, nameOf } = opened
    const { declaration, numbers } = c
    const same = declaration?.digest === declarationDocument(c, scheme).digest
    const number = (n: string | undefined) => (n === undefined ? '—' : <Code>{n}</Code>)
    return p.show(
      await caseFrame(p, opened, t.title),
      <>
        <CaseHead p={p} opened={opened} tab="/declaration" />
        <Section title={t.what}>
          {declaration === undefined ? (
            <p>{t.none}</p>
          ) : (
            <>
              <p>
                <Mark shape={same ? 'disc' : 'diamond'} tone={same ? 'ok' : 'wait'}>
                  {same ? t.same : t.changed}
                </Mark>
              </p>
              <Facts
                items={[
                  {
                    term: t.by,
                    detail: (
                      <span lang="ja">
                        {declaration.position}　{declaration.name}
                      </span>
                    ),
                    big: true,
                  },
                  { term: t.at, detail: writeMoment(declaration.at, p.lang) },
                  { term: t.account, detail: nameOf(declaration.by) },
                  { term: t.edition, detail: `${p.say(scheme.name)} ${level.symbol}（${c.edition}）` },
                  { term: t.digest, detail: <Code long>{declaration.digest}</Code> },
                ]}
              />
              <p>
                <a href={p.href(`/desk/cases/${c.id}/declaration.pdf`)}>{t.paper}</a>
              </p>
            </>
          )}
        </Section>
        <Section title={t.numbers}>
          <Facts
            items={[
              { term: t.application, detail: number(numbers.application) },
              { term: t.acceptance, detail: number(numbers.acceptance) },
              { term: t.provisional, detail: number(numbers.provisional) },
              { term: t.registration, detail: number(numbers.registration) },
            ]}
          />
          {opened.may['give-provisional'].allowed && (
            <Form action={p.href(`/desk/cases/${c.id}`)} csrf={p.session.csrf} label={t.give}>
              <Hidden name="seq" value={c.seq} />
              <Button look="second" name="do" value="give-provisional">
                {t.give}
              </Button>
            </Form>
          )}
        </Section>
        <Section title={t.answers(level.criteria.length)}>
          <Table
            caption={t.caption}
            dense
            rows={level.criteria}
            columns={[
              {
                head: t.criterion,
                rowHead: true,
                cell: (id) => (
                  <a href={p.href(`/desk/cases/${c.id}?criterion=${id}`)}>
                    <span class="mono">{id}</span> {title(id)}
                  </a>
                ),
              },
              {
                head: t.claim,
                label: t.claim,
                oneLine: true,
                cell: (id) => p.say(claimText[c.answers[id]?.claim ?? 'unanswered']),
              },
              { head: t.reason, label: t.reason, cell: (id) => <span lang="ja">{c.answers[id]?.reason}</span> },
              {
                head: t.rests,
                label: t.rests,
                number: true,
                cell: (id) => t.count(c.answers[id]?.restsOn.length ?? 0),
              },
            ]}
          />
        </Section>
      </>,
    )

    function title(id: string): string {
      const criterion = scheme.criteria.find((one) => one.id === id)
      return criterion === undefined ? '' : p.say(criterion.title)
    }
  },
})
