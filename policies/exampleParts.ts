/** Parts that examples of several rules share, in Pulumi YAML. Each example is a whole program. */

/** Looks up Microsoft Graph's service principal: `${graph.objectId}`. */
export const graphLookUp = `variables:
  graph:
    fn::invoke:
      function: azuread:getServicePrincipal
      arguments:
        clientId: <api microsoftGraph>
`;

/** An application that asks Microsoft Graph for one permission, e.g. `application User.Read.All`. */
export function asking(displayName: string, permission: string, type: "Role" | "Scope", comment = ""): string {
  return `  app:
    type: azuread:Application
    properties:
      displayName: ${displayName}
      requiredResourceAccesses:
        - resourceAppId: <api microsoftGraph>
          resourceAccesses:
            - { id: <${permission}>, type: ${type} }${comment}
`;
}

/** The service principal of `app`. */
export const principal = `  principal:
    type: azuread:ServicePrincipal
    properties:
      clientId: \${app.clientId}
`;

/** The consent to a permission of Microsoft Graph for the service principal of `app`. */
export function consenting(permission: string): string {
  return `  consent:
    type: azuread:AppRoleAssignment
    properties:
      appRoleId: <${permission}>
      principalObjectId: \${principal.objectId}
      resourceObjectId: \${graph.objectId}
`;
}

/** A whole program: an application that asks Microsoft Graph for one application permission, with the consent. */
export function consented(displayName: string, permission: string, comment = ""): string {
  return `${graphLookUp}resources:
${asking(displayName, permission, "Role", comment)}${principal}${consenting(permission)}`;
}
