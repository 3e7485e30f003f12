import { id, replaces } from "../property";
import { membership } from "./membership";

export const administrativeUnitMember = membership({
  token: "azuread:index/administrativeUnitMember:AdministrativeUnitMember",
  idForm: "/directory/administrativeUnits/{containerId}/members/{memberId}",
  kind: "administrative unit",
  collection: "/v1.0/directory/administrativeUnits",
  container: "administrativeUnitObjectId",
  property: id(replaces),
});
