import { getApplication } from "@pulumi/azuread/getApplication";
import { getServicePrincipal } from "@pulumi/azuread/getServicePrincipal";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "../catalogue/apis";
import { ApplicationPermissions } from "./applicationPermissions";
import { lookUp } from "./lookUp";
import { byApi, type GrantedPermission } from "./permissions";

/** An application that exists already: it keeps its client id and survives `pulumi destroy`. */
export interface ExistingApplicationArgs {
  /** The application (client) id. */
  readonly existingClientId: string;
}

/** What an app registration needs of the application, made here, adopted or imported. */
export interface DeclaredApplication {
  readonly clientId: pulumi.Output<string>;
  readonly objectId: pulumi.Output<string>;
  /** `/applications/{objectId}`. */
  readonly resourceId: pulumi.Output<string>;
  readonly principalId: pulumi.Output<string>;
}

/** Looks an application up, and declares permissions beside those that it has. */
export function adoptApplication(
  name: string,
  args: ExistingApplicationArgs,
  permissions: readonly GrantedPermission[],
  scopes: readonly GrantedPermission[],
  parent: pulumi.Resource,
): DeclaredApplication {
  const clientId = args.existingClientId;
  const advice = `Check existingClientId (it is the application (client) id, not an object id), and that the deployer may read applications.`;
  const application = lookUp(`Application ${clientId}`, advice, getApplication({ clientId }, { parent }));
  const principal = lookUp(
    `The service principal of ${clientId}`,
    advice,
    getServicePrincipal({ clientId }, { parent }),
  );
  for (const [api, wanted] of byApi([...permissions, ...scopes])) {
    const idsOf = (kind: readonly GrantedPermission[]) =>
      wanted.filter((one) => kind.includes(one)).map(({ id }) => id);
    new ApplicationPermissions(
      `${name}-permissions-${api}`,
      {
        applicationObjectId: application.objectId,
        apiAppId: apis[api].appId,
        roleIds: idsOf(permissions),
        scopeIds: idsOf(scopes),
      },
      { parent },
    );
  }
  return {
    clientId: pulumi.output(clientId),
    objectId: application.objectId,
    resourceId: application.id,
    principalId: principal.objectId,
  };
}
