import type { Case } from '../../src/casework/case.ts'

// What was acknowledged about each label, and when; every answer is held against it.

export type Standing = 'absent' | 'valid' | 'suspended'

/** Between `sent` and `told` nobody outside knows which of two standings it is. */
interface Change {
  readonly to: Standing
  readonly sent: number
  readonly told: number // infinite while nobody has told yet
}

export interface KnownLabel {
  readonly label: string
  readonly model: string
  readonly case: Case
  readonly changes: readonly Change[]
}

export interface LabelTruth {
  readonly labels: () => readonly KnownLabel[]
  /** Does what changes a label, or makes it, and notes when it was begun and when it was acknowledged. */
  learn(to: Standing, work: () => Promise<Case>, label?: string): Promise<KnownLabel>
  /** What may be said of a label by an answer that was asked for and came within these moments, and may be `late` by so much. */
  allowed(
    label: string,
    asked: { readonly from: number; readonly to: number; readonly late: number },
  ): readonly Standing[]
}

export function labelTruth(): LabelTruth {
  const known = new Map<string, { case: Case; changes: Change[] }>()
  const shown = (label: string, { case: c, changes }: { case: Case; changes: Change[] }): KnownLabel => ({
    label,
    model: c.product.models?.[0] ?? '',
    case: c,
    changes,
  })
  return {
    labels: () => [...known].map(([label, one]) => shown(label, one)),
    learn: async (to, work, label) => {
      const sent = performance.now()
      const before = label === undefined ? undefined : known.get(label)
      before?.changes.push({ to, sent, told: Number.POSITIVE_INFINITY })
      const c = await work()
      if (c.label === undefined) throw new Error(`${c.id} has no label`)
      const one = before ?? { case: c, changes: [] }
      if (before) one.changes.pop()
      one.case = c
      one.changes.push({ to, sent, told: performance.now() })
      known.set(c.label, one)
      return shown(c.label, one)
    },
    allowed: (label, { from, to, late }) => {
      const changes = known.get(label)?.changes ?? []
      const may: Standing[] = []
      if ((changes[0]?.told ?? Number.POSITIVE_INFINITY) >= from - late) may.push('absent')
      for (const [i, change] of changes.entries())
        if (change.sent <= to && (changes[i + 1]?.told ?? Number.POSITIVE_INFINITY) >= from - late) may.push(change.to)
      return may
    },
  }
}
