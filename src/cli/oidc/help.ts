/** How a login by browser is written. */
export const oidcHelp = `portcullis login -method=oidc [role=NAME] [port=8250] [skip_browser=true]

The browser comes back to a port of this machine. Where it cannot (over SSH, in a container), the role may have
callback_mode=device: then a code is typed at another machine. Further: listenaddress, callbackmethod, callbackhost,
callbackport, callbackmode=client|direct|device, abort_on_error=true.`;
