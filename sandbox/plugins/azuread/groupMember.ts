import { id, replaces, required } from "../property";
import { membership } from "./membership";

export const groupMember = membership({
  token: "azuread:index/groupMember:GroupMember",
  idForm: "{containerId}/member/{memberId}",
  kind: "group",
  collection: "/v1.0/groups",
  container: "groupObjectId",
  property: id({ ...required, ...replaces }),
});
