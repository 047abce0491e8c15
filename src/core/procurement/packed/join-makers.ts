import type { Entry } from '../../register/entry.ts'
import { type Memory, ownMemory } from '../hash-table.ts'
import { makerKey, withoutForm } from '../maker-name.ts'
import { growingNumbers } from './growing.ts'
import type { BrokenLine, PackedPart } from './pack-lines.ts'
import type { PackedRegister } from './packed-register.ts'
import { textOf } from './text-of.ts'
import { textTable } from './text-table.ts'

/** Gives makers their numbers, in the order in which they come. */
export function joinMakers() {
  const ofText = new Map<string, number>()
  const ofId = new Map<string, number>()
  const seen = new Set<string>()
  const exactly: [string, number][] = []
  const formless: [string, number][] = []
  const makers = growingNumbers(ownMemory)

  /** A maker may have changed its name between two labels; both names are its own. */
  const name = ({ name, corporateNumber }: Entry['maker'], number: number) => {
    const names = [name.ja, name.en, corporateNumber].filter((one) => one !== undefined)
    const key = `${number}\u0001${names.join('\u0001')}`
    if (seen.has(key)) return
    seen.add(key)
    for (const one of names) {
      const plain = makerKey(one)
      if (plain !== '') exactly.push([plain, number])
      const without = withoutForm(one) ?? plain
      if (without !== '') formless.push([without, number])
    }
  }
  const numberOf = (text: string): number | undefined => {
    const known = ofText.get(text)
    if (known !== undefined) return known
    const maker = makerIn(text)
    if (maker === undefined) return undefined
    const number = ofId.get(maker.id) ?? ofId.size
    ofId.set(maker.id, number)
    ofText.set(text, number)
    name(maker, number)
    return number
  }
  return {
    add({ makers: places, makersSeen: { texts, ends } }: PackedPart): BrokenLine | undefined {
      const numbers = new Uint32Array(ends.length)
      for (let i = 0; i < ends.length; i++) {
        const number = numberOf(textOf(texts, i === 0 ? 0 : ends[i - 1]!, ends[i]!))
        if (number === undefined) return { entry: places.indexOf(i) + 1 }
        numbers[i] = number
      }
      for (let i = 0; i < places.length; i++) makers.add(numbers[places[i]!]!)
      return undefined
    },
    done(memory: Memory): Pick<PackedRegister, 'makers' | 'makerNames'> {
      const own = makers.done()
      const all = new Uint32Array(memory(own.byteLength))
      all.set(own)
      return {
        makers: all,
        makerNames: { exactly: textTable(exactly, memory), withoutForm: textTable(formless, memory) },
      }
    },
  }
}

function makerIn(text: string): Entry['maker'] | undefined {
  try {
    const maker = JSON.parse(text)
    if (typeof maker?.id !== 'string' || typeof maker.name?.ja !== 'string') return undefined
    return isTextOrNothing(maker.name.en) && isTextOrNothing(maker.corporateNumber) ? maker : undefined
  } catch {
    return undefined
  }
}

const isTextOrNothing = (value: unknown): boolean => value === undefined || typeof value === 'string'
