import type { Verdict } from '../../../core/determination/verdict.ts'
import type { Language } from '../../../core/kernel/text.ts'
import type { ReportedCheck } from '../../../lab/evidence/export/reported-results.ts'
import type { TestReport } from '../../../lab/evidence/export/test-report.ts'
import { Disclosure } from './disclosure.tsx'
import { Facts } from './facts.tsx'
import { Notice } from './notice.tsx'
import { Section } from './section.tsx'
import { Table } from './table.tsx'
import { Code } from './text.tsx'
import { VerdictMark } from './verdict-mark.tsx'

// The record of a test as a page: the same words as the printed report, what did not hold first.

const words = {
  ja: {
    count: (n: number) => `${n}件`,
    holds: (n: number) => `申告どおりだった試験（${n}）`,
    besides: (n: number) => `このレベルでは使わない試験（${n}）`,
    problems: '示せなかった試験',
    none: '示せなかった試験はありません。',
    about: (about: string) => `対象：${about}`,
    leftOut: (n: number) => `見ていないもの、対象外のもの（${n}）`,
    more: '試験の条件と証拠の番号',
  },
  en: {
    count: (n: number) => `${n}`,
    holds: (n: number) => `Tests that held (${n})`,
    besides: (n: number) => `Tests that this level does not use (${n})`,
    problems: 'Tests that did not hold',
    none: 'Every test that was carried out held.',
    about: (about: string) => `About ${about}`,
    leftOut: (n: number) => `Not looked at, or not applicable (${n})`,
    more: 'Conditions of the test, and the digests of the evidence',
  },
}

const bad: readonly Verdict[] = ['fail', 'inconclusive', 'not-evaluated']

/** Everything a run found: declared, seen, verdict and reason, test case by test case. */
export const TestRecord = ({
  report,
  used,
  lang,
}: {
  report: TestReport
  used: ReadonlySet<string> // test units that the level asks for
  lang: Language
}) => {
  const t = words[lang]
  const { checks } = report.results
  const asked = checks.filter(({ units }) => units.some(({ id }) => used.has(id)))
  const isProblem = ({ units }: ReportedCheck) => units.some(({ id, verdict }) => used.has(id) && bad.includes(verdict))
  const problems = asked.filter(isProblem)
  const held = asked.filter((check) => !isProblem(check))
  const besides = checks.filter((check) => !asked.includes(check))
  // Where other tools looked as well, what they saw otherwise is for the reviewer: it stands beside the results, not below them.
  const [others, after] = [
    report.after.filter(({ rows, paragraphs }) => rows.length > 0 && paragraphs.length > 1),
    report.after.filter(({ rows, paragraphs }) => !(rows.length > 0 && paragraphs.length > 1)),
  ]
  return (
    <>
      {report.notices.map((text) => (
        <Notice tone="wait">
          <p>{text}</p>
        </Notice>
      ))}
      <Section title={report.summary.heading}>
        <ul class="tally">
          {report.summary.counts.map(({ verdict, count, meaning }) => (
            <li>
              <VerdictMark verdict={verdict} lang={lang} /> <strong>{t.count(count)}</strong>{' '}
              <span class="mut sm">{meaning}</span>
            </li>
          ))}
        </ul>
      </Section>
      {others.map((section) => (
        <Section title={section.heading}>
          <Facts items={section.rows.map(({ term, value }) => ({ term, detail: value }))} />
          {section.paragraphs.slice(0, 1).map((text) => (
            <p>{text}</p>
          ))}
          <ul class="list">
            {section.paragraphs.slice(1).map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </Section>
      ))}
      <Section title={t.problems}>
        {problems.length === 0 && <p>{t.none}</p>}
        {problems.map((check) => (
          <Checked check={check} columns={report.results.columns} lang={lang} open />
        ))}
      </Section>
      {held.length > 0 && (
        <Section title={t.holds(held.length)}>
          {held.map((check) => (
            <Checked check={check} columns={report.results.columns} lang={lang} />
          ))}
        </Section>
      )}
      {besides.length > 0 && (
        <Section title={t.besides(besides.length)}>
          {besides.map((check) => (
            <Checked check={check} columns={report.results.columns} lang={lang} />
          ))}
        </Section>
      )}
      <Section title={report.leftOut.heading}>
        <Disclosure summary={t.leftOut(report.leftOut.units.length)}>
          <Table
            caption={report.leftOut.heading}
            rows={report.leftOut.units}
            dense
            columns={report.leftOut.columns.map((head, i) => ({
              head,
              ...(i === 0 ? { rowHead: true } : { label: head }),
              cell: (unit: TestReport['leftOut']['units'][number]) =>
                i === 0 ? (
                  <Code>{unit.id}</Code>
                ) : i === 1 ? (
                  unit.question
                ) : i === 2 ? (
                  <VerdictMark verdict={unit.verdict} lang={lang} />
                ) : (
                  unit.reasons.map((reason) => <span class="block">{reason}</span>)
                ),
            }))}
          />
        </Disclosure>
      </Section>
      <Section title={report.samples.heading}>
        <Lines section={report.samples} />
      </Section>
      <Section title={t.more}>
        {after.map((section) => (
          <Disclosure summary={section.heading}>
            <Lines section={section} />
          </Disclosure>
        ))}
      </Section>
    </>
  )
}

const Lines = ({ section: { rows, paragraphs } }: { section: TestReport['samples'] }) => (
  <>
    {rows.length > 0 && (
      <Facts
        items={rows.map(({ term, value }) => ({
          term,
          detail: value
            .split('\n')
            .map((line) => (
              <span class={/^(sha256:|SHA256:|[0-9a-f]{32})/.test(line) ? 'block mono long' : 'block'}>{line}</span>
            )),
        }))}
      />
    )}
    {paragraphs.map((text) => (
      <p>{text}</p>
    ))}
  </>
)

/** One test case: its units, and for each thing it is about what was declared, seen and judged. */
const Checked = ({
  check,
  columns,
  lang,
  open,
}: {
  check: ReportedCheck
  columns: readonly string[]
  lang: Language
  open?: boolean
}) => {
  const [about = '', declared = '', seen = '', , reason = ''] = columns
  const head = (
    <span>
      <span class="mono">{check.id}</span>　{check.title}　<VerdictMark verdict={check.verdict} lang={lang} />
    </span>
  )
  return (
    <Disclosure summary={head} {...(open ? { open } : {})}>
      {check.units.map((unit) => (
        <div class="flow">
          <p class="strong">
            <VerdictMark verdict={unit.verdict} lang={lang} />　<span class="mono">{unit.id}</span>　{unit.question}
          </p>
          <Table
            caption={unit.question}
            rows={unit.rows}
            dense
            columns={[
              {
                head: about,
                rowHead: true,
                cell: (row) => (
                  <>
                    <Code long={row.about.length > 20}>{row.about}</Code>
                    <span class="block">
                      <VerdictMark verdict={row.verdict} lang={lang} />
                    </span>
                  </>
                ),
              },
              { head: reason, label: reason, cell: (row) => row.reason },
              {
                head: declared,
                label: declared,
                cell: (row) => row.declared.split('\n').map((line) => <span class="block mono">{line}</span>),
              },
              {
                head: seen,
                label: seen,
                cell: (row) => row.seen.split('\n').map((line) => <span class="block told">{line}</span>),
              },
            ]}
          />
        </div>
      ))}
    </Disclosure>
  )
}
