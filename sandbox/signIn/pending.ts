import { randomBytes, randomInt } from "node:crypto";

/** An authorization code, from the browser's sign-in until the application redeems it. */
export interface PendingCode {
  readonly clientId: string;
  readonly userId: string;
  readonly scope: string;
  readonly redirectUri: string;
  readonly challenge: { readonly value: string; readonly method: "S256" | "plain" } | undefined;
  readonly nonce: string | undefined;
  readonly expiresMs: number;
  redeemed: boolean;
}

/** A device code, from the device's request until somebody has signed in for it. */
export interface PendingDevice {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly scope: string;
  readonly expiresMs: number;
  userId: string | undefined;
}

export const codeMinutes = 10;
export const deviceMinutes = 15;

/** What is between two requests of a sign-in. Lives in memory: a restart ends it, as it ends a browser's session. */
export class PendingSignIns {
  private readonly codes = new Map<string, PendingCode>();
  private readonly devices = new Map<string, PendingDevice>();

  addCode(code: Omit<PendingCode, "redeemed" | "expiresMs">, now: Date): string {
    const value = `1.${randomBytes(48).toString("base64url")}`;
    this.codes.set(value, { ...code, redeemed: false, expiresMs: now.getTime() + codeMinutes * 60_000 });
    return value;
  }

  code(value: string): PendingCode | undefined {
    return this.codes.get(value);
  }

  addDevice(clientId: string, scope: string, now: Date): PendingDevice {
    const device: PendingDevice = {
      deviceCode: randomBytes(48).toString("base64url"),
      userCode: userCode(),
      clientId,
      scope,
      expiresMs: now.getTime() + deviceMinutes * 60_000,
      userId: undefined,
    };
    this.devices.set(device.deviceCode, device);
    return device;
  }

  device(deviceCode: string): PendingDevice | undefined {
    return this.devices.get(deviceCode);
  }

  deviceByUserCode(code: string, now: Date): PendingDevice | undefined {
    const wanted = code.replace(/[\s-]/g, "").toUpperCase();
    return [...this.devices.values()].find((device) => device.userCode === wanted && device.expiresMs > now.getTime());
  }

  removeDevice(deviceCode: string): void {
    this.devices.delete(deviceCode);
  }
}

/** Nine letters and digits without those that are mistaken for each other. */
function userCode(): string {
  const alphabet = "BCDFGHJKLMNPQRSTVWXZ23456789";
  return Array.from({ length: 9 }, () => alphabet[randomInt(alphabet.length)]).join("");
}
