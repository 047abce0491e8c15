import type { Check, Given, UnitVerdict } from '../check.ts'
import { doors, sameDoor, unidentified } from '../doors.ts'
import { judgePaths, pathReasons } from '../input/judge-paths.ts'
import { judgeRobustness, robustnessReasons } from '../input/judge-robustness.ts'
import { ofKind } from '../observation.ts'
import { portsKnown } from '../ports-known.ts'
import { say } from '../say.ts'

/**
 * Validation of input, by machine as far as a few malformed messages (unit a: it may fail, and never passes by them alone), pages on
 * undeclared interfaces (unit b: likewise) and paths of web services (unit c, in full). The rest of a and b is for a person.
 */
export const inputValidation: Check = {
  id: '5.13-1-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.13-1', 'etsi-en-303-645:5.13-1'],
  title: { ja: '入力の検査と、申告のない入口', en: 'Validation of input, and ways in that are not declared' },
  units: [
    {
      id: '5.13-1-2a',
      question: {
        ja: '想定外の入力で、機器が誤った動作をしないか',
        en: 'Is unexpected input kept from misusing the device?',
      },
    },
    {
      id: '5.13-1-2b',
      question: { ja: '申告のない操作画面がないか', en: 'Are there no user interfaces that are not declared?' },
    },
    {
      id: '5.13-1-2c',
      question: {
        ja: '申告のないAPI（だれでも読めるパス）がないか',
        en: 'Are there no APIs (paths that anybody can read) that are not declared?',
      },
    },
  ],
  judge: (given) => [...unitA(given), ...unitB(given), ...unitC(given)],
  reasons: {
    ...robustnessReasons,
    ...pathReasons,
    'only-malformed-messages': {
      ja: '機械で試すのは不正なメッセージまでです。入力の方法ごとの悪用は人が試します',
      en: 'By machine only malformed messages are tried; misuse of each way of input is for a person',
    },
    'no-messages-sent': {
      ja: '不正なメッセージは送っていません。同意がないか、途中で止まりました',
      en: 'No malformed messages were sent: nobody agreed to it, or the run ended before',
    },
    'page-on-undeclared-interface': {
      ja: '申告のない通信口 {endpoint} に操作画面があります（表題：{title}）',
      en: 'There is a page on {endpoint}, which is not declared (title: {title})',
    },
    'interfaces-in-the-manual': {
      ja: '取扱説明書にある操作画面と申告の一致は、人が確かめます',
      en: 'Whether the user interfaces of the manual are all declared is for a person to see',
    },
    'services-not-looked-at': {
      ja: '通信口をすべては調べられていないため、ほかにもあるかもしれません',
      en: 'Not all ports were looked at; there may be others',
    },
    'service-without-pages': {
      ja: '{endpoint} はウェブのサービスですが、パスを調べられていません',
      en: '{endpoint} is a web service, but its paths were not looked at',
    },
    'no-web-service': { ja: 'ウェブのサービスは見つかりませんでした', en: 'No web service was found' },
  },
}

function unitA(given: Given): readonly UnitVerdict[] {
  const judged = judgeRobustness(given)
  const rest =
    judged.length === 0
      ? ({ verdict: 'not-evaluated', code: 'no-messages-sent', restsOn: [] } as const)
      : ({ verdict: 'not-evaluated', code: 'only-malformed-messages', restsOn: [] } as const)
  return [...judged.map(([about, said]) => say('5.13-1-2a', about, said)), say('5.13-1-2a', 'device', rest)]
}

function unitB({ declared, observations }: Given): readonly UnitVerdict[] {
  const known = new Set(declared.interfaces.filter(({ enabled }) => enabled).flatMap(({ endpoints }) => endpoints))
  const strange = ofKind(observations, 'web-page').filter(
    ({ endpoint, seen: { page } }) =>
      page !== undefined && isForPeople(page) && endpoint !== undefined && !known.has(endpoint),
  )
  return [
    ...strange.map(({ id, endpoint = '', seen: { page } }) =>
      say('5.13-1-2b', endpoint, {
        verdict: 'fail',
        code: 'page-on-undeclared-interface',
        restsOn: [id],
        facts: { endpoint, title: page?.title ?? '–' },
      }),
    ),
    say('5.13-1-2b', 'device', { verdict: 'not-evaluated', code: 'interfaces-in-the-manual', restsOn: [] }),
  ]
}

type Page = NonNullable<ReturnType<typeof ofKind<'web-page'>>[number]['seen']['page']>
const isForPeople = ({ status, contentType = '', title, passwordField, challenges }: Page): boolean =>
  passwordField ||
  challenges.includes('basic') ||
  challenges.includes('digest') ||
  (status < 300 && (contentType.includes('html') || title !== undefined))

function unitC(given: Given): readonly UnitVerdict[] {
  const unit = '5.13-1-2c'
  const judged = judgePaths(given).map(([about, said]) => say(unit, about, said))
  const looked = ofKind(given.observations, 'open-paths')
  const missed = doors(given.observations)
    .filter(
      (door) => ['http', 'https', 'upnp'].includes(door.protocol) && !looked.some((paths) => sameDoor(paths, door)),
    )
    .map(({ id, endpoint }) =>
      say(unit, endpoint, {
        verdict: 'inconclusive',
        code: 'service-without-pages',
        restsOn: [id],
        facts: { endpoint },
      }),
    )
  const { known, restsOn } = portsKnown(given)
  const strangers = unidentified(given.observations)
  const ports =
    known === 'all' && strangers.length === 0
      ? []
      : [
          say(unit, 'device', {
            verdict: known === 'none' ? 'not-evaluated' : 'inconclusive',
            code: 'services-not-looked-at',
            restsOn,
          }),
        ]
  const none =
    known === 'all' && strangers.length + judged.length + missed.length === 0
      ? [say(unit, 'device', { verdict: 'not-applicable', code: 'no-web-service', restsOn })]
      : []
  return [...judged, ...missed, ...ports, ...none]
}
