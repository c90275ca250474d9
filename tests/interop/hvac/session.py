"""A session of the Python package hvac, unmodified, against a server that is not initialised yet.

It sends POST for writes and the LIST verb for lists, asks for its health by HEAD, and reads error texts only
where the Content-Type is exactly application/json.

usage: session.py URL [CA_FILE]
"""

import sys

import hvac
from hvac.exceptions import Forbidden, InvalidPath, InvalidRequest, VaultDown

ADDRESS = sys.argv[1]
VERIFY = sys.argv[2] if len(sys.argv) > 2 else True
POLICY = 'path "secret/greeting" { capabilities = ["read"] }'


def connect(token=None):
    return hvac.Client(url=ADDRESS, token=token, verify=VERIFY)


def expect(got, wanted):
    if got != wanted:
        raise AssertionError(f"got {got!r}, wanted {wanted!r}")


def refused(kind, call, text):
    """The call must fail by the client's own exception, with the error text that people see."""
    try:
        call()
    except kind as error:
        if text not in str(error):
            raise AssertionError(f"{text!r} is not in {str(error)!r}") from error
        return
    raise AssertionError(f"not refused as {kind.__name__}")


def health(client):
    by_head = client.sys.read_health_status().status_code
    by_get = client.sys.read_health_status(method="GET")
    if by_get.status_code == 200:
        raise AssertionError("hvac hands out the document itself when the server is active")
    body = by_get.json()
    return by_head, by_get.status_code, body["initialized"], body["sealed"]


def init_and_unseal():
    client = connect()
    expect(health(client), (501, 501, False, True))
    expect(client.sys.is_initialized(), False)
    made = client.sys.initialize(secret_shares=3, secret_threshold=2)
    expect(len(made["keys"]), 3)
    expect(health(client), (503, 503, True, True))
    refused(VaultDown, lambda: connect("s.nobody").auth.token.lookup_self(), "sealed")

    half = client.sys.submit_unseal_key(made["keys"][0])
    expect((half["sealed"], half["progress"]), (True, 1))
    expect(client.sys.submit_unseal_key(made["keys_base64"][2])["sealed"], False)
    expect(client.sys.read_health_status().status_code, 200)
    expect(client.sys.read_health_status(method="GET")["sealed"], False)
    expect(client.sys.read_leader_status()["ha_enabled"], False)
    return connect(made["root_token"])


def configure(root):
    expect(root.is_authenticated(), True)
    root.sys.enable_secrets_engine("kv", path="secret", options={"version": "1"})
    expect(root.sys.list_mounted_secrets_engines()["data"]["secret/"]["type"], "kv")
    root.sys.create_or_update_policy("reader", POLICY)
    expect("reader" in root.sys.list_policies()["data"]["policies"], True)
    root.sys.enable_auth_method("userpass")
    expect(root.sys.list_auth_methods()["data"]["userpass/"]["type"], "userpass")

    kv = root.secrets.kv.v1
    refused(InvalidPath, lambda: kv.list_secrets("", mount_point="secret"), "")
    kv.create_or_update_secret("greeting", {"text": "hello"}, mount_point="secret")
    kv.create_or_update_secret("below/it", {"text": "deep"}, mount_point="secret")
    expect(kv.list_secrets("", mount_point="secret")["data"]["keys"], ["below/", "greeting"])
    expect(root.list("secret/below")["data"]["keys"], ["it"])
    kv.delete_secret("below/it", mount_point="secret")
    refused(InvalidPath, lambda: kv.read_secret("below/it", mount_point="secret"), "")

    userpass = root.auth.userpass
    userpass.create_or_update_user("alice", password="correct horse", policies="reader")
    expect(userpass.list_user()["data"]["keys"], ["alice"])


def use_as_person(root):
    alice = connect()
    wrong = lambda: alice.auth.userpass.login("alice", "wrong")
    refused(InvalidRequest, wrong, "invalid username or password")
    login = alice.auth.userpass.login("alice", "correct horse")
    expect(login["auth"]["token_policies"], ["default", "reader"])
    expect(alice.is_authenticated(), True)
    expect(alice.auth.token.lookup_self()["data"]["display_name"], "userpass-alice")
    greeting = alice.secrets.kv.v1.read_secret("greeting", mount_point="secret")
    expect(greeting["data"], {"text": "hello"})
    refused(Forbidden, lambda: alice.read("secret/other"), "permission denied")

    renewed = alice.auth.token.renew_self(increment="1h")
    expect(renewed["auth"]["lease_duration"], 3600)
    token = alice.token
    alice.auth.token.revoke_self()
    alice.token = token
    refused(Forbidden, alice.auth.token.lookup_self, "permission denied")
    expect(alice.is_authenticated(), False)
    refused(Forbidden, lambda: root.auth.token.lookup(token), "")


def use_wrapping(root):
    wrapped = root.auth.token.create(policies=["reader"], ttl="1h", wrap_ttl="60s")
    expect((wrapped["auth"], wrapped["wrap_info"]["ttl"]), (None, 60))
    expect(wrapped["wrap_info"]["creation_path"], "auth/token/create")
    inside = connect(wrapped["wrap_info"]["token"]).sys.unwrap()
    expect(inside["auth"]["accessor"], wrapped["wrap_info"]["wrapped_accessor"])
    again = lambda: root.sys.unwrap(token=wrapped["wrap_info"]["token"])
    refused(InvalidRequest, again, "wrapping token is not valid or does not exist")
    token = root.sys.wrap({"answer": 42}, ttl=60)["wrap_info"]["token"]
    expect(root.sys.unwrap(token=token)["data"], {"answer": 42})

    accessor = inside["auth"]["accessor"]
    expect(accessor in root.auth.token.list_accessors()["data"]["keys"], True)
    expect(root.auth.token.lookup_accessor(accessor)["data"]["policies"], ["default", "reader"])
    root.auth.token.revoke_accessor(accessor)
    refused(Forbidden, connect(inside["auth"]["client_token"]).auth.token.lookup_self, "permission")


def use_approle(root):
    root.sys.enable_auth_method("approle")
    approle = root.auth.approle
    approle.create_or_update_approle("job", token_policies=["reader"], secret_id_num_uses=1)
    expect(approle.list_roles()["data"]["keys"], ["job"])
    role_id = approle.read_role_id("job")["data"]["role_id"]
    sent = approle.generate_secret_id("job", metadata={"machine": "one"}, wrap_ttl="60s")
    secret_id = connect(sent["wrap_info"]["token"]).sys.unwrap()["data"]["secret_id"]
    machine = connect()
    login = machine.auth.approle.login(role_id, secret_id)
    expect(login["auth"]["metadata"]["machine"], "one")
    expect(machine.read("secret/greeting")["data"]["text"], "hello")
    spent = lambda: connect().auth.approle.login(role_id, secret_id)
    refused(InvalidRequest, spent, "invalid role or secret ID")


def seal(root):
    root.sys.disable_secrets_engine("secret")
    root.sys.disable_auth_method("userpass")
    root.sys.seal()
    expect(root.sys.is_sealed(), True)
    refused(VaultDown, root.auth.token.lookup_self, "sealed")


def main():
    root = init_and_unseal()
    configure(root)
    use_as_person(root)
    use_wrapping(root)
    use_approle(root)
    seal(root)


main()
