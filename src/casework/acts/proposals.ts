import { dateInJapan } from '../../core/kernel/date.ts'
import { canonicalJson } from '../../core/kernel/digest.ts'
import { writeLabelId } from '../../core/kernel/label-id.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { Text } from '../../core/kernel/text.ts'
import { type Act, type Doing, idIn } from '../act.ts'
import type { ProductDraft, ProposalKind } from '../case.ts'
import type { CaseworkFault } from '../faults.ts'
import { readGtins } from '../gtins.ts'
import { send } from '../letters.ts'
import type { ActName } from '../lifecycle.ts'
import { modelsFrom } from '../model-list.ts'

export const proposalText: Record<ProposalKind, Text> = {
  suspend: { ja: '停止', en: 'suspension' },
  withdraw: { ja: '取消し', en: 'revocation' },
  restore: { ja: '停止解除', en: 'restoration' },
  'add-models': { ja: '型番の追加', en: 'more models' },
  change: { ja: '内容の変更', en: 'change' },
}

// One open proposal of a kind at a time: two suspensions side by side would each look half-confirmed.
function waiting({ case: c }: Pick<Doing<ActName>, 'case'>, kind: ProposalKind): CaseworkFault | undefined {
  const open = c.proposals.some((p) => p.kind === kind && p.outcome === undefined)
  return open ? { code: 'proposal-waiting', kind } : undefined
}

async function tellDeciders({ case: c, tx }: Pick<Doing<ActName>, 'case' | 'tx'>, kind: ProposalKind): Promise<void> {
  const label = c.label === undefined ? '' : writeLabelId(c.label)
  const values = { label, product: c.product.name?.ja, kind: proposalText[kind] }
  await send(tx, { bodyRoles: ['decider'] }, 'to-confirm', c.id, values)
}

const effectOf = { suspend: 'suspended', withdraw: 'withdrawn', restore: 'restored' } as const

async function proposeStanding<K extends keyof typeof effectOf>(
  doing: Doing<'propose-suspend'> | Doing<'propose-withdraw'> | Doing<'propose-restore'>,
  kind: K,
): Promise<Result<{ readonly id: string } & typeof doing.input, CaseworkFault>> {
  const { input, scheme } = doing
  const fault = waiting(doing, kind)
  if (fault !== undefined) return refuse(fault)
  if (!scheme.reasons.some((r) => r.code === input.reasonCode && r.for.includes(effectOf[kind])))
    return refuse({ code: 'reason-not-offered', reason: input.reasonCode })
  await tellDeciders(doing, kind)
  return ok({ ...input, id: idIn(doing, kind) })
}

/** Proposes to suspend the label; `cureBy` says by when its maker can put things right. */
export const proposeSuspend: Act<'propose-suspend'> = (doing) => {
  const { cureBy, effectiveFrom } = doing.input
  const begins = dateInJapan(effectiveFrom ?? doing.now)
  if (cureBy !== undefined && cureBy <= begins) return refuse({ code: 'cure-date-past' })
  return proposeStanding(doing, 'suspend')
}
export const proposeWithdraw: Act<'propose-withdraw'> = (doing) => proposeStanding(doing, 'withdraw')
export const proposeRestore: Act<'propose-restore'> = (doing) => proposeStanding(doing, 'restore')

/** The maker asks for more models, or bar code numbers, under the same label; those already covered are left out. */
export const addModels: Act<'add-models'> = async (doing) => {
  const fault = waiting(doing, 'add-models')
  if (fault !== undefined) return refuse(fault)
  const { models: known = [], gtins: knownGtins = [] } = doing.case.product
  const read = modelsFrom(doing.input.text, known)
  // A number may be added to a model that is covered already.
  const onlyGtins = !read.ok && ['models-none', 'models-nothing-new'].includes(read.fault.code)
  const models = read.ok ? read.value.models : []
  if (!read.ok && !onlyGtins) return read
  const gtins = readGtins(doing.input.gtins ?? '', [...known, ...models])
  if (!gtins.ok) return gtins
  const before = new Map(knownGtins.map((one) => [one.gtin, one.model]))
  const moved = gtins.value.find(({ gtin, model }) => (before.get(gtin) ?? model) !== model)
  if (moved !== undefined)
    return refuse({ code: 'gtin-of-two-models', gtin: moved.gtin, one: before.get(moved.gtin)!, other: moved.model })
  const more = gtins.value.filter(({ gtin }) => !before.has(gtin))
  if (!read.ok && more.length === 0) return read
  await tellDeciders(doing, 'add-models')
  return ok({ id: idIn(doing, 'models'), models, ...(more.length === 0 ? {} : { gtins: more }) })
}

/** The maker tells what changes about the product; only what differs from the register is kept. */
export const change: Act<'change'> = async (doing) => {
  const { input, case: c, scheme } = doing
  const fault = waiting(doing, 'change')
  if (fault !== undefined) return refuse(fault)
  const { category } = input.product
  if (category !== undefined && !scheme.categories.some((k) => k.id === category))
    return refuse({ code: 'input-invalid', fields: [{ path: 'product.category', code: 'not-offered' }] })
  const product = differing(c.product, asDraft(input.product, c.product))
  if (Object.keys(product).length === 0) return refuse({ code: 'change-empty' })
  await tellDeciders(doing, 'change')
  return ok({ id: idIn(doing, 'change'), product, reason: input.reason })
}

// The forms are flat where the product is nested; a part that is not sent stays as it is.
function asDraft(sent: Doing<'change'>['input']['product'], old: ProductDraft): ProductDraft {
  const { minimum, services, mode, howToTurnOff, howToSeeVersion, supportUntil, ...rest } = sent
  const software =
    minimum === undefined && services === undefined
      ? old.software
      : { minimum: minimum ?? old.software?.minimum ?? '', services: services ?? old.software?.services ?? [] }
  const touched = [mode, howToTurnOff, howToSeeVersion, supportUntil].some((v) => v !== undefined)
  const updates =
    touched && old.updates !== undefined
      ? {
          ...old.updates,
          ...(mode === undefined ? {} : { mode }),
          ...(howToTurnOff === undefined ? {} : { howToTurnOff }),
          ...(howToSeeVersion === undefined ? {} : { howToSeeVersion }),
          ...(supportUntil === undefined ? {} : { supportUntil }),
        }
      : old.updates
  return { ...rest, software, updates }
}

const differing = (old: ProductDraft, next: ProductDraft): ProductDraft =>
  Object.fromEntries(
    Object.entries(next).filter(
      ([key, value]) =>
        value !== undefined && canonicalJson(value) !== canonicalJson(old[key as keyof ProductDraft] ?? null),
    ),
  )
