import type { Application } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { showRelated } from "../directory/show";
import type { View } from "../reply";
import { applicationType } from "../schema/application";
import { showApplication } from "./show";

export function applicationView(state: SandboxState): View<Application> {
  return {
    type: applicationType,
    set: "applications",
    show: showApplication,
    expand(application, name) {
      if (name === "owners") return showRelated(application.owners, state);
      if (name === "federatedIdentityCredentials") return application.federatedIdentityCredentials;
      return name === "extensionProperties" ? [] : undefined;
    },
  };
}
