import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import type { Declared } from '../../../lab/declared/declared.ts'
import { compareSamples } from '../../../lab/guided/compare-samples.ts'
import { passwordFeatures } from '../../../lab/instruments/passwords/password-features.ts'
import { type Observation, ofKind } from '../../../lab/observation.ts'
import { inspectUpdateFile } from '../../../lab/update-files/inspect.ts'
import { type MakerKey, readMakerKey } from '../../../lab/update-files/maker-key.ts'
import type { Terminal } from '../command.ts'

const words = {
  file: { ja: '{name}: {format} {version}', en: '{name}: {format} {version}' },
  verified: { ja: '  開発元の署名を確かめました。', en: "  The maker's signature holds." },
  wrong: { ja: '  署名が合いません（{reason}）。', en: '  The signature does not hold ({reason}).' },
  'no-signature': { ja: '  署名がありません。', en: '  It is not signed.' },
  'cannot-tell': { ja: '  署名を確かめられません（{reason}）。', en: '  The signature cannot be checked ({reason}).' },
  copy: { ja: '  写し：{name}', en: '  copy: {name}' },
  shared: { ja: '2台で同じもの：{what} {shared} 個', en: 'The same on both units: {what}, {shared}' },
  differ: {
    ja: '2台の鍵・証明書・番号に、同じものはありませんでした。',
    en: 'Keys, certificates and numbers of the two units differ.',
  },
  label: {
    ja: '{about}: {unit}台目のラベルのパスワード（画面に出ます。特徴だけを記録します）',
    en: '{about}: password on the label of unit {unit} (it shows here; only features of it are kept)',
  },
} as const satisfies Record<string, Text>

/** Looks at an update file, makes the copies to try on the device, and says where they are. */
export async function takeUpdateFile(
  asked: {
    readonly path: string
    readonly mechanism?: string
    readonly key?: string // content of the maker's key file
    readonly declared: Declared
    readonly copiesTo: string
    readonly sample: number
    readonly clock: () => number
  },
  terminal: Terminal,
): Promise<Result<Observation, Fault>> {
  const { updates } = asked.declared
  const mechanism =
    updates.find((u) => u.id === asked.mechanism) ??
    (asked.mechanism === undefined && updates.length === 1 ? updates[0] : undefined)
  if (mechanism === undefined)
    return refuse({ code: 'mechanism-not-named', known: updates.map((u) => u.id).join(', ') || '-' } as Fault)
  const text = asked.key ?? (mechanism.verificationKey?.includes('-----BEGIN') ? mechanism.verificationKey : undefined)
  const key: Result<MakerKey | undefined, Fault> = text === undefined ? ok(undefined) : readMakerKey(text)
  if (!key.ok) return key
  const looked = await inspectUpdateFile({
    path: asked.path,
    mechanism: mechanism.id,
    ...(key.value && { key: key.value }),
    copiesTo: asked.copiesTo,
    clock: asked.clock,
    sample: asked.sample,
  })
  if (!looked.ok) return looked
  const { seen } = looked.value
  const lang = terminal.language
  terminal.out(fill(words.file, { name: seen.name, format: seen.format, version: seen.version ?? '' })[lang])
  terminal.out(fill(words[seen.outcome], { reason: seen.reason })[lang])
  for (const { change } of seen.copies) terminal.out(fill(words.copy, { name: `${change}-${seen.name}` })[lang])
  return ok(looked.value)
}

/** Compares this run with that of a second unit, and the passwords on both labels where there is somebody to read them. */
export async function takeSecondUnit(
  asked: {
    readonly declared: Declared
    readonly first: { readonly observations: readonly Observation[]; readonly sample: number; readonly mac?: string }
    readonly second: { readonly observations: readonly Observation[]; readonly sample: number; readonly mac?: string }
  },
  terminal: Terminal,
): Promise<readonly Observation[]> {
  const { first, second, declared } = asked
  const lang = terminal.language
  const compared = compareSamples(first, second)
  const shared = compared.compared.filter((c) => c.shared > 0)
  for (const { what, shared: count } of shared) terminal.out(fill(words.shared, { what, shared: count })[lang])
  if (shared.length === 0) terminal.out(words.differ[lang])
  const note = (id: string, seen: Observation['seen']): Observation => ({
    id,
    sample: first.sample,
    began: 0,
    took: 0,
    completeness: 'complete',
    seen,
  })
  const found = [note(`two-samples/${first.sample}-${second.sample}`, compared)]
  for (const { id, passwordFormat } of declared.authentication.filter(
    (a) => a.passwordSource === 'unique-per-device',
  )) {
    const passwords: { unit: number; password: string }[] = []
    for (const { sample: unit } of [first, second]) {
      const password = await terminal.ask(fill(words.label, { about: id, unit })[lang])
      if (password) passwords.push({ unit, password })
    }
    if (passwords.length < 2) continue
    const serials = [first, second].flatMap((u) =>
      ofKind(u.observations, 'disclosure').flatMap(({ seen }) => (seen.token === 'serial-number' ? [seen.said] : [])),
    )
    const macs = [first.mac, second.mac].filter((m) => m !== undefined)
    const { samples, distances } = passwordFeatures(passwords, {
      macs,
      serials,
      ...(passwordFormat && { format: passwordFormat }),
    })
    found.push(
      note(`password-samples/${id.slice(0, 80)}`, {
        kind: 'password-samples',
        authentication: id,
        samples: samples.map((s) => ({ ...s, derivedFrom: [...s.derivedFrom] })),
        distances: distances.map((d) => ({ ...d, units: [...d.units] })),
      }),
    )
  }
  return found
}
