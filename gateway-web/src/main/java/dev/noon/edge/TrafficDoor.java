package dev.noon.edge;

import dev.noon.edge.connector.Wire;
import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.BrokenPolicy;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Tunnel;
import dev.noon.snapshot.PinnedSnapshot;
import dev.noon.snapshot.Route;
import dev.noon.snapshot.RouteMatch;
import dev.noon.snapshot.RouteTable;
import dev.noon.snapshot.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One exchange from beginning to end: pass the fence, pin, read, route, run the chain, write, tell. The one place that
 * turns exceptions into replies. Thread-safe.
 */
final class TrafficDoor {
    private static final Logger LOG = Logger.getLogger(TrafficDoor.class.getName());

    private static final int SWITCHING = 101;

    private final Edge edge;
    private final ReplyDate date;

    TrafficDoor(Edge edge) {
        this.edge = edge;
        this.date = new ReplyDate(edge.conduct().clock());
    }

    void serve(HttpServletRequest in, HttpServletResponse out, PinnedSnapshot pinned) {
        edge.outcomes().began();
        long beganNanos = edge.ticker().nanos();
        edge.fence().pass(beganNanos);
        Snapshot snapshot = pinned.pin(edge.active());
        Exchange exchange =
                new Exchange(snapshot.revision(), beganNanos, edge.conduct().surroundings());
        exchange.pin(snapshot);
        int status = 0;
        try {
            Reply reply = answer(in, exchange, snapshot);
            status = deliver(in, out, exchange, stamped(reply, exchange, snapshot));
        } finally {
            end(exchange, snapshot, status);
        }
    }

    private Reply answer(HttpServletRequest in, Exchange exchange, Snapshot snapshot) {
        try {
            if (!Grizzly.isOpen(in)) {
                throw Refusal.malformed("it follows a malformed request");
            }
            exchange.request(ServletRequests.read(in, edge.limits(), Grizzly.rawHeader(in)));
            exchange.hints(headers -> Interim.hint(in, headers));
            return snapshot.isNone() ? exchange.fail(Cause.NOT_READY) : route(exchange, snapshot);
        } catch (Refusal e) {
            exchange.cause(e.reason());
            return closing(Problem.of(e.reason(), String.valueOf(e.getMessage())));
        } catch (ClientFailure e) {
            return closing(exchange.fail(e.reason()));
        } catch (BrokenBody e) {
            return exchange.fail(e.reason());
        } catch (BrokenPolicy e) {
            return broken(exchange, Cause.POLICY_FAILED, e);
        } catch (IOException | RuntimeException | Error e) {
            return broken(exchange, Cause.INTERNAL_ERROR, e);
        }
    }

    private static Reply route(Exchange exchange, Snapshot snapshot) throws IOException {
        Request request = exchange.request();
        if (request.method().equals("OPTIONS") && request.headers().has("Origin")) {
            Optional<Route> asked = preflight(request, snapshot);
            if (asked.isPresent()) {
                exchange.route(asked.get().facts());
                return asked.get().preflight().orElseThrow().proceed(exchange);
            }
        }
        RouteMatch match = snapshot.routes().match(request);
        if (match instanceof RouteMatch.Found found) {
            Route route = found.route();
            exchange.route(route.facts());
            return route.chain().proceed(exchange);
        }
        if (match instanceof RouteMatch.EncodedSlash) {
            throw Refusal.malformed(NormalPath.SLASH_REFUSED);
        }
        if (match instanceof RouteMatch.NotAllowed refused) {
            boolean known = RouteTable.isKnown(request.method());
            Reply reply = exchange.fail(known ? Cause.METHOD_NOT_ALLOWED : Cause.UNKNOWN_METHOD);
            reply.headers().set("Allow", String.join(", ", refused.methods()));
            return reply;
        }
        return exchange.fail(Cause.NO_ROUTE);
    }

    /** The route that a browser asks about, if it has a policy that answers; it is that of the method in question. */
    private static Optional<Route> preflight(Request request, Snapshot snapshot) {
        String method = request.headers().valueOr("Access-Control-Request-Method", "");
        RouteMatch match = snapshot.routes().match(request.withMethod(method));
        boolean answers = match instanceof RouteMatch.Found found
                && found.route().preflight().isPresent();
        return answers ? Optional.of(((RouteMatch.Found) match).route()) : Optional.empty();
    }

