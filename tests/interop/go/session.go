// A session of a Go api module, unmodified, against a server that is not initialised yet. Build it with the tag
// `vault` for the module of the one project, without for that of the other.
//
// It sends PUT for writes and GET with `list=true` for lists, speaks HTTP/2 wherever TLS offers it, and repeats a
// call that was answered by 5xx or 412.
//
// usage: session URL PROTOCOL [CA_FILE]
package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"
)

const policy = `path "secret/greeting" { capabilities = ["read"] }`

func main() {
	root, shares := initAndUnseal()
	configure(root)
	useAsPerson(root)
	useTokens(root)
	useWrapping(root)
	useAppRole(root)
	renewKeys(root, shares)
	seal(root)
}

// connect makes a client as a program would, and as HTTP/1.1 only where that is asked for.
func connect(token string) *client {
	settings := defaultConfig()
	must(settings.Error)
	settings.Address = os.Args[1]
	if len(os.Args) > 3 {
		must(settings.ConfigureTLS(&tlsConfig{CACert: os.Args[3]}))
	}
	if transport, isTransport := settings.HttpClient.Transport.(*http.Transport); isTransport && os.Args[2] == "HTTP/1.1" {
		transport.TLSClientConfig.NextProtos = []string{"http/1.1"}
		transport.TLSNextProto = nil
		transport.ForceAttemptHTTP2 = false
		transport.Protocols = new(http.Protocols)
		transport.Protocols.SetHTTP1(true)
	}
	made := take(newClient(settings))
	made.SetToken(token)
	return made
}

func initAndUnseal() (*client, []string) {
	guest := connect("")
	response := take(guest.RawRequest(guest.NewRequest("GET", "/v1/sys/seal-status")))
	expect(response.Proto, os.Args[2])
	must(response.Body.Close())

	expectHealth(take(guest.Sys().Health()), false, true)
	expect(take(guest.Sys().InitStatus()), false)
	made := take(guest.Sys().Init(&initRequest{SecretShares: 3, SecretThreshold: 2}))
	expect(len(made.Keys), 3)
	expectHealth(take(guest.Sys().Health()), true, true)
	sealed := connect(made.RootToken)
	sealed.SetMaxRetries(0)
	refused(503, "sealed", second(sealed.Auth().Token().LookupSelf()))

	half := take(guest.Sys().Unseal(made.Keys[0]))
	expect([]any{half.Sealed, half.Progress}, []any{true, 1})
	expect(take(guest.Sys().Unseal(made.KeysB64[2])).Sealed, false)
	expectHealth(take(guest.Sys().Health()), true, false)
	expect(take(guest.Sys().Leader()).HAEnabled, false)
	return connect(made.RootToken), made.Keys
}

// renewKeys makes new shares, by them a root token, and a new encryption key.
func renewKeys(root *client, shares []string) {
	sys := root.Sys()
	expect(take(sys.RekeyStatus()).Started, false)
	wish := rekeyRequest{SecretShares: 2, SecretThreshold: 2, RequireVerification: true}
	begun := take(sys.RekeyInit(&wish))
	expect([]any{begun.Started, begun.N, begun.T, begun.Required}, []any{true, 2, 2, 2})
	refused(400, "rekey already in progress", second(sys.RekeyInit(&wish)))
	expect(take(sys.RekeyUpdate(shares[1], begun.Nonce)).Complete, false)
	expect(take(sys.RekeyStatus()).Progress, 1)
	made := take(sys.RekeyUpdate(shares[0], begun.Nonce))
	expect([]any{made.Complete, len(made.Keys), made.VerificationRequired}, []any{true, 2, true})
	expect(take(sys.RekeyVerificationUpdate(made.KeysB64[0], made.VerificationNonce)).Complete, false)
	expect(take(sys.RekeyVerificationStatus()).Progress, 1)
	expect(take(sys.RekeyVerificationUpdate(made.Keys[1], made.VerificationNonce)).Complete, true)

	attempt := take(sys.GenerateRootInit("", ""))
	expect(len(attempt.OTP), attempt.OTPLength)
	refused(400, "not one of those that count", second(sys.GenerateRootUpdate(shares[0], attempt.Nonce)))
	expect(take(sys.GenerateRootUpdate(made.Keys[0], attempt.Nonce)).Progress, 1)
	done := take(sys.GenerateRootUpdate(made.Keys[1], attempt.Nonce))
	bytes := take(base64.RawStdEncoding.DecodeString(done.EncodedToken))
	for at := range bytes {
		bytes[at] ^= attempt.OTP[at]
	}
	policies := take(take(connect(string(bytes)).Auth().Token().LookupSelf()).TokenPolicies())
	expect(policies, []string{"root"})
	take(sys.GenerateRootInit("", ""))
	must(sys.GenerateRootCancel())
	expect(take(sys.GenerateRootStatus()).Started, false)

	before := take(sys.KeyStatus()).Term
	must(sys.Rotate())
	expect(take(sys.KeyStatus()).Term, before+1)
}

