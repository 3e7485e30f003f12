import { attendanceOf } from "../../policies/facts/attendance";
import type { TenantApplication } from "../../tenant/model";
import { applicationResource } from "../audit/stack";

/** Whether people sign in to an application, by the policy pack's own judgement: from its tags, else from the ways in that it offers. */
export function isAttended(application: TenantApplication): boolean {
  return attendanceOf(applicationResource(application), { unattended: [], attended: [] }).kind === "attended";
}
