import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { accounts } from '../../src/adapters/accounts/accounts.ts'
import type { Needs } from '../../src/adapters/accounts/needs.ts'
import { seedPeople } from '../../src/adapters/accounts/seed.ts'
import type { Accounts, Session } from '../../src/casework/accounts.ts'
import type { Mail } from '../../src/casework/ports.ts'

/** Invented people and organisations. */
export const people = {
  organisations: [
    { id: 'hikari', kind: 'maker', name: { ja: '株式会社ひかり電機（見本）', en: 'Hikari Denki (sample)' } },
    { id: 'kaze', kind: 'maker', name: { ja: '風工房（見本）', en: 'Kaze Works (sample)' } },
    { id: 'body', kind: 'body', name: { ja: '星印事務局（見本）', en: 'Hoshirushi secretariat (sample)' } },
  ],
  people: [
    {
      id: 'hanako',
      name: '見本 花子',
      email: 'hanako@hikari.example',
      memberships: [{ organisation: 'hikari', roles: ['applicant', 'administrator'] }],
    },
    {
      id: 'taro',
      name: '見本 太郎',
      email: 'taro@hikari.example',
      memberships: [
        { organisation: 'hikari', roles: ['applicant'] },
        { organisation: 'kaze', roles: ['applicant'] },
      ],
    },
    {
      id: 'saiko',
      name: '見本 彩子',
      email: 'saiko@body.example',
      memberships: [{ organisation: 'body', roles: ['reviewer', 'administrator'] }],
    },
  ],
} as const

/** Accounts over a database, with a clock that stands until it is moved and a post that keeps what it was given. */
export interface TestAccounts {
  readonly accounts: Accounts
  readonly needs: Needs
  readonly mails: Mail[]
  pass(minutes: number): void
  /** The code in the latest mail. */
  code(): string
  /** Signs in by mailed code. */
  signIn(email: string): Promise<Session>
}

export async function testAccounts(
  pool: Pool,
  operator: Partial<Needs['operator']> = {},
  present: unknown = people,
): Promise<TestAccounts> {
  let now = Date.parse('2026-11-24T01:00:00Z')
  const mails: Mail[] = []
  const needs: Needs = {
    pool,
    clock: { now: () => new Date(now).toISOString() },
    chance: { bytes: (n) => randomBytes(n), uuid: () => randomUUID() },
    post: async (mail) => {
      mails.push(mail)
    },
    operator: {
      mode: 'production',
      name: { ja: '星印（見本）', en: 'Hoshirushi (sample)' },
      address: 'https://label.example.jp',
      ...operator,
    },
    evenMs: 0,
  }
  await seedPeople(pool, present, needs.clock.now())
  const own = accounts(needs)
  const code = () => /[0-9]{6}/.exec(mails.at(-1)?.text ?? '')?.[0] ?? 'no code'
  return {
    accounts: own,
    needs,
    mails,
    code,
    pass: (minutes) => {
      now += minutes * 60_000
    },
    signIn: async (email) => {
      await own.requestCode(email, '192.0.2.1')
      const signedIn = await own.signInWithCode(email, code(), '192.0.2.1')
      if (!signedIn.ok) throw new Error(signedIn.fault.code)
      return signedIn.value
    },
  }
}