func configure(root *client) {
	must(root.Sys().Mount("secret", &mountInput{Type: "kv", Options: map[string]string{"version": "1"}}))
	expect(take(root.Sys().ListMounts())["secret/"].Type, "kv")
	must(root.Sys().PutPolicy("reader", policy))
	expect(take(root.Sys().GetPolicy("reader")), policy)
	expect(slices.Contains(take(root.Sys().ListPolicies()), "reader"), true)
	must(root.Sys().EnableAuthWithOptions("userpass", &authOptions{Type: "userpass"}))
	expect(take(root.Sys().ListAuth())["userpass/"].Type, "userpass")

	logical := root.Logical()
	expect(take(logical.List("secret")), (*secret)(nil))
	expect(take(logical.Read("secret/greeting")), (*secret)(nil))
	take(logical.Write("secret/greeting", map[string]any{"text": "hello"}))
	take(logical.Write("secret/below/it", map[string]any{"text": "deep"}))
	expect(take(logical.List("secret")).Data["keys"], []any{"below/", "greeting"})
	expect(take(root.KVv1("secret").Get(context.Background(), "below/it")).Data["text"], "deep")
	take(logical.Delete("secret/below/it"))
	expect(take(logical.List("secret")).Data["keys"], []any{"greeting"})
	user := map[string]any{"password": "correct horse", "token_policies": []string{"reader"}}
	take(logical.Write("auth/userpass/users/alice", user))
}

func useAsPerson(root *client) {
	alice := connect("")
	wrong := map[string]any{"password": "wrong"}
	refused(400, "invalid username or password", second(alice.Logical().Write("auth/userpass/login/alice", wrong)))
	login := take(alice.Logical().Write("auth/userpass/login/alice", map[string]any{"password": "correct horse"}))
	expect(login.Auth.TokenPolicies, []string{"default", "reader"})
	alice.SetToken(login.Auth.ClientToken)

	self := take(alice.Auth().Token().LookupSelf())
	expect(self.Data["display_name"], "userpass-alice")
	expect(take(self.TokenAccessor()), login.Auth.Accessor)
	expect(take(alice.Logical().Read("secret/greeting")).Data["text"], "hello")
	expect(take(alice.Sys().CapabilitiesSelf("secret/greeting")), []string{"read"})
	refused(403, "permission denied", second(alice.Logical().Read("secret/other")))
	refused(403, "permission denied", second(alice.Logical().List("secret")))

	renewed := take(alice.Auth().Token().RenewSelf(3600))
	expect(renewed.Auth.LeaseDuration, 3600)
	watchLifetime(alice, renewed)
	must(alice.Auth().Token().RevokeSelf(""))
	refused(403, "permission denied", second(alice.Auth().Token().LookupSelf()))
	refused(403, "", second(root.Auth().Token().Lookup(login.Auth.ClientToken)))
}

// watchLifetime starts what agents and operators keep their tokens alive with: it renews at once.
func watchLifetime(of *client, login *secret) {
	watcher := take(of.NewLifetimeWatcher(&watcherInput{Secret: login, Increment: 1800}))
	go watcher.Start()
	defer watcher.Stop()
	select {
	case renewal := <-watcher.RenewCh():
		expect(renewal.Secret.Auth.LeaseDuration, 1800)
	case err := <-watcher.DoneCh():
		fail("the watcher gave up: %v", err)
	case <-time.After(10 * time.Second):
		fail("the watcher renewed nothing")
	}
}

