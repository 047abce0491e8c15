import type { AttachedRun } from '../../../casework/runs.ts'
import type { TestedUnit } from '../../../core/determination/device-findings.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { type Criterion, unitsOf } from '../../../core/scheme/criterion.ts'
import type { ShownUnit } from '../../../core/scheme/device-tests.ts'
import { Disclosure } from './disclosure.tsx'
import { VerdictMark } from './verdict-mark.tsx'

const words = {
  ja: {
    untested: '試験されていません。',
    other: (n: number) => `この基準では使わない試験項目（${n}）`,
    device: '機器全体',
  },
  en: {
    untested: 'It was not tested.',
    other: (n: number) => `Test units that these criteria do not use (${n})`,
    device: 'the whole device',
  },
}

/** What one run found, criterion by criterion as the level asks, then whatever it found besides. */
export const RunResults = ({
  run,
  criteria,
  shows,
  lang,
}: {
  run: Pick<AttachedRun, 'units'>
  criteria: readonly Criterion[]
  shows: readonly ShownUnit[]
  lang: Language
}) => {
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
