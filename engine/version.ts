export type Version = readonly [major: number, minor: number, patch: number];

/** Reads "v3.220.0" or "go1.24.7"; undefined for a pre-release or anything else. */
export function parseVersion(text: string): Version | undefined {
  const match = /^(?:v|go)?(\d+)\.(\d+)(?:\.(\d+))?(?:\+\S*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/** Whether `version` is the same as `least` or later. */
export function atLeast(version: Version, least: Version): boolean {
  return compareVersions(version, least) >= 0;
}

/** Negative, zero or positive, as Array.sort wants it. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
