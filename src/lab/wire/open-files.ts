/**
 * How many sockets one sweep may have open at once, so that the rest of this process still gets the files it needs: up to three
 * sweeps run side by side. What the system allows is known to Node, which has raised it as far as it may.
 */
export function socketsAtMost(): number {
  Object.assign(process.report, { excludeNetwork: true }) // names of hosts are not looked up
  const report = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } }
  }
  const limit = Number(report.userLimits?.open_files?.soft)
  return Number.isFinite(limit) ? Math.max(16, Math.floor(limit / 4)) : Number.POSITIVE_INFINITY // 'unlimited'
}
