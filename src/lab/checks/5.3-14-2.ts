import type { Check, Given, UnitVerdict } from '../check.ts'
import { type Access, accessReasons, judgeAccess } from '../published/judge-access.ts'
import { judgePeriod, periodReasons } from '../published/judge-period.ts'
import { type Said, say } from '../say.ts'

const about = 'non-updatable'

/**
 * What is published about a constrained device that cannot be updated. Access and the period are looked at by machine; that a reason and
 * a replacement are spoken of is found by words, that they are understandable is for a person. Whether the group applies follows from the
 * ICS: where the IXIT names no such page, nothing is evaluated here.
 */
export const nonUpdatable: Check = {
  id: '5.3-14-2',
  kind: 'document',
  cites: ['etsi-ts-103-701:5.3-14', 'etsi-en-303-645:5.3-14'],
  title: { ja: '更新できない機器についての公開', en: 'What is published about a device that cannot be updated' },
  units: [
    { id: '5.3-14-2a', question: { ja: '申告した場所に説明があるか', en: 'Is the statement where the IXIT says?' } },
    {
      id: '5.3-14-2b',
      question: { ja: '登録やログインなしに読めるか', en: 'Can it be read without registering or logging in?' },
    },
    {
      id: '5.3-14-2c',
      question: { ja: '更新できない理由が書かれているか', en: 'Does it give the reason why there are no updates?' },
    },
    {
      id: '5.3-14-2d',
      question: { ja: '交換の時期と方法が書かれているか', en: 'Does it say when and how the hardware is replaced?' },
    },
    { id: '5.3-14-2e', question: { ja: 'サポート期間が書かれているか', en: 'Does it state the support period?' } },
  ],
  judge: (given) => {
    if (given.declared.information.nonUpdatablePageUrl === undefined)
      return nonUpdatable.units.map(({ id }) =>
        say(id, about, { verdict: 'not-evaluated', code: 'no-such-page-declared', restsOn: [] }),
      )
    const access = judgeAccess(given, 'non-updatable', given.declared.information.nonUpdatablePageUrl)
    return [say('5.3-14-2a', about, access.there), say('5.3-14-2b', about, access.open), ...contents(given, access)]
  },
  reasons: {
    ...accessReasons,
    ...periodReasons,
    'no-such-page-declared': {
      ja: 'IXITに、更新できない機器についての説明の場所が書かれていません。対象になるかどうかはICSの答えによります',
      en: 'The IXIT names no statement on devices that cannot be updated; whether one is due follows from the ICS',
    },
    'statement-not-read': {
      ja: '説明を読めていないため、内容を判断できません',
      en: 'The statement was not read, so its content cannot be judged',
    },
    'spoken-of-no-updates': {
      ja: '更新できないことに触れています（「{said}」）。理由として足りるかは人が判断します',
      en: 'It speaks of there being no updates (“{said}”); whether that is a reason is for a person to judge',
    },
    'spoken-of-replacement': {
      ja: '交換に触れています（「{said}」）。時期と方法として足りるかは人が判断します',
      en: 'It speaks of replacement (“{said}”); whether that is a plan is for a person to judge',
    },
    'not-spoken-of': {
      ja: '知っている言い方では見つけられません。人が読んで判断します',
      en: 'It was not found in the words that are known; a person has to read the page',
    },
  },
}

function contents(given: Given, { page, open }: Access): readonly UnitVerdict[] {
  const facts = page?.seen.facts
  if (page === undefined || facts === undefined || open.verdict !== 'pass') {
    const verdict = open.verdict === 'not-evaluated' ? 'not-evaluated' : 'inconclusive'
    const said: Said = { verdict, code: 'statement-not-read', restsOn: open.restsOn }
    return ['5.3-14-2c', '5.3-14-2d', '5.3-14-2e'].map((unit) => say(unit, about, said))
  }
  // A machine finds that it is spoken of. That it is said well enough is a judgement, and is left open.
  const spoken = (topic: 'noUpdates' | 'replacement', code: string): Said => {
    const said = facts.mentions[topic][0]?.said
    return {
      verdict: 'inconclusive',
      code: said === undefined ? 'not-spoken-of' : code,
      restsOn: [page.id],
      ...(said !== undefined && { facts: { said } }),
    }
  }
  return [
    say('5.3-14-2c', about, spoken('noUpdates', 'spoken-of-no-updates')),
    say('5.3-14-2d', about, spoken('replacement', 'spoken-of-replacement')),
    say('5.3-14-2e', about, judgePeriod(given, page)),
  ]
}
