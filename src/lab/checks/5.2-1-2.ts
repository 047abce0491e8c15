import type { Verdict } from '../../core/determination/verdict.ts'
import type { Check, UnitVerdict } from '../check.ts'
import { type Access, accessReasons, judgeAccess } from '../published/judge-access.ts'
import { say } from '../say.ts'

/** The vulnerability disclosure policy: anybody can read it, and it names contact and times. Both units are looked at by machine. */
export const disclosurePolicy: Check = {
  id: '5.2-1-2',
  kind: 'document',
  cites: ['etsi-ts-103-701:5.2-1', 'etsi-en-303-645:5.2-1'],
  title: { ja: '脆弱性開示ポリシーの公開', en: 'Published vulnerability disclosure policy' },
  units: [
    {
      id: '5.2-1-2a',
      question: {
        ja: 'だれでも、登録なしにポリシーを読めるか',
        en: 'Can anybody read the policy without registering?',
      },
    },
    {
      id: '5.2-1-2b',
      question: {
        ja: '連絡先、受領の連絡の時期、解決までの状況報告の時期が書かれているか',
        en: 'Does it name a contact, the time of acknowledgement and the times of status updates?',
      },
    },
  ],
  judge: (given) => {
    const access = judgeAccess(given, 'disclosure-policy', given.declared.information.disclosurePolicyUrl)
    const free = access.there.verdict === 'fail' ? access.there : access.open
    return [say('5.2-1-2a', 'disclosure-policy', free), ...contents(access)]
  },
  reasons: {
    ...accessReasons,
    'policy-not-read': {
      ja: 'ポリシーを読めていないため、内容を判断できません',
      en: 'The policy was not read, so its content cannot be judged',
    },
    'policy-complete': {
      ja: '連絡先（{contact}）、受領の連絡（{acknowledgement}）、状況報告（{status}）が書かれています',
      en: 'It names a contact ({contact}), the time of acknowledgement ({acknowledgement}) and of status updates ({status})',
    },
    'policy-contact-not-found': {
      ja: '連絡先（メールアドレス、電話番号、書き込み欄）を見つけられません。人が読んで確かめます',
      en: 'No contact (mail address, telephone, form) was found; a person has to read the page',
    },
    'policy-acknowledgement-not-found': {
      ja: '受領の連絡をいつまでにするかを、知っている言い方では見つけられません。人が読んで確かめます',
      en: 'In the words that are known, no time of acknowledgement was found; a person has to read the page',
    },
    'policy-status-not-found': {
      ja: '解決までの状況報告の時期を、知っている言い方では見つけられません。人が読んで確かめます',
      en: 'In the words that are known, no times of status updates were found; a person has to read the page',
    },
  },
}

function contents({ page, open }: Access): readonly UnitVerdict[] {
  const restsOn = page ? [page.id] : []
  const told = (verdict: Verdict, code: string, facts?: Record<string, string>) =>
    say('5.2-1-2b', 'disclosure-policy', { verdict, code, restsOn, ...(facts && { facts }) })
  const facts = page?.seen.facts
  if (facts === undefined || open.verdict !== 'pass')
    return [told(open.verdict === 'not-evaluated' ? 'not-evaluated' : 'inconclusive', 'policy-not-read')]
  const contact = facts.contacts[0]?.said
  const acknowledgement = facts.mentions.acknowledgement.find(({ time }) => time !== undefined)?.time
  const status = facts.mentions.statusUpdates.find(({ time }) => time !== undefined)?.time
  if (contact !== undefined && acknowledgement !== undefined && status !== undefined)
    return [told('pass', 'policy-complete', { contact, acknowledgement, status })]
  // Words nobody thought of are no fault of the maker's: what is not found is for a person to read, never a fail.
  return [
    ...(contact === undefined ? [told('inconclusive', 'policy-contact-not-found')] : []),
    ...(acknowledgement === undefined ? [told('inconclusive', 'policy-acknowledgement-not-found')] : []),
    ...(status === undefined ? [told('inconclusive', 'policy-status-not-found')] : []),
  ]
}
