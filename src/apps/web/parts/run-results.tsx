import type { AttachedRun } from '../../../casework/runs.ts'
import type { TestedUnit } from '../../../core/determination/device-findings.ts'
import { combine } from '../../../core/determination/verdict.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { type Criterion, unitsOf } from '../../../core/scheme/criterion.ts'
import type { ShownUnit } from '../../../core/scheme/device-tests.ts'
import { Disclosure } from './disclosure.tsx'
import { Mark } from './mark.tsx'
import { Notice } from './notice.tsx'
import { VerdictMark } from './verdict-mark.tsx'

const words = {
  ja: {
    untested: '試験されていません。',
    other: (n: number) => `この基準では使わない試験項目（${n}）`,
    device: '機器全体',
    shown: (n: number) => `示せた項目 ${n}`,
    failed: (n: number) => `不合格 ${n}`,
    open: (n: number) => `まだ示せない項目 ${n}`,
    differences: (n: number) => `ほかの道具の結果と違うところが${n}件あります。`,
  },
  en: {
    untested: 'It was not tested.',
    other: (n: number) => `Test units that these criteria do not use (${n})`,
    device: 'the whole device',
    shown: (n: number) => `${n} shown`,
    failed: (n: number) => `${n} failed`,
    open: (n: number) => `${n} not shown yet`,
    differences: (n: number) => `${n} ${n === 1 ? 'difference' : 'differences'} to what other tools saw.`,
  },
}

interface Props {
  readonly run: Pick<AttachedRun, 'units' | 'differences'>
  readonly criteria: readonly Criterion[]
  readonly shows: readonly ShownUnit[]
  readonly lang: Language
}

/** What a run comes to for the criteria of a level, in one line; and whether another tool saw something else. */
export const RunSummary = ({ run, criteria, shows, lang }: Props) => {
  const t = words[lang]
  const found = new Map(run.units.map(({ unit, verdict }) => [unit, verdict]))
  const units = unitsOf(criteria).flatMap(({ unit }) => {
    const tests = shows.find((row) => row.unit === unit.id)?.tests ?? []
    return tests.length === 0 ? [] : [combine(tests.map((test) => found.get(test) ?? 'not-evaluated'))]
  })
  const failed = units.filter((verdict) => verdict === 'fail').length
  const shown = units.filter((verdict) => verdict === 'pass' || verdict === 'not-applicable').length
  const open = units.length - failed - shown
  const { differences = [] } = run
  return (
    <>
      <ul class="tally">
        {failed > 0 && (
          <li>
            <Mark shape="cross" tone="stop">
              {t.failed(failed)}
            </Mark>
          </li>
        )}
        {open > 0 && (
          <li>
            <Mark shape="diamond" tone="wait">
              {t.open(open)}
            </Mark>
          </li>
        )}
        <li>
          <Mark shape="disc" tone={failed + open === 0 ? 'ok' : 'off'}>
            {t.shown(shown)}
          </Mark>
        </li>
      </ul>
      {differences.length > 0 && (
        <Notice tone="wait" title={t.differences(differences.length)}>
          <ul class="list">
            {differences.map((text) => (
              <li>{text[lang]}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** What one run found, criterion by criterion as the level asks, then whatever it found besides. */
export const RunResults = ({
  run,
  criteria,
  shows,
  lang,
}: Omit<Props, 'run'> & { run: Pick<AttachedRun, 'units'> }) => {
  const found = new Map(run.units.map((unit) => [unit.unit, unit]))
  const used = new Set<string>()
  const groups = criteria.flatMap((criterion) => {
    const units = unitsOf([criterion]).flatMap(({ unit }) => {
      const tests = shows.find((row) => row.unit === unit.id)?.tests ?? []
      for (const test of tests) used.add(test)
      return tests.length === 0 ? [] : [{ unit, tests }]
    })
    return units.length === 0 ? [] : [{ criterion, units }]
  })
  const rest = run.units.filter(({ unit }) => !used.has(unit))
  return (
    <>
      {groups.map(({ criterion, units }) => (
        <div class="flow">
          <h4>
            <span class="mono">{criterion.id}</span>　{criterion.title[lang]}
          </h4>
          <ul class="why">
            {units.map(({ unit, tests }) => (
              <li>
                {unit.question[lang]} <span class="mono mut">{unit.id}</span>
                <ul class="why">
                  {tests.map((test) => (
                    <li>
                      <Tested test={test} unit={found.get(test)} lang={lang} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {rest.length > 0 && (
        <Disclosure summary={words[lang].other(rest.length)}>
          <ul class="why">
            {rest.map((unit) => (
              <li>
                <Tested test={unit.unit} unit={unit} lang={lang} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

const Tested = ({ test, unit, lang }: { test: string; unit: TestedUnit | undefined; lang: Language }) => (
  <>
    <VerdictMark verdict={unit?.verdict ?? 'not-evaluated'} lang={lang} /> <span class="mono">{test}</span>
    {unit === undefined ? (
      <span class="mut">　{words[lang].untested}</span>
    ) : (
      unit.reasons
        .filter((reason) => reason.verdict === unit.verdict)
        .map(({ about, text }) => (
          <span class="block sm">
            <span class="mono">{about === 'device' ? words[lang].device : about}</span>　{text[lang]}
          </span>
        ))
    )}
  </>
)
