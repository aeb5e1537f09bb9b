package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.Trailers;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;

/** One request to one target, on one connection at a time. Not thread-safe. */
final class HttpCall {
    /** What the call has to tell besides the answer. */
    private enum Progress {
        /** No response byte has come. */
        NOTHING,
        /** The response has begun. */
        BEGUN
    }

    /** The one protocol that is switched to: a line {@code Upgrade} that is there, the gateway has set. */
    static final String WEB_SOCKET = "websocket";

    private static final int CONTINUE = 100;
    private static final int SWITCHING = 101;
    private static final int EARLY_HINTS = 103;

    private static final int INTERIM_ANSWERS = 16;
    private static final Timeout INVITATION = Timeout.ofSeconds(1);
    private static final Timeout LAST_LOOK = Timeout.ofMilliseconds(50);

    private final HttpTarget target;
    private final UpstreamRequest request;
    private final Ticker ticker;
    private final Set<HttpConnection> sending;
    private final Runnable release;
    private Progress progress = Progress.NOTHING;
    private boolean bodyOpened;

    /**
     * @param sending where connections stand while they send a body
     * @param release what happens once, when a streamed response body has ended
     */
    HttpCall(HttpTarget target, UpstreamRequest request, Ticker ticker, Set<HttpConnection> sending, Runnable release) {
        this.target = target;
        this.request = request;
        this.ticker = ticker;
        this.sending = sending;
        this.release = release;
    }

    /** Sends on an idle connection if there is one; a stale one is replaced once if nothing is lost by it. */
    Answer send() throws ClientFailure {
        if (request.isLate(ticker.nanos())) {
            return new Answer.Failed(Cause.TOTAL_TIMEOUT);
        }
        HttpConnection used = target.takeIdle().orElse(null);
        if (used != null) {
            Answer answer = talk(used);
            boolean stale = answer instanceof Answer.Failed failed && failed.cause() == Cause.UPSTREAM_RESET;
            if (!stale || progress == Progress.BEGUN || bodyOpened || !request.isIdempotent()) {
                return answer;
            }
        }
        try {
            return talk(target.connect(request.terms()));
        } catch (SocketTimeoutException e) {
            return new Answer.Failed(late(Cause.CONNECT_TIMEOUT));
        } catch (ClientFailure e) {
            throw e;
        } catch (SSLException e) {
            return new Answer.Failed(Cause.UPSTREAM_UNTRUSTED);
        } catch (IOException e) {
            return new Answer.Failed(Cause.UPSTREAM_UNREACHABLE);
        }
    }

    private Answer talk(HttpConnection connection) throws ClientFailure {
        boolean answered = false;
        long receivedBefore = connection.receivedBytes();
        try {
            begin(connection);
            ClassicHttpResponse response = exchange(connection);
            Answer answer = answer(connection, response);
            answered = true;
            return answer;
        } catch (ClientFailure e) {
            throw e;
        } catch (SocketTimeoutException e) {
            return new Answer.Failed(late(Cause.RESPONSE_TIMEOUT));
        } catch (HttpException | MessageConstraintException e) {
            return new Answer.Failed(Cause.UPSTREAM_MALFORMED);
        } catch (IOException e) {
            progress = connection.receivedBytes() > receivedBefore ? Progress.BEGUN : Progress.NOTHING;
            return new Answer.Failed(late(Cause.UPSTREAM_RESET));
        } finally {
            if (!answered) {
                connection.abort();
            }
        }
    }

    private void begin(HttpConnection connection) throws IOException {
        connection.until(request.terms().deadlineNanos());
        Breakoff breakoff = request.terms().breakoff();
        if (breakoff != Breakoff.NEVER && !breakoff.waitsOn(connection::abort)) {
            throw new SocketException("broken off");
        }
    }

    /** Why it failed: {@code otherwise}, unless its whole time is over. */
    private Cause late(Cause otherwise) {
        return request.isLate(ticker.nanos()) ? Cause.TOTAL_TIMEOUT : otherwise;
    }

    private ClassicHttpResponse exchange(HttpConnection connection) throws IOException, HttpException {
        BasicClassicHttpRequest message = RequestHead.of(request, target.authority());
        connection.sendRequestHeader(message);
        if (!request.body().present()) {
            connection.flush();
            return receive(connection);
        }
        Optional<ClassicHttpResponse> early = beforeBody(connection);
        if (early.isPresent()) {
            return early.get();
        }
        return sendBody(connection, message) ? receive(connection) : lastLook(connection);
    }

