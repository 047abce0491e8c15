/** What a tool found, in words that are the same whichever tool says it: 'tcp/443 tls-version TLS1.0'. */
export interface PeerFinding {
  readonly key: string
  readonly by: string // the tool
}

/** What a tool said that is no finding about this device, and why it is not counted. */
export interface Discounted {
  readonly by: string
  readonly said: string
  readonly why: string
}

/** What came of running one tool once. */
export interface PeerRun {
  readonly tool: string
  readonly against: string
  readonly seconds: number
  readonly cutOff: boolean // it was ended at its time limit; its time counts as that limit
  readonly findings: readonly PeerFinding[]
  readonly discounted: readonly Discounted[]
}

/** Names of services as nmap and we say them. */
export const serviceNames: Readonly<Record<string, string>> = {
  'rtsp-proxy': 'rtsp',
  'ssl/http': 'https',
  'ssl/https': 'https',
  'ssl/mqtt': 'mqtts',
  domain: 'dns',
  'http-proxy': 'http',
}
