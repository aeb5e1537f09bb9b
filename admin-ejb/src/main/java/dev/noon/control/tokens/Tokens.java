package dev.noon.control.tokens;

import dev.noon.control.AccessTokens;
import dev.noon.control.Author;
import dev.noon.control.Clocks;
import dev.noon.control.Conflict;
import dev.noon.control.Event;
import dev.noon.control.Event.Deed;
import dev.noon.control.Events;
import dev.noon.control.Forbidden;
import dev.noon.control.NotFound;
import dev.noon.control.access.AccessToken;
import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import dev.noon.control.access.Permission;
import dev.noon.control.access.TokenText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Issues, lists and revokes access tokens. The audit event is written first: a token without one never comes to be, and
 * none is revoked without one. Thread-safe.
 */
public final class Tokens {
    private static final int MOST = 1_000;
    private static final int KEY_DIGITS = 16;
    private static final long REMEMBERED_MILLIS = Duration.ofDays(30).toMillis();

    private final AccessTokens store;
    private final Events events;
    private final Clocks clocks;
    private final RandomGenerator random;

    /** @param random must be unpredictable */
    public Tokens(AccessTokens store, Events events, Clocks clocks, RandomGenerator random) {
        this.store = store;
        this.events = events;
        this.clocks = clocks;
        this.random = random;
    }

    /**
     * Issues a token.
     *
     * @param giver what the author may do: only what somebody administers can be given
     * @throws Forbidden if the author may not give one of the grants
     * @throws Conflict if there are too many tokens
     * @throws dev.noon.control.StoreUnavailable if the store is away
     */
    public Issued create(NewToken wanted, Grants giver, Author author) {
        for (Grant grant : wanted.grants().list()) {
            if (!giver.mayGive(grant)) {
                throw Forbidden.of(Permission.TOKENS, "token for " + grant.text(), grant.project());
            }
        }
        long now = clocks.wall().millis();
        if (store.all().stream().filter(token -> token.isGood(now)).count() >= MOST) {
            throw new Conflict("there are " + MOST + " tokens in use; revoke some first");
        }
        TokenText text = TokenText.generate(random);
        AccessToken.Life life =
                new AccessToken.Life(now, now + wanted.lifetime().toMillis(), OptionalLong.empty());
        AccessToken draft = new AccessToken(text.id(), text.digest(), wanted.name(), wanted.grants(), life, 0);
        Event event = events.record(new Deed("token-created", object(draft.id()), "", describe(draft)), author);
        AccessToken token =
                new AccessToken(draft.id(), draft.digest(), draft.name(), draft.grants(), draft.life(), event.number());
        if (!store.insert(token)) {
            throw new Conflict("the identifier " + draft.id() + " was taken; try again");
        }
        return new Issued(token, text);
    }

    /**
     * Revokes a token; no node accepts it for longer than two seconds after this has returned.
     *
     * @throws NotFound if there is none of that identifier
     * @throws Forbidden if the author does not administer all that it gives
     * @throws dev.noon.control.StoreUnavailable if the store is away: then it may still be good; try again
     */
    public AccessToken revoke(String id, Grants revoker, Author author) {
        String missing = "there is no token " + id;
        AccessToken token = store.find(id).orElseThrow(() -> new NotFound(missing));
        if (token.grants().list().stream().noneMatch(revoker::mayGive)) {
            throw Forbidden.hidden(missing, object(id), "");
        }
        if (!token.grants().list().stream().allMatch(revoker::mayGive)) {
            throw Forbidden.of(Permission.TOKENS, object(id), "");
        }
        if (token.life().revoked().isPresent()) {
            return token;
        }
        events.record(new Deed("token-revoked", object(id), "", token.name()), author);
        long now = clocks.wall().millis();
        store.revoke(id, now);
        return token.revoked(now);
    }

    /** The tokens that give anything that {@code reader} administers. */
    public List<AccessToken> list(Grants reader) {
        return store.all().stream()
                .filter(token -> token.grants().list().stream().anyMatch(reader::mayGive))
                .toList();
    }

    /** Forgets tokens that ended 30 days ago; their events stay. */
    public void sweep() {
        long before = clocks.wall().millis() - REMEMBERED_MILLIS;
        store.all().stream()
                .filter(token -> token.life().revoked().orElse(token.life().expires()) < before)
                .forEach(token -> store.remove(token.id()));
    }

    /** What the event of a token's making says of it; names its secret by a digest of the digest. */
    public static String describe(AccessToken token) {
        return token.name() + ": " + String.join(", ", token.grants().texts()) + "; expires "
                + Instant.ofEpochMilli(token.life().expires()) + "; key "
                + new TokenText(token.id(), token.digest()).digest().substring(0, KEY_DIGITS);
    }

    /** How events call a token. */
    public static String object(String id) {
        return "token/" + id;
    }
}
