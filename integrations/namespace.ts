/** Namespace of the stack's configuration. Not the project's name, which is another where `pulumi new` made the project. */
export const configurationNamespace = "entra-integrations";
