import type { Check, Given, UnitVerdict } from '../check.ts'
import { lostReasons, toldAndLost } from '../exposure/told-and-lost.ts'
import { type Observation, ofKind } from '../observation.ts'
import { namesModel } from '../published/page-facts.ts'
import { say } from '../say.ts'

/**
 * The model designation. What the device calls itself over the network is compared with the declaration (unit b); that it can be read in
 * the declared way, mostly from a label, is for a person (unit a).
 */
export const modelDesignation: Check = {
  id: '5.3-16-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.3-16', 'etsi-en-303-645:5.3-16'],
  title: { ja: '型番の確認', en: 'Model designation' },
  units: [
    {
      id: '5.3-16-2a',
      question: { ja: '申告した方法で型番を読めるか', en: 'Can the model designation be read in the declared way?' },
    },
    {
      id: '5.3-16-2b',
      question: { ja: '読める型番は申告と同じか', en: 'Is the model designation that can be read the declared one?' },
    },
  ],
  judge: (given) => [
    say('5.3-16-2a', 'device', { verdict: 'not-evaluated', code: 'model-is-read-by-a-person', restsOn: [] }),
    compared(given),
  ],
  reasons: {
    'model-is-read-by-a-person': {
      ja: '銘板や画面の表示は、人が見て確かめます',
      en: 'The label or the display has to be looked at by a person',
    },
    'model-as-declared': {
      ja: '申告した型番 {model} が、{places} で読めます',
      en: 'The declared model {model} can be read in {places}',
    },
    'model-both': {
      ja: '申告した型番 {model} が {places} で読めますが、{others} には別の型番があります。人が確かめます',
      en: 'The declared model {model} can be read in {places}, but {others} name another; a person has to look',
    },
    'model-differs': {
      ja: '機器は {others} と名乗り、申告した型番 {model} はどこにもありません。表示で確かめます',
      en: 'The device calls itself {others}, and the declared model {model} is nowhere; the label has to be looked at',
    },
    'model-not-shown': {
      ja: '申告した型番 {model} は、ネットワークからは読めません。表示で確かめます',
      en: 'The declared model {model} cannot be read over the network; the label has to be looked at',
    },
    'model-not-declared': {
      ja: '型番がIXITの2-UserInfoに書かれていません',
      en: '2-UserInfo of the IXIT does not name the model',
    },
    ...lostReasons,
    'nothing-looked-at': { ja: '機器を調べていません', en: 'The device was not looked at' },
  },
}

interface Place {
  readonly id: string
  readonly where: string
  readonly said: string
  /** The field is meant for the model, and nothing else stands in it. */
  readonly meant: boolean
}

/** Where a device tells what it is: to people in a page, to programs in a field for it. */
function placesIn(observations: readonly Observation[]): readonly Place[] {
  const disclosed = ofKind(observations, 'disclosure')
    .filter(({ seen: { token } }) => token === 'model' || token === 'device-type' || token === 'hostname')
    .map(({ id, endpoint, seen: { token, where, said } }) => ({
      id,
      where: `${endpoint ?? ''} ${where}`.trim(),
      said,
      meant:
        token === 'model' &&
        /\b(txt|path)\b/i.test(where) &&
        /model|^(md|ty|product)$/i.test(where.split(/\s/).at(-1) ?? ''),
    }))
  const titles = ofKind(observations, 'web-page').flatMap(({ id, endpoint, seen: { page } }) =>
    page?.title === undefined ? [] : [{ id, where: `${endpoint ?? ''} title`, said: page.title, meant: false }],
  )
  const certificates = ofKind(observations, 'tls-certificate').flatMap(({ id, endpoint, seen: { chain } }) =>
    chain[0]?.subject === undefined
      ? []
      : [{ id, where: `${endpoint ?? ''} certificate`, said: chain[0].subject, meant: false }],
  )
  return [...disclosed, ...titles, ...certificates]
}

function compared({ declared, observations }: Given): UnitVerdict {
  const unit = '5.3-16-2b'
  const { model } = declared.information
  if (model === undefined)
    return say(unit, 'device', { verdict: 'inconclusive', code: 'model-not-declared', restsOn: [] })
  if (ofKind(observations, 'port-scan').length === 0 && ofKind(observations, 'service').length === 0)
    return say(unit, 'device', { verdict: 'not-evaluated', code: 'nothing-looked-at', restsOn: [] })
  if (toldAndLost(observations))
    return say(unit, 'device', { verdict: 'inconclusive', code: 'told-and-lost', restsOn: [] })
  const places = placesIn(observations)
  // Whole designation or nothing: a likeness is never a pass (X20 is not X200).
  const same = places.filter(({ said }) => namesModel(said, model))
  const other = places.filter(({ said, meant }) => meant && !namesModel(said, model))
  const restsOn = [...same, ...other].map(({ id }) => id)
  const facts = {
    model,
    places: listed(same.map(({ where }) => where)),
    others: listed(other.map(({ where, said }) => `${said} (${where})`)),
  }
  if (same.length > 0 && other.length === 0)
    return say(unit, 'device', { verdict: 'pass', code: 'model-as-declared', restsOn, facts })
  if (same.length > 0) return say(unit, 'device', { verdict: 'inconclusive', code: 'model-both', restsOn, facts })
  if (other.length > 0) return say(unit, 'device', { verdict: 'inconclusive', code: 'model-differs', restsOn, facts })
  return say(unit, 'device', { verdict: 'inconclusive', code: 'model-not-shown', restsOn, facts })
}

const listed = (all: readonly string[]): string => {
  const each = [...new Set(all)].toSorted()
  return each.length <= 4 ? each.join(', ') : `${each.slice(0, 4).join(', ')} (+${each.length - 4})`
}
