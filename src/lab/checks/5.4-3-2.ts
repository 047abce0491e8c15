import type { Text } from '../../core/kernel/text.ts'
import type { Check, Given, UnitVerdict } from '../check.ts'
import { ofKind } from '../observation.ts'

const unit = '5.4-3-2a'
const critical = new Set(['ssh-host-key', 'tls-certificate'])
const names: Readonly<Record<string, Text>> = {
  'ssh-host-key': { ja: 'SSHのホスト鍵', en: 'SSH host key' },
  'tls-certificate': { ja: 'TLSの証明書', en: 'TLS certificate' },
}

/** No secret is the same on all devices. A machine sees two units with the same key; that there is no other such secret is for people. */
export const noSharedSecrets: Check = {
  id: '5.4-3-2',
  kind: 'guided',
  cites: ['etsi-ts-103-701:5.4-3', 'etsi-en-303-645:5.4-3'],
  title: { ja: 'ソフトウェアに埋め込まれた秘密', en: 'Secrets that are part of the software' },
  units: [
    {
      id: unit,
      question: {
        ja: '秘密の値は申告した経路で入り、どの機器でも同じ値になっていないか',
        en: 'Do secrets come in the declared way, and is none the same on every device?',
      },
    },
  ],
  judge,
  reasons: {
    'same-on-two-units': {
      ja: '2台の機器の{nameJa}が同じです（{shared}個）',
      en: '{nameEn}: the same on two units ({shared})',
    },
    'rest-by-hand': {
      ja: '2台の鍵と証明書は異なります。ほかの秘密の値については、人がファームウェアを調べます',
      en: 'Keys and certificates of two units differ; other secrets have to be looked for in the firmware by a person',
    },
    'one-unit-only': {
      ja: '1台しか調べていません。機器ごとに異なるかどうかは分かりません',
      en: 'One unit alone was looked at; whether secrets differ from unit to unit is not known',
    },
  },
}

function judge({ observations }: Given): readonly UnitVerdict[] {
  const compared = ofKind(observations, 'two-samples')
  const shared = compared.flatMap(({ id, seen }) =>
    seen.compared.filter((c) => critical.has(c.what) && c.shared > 0).map((c) => ({ id, ...c })),
  )
  if (shared.length > 0)
    return shared.map(({ id, what, shared }): UnitVerdict => {
      const name = names[what]!
      return {
        unit,
        about: what,
        verdict: 'fail',
        reason: { code: 'same-on-two-units', facts: { nameJa: name.ja, nameEn: name.en, shared } },
        restsOn: [id],
      }
    })
  const both = compared.some(({ seen }) =>
    seen.compared.some((c) => critical.has(c.what) && c.first > 0 && c.second > 0),
  )
  return [
    {
      unit,
      about: 'device',
      verdict: 'not-evaluated',
      reason: { code: both ? 'rest-by-hand' : 'one-unit-only' },
      restsOn: compared.map((o) => o.id),
    },
  ]
}