    private Reply stamped(Reply reply, Exchange exchange, Snapshot snapshot) {
        if (edge.revisionHeader() && !snapshot.isNone()) {
            reply.headers().set("Noon-Revision", snapshot.revisionText());
        }
        told(reply, exchange);
        return edge.conduct().leaving().getAsBoolean() || exchange.isUninvited() ? closing(reply) : reply;
    }

    /** A reply says how limits stand, when it was made, and what its exchange is called. */
    private void told(Reply reply, Exchange exchange) {
        LimitFields.put(exchange.limits(), reply.headers());
        date.put(reply.headers());
        name(reply, exchange);
    }

    /**
     * A reply says by which name its exchange is found in logs and at the upstream, and whoever is refused has a name to
     * complain with. A name that leads nowhere, as that of most cached hits, is not made.
     */
    private void name(Reply reply, Exchange exchange) {
        boolean leads = exchange.cause().status() > 0
                || exchange.isNamed()
                || edge.outcomes().notes(reply.status());
        if (leads && edge.conduct().surroundings().traces().isOn()) {
            reply.headers().set("X-Request-Id", exchange.trace().requestId());
        }
    }

    /** The status that the client got. */
    private int deliver(HttpServletRequest in, HttpServletResponse out, Exchange exchange, Reply reply) {
        try {
            if (reply.status() == SWITCHING) {
                return tunnel(in, exchange, reply);
            }
            ServletReplies.write(in, out, reply, exchange);
            endConnection(in, out, exchange);
            return reply.status();
        } catch (BrokenBody e) {
            return recover(in, out, exchange, e.reason());
        } catch (IOException e) {
            exchange.cause(e instanceof ClientFailure client ? client.reason() : Cause.CLIENT_GONE);
            Grizzly.abort(in);
            return reply.status();
        } catch (RuntimeException | Error e) {
            broken(exchange, Cause.INTERNAL_ERROR, e);
            return recover(in, out, exchange, Cause.INTERNAL_ERROR);
        }
    }

    /** Returns when the client no longer speaks another protocol with the upstream. */
    private int tunnel(HttpServletRequest in, Exchange exchange, Reply reply) throws IOException {
        Optional<Wire> client = Grizzly.wire(in);
        if (client.isPresent()
                && reply.body() instanceof Body.Stream stream
                && stream.in() instanceof Tunnel upstream) {
            edge.conduct().tunnels().run(client.get(), upstream, reply, exchange);
            Grizzly.abort(in);
            return reply.status();
        }
        throw new BrokenBody(Cause.UPSTREAM_MALFORMED, new IOException("nobody can switch to another protocol here"));
    }

    /**
     * The container leaves the connection of a CONNECT open for a tunnel, and reads what follows a malformed
     * request as the next one, whatever the reply says; and it goes on waiting for a body that comes too slowly, or that
     * nobody has asked for.
     */
    private void endConnection(HttpServletRequest in, HttpServletResponse out, Exchange exchange) throws IOException {
        if (in.getMethod().equals("CONNECT")
                || exchange.cause() == Cause.MALFORMED_REQUEST
                || exchange.cause() == Cause.CLIENT_SLOW
                || exchange.isUninvited()) {
            out.flushBuffer();
            Grizzly.abort(in);
        }
    }

    /** Says what happened if nothing was sent yet; otherwise makes sure that the client sees no clean end. */
    private int recover(HttpServletRequest in, HttpServletResponse out, Exchange exchange, Cause cause) {
        exchange.cause(cause);
        int sent = out.getStatus();
        if (out.isCommitted()) {
            Grizzly.abort(in);
            return sent;
        }
        try {
            out.reset();
            Reply problem = Problem.of(cause);
            if (edge.revisionHeader()) {
                problem.headers().set("Noon-Revision", Long.toString(exchange.revision()));
            }
            told(problem, exchange);
            ServletReplies.write(in, out, problem, exchange);
            return problem.status();
        } catch (IOException e) {
            Grizzly.abort(in);
            return sent;
        }
    }

    private static Reply broken(Exchange exchange, Cause cause, Throwable thrown) {
        LOG.log(
                Level.SEVERE,
                thrown,
                () -> "an exchange of proxy " + exchange.route().proxy() + " broke");
        return exchange.fail(cause);
    }

    /** What the client sends next on this connection cannot be trusted to be a request. */
    private static Reply closing(Reply reply) {
        reply.headers().set("Connection", "close");
        return reply;
    }

    private void end(Exchange exchange, Snapshot snapshot, int status) {
        try {
            exchange.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "an exchange of proxy " + exchange.route().proxy() + " did not close");
        } finally {
            snapshot.release();
            edge.outcomes().ended(exchange, status);
        }
    }
}