    /**
     * What the upstream answers to the header alone, if the client waits to be invited. It is not invited before the
     * upstream has invited the gateway, or has said nothing for a second (RFC 9110 section 10.1.1).
     */
    private Optional<ClassicHttpResponse> beforeBody(HttpConnection connection) throws IOException, HttpException {
        if (!request.body().awaitsInvitation()) {
            return Optional.empty();
        }
        connection.flush();
        for (int i = 0; i <= INTERIM_ANSWERS && connection.isDataAvailable(INVITATION); i++) {
            ClassicHttpResponse response = connection.receiveResponseHeader();
            if (response.getCode() == CONTINUE) {
                return Optional.empty();
            }
            if (isFinal(response)) {
                response.setHeader("Connection", "close");
                return Optional.of(response);
            }
            tell(response);
        }
        return Optional.empty();
    }

    private static boolean isFinal(ClassicHttpResponse response) {
        return response.getCode() >= 200 && response.getCode() <= 599;
    }

    /** Passes on what the upstream says before it answers. */
    private void tell(ClassicHttpResponse interim) throws ProtocolException {
        if (interim.getCode() == EARLY_HINTS) {
            request.hints().accept(ResponseHead.read(interim).headers());
        }
    }

    /** Whether the whole body went out; if not, the upstream may have answered early and closed. */
    private boolean sendBody(HttpConnection connection, BasicClassicHttpRequest message)
            throws IOException, HttpException {
        RequestEntity entity = new RequestEntity(request.body(), connection, ticker);
        message.setEntity(entity);
        sending.add(connection);
        try {
            connection.sendRequestEntity(message);
            connection.flush();
            return true;
        } catch (ClientFailure e) {
            throw e;
        } catch (IOException e) {
            return false;
        } finally {
            bodyOpened = entity.isOpened();
            sending.remove(connection);
        }
    }

    private ClassicHttpResponse lastLook(HttpConnection connection) throws IOException, HttpException {
        if (!connection.isOpen() || !connection.isDataAvailable(LAST_LOOK)) {
            throw new IOException("the upstream closed the connection while the body was being sent");
        }
        ClassicHttpResponse response = receive(connection);
        response.setHeader("Connection", "close");
        return response;
    }

    private ClassicHttpResponse receive(HttpConnection connection) throws IOException, HttpException {
        for (int i = 0; i <= INTERIM_ANSWERS; i++) {
            ClassicHttpResponse response = connection.receiveResponseHeader();
            if (isFinal(response)) {
                return response;
            }
            if (response.getCode() == SWITCHING && isAsked(response)) {
                return response;
            }
            if (response.getCode() == SWITCHING || response.getCode() > 599) {
                break;
            }
            tell(response);
        }
        throw new ProtocolException("no final response that a gateway can pass on");
    }

    private boolean isAsked(ClassicHttpResponse response) {
        Header to = response.getFirstHeader("Upgrade");
        return request.headers().has("Upgrade") && to != null && WEB_SOCKET.equalsIgnoreCase(to.getValue());
    }

    private Answer answer(HttpConnection connection, ClassicHttpResponse response) throws IOException, HttpException {
        ResponseHead head = ResponseHead.read(response);
        if (response.getCode() == SWITCHING) {
            Body.Stream both = new Body.Stream(connection.tunnel(release), OptionalLong.empty(), false);
            return new Answer.Answered(SWITCHING, head.headers(), both);
        }
        boolean reusable = head.keepsConnection(response);
        int status = response.getCode();
        boolean bare = request.method().equals("HEAD") || status == 204 || status == 304;
        if (bare && status != 204) {
            head.keepLength();
        }
        if (bare || (head.length().isPresent() && head.length().getAsLong() == 0)) {
            settle(connection, head, reusable);
            return new Answer.Answered(status, head.headers(), Body.EMPTY);
        }
        connection.expectTrailers(head.trailers() != Trailers.NONE);
        connection.receiveResponseEntity(response);
        return new Answer.Answered(status, head.headers(), stream(connection, response, head));
    }

    private Body.Stream stream(HttpConnection connection, ClassicHttpResponse response, ResponseHead head)
            throws IOException {
        boolean reusable = head.isDelimited() && head.keepsConnection(response);
        InputStream content = TrailedInput.of(response.getEntity().getContent(), head.trailers());
        ResponseBody.End end = whole -> {
            settle(connection, head, whole && reusable);
            release.run();
        };
        ResponseBody body = new ResponseBody(content, head.length(), end, () -> late(Cause.RESPONSE_TIMEOUT));
        return new Body.Stream(body, head.length(), head.isDelimited(), head.trailers());
    }

    /** The exchange on {@code connection} is over. */
    private void settle(HttpConnection connection, ResponseHead head, boolean reusable) {
        if (reusable && !connection.hasLeftover()) {
            connection.until(OptionalLong.empty());
            target.giveBack(connection, head.keepAliveSeconds());
        } else {
            connection.abort();
        }
    }
}
