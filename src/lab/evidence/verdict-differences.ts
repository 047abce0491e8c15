import { type Verdict, verdictText } from '../../core/determination/verdict.ts'
import { canonicalJson } from '../../core/kernel/canonical-json.ts'
import { fill, type Text } from '../../core/kernel/text.ts'
import type { AssessedUnit, Assessment } from '../assess.ts'
import { tamed } from '../observation.ts'

// What was recorded beside what judging again came to: for whoever has to find out which of the two is right. Recorded texts are a
// stranger's, so they are tamed before they are told.

/** What was said of one thing of the device. */
export interface SaidOfPart {
  readonly about: string
  readonly verdict: Verdict
  readonly code: string
}

/** One test unit that came out otherwise. */
export interface VerdictDifference {
  readonly unit: string
  readonly check: string
  readonly recorded?: Verdict // absent: the record says nothing of it
  readonly again?: Verdict // absent: it is not judged here
  readonly onlyRecorded: readonly SaidOfPart[] // at most `mostPartsTold`, as the next
  readonly onlyAgain: readonly SaidOfPart[]
  readonly parts: number // that stand on one side alone; none: only the facts that fill the reasons differ
}

export const mostUnitsTold = 100
export const mostPartsTold = 5

/** The units that came out otherwise, those whose verdict differs first. */
export function verdictDifferences(recorded: Assessment, again: Assessment): readonly VerdictDifference[] {
  const names = (all: Assessment) => new Map(all.units.map((unit) => [`${unit.check} ${unit.unit}`, unit]))
  const [before, after] = [names(recorded), names(again)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((name) => differenceOf(before.get(name), after.get(name)))
    .toSorted((a, b) => Number(a.recorded === a.again) - Number(b.recorded === b.again))
    .slice(0, mostUnitsTold)
}

function differenceOf(before: AssessedUnit | undefined, after: AssessedUnit | undefined): readonly VerdictDifference[] {
  const { unit, check } = (before ?? after)!
  if (before && after && canonicalJson(before) === canonicalJson(after)) return []
  const [recorded, again] = [saidOf(before), saidOf(after)]
  const onlyRecorded = [...recorded].filter(([key]) => !again.has(key)).map(([, said]) => said)
  const onlyAgain = [...again].filter(([key]) => !recorded.has(key)).map(([, said]) => said)
  return [
    {
      unit: tamed(unit, 60),
      check: tamed(check, 60),
      ...(before && { recorded: before.verdict }),
      ...(after && { again: after.verdict }),
      onlyRecorded: onlyRecorded.slice(0, mostPartsTold),
      onlyAgain: onlyAgain.slice(0, mostPartsTold),
      parts: onlyRecorded.length + onlyAgain.length,
    },
  ]
}

const saidOf = (unit: AssessedUnit | undefined): ReadonlyMap<string, SaidOfPart> =>
  new Map(
    (unit?.parts ?? []).map(({ about, verdict, reason }) => {
      const said = { about: tamed(about, 120), verdict, code: tamed(reason.code, 80) }
      return [JSON.stringify([about, verdict, reason.code]), said]
    }),
  )

const words = {
  unit: {
    ja: '{unit}：記録では{recorded}、やり直すと{again}',
    en: '{unit}: recorded {recorded}, judged again {again}',
  },
  facts: { ja: '（理由に挙げた事実だけが違います）', en: ' (only the facts in the reasons differ)' },
  none: { ja: 'なし', en: 'nothing' },
} as const satisfies Record<string, Text>

/** One difference in a line. */
export function differenceText({ unit, recorded, again, parts }: VerdictDifference): Text {
  const named = (verdict: Verdict | undefined, lang: keyof Text) =>
    verdict === undefined ? words.none[lang] : verdictText[verdict][lang]
  const line = (lang: keyof Text) =>
    fill(words.unit, { unit, recorded: named(recorded, lang), again: named(again, lang) })[lang] +
    (parts === 0 ? words.facts[lang] : '')
  return { ja: line('ja'), en: line('en') }
}
