import type { Environment, SandboxRequest } from "../operation";
import type { ArmResource } from "../state/entities";
import { resourceGroupIdOf, subscriptionOf } from "./resourceId";

/** What an operation result's token says, as in Azure: base64 of JSON. So it needs no store, and outlives a restart. */
interface Job {
  /** `RESOURCEGROUPDELETIONJOB-{name}-{LOCATION}` */
  readonly jobId: string;
  readonly jobLocation: string;
}

const prefix = "RESOURCEGROUPDELETIONJOB-";

/** Where the deletion of a resource group is polled. */
export function operationResultUrl(group: ArmResource, request: SandboxRequest, environment: Environment): string {
  const location = group.location ?? "";
  // A dash in a name is doubled, so that the location can be told from it.
  const jobId = `${prefix}${group.name.replaceAll("-", "--")}-${location.toUpperCase()}`;
  const token = Buffer.from(JSON.stringify({ jobId, jobLocation: location } satisfies Job)).toString("base64url");
  const path = `/subscriptions/${subscriptionOf(group.id)}/operationresults/${token}`;
  return `${environment.baseUrls.arm}${path}?api-version=${request.query.get("api-version") ?? request.version}`;
}

/** The id of the resource group whose deletion a token stands for; undefined where it is not such a token. */
export function deletedGroupId(subscriptionId: string, token: string): string | undefined {
  try {
    const job = JSON.parse(Buffer.from(token, "base64url").toString("utf8")) as Job;
    const suffix = `-${job.jobLocation}`.toUpperCase();
    if (!job.jobId.startsWith(prefix) || !job.jobId.endsWith(suffix)) return undefined;
    const name = job.jobId.slice(prefix.length, -suffix.length).replaceAll("--", "-");
    return resourceGroupIdOf(`/subscriptions/${subscriptionId}/resourceGroups/${name}`);
  } catch {
    return undefined;
  }
}
