const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return pattern.test(text);
}

/** The form in which the authorization service quotes ids: 32 hexadecimal digits. */
export function withoutDashes(guid: string): string {
  return guid.replaceAll("-", "").toLowerCase();
}
