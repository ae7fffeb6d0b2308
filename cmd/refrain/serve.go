package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"refrain/cmd/refrain/web"
	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline"
)

// serving are the flags of `serve`.
type serving struct {
	addr, token, by string
	hosts           []string
}

// minToken is the least length of a token, in characters.
const minToken = 16

func (a *app) serveCommand() *cobra.Command {
	var s serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the workspace in a browser, on this machine",
		Long: `Serve the workspace as a web application: search, letters with what was raised
before, documents paragraph by paragraph, and a basket of citations. Documents
and exports of databases can be dropped in, and a list of items, pasted or sent
as a file, is asked like a letter; its page is a link that stays.

It answers on this machine alone (127.0.0.1, a free port) and prints the link.
No request leaves the machine. Programs read the same as JSON under /api/v1
(what there is: /api/v1/openapi.json). Another address needs --token: whoever opens the
link must hold it, and what is sent is not encrypted, so use it in a network
you trust. Stop it with Ctrl-C.`,
		Example: `  refrain serve
  refrain serve --addr 127.0.0.1:8080
  refrain serve --addr 0.0.0.0:8080 --token "$(openssl rand -hex 16)"`,
		Args: flagsAlone,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), s) },
	}
	f := cmd.Flags()
	f.StringVar(&s.addr, "addr", "127.0.0.1:0", "the `address` to answer on; port 0 takes a free one")
	f.StringVar(&s.token, "token", "", "ask for this `secret`, of at least 16 characters")
	f.StringVar(&s.by, "by", "", "your `name`, kept with each link you judge (default: the user's)")
	f.StringSliceVar(&s.hosts, "host", nil, "answer under these `names` too")
	return cmd
}

// checkHostPort refuses what is no address to answer on.
func checkHostPort(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return errors.New("this is no address: write 127.0.0.1:8080")
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return errors.New("a port is a number from 0 to 65535: write 127.0.0.1:8080")
	}
	return nil
}

// checkAddress refuses what strangers could reach without a token.
func (s serving) checkAddress() error {
	if err := checkHostPort(s.addr); err != nil {
		return &usageError{fmt.Errorf("--addr %q: %w", s.addr, err)}
	}
	host, _, _ := net.SplitHostPort(s.addr)
	if s.token != "" && len(s.token) < minToken {
		return &usageError{fmt.Errorf("--token is too short: use at least %d characters", minToken)}
	}
	ip, err := netip.ParseAddr(host)
	local := host == "localhost" || err == nil && ip.IsLoopback()
	if !local && s.token == "" {
		return &usageError{fmt.Errorf("--addr %s can be reached from other machines: give a --token of at least %d characters, or use 127.0.0.1", s.addr, minToken)}
	}
	return nil
}

func (a *app) serve(ctx context.Context, s serving) error {
	if err := s.checkAddress(); err != nil {
		return a.bySetting("address", err)
	}
	w, err := a.openOrCreate()
	if err != nil {
		return err
	}
	if err := a.freshIndex(ctx, w); err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return &hinted{a.bySetting("address", fmt.Errorf("listening on %s: %w", s.addr, err)), "choose another port, or leave --addr out"}
	}
	app, err := web.New(a.webConfig(w, s, listener.Addr().String()))
	if err != nil {
		listener.Close()
		return err
	}
	defer app.Close()
	go app.Warm()
	fmt.Fprintf(a.out, "%s\n", s.link(listener.Addr().String()))
	a.flush()
	if !a.quiet {
		fmt.Fprintln(a.err, "open this link in a browser; stop with Ctrl-C")
	}
	return a.answerUntilDone(ctx, app, listener)
}

// freshIndex builds the index where it is missing or of another format, so
// that whoever opens the link can search, and where a run was stopped before it
// indexed what it stored; if that cannot be mended here, what is indexed is shown.
func (a *app) freshIndex(ctx context.Context, w *store.Workspace) error {
	x, err := index.Open(w.Dir)
	if err == nil {
		earlier := isEarlier(w, x)
		if err := x.Close(); err != nil || !earlier {
			return err
		}
		if unlock, err := w.Lock(a.now()); err == nil {
			_ = a.buildIndex(ctx, w)
			unlock()
		}
		return nil
	}
	heads, herr := w.Heads()
	if herr != nil || len(heads) == 0 {
		return herr
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	return a.buildIndex(ctx, w)
}

// link is what a person opens.
func (s serving) link(addr string) string {
	host, port, _ := net.SplitHostPort(addr)
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	link := "http://" + net.JoinHostPort(host, port) + "/"
	if s.token != "" {
		link += "?token=" + s.token
	}
	return link
}

func (a *app) webConfig(w *store.Workspace, s serving, addr string) web.Config {
	_, port, _ := net.SplitHostPort(addr)
	hosts := []string{addr, "127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port}
	for _, h := range s.hosts {
		hosts = append(hosts, strings.ToLower(h), net.JoinHostPort(strings.ToLower(h), port))
	}
	by := s.by
	if by == "" {
		by = userName()
	}
	return web.Config{Workspace: w, Version: version, Now: a.now, Reader: by, Hosts: hosts, Token: s.token,
		States:  gazetteerOf,
		Reading: func() (pipeline.Options, func(), error) { return a.reading(w) },
		Index:   func(ctx context.Context) error { return a.buildIndex(ctx, w) },
	}
}

// newServer is a server that no visitor can keep waiting for ever.
func newServer(ctx context.Context, h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 60 * time.Second,
		WriteTimeout: 90 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }}
}

// answerUntilDone answers until the context ends, then lets requests finish.
func (a *app) answerUntilDone(ctx context.Context, app *web.App, listener net.Listener) error {
	server := newServer(ctx, app.Handler())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}