func useTokens(root *client) {
	tokens := root.Auth().Token()
	made := take(tokens.Create(&createRequest{Policies: []string{"reader"}, TTL: "1h", Metadata: map[string]string{"for": "test"}}))
	accessor := made.Auth.Accessor
	expect(take(tokens.LookupAccessor(accessor)).Data["meta"], map[string]any{"for": "test"})
	expect(slices.Contains(take(root.Logical().List("auth/token/accessors")).Data["keys"].([]any), any(accessor)), true)
	expect(take(tokens.Renew(made.Auth.ClientToken, 60)).Auth.LeaseDuration, 60)
	must(tokens.RevokeAccessor(accessor))
	refused(403, "permission denied", second(connect(made.Auth.ClientToken).Auth().Token().LookupSelf()))
}

func useWrapping(root *client) {
	wrapping := connect(root.Token())
	wrapping.SetWrappingLookupFunc(func(_, path string) string {
		if path == "secret/greeting" {
			return "60s"
		}
		return ""
	})
	wrapped := take(wrapping.Logical().Read("secret/greeting"))
	expect([]any{wrapped.WrapInfo.TTL, wrapped.WrapInfo.CreationPath}, []any{60, "secret/greeting"})
	about := take(connect("").Logical().Write("sys/wrapping/lookup", map[string]any{"token": wrapped.WrapInfo.Token}))
	expect(about.Data["creation_path"], "secret/greeting")
	inside := take(connect(wrapped.WrapInfo.Token).Logical().Unwrap(""))
	expect(inside.Data["text"], "hello")
	refused(400, "wrapping token is not valid", second(root.Logical().Unwrap(wrapped.WrapInfo.Token)))
}

func useAppRole(root *client) {
	must(root.Sys().EnableAuthWithOptions("approle", &authOptions{Type: "approle"}))
	role := map[string]any{"token_policies": "reader", "secret_id_num_uses": 1}
	take(root.Logical().Write("auth/approle/role/job", role))
	expect(take(root.Logical().List("auth/approle/role")).Data["keys"], []any{"job"})
	roleID := take(root.Logical().Read("auth/approle/role/job/role-id")).Data["role_id"]
	secretID := take(root.Logical().Write("auth/approle/role/job/secret-id", nil)).Data["secret_id"]
	proof := map[string]any{"role_id": roleID, "secret_id": secretID}
	machine := connect("")
	login := take(machine.Logical().Write("auth/approle/login", proof))
	machine.SetToken(login.Auth.ClientToken)
	expect(take(machine.Logical().Read("secret/greeting")).Data["text"], "hello")
	refused(400, "invalid role or secret ID", second(connect("").Logical().Write("auth/approle/login", proof)))
}

func seal(root *client) {
	must(root.Sys().Unmount("secret"))
	must(root.Sys().DisableAuth("userpass"))
	must(root.Sys().Seal())
	expect(take(root.Sys().SealStatus()).Sealed, true)
}

func expectHealth(got *health, initialized, sealed bool) {
	expect([]bool{got.Initialized, got.Sealed}, []bool{initialized, sealed})
}

// refused demands the error of the client's own type, with its status and a text.
func refused(status int, text string, err error) {
	var answer *responseError
	if !errors.As(err, &answer) {
		fail("not refused by the server: %v", err)
	}
	expect(answer.StatusCode, status)
	if !strings.Contains(strings.Join(answer.Errors, "\n"), text) {
		fail("%q is not in %q", text, answer.Errors)
	}
}

func expect(got, wanted any) {
	if !reflect.DeepEqual(got, wanted) {
		fail("got %#v, wanted %#v", got, wanted)
	}
}

func take[T any](value T, err error) T {
	must(err)
	return value
}

func second[T any](_ T, err error) error {
	return err
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

// fail ends the session with the lines that led here.
func fail(format string, values ...any) {
	panic(fmt.Sprintf(format, values...))
}
