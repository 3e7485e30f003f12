/** Permissions of the API surfaces: what exists, as which type, under which id, and what to say of one that does not. */
export { counterpart, equivalents } from "./counterparts";
export {
  type ApplicationPermission,
  type DelegatedPermission,
  findPermission,
  listPermissions,
  type Permission,
  type PermissionType,
  permissionById,
  permissionByIdAnywhere,
} from "./permissionIndex";
export { permissionProblem } from "./permissionProblem";
