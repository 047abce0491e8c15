import { defaultReasons, judgeDefaults, judgeDifference } from '../access/judge-defaults.ts'
import { judgeUndeclared, loginsUnknown, undeclaredReasons } from '../access/judge-undeclared.ts'
import { passwordLogins } from '../access/password-logins.ts'
import type { Check, Given, UnitVerdict } from '../check.ts'
import { type SaidOf, unitVerdicts } from '../cryptography/unit-verdicts.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { setOwnPassword } from '../guided/steps/passwords.ts'
import type { Said } from '../say.ts'

/** Passwords: none undeclared, none shared, none before the user has chosen one where that is declared. */
export const passwordsUniqueOrChosen: Check = {
  id: '5.1-1-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.1-1', 'etsi-en-303-645:5.1-1'],
  title: { ja: '初期パスワード', en: 'Default passwords' },
  units: [
    {
      id: '5.1-1-2a',
      question: {
        ja: '申告のないパスワードのログインはないか',
        en: 'Is there no login by password that is not declared?',
      },
    },
    {
      id: '5.1-1-2b',
      question: {
        ja: '利用者が決めると申告したパスワードは、決めるまで使えないか',
        en: 'Where the user is said to choose the password, does nothing work before?',
      },
    },
    {
      id: '5.1-1-2c',
      question: {
        ja: '設定済みのパスワードは、機器ごとに異なり、知られた値ではないか',
        en: 'Do pre-set passwords differ from unit to unit, and is none a known one?',
      },
    },
  ],
  judge: (given) => [
    ...unitVerdicts('5.1-1-2a', judgeUndeclared(given, 'passwords')),
    ...judgeChosen(given),
    ...judgePreset(given),
  ],
  reasons: {
    ...undeclaredReasons,
    ...defaultReasons,
    ...guidedReasons,
    'none-chosen-by-user': {
      ja: '利用者が決めるパスワードは申告されていません',
      en: 'No password is declared as chosen by the user',
    },
    'none-preset': {
      ja: '設定済みのパスワードは、申告にも機器にもありません',
      en: 'Neither declaration nor device has a pre-set password',
    },
    'logins-not-declared': {
      ja: 'IXITにログインの表（1-AuthMech）がないため、比べられません',
      en: 'The IXIT has no table of logins (1-AuthMech) to compare the device with',
    },
    'source-not-declared': {
      ja: 'パスワードが何で決まるか（password-source）が申告されていません',
      en: 'Where the password comes from (password-source) is not declared',
    },
    'declared-as-shared': {
      ja: 'どの機器でも同じパスワードだと申告されています',
      en: 'The password is declared to be the same on every device',
    },
    'login-not-seen': {
      ja: '申告したログインが、機器に見つかりませんでした',
      en: 'The declared login was not seen on the device',
    },
  },
}

const chosenByUser = (source: string | undefined) => source === 'set-by-user'

/** That a table has no such entry says something only where there is the table. */
const noneDeclared = ({ declared }: Given, code: string): Said =>
  declared.tables.includes('1-AuthMech')
    ? { verdict: 'not-applicable', code, restsOn: [] }
    : { verdict: 'inconclusive', code: 'logins-not-declared', restsOn: [] }

function judgeChosen(given: Given): readonly UnitVerdict[] {
  const unit = '5.1-1-2b'
  const declared = given.declared.authentication.filter((a) => chosenByUser(a.passwordSource))
  if (declared.length === 0) {
    const open = given.declared.authentication.filter((a) => a.factor === 'password' && a.passwordSource === undefined)
    if (open.length > 0)
      return unitVerdicts(
        unit,
        open.map(({ id }): SaidOf => [id, [{ verdict: 'inconclusive', code: 'source-not-declared', restsOn: [] }]]),
      )
    return unitVerdicts(unit, [['device', [noneDeclared(given, 'none-chosen-by-user')]]])
  }
  const logins = passwordLogins(given).filter((l) => l.declared.some((a) => chosenByUser(a.passwordSource)))
  return [
    ...unitVerdicts(
      unit,
      logins.map((login): SaidOf => [login.endpoint, judgeDefaults(login)]),
    ),
    ...judgeAnswers(given, {
      unit,
      step: setOwnPassword,
      wants: { 'usable-before': false, 'can-skip': false, 'empty-taken': false },
      pictures: ['screen'],
      table: '1-AuthMech',
    }),
  ]
}

function judgePreset(given: Given): readonly UnitVerdict[] {
  const preset = given.declared.authentication.filter((a) => a.factor === 'password' && !chosenByUser(a.passwordSource))
  // A login with no declaration is looked at like one with a pre-set password: nobody said that the user chooses it.
  const logins = passwordLogins(given).filter(
    (l) => l.declared.length === 0 || l.declared.some((a) => !chosenByUser(a.passwordSource)),
  )
  const said: SaidOf[] = [
    ...logins.map((login): SaidOf => [login.endpoint, judgeDefaults(login)]),
    // Nobody says of an undeclared login where its password comes from: that it differs from unit to unit is not shown.
    ...logins
      .filter((login) => login.declared.length === 0)
      .map(
        ({ endpoint, restsOn }): SaidOf => [
          endpoint,
          [{ verdict: 'inconclusive', code: 'source-not-declared', restsOn }],
        ],
      ),
    ...preset.flatMap(({ id, passwordSource }): SaidOf[] => {
      if (passwordSource === 'none') return []
      if (passwordSource === undefined)
        return [[id, [{ verdict: 'inconclusive', code: 'source-not-declared', restsOn: [] }]]]
      if (passwordSource === 'shared') return [[id, [{ verdict: 'fail', code: 'declared-as-shared', restsOn: [] }]]]
      return [[id, judgeDifference(given, id)]]
    }),
    ...preset
      .filter((a) => a.endpoints.length > 0 && !logins.some((l) => l.declared.some((d) => d.id === a.id)))
      .map(({ id }): SaidOf => [id, [{ verdict: 'not-evaluated', code: 'login-not-seen', restsOn: [] }]]),
  ]
  if (said.length > 0) return unitVerdicts('5.1-1-2c', said)
  const open = loginsUnknown(given)
  return unitVerdicts('5.1-1-2c', open.length > 0 ? open : [['device', [noneDeclared(given, 'none-preset')]]])
}
