//go:build vault

package main

import "github.com/hashicorp/vault/api"

type (
	client        = api.Client
	secret        = api.Secret
	health        = api.HealthResponse
	initRequest   = api.InitRequest
	rekeyRequest  = api.RekeyInitRequest
	mountInput    = api.MountInput
	authOptions   = api.EnableAuthOptions
	createRequest = api.TokenCreateRequest
	watcherInput  = api.LifetimeWatcherInput
	responseError = api.ResponseError
	config        = api.Config
	tlsConfig     = api.TLSConfig
)

var (
	newClient     = api.NewClient
	defaultConfig = api.DefaultConfig
)
