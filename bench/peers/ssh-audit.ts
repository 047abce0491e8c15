import type { Tester } from '../targets/tester.ts'
import type { PeerRun } from './finding.ts'

const limitMs = 30_000

/** ssh-audit against one SSH port. Its JSON carries no severities in this version, so its text is read. */
export async function sshAudit(tester: Tester, address: string, endpoint: string): Promise<PeerRun> {
  const six = address.includes(':') ? ['-6'] : []
  const { stdout, ms, timedOut } = await tester.exec('ssh-audit', ['-n', ...six, '-p', endpoint.slice(4), address], {
    timeoutMs: limitMs,
  })
  const findings = readSshAudit(stdout).map((said) => ({ key: `${endpoint} ${said}`, by: 'ssh-audit' }))
  return { tool: 'ssh-audit', against: endpoint, seconds: ms / 1000, cutOff: timedOut, findings, discounted: [] }
}

/** Algorithms that it calls failed, and short keys: 'ssh 3des-cbc', 'ssh-key-bits 1024'. */
export function readSshAudit(text: string): readonly string[] {
  const found = new Set<string>()
  let algorithm = ''
  for (const line of text.split('\n')) {
    const named = /^\((?:kex|key|enc|mac)\) (\S+)(?: \((\d+)-bit\))?/.exec(line)
    if (named) algorithm = named[1] ?? ''
    if (!line.includes('[fail]')) continue
    // Two things are said to be wrong with a key: its algorithm and its length.
    if (/small \d+-bit modulus/.test(line) && algorithm.match(/rsa/)) {
      const bits = named?.[2] ?? /small (\d+)-bit/.exec(line)?.[1]
      found.add(`ssh-key-bits ${bits}`)
    } else found.add(`ssh ${algorithm}`)
  }
  return [...found]
}
